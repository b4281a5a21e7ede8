//! Applying on the web: the form, and the receipt. 《条例》第27条、第28条、第29条

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use office::applications::{self, FILE_LIMIT, FILES_LIMIT, Intake, NotDone, Person, Receipt};
use statute::applicant::Applicant;
use statute::procedure::Officer;
use statute::registers::Channel;

use super::receipt_box::ReceiptBox;
use super::{UPLOAD_LIMIT, form_page, is_key, private, renewed};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tab, Tabs, Tone, Typed};
use crate::sent::Sent;
use crate::session::{self, Visitor};

/// What the kind of applicant is called in addresses.
const CITIZEN: &str = "citizen";
const ORGANIZATION: &str = "organization";

/// The kinds of organizations that table three of the annual report tells apart.
pub(super) const KINDS: &[(&str, &str)] = &[
    ("商业企业", "商业企业"),
    ("科研机构", "科研机构"),
    ("社会公益组织", "社会公益组织"),
    ("法律服务机构", "法律服务机构"),
    ("其他", "其他"),
];
/// 证件名称
pub(super) const IDENTITIES: &[(&str, &str)] = &[
    (RESIDENT, RESIDENT),
    ("护照", "护照"),
    ("港澳居民来往内地通行证", "港澳居民来往内地通行证"),
    ("台湾居民来往大陆通行证", "台湾居民来往大陆通行证"),
    ("港澳台居民居住证", "港澳台居民居住证"),
    ("外国人永久居留身份证", "外国人永久居留身份证"),
    ("其他证件", "其他证件"),
];
/// 提供方式
pub(super) const FORMS: &[(&str, &str)] =
    &[("纸质", "纸质"), (EMAIL, EMAIL), ("光盘", "光盘"), ("磁盘", "磁盘")];
/// 获取方式
pub(super) const WAYS: &[(&str, &str)] = &[
    ("邮寄", "邮寄"),
    ("快递", "快递"),
    (EMAIL, EMAIL),
    (FAX, FAX),
    ("网上下载", "网上下载"),
    ("自行领取", "自行领取"),
    ("当场阅读、抄录", "当场阅读、抄录"),
];
const OTHERWISE: &[(&str, &str)] = &[("1", "不能按以上方式提供的，接受其他方式")];
const RESIDENT: &str = "居民身份证";
const EMAIL: &str = "电子邮件";
const FAX: &str = "传真";

/// The fields of the form in the order of the page; either kind of applicant has its own among them.
const FIELDS: [&str; 17] = [
    "name",
    "workplace",
    "identity_kind",
    "identity_number",
    "organization",
    "representative",
    "contact",
    "telephone",
    "address",
    "postcode",
    "fax",
    "email",
    "files",
    "content",
    "form",
    "way",
    "purpose",
];

#[derive(Template)]
#[template(path = "portal/apply.html")]
struct Apply {
    page: Page,
    form: Typed,
    tabs: Tabs,
    is_citizen: bool,
    /// Whether applicants are told by e-mail.
    is_mailed: bool,
    notice: Option<Notice>,
    files_hint: String,
}

#[derive(Template)]
#[template(path = "portal/receipt.html")]
struct Registered {
    page: Page,
    number: String,
    receipt: ReceiptBox,
    is_new: bool,
    /// Whether it was told by e-mail too.
    is_mailed: bool,
}

/// Characters that a search hands over to the form.
const HANDED_OVER: usize = 200;

/// `GET /apply?kind=&content=`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Error> {
    let is_citizen = query.get("kind").is_none_or(|kind| kind != ORGANIZATION);
    let form = Typed::default()
        .with("kind", if is_citizen { CITIZEN } else { ORGANIZATION })
        .with("submission", session::random());
    let content: String =
        query.get("content").map(|text| text.chars().take(HANDED_OVER).collect()).unwrap_or_default();
    let form = if content.is_empty() { form } else { form.with("content", content) };
    page(&bench, appearance, &visitor, form, None)
}

fn page(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    form: Typed,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let is_citizen = form.value("kind") != ORGANIZATION;
    let tab = |label: &str, kind: &str, is_current| Tab {
        label: label.into(),
        address: format!("/apply?kind={kind}"),
        is_current,
    };
    let tabs = Tabs {
        label: "申请人",
        tabs: vec![tab("公民", CITIZEN, is_citizen), tab("法人或者其他组织", ORGANIZATION, !is_citizen)],
    };
    let files_hint = format!(
        "{}，委托他人申请的另附授权委托书和代理人的身份证明。PDF、JPG、PNG、TIFF 或者 DOCX，最多{FILES_LIMIT}个，每个不超过{} MB。",
        if is_citizen {
            "证件的照片或者扫描件（有正反面的，两面都要）"
        } else {
            "登记证书或者营业执照的照片或者扫描件"
        },
        FILE_LIMIT >> 20
    );
    let page = form_page(bench, appearance, visitor, "政府信息公开申请", "/apply");
    let is_mailed = bench.mailing.is_some();
    Ok(private(visitor, Apply { page, form, tabs, is_citizen, is_mailed, notice, files_hint }.render()?))
}

/// `POST /apply`: the receipt is the answer, so that the query code stands in no address.
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    visitor: Visitor,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Error> {
    let refuse = |form, notice| {
        let answer = page(&bench, appearance, &visitor, form, notice)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
    };
    if visitor.sent(&sent).is_err() || !is_key(sent.typed.value("submission")) {
        // Nothing is lost: the form comes back with a token of this visit.
        let form = renewed(&sent.typed);
        let text = "页面打开时间过长，或者浏览器没有保存本网站的 Cookie。填写的内容都在，请核对后重新提交。";
        return refuse(form, Some(Notice::new(Tone::Soon, "尚未提交", text).answering()));
    }
    let mut form = sent.typed;
    form.in_order(FIELDS);
    check(&mut form, sent.files.is_empty());
    let intake = intake(&form, sent.files, bench.desk.clock.today());
    if !form.is_sound() {
        // A browser that sends the page again has the files no more.
        match bench.office().resubmitted(form.value("submission")).await {
            Ok(Some(receipt)) => {
                return receipt_page(&bench, appearance, &visitor, &headers, receipt, false);
            }
            Ok(None) => {}
            Err(NotDone::Store(error)) => return Err(error.into()),
            Err(_) => return Err(Error::Fault),
        }
        form.refuse_each(intake.faults(&Officer::applicant(), bench.desk.clock.today()));
        return refuse(form, None);
    }
    match bench.office().register(intake, &Officer::applicant()).await {
        Ok(receipt) => {
            let is_mailed = bench.mailing.is_some() && !form.value("email").is_empty();
            receipt_page(&bench, appearance, &visitor, &headers, receipt, is_mailed)
        }
        Err(NotDone::Invalid(faults)) => {
            form.refuse_each(faults);
            refuse(form, None)
        }
        Err(NotDone::Store(error)) => Err(error.into()),
        Err(_) => Err(Error::Fault),
    }
}

/// What the form asks beyond what every application must have.
fn check(form: &mut Typed, has_no_files: bool) {
    let is_citizen = form.value("kind") != ORGANIZATION;
    let one_of = |form: &Typed, name: &str, options: &[(&str, &str)]| {
        options.iter().any(|(value, _)| *value == form.value(name))
    };
    if is_citizen && !one_of(form, "identity_kind", IDENTITIES) {
        form.refuse("identity_kind", "请选择证件名称");
    }
    if !is_citizen && !one_of(form, "organization", KINDS) {
        form.refuse("organization", "请选择单位类型");
    }
    if !one_of(form, "form", FORMS) {
        form.refuse("form", "请选择提供方式");
    }
    if !one_of(form, "way", WAYS) {
        form.refuse("way", "请选择获取方式");
    }
    if form.value("form") == EMAIL || form.value("way") == EMAIL {
        form.require("email", "选择了电子邮件，请填写电子邮箱");
    }
    if form.value("way") == FAX {
        form.require("fax", "选择了传真，请填写传真号码");
    }
    if has_no_files {
        form.refuse("files", "请上传身份证明");
    }
}

fn intake(form: &Typed, files: Vec<applications::Upload>, today: jiff::civil::Date) -> Intake {
    let is_citizen = form.value("kind") != ORGANIZATION;
    let text = |name: &str| form.value(name).to_owned();
    let of = |is_asked: bool, name: &str| if is_asked { text(name) } else { String::new() };
    let applicant = if is_citizen {
        Applicant::NaturalPerson
    } else {
        Applicant::from_zh(form.value("organization")).unwrap_or(Applicant::OtherBody)
    };
    let mut way = text("way");
    if !form.value("otherwise").is_empty() && !way.is_empty() {
        way = format!("{way}（{}）", OTHERWISE[0].1);
    }
    Intake {
        channel: Channel::Internet,
        applicant,
        person: Person {
            name: text("name"),
            workplace: of(is_citizen, "workplace"),
            identity_kind: of(is_citizen, "identity_kind"),
            identity_number: text("identity_number").to_uppercase(),
            representative: of(!is_citizen, "representative"),
            contact: of(!is_citizen, "contact"),
            telephone: text("telephone"),
            address: text("address"),
            postcode: text("postcode"),
            fax: text("fax"),
            email: text("email"),
        },
        content: text("content"),
        form: text("form"),
        way,
        purpose: text("purpose"),
        arrival_reason: String::new(),
        files,
        arrived_on: today,
        submission: Some(text("submission")),
    }
}

fn receipt_page(
    bench: &Bench,
    appearance: Appearance,
    visitor: &Visitor,
    headers: &HeaderMap,
    receipt: Receipt,
    is_mailed: bool,
) -> Result<Response, Error> {
    const WITHOUT_CODE: &str =
        "查询码在第一次提交时已经显示，不再显示。没有记下的，请持身份证明与本机关联系。";
    let Receipt { number, query_code, is_new } = receipt;
    let day = format!("{} {}", if is_new { "提交日期" } else { "打印日期" }, bench.desk.clock.today());
    let page = form_page(bench, appearance, visitor, "申请回执", "/apply/status");
    let registered = Registered {
        page,
        receipt: ReceiptBox::new(bench, headers, &number, query_code.as_deref(), WITHOUT_CODE, day),
        number,
        is_new,
        is_mailed,
    };
    Ok(private(visitor, registered.render()?))
}
