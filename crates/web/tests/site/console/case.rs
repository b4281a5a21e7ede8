//! One application in the console: registered, looked at, handled, conflicts, figures.

use axum::http::StatusCode;
use office::agencies::{self, Settings};
use statute::leaf::Leaf;
use statute::letters::LetterForm;
use statute::procedure::{Act, Role, Stage, Verb};
use statute::registers::Channel;
use store::Author;

use super::{moment, office, stages};
use crate::messages_follow_the_fields;

#[tokio::test]
async fn a_letter_is_registered_and_stands_in_the_list() {
    let office = office().await;
    let form: Vec<(&str, String)> = [
        ("channel", "平常信函"),
        ("arrived_on", "2026-03-16"),
        ("applicant", "自然人"),
        ("name", "申请人乙"),
        ("content", "某项信息"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into();
    let answer = office.post(Role::Clerk, "/office/applications/new", &form).await;
    assert_eq!(
        (answer.status, answer.to.as_str()),
        (StatusCode::SEE_OTHER, "/office/applications/2026-1/receipt")
    );
    for query in ["", "whose=all", "stage=arrived", "whose=all&channel=ordinary_letter&from=2026-03-16"] {
        let list = office.get(Some(Role::Clerk), &format!("/office?{query}")).await.text;
        assert!(list.contains("/office/applications/2026-1\""), "{query}");
        assert!(list.contains("与申请人确认") && list.contains("剩1个工作日"), "{query}");
    }
    for query in ["view=closed", "stage=received", "channel=fax", "from=2026-03-17", "whose=own&view=overdue"]
    {
        let list = office.get(Some(Role::Clerk), &format!("/office?{query}")).await.text;
        assert!(!list.contains("/office/applications/2026-1\""), "{query}");
    }
    let mut late = form.clone();
    late[1].1 = "2026-03-17".into();
    let answer = office.post(Role::Clerk, "/office/applications/new", &late).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("应不晚于今天") && answer.text.contains("申请人乙"));
    let empty = office.post(Role::Clerk, "/office/applications/new", &[]).await.text;
    messages_follow_the_fields(&empty);
    let answer = office.post(Role::Clerk, "/office/remedies/new", &[]).await;
    messages_follow_the_fields(&answer.text);
    let number = stages::application(&office, Verb::SendConsultation).await;
    let version = ("version", office.version(&number).await.to_string());
    let kind = ("kind", "第三方".to_owned());
    let address = format!("/office/applications/{number}/send_consultation");
    messages_follow_the_fields(&office.post(Role::Handler, &address, &[version, kind]).await.text);
}

#[tokio::test]
async fn an_identity_number_is_shown_in_full_only_on_asking() {
    let office = office().await;
    let number = office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await;
    let address = format!("/office/applications/{number}");
    for role in [Role::Clerk, Role::Reviewer, Role::Supervisor] {
        let page = office.get(Some(role), &address).await.text;
        assert!(page.contains("11**************00") && !page.contains("110101199003070000"), "{role:?}");
        assert_eq!(page.contains("显示完整证件号码"), role == Role::Clerk);
    }
    let page = office.post(Role::Clerk, &format!("{address}/identity"), &[]).await.text;
    assert!(page.contains("110101199003070000"));
}

#[tokio::test]
async fn whoever_has_an_identity_number_shown_is_on_record() {
    let office = office().await;
    let number = office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await;
    let address = format!("/office/applications/{number}");
    office.get(Some(Role::Clerk), &address).await;
    assert_eq!(
        office.post(Role::Signer, &format!("{address}/identity"), &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        !office.get(Some(Role::Clerk), &address).await.text.contains("<p class=\"what\">显示完整证件号码")
    );
    let version = office.version(&number).await;
    let both = tokio::join!(
        async { office.post(Role::Clerk, &format!("{address}/identity"), &[]).await.status },
        async { office.post(Role::Handler, &format!("{address}/identity"), &[]).await.status }
    );
    assert_eq!(both, (StatusCode::OK, StatusCode::OK));
    assert_eq!(office.version(&number).await, version, "nobody's screen is old by it");
    let page = office.get(Some(Role::Supervisor), &address).await.text;
    for title in ["测试登记员", "测试承办人"] {
        let shown = format!("<p class=\"what\">显示完整证件号码</p><p class=\"soft\">{title}</p>");
        assert!(page.contains(&shown), "{shown}: {page}");
    }
    let audit = office.get(Some(Role::AuditAdministrator), "/office/audit").await.text;
    for account in ["clerk", "handler"] {
        assert!(
            audit.contains(&format!("<td>{account}</td><td>显示完整证件号码</td><td>申请{number}")),
            "{audit}"
        );
    }
    assert!(!audit.contains("110101199003070000"));
    let missing = office.post(Role::Clerk, "/office/applications/2026-99/identity", &[]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(office.store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn what_leaves_the_system_is_on_record() {
    let office = office().await;
    let number = stages::application(&office, Verb::Serve).await;
    let address = format!("/office/applications/{number}");
    let page = office.get(Some(Role::Clerk), &address).await.text;
    let link = |part: &str| {
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links
            .into_iter()
            .find(|link| link.contains(part))
            .unwrap_or_else(|| panic!("{part}"))
            .replace("&#38;", "&")
    };
    let version = office.version(&number).await;
    for part in ["/letter.pdf", "/letter.docx", "/files/"] {
        assert_eq!(office.get(Some(Role::Clerk), &link(part)).await.status, StatusCode::OK, "{part}");
    }
    assert_eq!(office.get(Some(Role::Clerk), "/office/applications.xlsx").await.status, StatusCode::OK);
    let nothing = format!("{address}/files/00");
    assert_eq!(office.get(Some(Role::Clerk), &nothing).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.version(&number).await, version, "nobody's screen is old by it");
    let audit = office.get(Some(Role::AuditAdministrator), "/office/audit").await.text;
    for (what, object, count) in [
        ("下载文书", format!("申请{number}"), 2),
        ("下载附件", format!("申请{number}"), 1),
        ("下载台账", "台账".into(), 1),
    ] {
        let line = format!("<td>clerk</td><td>{what}</td><td>{object}</td>");
        assert_eq!(audit.matches(&line).count(), count, "{what}: {audit}");
    }
    assert!(!audit.contains("申请人甲"));
}

#[tokio::test]
async fn what_was_written_stands_under_the_label_its_form_had() {
    let office = office().await;
    for (role, verb, what, label) in [
        (Role::Clerk, Verb::GiveReasons, "收到说明", "申请人说明的理由：书面说明"),
        (Role::Clerk, Verb::Withdraw, "撤回申请", "申请人撤回的方式和理由：书面说明"),
        (Role::Handler, Verb::Return, "退回分办", "理由：理由"),
    ] {
        let number = stages::application(&office, verb).await;
        let address = format!("/office/applications/{number}");
        let mut form = stages::form(verb, "");
        form.push(("version", office.version(&number).await.to_string()));
        let done = office.post(role, &format!("{address}/{}", verb.code()), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
        let page = office.get(Some(Role::Clerk), &address).await.text;
        let happening =
            page.split(&format!("<p class=\"what\">{what}</p>")).nth(1).expect("it is in the history");
        let happening = happening.split("</p>").next().unwrap_or_default();
        assert!(happening.ends_with(&format!("；{label}")), "{verb:?}: {happening}");
    }
}

#[tokio::test]
async fn officers_are_called_by_their_titles() {
    let office = office().await;
    let number = office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await;
    let to = "handler".to_owned();
    office.does(&number, Role::Clerk, Act::Assigned { to }, moment("2026-03-13T03:00:00Z")).await;
    let address = format!("/office/applications/{number}");
    let page = office.get(Some(Role::Clerk), &address).await.text;
    assert!(
        page.contains("<dd>测试承办人（未接办）</dd>") && page.contains("测试登记员；承办人：测试承办人"),
        "{page}"
    );
    // Whoever comes second is told who was first, by title as well.
    let form = [("version", "1".to_owned()), ("to", "handler".to_owned())];
    let late = office.post(Role::Clerk, &format!("{address}/assign"), &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("测试登记员：分办（承办人：测试承办人）"), "{}", late.text);
}

#[tokio::test]
async fn an_attachment_is_downloaded_through_its_application_only() {
    let office = office().await;
    let now = moment("2026-03-13T02:00:00Z");
    let (number, other) =
        (office.register(Channel::Counter, now).await, office.register(Channel::Counter, now).await);
    let page = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    let start = format!("/office/applications/{number}/files/");
    let at = page.find(&start).expect("a link") + start.len();
    let hash: String = page[at..].chars().take_while(char::is_ascii_hexdigit).collect();
    let file = office.get(Some(Role::Clerk), &format!("{start}{hash}")).await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/pdf"));
    assert_eq!(file.disposition, "attachment; filename*=UTF-8''%E8%AF%81%E4%BB%B6.pdf");
    assert_eq!(file.text, "%PDF-1.7 ");
    for address in [format!("/office/applications/{other}/files/{hash}"), format!("{start}00")] {
        assert_eq!(office.get(Some(Role::Clerk), &address).await.status, StatusCode::NOT_FOUND);
    }
    let refused = office.get(Some(Role::SystemAdministrator), &format!("{start}{hash}")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_comes_second_is_told_what_changed_and_loses_nothing() {
    let office = office().await;
    let number = stages::application(&office, Verb::RecordSearch).await;
    let version = office.version(&number).await;
    office.does(&number, Role::Handler, Act::Transferred, moment("2026-03-16T01:00:00Z")).await;
    let mut form = stages::form(Verb::RecordSearch, "");
    form.push(("version", version.to_string()));
    let address = format!("/office/applications/{number}/record_search");
    let second = office.post(Role::Handler, &address, &form).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("测试承办人：告知转送") && second.text.contains("档案室"));
    assert!(second.text.contains(&format!("name=\"version\" value=\"{}\"", version + 1)));
    form.pop();
    form.push(("version", (version + 1).to_string()));
    assert_eq!(office.post(Role::Handler, &address, &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_draft_ends_in_one_outcome_and_needs_what_the_law_needs() {
    let office = office().await;
    let number = stages::application(&office, Verb::Draft).await;
    let address = format!("/office/applications/{number}/draft");
    let shown = office.get(Some(Role::Handler), &address).await.text;
    for step in ["补不补", "该不该", "有没有", "给不给", "当不当"] {
        assert!(shown.contains(step), "{step}");
    }
    let version = office.version(&number).await.to_string();
    let form = |fields: &[(&'static str, &str)]| {
        let mut form = vec![("version", version.clone())];
        form.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        form
    };
    let asked = office.post(Role::Handler, &address, &form(&[("form", "r4_1a")])).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("不存在的原因") && asked.text.contains("name=\"chosen\" value=\"r4_1a\""));
    let held = [("form", "r4_1a"), ("chosen", "r4_1a"), ("search.why", "没有制作"), ("facts", "经查")];
    let refused = office.post(Role::Handler, &address, &form(&held[..3])).await;
    assert!(refused.text.contains("请填写查明的事实"));
    let refused = office.post(Role::Handler, &address, &form(&held)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("没有检索记录") && refused.text.contains("《条例》第36条"));
    let mut partly = vec![
        ("form", "r2"),
        ("chosen", "r2"),
        ("supplied.what", "名单"),
        ("ground_1", "r3_4"),
        ("passage_1", "联系电话"),
        ("reason_1", "属于个人隐私"),
        ("facts", "经查"),
    ];
    // What the ground's own letter must contain is asked of the part: first listed, then missed.
    let listed = office.post(Role::Handler, &address, &form(&partly)).await;
    assert_eq!(listed.status, StatusCode::OK);
    assert!(
        listed.text.contains("name=\"asked_1\" value=\"r3_4\"")
            && listed.text.contains("name=\"public_interest_1\"")
    );
    partly.push(("asked_1", "r3_4"));
    let refused = office.post(Role::Handler, &address, &form(&partly)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "提供形式、获取地点和途径至少填写一项",
        "第（一）部分：请选择涉及的第三方权益",
        "第（一）部分：请填写征求意见结果",
        "第（一）部分：请填写公共利益衡量",
    ] {
        assert!(refused.text.contains(words), "{words}");
    }
    partly.push(("supplied.form", "电子文件"));
    partly.extend([
        ("interest_1", "个人隐私"),
        ("consultation.result_1", "本人不同意公开"),
        ("public_interest_1", "不公开不影响公共利益"),
    ]);
    // A part that is not there needs a search on record, as the whole does.
    let mut missing = partly.clone();
    missing.extend([
        ("ground_2", "r4_1a"),
        ("asked_2", "r4_1a"),
        ("passage_2", "附件"),
        ("reason_2", "没有制作"),
    ]);
    let refused = office.post(Role::Handler, &address, &form(&missing)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("没有检索记录，不能以信息不存在为由不予提供"));
    let done = office.post(Role::Handler, &address, &form(&partly)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = office.get(Some(Role::Handler), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("征求意见结果（1）：本人不同意公开"), "{page}");
    let decision = office.store.application(1, &number).await.unwrap().unwrap().application.decision.unwrap();
    assert_eq!((decision.leaf, decision.withheld), (Leaf::PartlyGranted, vec![LetterForm::ThirdPartyRights]));
}

#[tokio::test]
async fn an_answer_takes_any_number_of_grounds_without_a_script() {
    let office = office().await;
    let number = stages::application(&office, Verb::Draft).await;
    let address = format!("/office/applications/{number}/draft");
    let version = office.version(&number).await.to_string();
    let form = |fields: &[(&'static str, &str)]| {
        let mut form = vec![("version", version.clone())];
        form.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        form
    };
    let post =
        async |fields: &[(&'static str, &str)]| office.post(Role::Handler, &address, &form(fields)).await;
    let begun = post(&[("form", "r3_5")]).await.text;
    assert!(begun.contains("再加一条依据") && begun.contains("重新判断"), "{begun}");
    assert!(
        !begun.contains("type=\"radio\" name=\"form\"") && !begun.contains("name=\"ground_1\""),
        "{begun}"
    );
    let mut typed = vec![
        ("form", "r3_5"),
        ("chosen", "r3_5"),
        ("internal_affair", "后勤管理"),
        ("reason", "会务安排"),
        ("facts", "经查"),
        ("ground_1", "r3_1"),
        ("passage_1", "附件一"),
        ("reason_1", "依法定密"),
    ];
    let pressed = async |typed: &[(&'static str, &str)], button: (&'static str, &str)| {
        post(&[typed, &[button]].concat()).await
    };
    let more = pressed(&typed, ("more", "1")).await;
    assert_eq!(more.status, StatusCode::OK);
    for words in [
        "其他依据（一）",
        "其他依据（二）",
        "name=\"ground_2\"",
        "name=\"secrecy.level_1\"",
        "value=\"附件一\"",
        "会务安排",
    ] {
        assert!(more.text.contains(words), "{words}\n{}", more.text);
    }
    assert!(!more.text.contains("需要修改"), "nothing is wrong yet");
    // An emptied block is no ground; one that is left out makes room.
    typed.extend([("asked_1", "r3_1"), ("ground_2", ""), ("passage_2", ""), ("reason_2", "")]);
    typed.extend([("ground_3", "r3_7"), ("passage_3", "附件三"), ("reason_3", "办案材料")]);
    let dropped = pressed(&typed, ("drop", "1")).await.text;
    assert!(
        !dropped.contains("附件一") && dropped.contains("附件三") && !dropped.contains("name=\"ground_3\"")
    );
    let listed = post(&typed).await;
    assert_eq!(listed.status, StatusCode::OK, "{}", listed.text);
    assert!(
        listed.text.contains("name=\"enforcement_case_2\"") && listed.text.contains("请补充"),
        "{}",
        listed.text
    );
    let again = pressed(&typed, ("again", "1")).await.text;
    assert!(
        again.contains("value=\"r3_5\" checked") && again.contains("name=\"passage_3\" value=\"附件三\""),
        "{again}"
    );
    let elsewhere = typed.iter().copied().filter(|(name, _)| *name != "form").chain([("form", "r3_6")]);
    let elsewhere = post(&elsewhere.collect::<Vec<_>>()).await;
    assert!(
        elsewhere.status == StatusCode::OK && elsewhere.text.contains("附件三"),
        "it stays with another outcome"
    );
    typed.extend([("secrecy.level_1", "秘密"), ("secrecy.classified_by_1", "示例市测试局")]);
    typed.extend([
        ("enforcement_case_3", "示测监〔2025〕8号"),
        ("no_rule_requires_3", "yes"),
        ("asked_3", "r3_7"),
    ]);
    let unnamed: Vec<_> = typed
        .iter()
        .map(|(name, value)| if *name == "ground_3" { (*name, "") } else { (*name, *value) })
        .collect();
    let refused = post(&unnamed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("依据（二）：请选择属于哪种情形"), "{}", refused.text);
    let done = post(&typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = office.get(Some(Role::Handler), &format!("/office/applications/{number}")).await.text;
    for words in [
        "其他依据：属于国家秘密（《条例》第14条）、属于行政执法案卷（《条例》第16条第2款）",
        "涉及的部分（2）：附件三",
        "密级（1）：秘密",
        "具体理由：会务安排",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let decision = office.store.application(1, &number).await.unwrap().unwrap().application.decision.unwrap();
    assert_eq!(decision.leaf, Leaf::InternalAffairs);
    assert_eq!(decision.further, [LetterForm::StateSecret, LetterForm::EnforcementFile]);
}

#[tokio::test]
async fn the_answer_is_a_letter_before_and_after_signing() {
    let office = office().await;
    let number = stages::application(&office, Verb::Draft).await;
    let address = format!("/office/applications/{number}");
    let mut form = stages::form(Verb::Draft, "");
    form.push(("version", office.version(&number).await.to_string()));
    let pdf = format!("{address}/letter.pdf");
    assert_eq!(office.get(Some(Role::Reviewer), &pdf).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.post(Role::Handler, &format!("{address}/draft"), &form).await.status,
        StatusCode::SEE_OTHER
    );
    let now = moment("2026-03-16T01:00:00Z");
    let author = Author { actor: "测试".into(), at: now };
    let start = "2026-01-01".parse().unwrap();
    let numbered = Settings { letter_code: "示测公开".into(), ..Settings::default() };
    agencies::set(&office.store, &author, 1, start, &numbered).await.unwrap();
    let page = office.get(Some(Role::Reviewer), &address).await.text;
    assert!(page.contains("答复书还不能生成") && page.contains("复议机关"), "{page}");
    office.does(&number, Role::Reviewer, Act::Approved, now).await;
    let version = office.version(&number).await.to_string();
    let sign = format!("{address}/sign");
    let refused =
        office.post(Role::Signer, &sign, &[("version", version.clone()), ("note", "同意".into())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("没有办理") && refused.text.contains("复议机关"), "{}", refused.text);
    assert!(refused.text.contains("同意</textarea>"), "what was typed stays");
    assert_eq!(office.version(&number).await.to_string(), version, "nothing is recorded");
    agencies::set(&office.store, &author, 1, start, &super::settings()).await.unwrap();
    assert!(office.get(Some(Role::Reviewer), &address).await.text.contains("草稿：<a"));
    office.does(&number, Role::Signer, Act::Signed { letter: String::new() }, now).await;
    assert!(office.get(Some(Role::Clerk), &address).await.text.contains("正式文书：<a"));
    let file = office.get(Some(Role::Clerk), &pdf).await;
    assert!(file.status == StatusCode::OK && file.text.starts_with("%PDF-"), "{}", file.status);
    assert!(file.disposition.contains(&format!("{number}%EF%BC%89.pdf")), "{}", file.disposition);
    let file = office.get(Some(Role::Clerk), &format!("{address}/letter.docx")).await;
    assert!(file.status == StatusCode::OK && file.text.starts_with("PK"));
    let refused = office.get(Some(Role::SystemAdministrator), &pdf).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_is_consulted_gets_a_letter_of_the_kind() {
    let office = office().await;
    for (kind, interest, name, title) in [
        ("第三方", "商业秘密", "征求第三方意见书", "政府信息公开征求第三方意见书"),
        ("共同制作机关", "", "征求共同制作机关意见书", "政府信息公开征求共同制作机关意见书"),
        ("其他机关", "", "协办函（征求其他机关意见）", "政府信息公开协办函"),
    ] {
        let number = stages::application(&office, Verb::SendConsultation).await;
        let address = format!("/office/applications/{number}");
        let fields =
            [("kind", kind), ("interest", interest), ("party", "示例市丙局"), ("question", "某检查结论")];
        let mut form: Vec<_> = fields.map(|(name, value)| (name, value.to_owned())).into();
        form.push(("version", office.version(&number).await.to_string()));
        let done = office.post(Role::Handler, &format!("{address}/send_consultation"), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{kind}: {}", done.text);
        let page = office.get(Some(Role::Clerk), &address).await.text;
        let row = page.split(&format!("data-label=\"文书\">{name}</td>")).nth(1).expect("it is listed");
        let row = row.split("</tr>").next().unwrap_or_default();
        assert!(row.contains("示测公开〔2026〕") && row.contains("示例市丙局"), "{kind}: {row}");
        let step = office.version(&number).await;
        let pdf = office.get(Some(Role::Clerk), &format!("{address}/steps/{step}/letter.pdf")).await;
        assert!(pdf.status == StatusCode::OK && pdf.text.starts_with("%PDF-"), "{kind}: {title}");
        let name = percent_encoding(title);
        assert!(pdf.disposition.contains(&name), "{kind}: {}", pdf.disposition);
    }
}

/// A name as it stands in the header of a file.
fn percent_encoding(name: &str) -> String {
    name.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn every_step_that_sends_a_letter_offers_it_as_word_file_and_pdf() {
    let office = office().await;
    for (verb, names) in [
        (Verb::AskSupplement, &["登记回执", "补正告知书"][..]),
        (Verb::SendConsultation, &["征求第三方意见书", "征求意见情况告知书"]),
        (Verb::ApproveExtension, &["延期答复告知书"]),
        (Verb::AskReasons, &["要求说明理由通知书"]),
        (Verb::FixDelay, &["延迟答复通知书"]),
        (Verb::NotifyFee, &["收费通知书"]),
        (Verb::LapseSupplement, &["不再处理告知书（逾期不补正）"]),
        (Verb::LapseFee, &["不再处理告知书（逾期不缴费）"]),
        (Verb::Sign, &["予以公开告知书"]),
    ] {
        let number = stages::application(&office, verb).await;
        let address = format!("/office/applications/{number}");
        let mut form = stages::form(verb, "");
        form.push(("version", office.version(&number).await.to_string()));
        let done = office.post(verb.rule().roles[0], &format!("{address}/{}", verb.code()), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?} {}", done.text);
        let page = office.get(Some(Role::Supervisor), &address).await.text;
        assert!(!page.contains("不能生成"), "{verb:?} {page}");
        for name in names {
            assert!(page.contains(&format!("data-label=\"文书\">{name}</td>")), "{verb:?} {name} {page}");
            let cell = page.split(&format!("data-label=\"文书\">{name}</td><td data-label=\"文号\">")).nth(1);
            let letter = cell.and_then(|rest| rest.split('<').next()).expect("its number stands beside it");
            if *name == "登记回执" {
                assert_eq!(letter, "—", "the receipt bears the number of the application");
                continue;
            }
            assert!(letter.starts_with("示测公开〔2026〕"), "{verb:?} {name} {letter}");
            let history = page.split("办理经过").nth(1).expect("a history");
            assert!(history.contains(letter), "{verb:?} {letter} {history}");
            let query = [("q", letter.to_owned())];
            let found = office.post(Role::Clerk, "/office/search", &query).await.text;
            assert!(found.contains(&address), "{verb:?} {letter}: {found}");
        }
        let step = format!("{address}/steps/{}/letter", office.version(&number).await);
        let (word, pdf) = (format!("{step}.docx"), format!("{step}.pdf"));
        assert!(page.contains(&format!("href=\"{word}\"")) && page.contains(&format!("href=\"{pdf}\"")));
        let file = office.get(Some(Role::Supervisor), &pdf).await;
        assert!(file.status == StatusCode::OK && file.text.starts_with("%PDF-"), "{verb:?}");
        assert!(file.disposition.contains(&format!("{number}%EF%BC%89.pdf")), "{}", file.disposition);
        assert!(office.get(Some(Role::Clerk), &word).await.text.starts_with("PK"), "{verb:?}");
        assert_eq!(office.get(Some(Role::AuditAdministrator), &pdf).await.status, StatusCode::FORBIDDEN);
        let second = office.get(Some(Role::Clerk), &format!("{pdf}?form=consultation_told")).await.status;
        let has_second = verb == Verb::SendConsultation;
        assert_eq!(second, if has_second { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{verb:?}");
        for wrong in
            ["steps/99/letter.pdf", "steps/2/letter.pdf", "steps/x/letter.pdf", "steps/1/letter.pdf?form=r1b"]
        {
            let status = office.get(Some(Role::Clerk), &format!("{address}/{wrong}")).await.status;
            assert!(status.is_client_error(), "{wrong} {status}");
        }
    }
}

#[tokio::test]
async fn what_the_letter_of_a_step_needs_is_asked_for_at_its_field() {
    let office = office().await;
    for (verb, field, message) in [
        (Verb::AskSupplement, "guidance", "请填写怎样补正"),
        (Verb::SendConsultation, "interest", "请选择涉及的第三方权益"),
        (Verb::FixDelay, "reasons.judgement", "请填写对理由的判断"),
        (Verb::NotifyFee, "fee.excess", "请填写数量、频次明显超过合理范围的事实"),
        (Verb::NotifyFee, "fee.payment", "请填写缴费方式"),
    ] {
        let number = stages::application(&office, verb).await;
        let mut form = stages::form(verb, "");
        form.retain(|(name, _)| *name != field);
        form.push(("version", office.version(&number).await.to_string()));
        let address = format!("/office/applications/{number}/{}", verb.code());
        let refused = office.post(verb.rule().roles[0], &address, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb:?}");
        let at_field = format!("id=\"{field}-error\">{message}");
        assert!(refused.text.contains(&at_field), "{verb:?} {}", refused.text);
    }
    // Another agency has no interest of its own.
    let number = stages::application(&office, Verb::SendConsultation).await;
    let mut form = stages::form(Verb::SendConsultation, "");
    form.retain(|(name, _)| *name != "interest");
    form[0].1 = "其他机关".into();
    form.push(("version", office.version(&number).await.to_string()));
    let address = format!("/office/applications/{number}/send_consultation");
    assert_eq!(office.post(Role::Handler, &address, &form).await.status, StatusCode::SEE_OTHER);
    let page = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("征求意见情况告知书") && !page.contains("征求第三方意见书"));
}

#[tokio::test]
async fn what_another_agency_holds_needs_no_search() {
    let office = office().await;
    let number = stages::application(&office, Verb::Draft).await;
    let version = office.version(&number).await.to_string();
    let form = [
        ("version", version.as_str()),
        ("form", "r4_1b"),
        ("chosen", "r4_1b"),
        ("other_agency.why", "由另一机关制作"),
        ("other_agency.unknown", "yes"),
        ("facts", "经查"),
    ];
    let form = form.map(|(name, value)| (name, value.to_owned()));
    let done = office.post(Role::Handler, &format!("/office/applications/{number}/draft"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}

#[tokio::test]
async fn a_fee_is_worked_out_and_never_typed() {
    let office = office().await;
    let number = stages::application(&office, Verb::NotifyFee).await;
    let version = office.version(&number).await.to_string();
    let form = [
        ("version", version),
        ("tariff", "items".into()),
        ("n", "31".into()),
        ("total", "1".into()),
        ("fee.excess", "本月申请件数明显超过合理范围".into()),
        ("fee.payment", "到本机关缴纳".into()),
        ("note", "登记簿之外另有30件书面申请".into()),
    ];
    let address = format!("/office/applications/{number}/notify_fee");
    let refused = office.post(Role::Handler, &address, &form[..5]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("登记簿上累计1件，其中此前0件"), "{}", refused.text);
    assert_eq!(office.post(Role::Handler, &address, &form).await.status, StatusCode::SEE_OTHER);
    let fee = office.store.application(1, &number).await.unwrap().unwrap().application.fee.unwrap();
    assert_eq!(fee.total, 20 * 100 + 200);
}

#[tokio::test]
async fn the_place_in_the_month_comes_from_the_register() {
    let office = office().await;
    let earlier = moment("2026-02-27T02:00:00Z");
    office.register(Channel::Counter, earlier).await;
    for _ in 0..11 {
        office.register(Channel::Counter, moment("2026-03-12T02:00:00Z")).await;
    }
    // Not received yet: it counts nowhere.
    office.register(Channel::Internet, moment("2026-03-12T02:00:00Z")).await;
    let number = stages::application(&office, Verb::NotifyFee).await;
    office.register(Channel::Counter, moment("2026-03-14T02:00:00Z")).await;
    let address = format!("/office/applications/{number}/notify_fee");
    let shown = office.get(Some(Role::Handler), &address).await.text;
    let working = "2026年3月共提出13件，按收到先后为2026-2（3月12日）、2026-3（3月12日）";
    assert!(shown.contains(working), "{shown}");
    assert!(shown.contains("本件是第12件，此前11件。按件计收，本件100元。"), "{shown}");
    let version = office.version(&number).await.to_string();
    let form = [
        ("version", version),
        ("tariff", "items".into()),
        ("n", String::new()),
        ("fee.excess", "本月申请件数明显超过合理范围".into()),
        ("fee.payment", "到本机关缴纳".into()),
    ];
    let done = office.post(Role::Handler, &address, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let fee = office.store.application(1, &number).await.unwrap().unwrap().application.fee.unwrap();
    assert_eq!((fee.n, fee.after, fee.total), (12, 11, 100));
}

#[tokio::test]
async fn parts_of_a_split_keep_the_day_of_receipt() {
    let office = office().await;
    let number = stages::application(&office, Verb::Split).await;
    let version = office.version(&number).await.to_string();
    let form = [("version", version), ("parts", "第一项\n\n第二项".to_owned())];
    let address = format!("/office/applications/{number}/split");
    assert_eq!(office.post(Role::Clerk, &address, &form).await.status, StatusCode::SEE_OTHER);
    for part in [format!("{number}-1"), format!("{number}-2")] {
        let stored = office.store.application(1, &part).await.unwrap().expect("the part");
        assert_eq!(stored.application.received_on, Some("2026-03-13".parse().unwrap()));
        assert_eq!(stored.application.stage, Stage::Received);
        let page = office.get(Some(Role::Clerk), &format!("/office/applications/{part}")).await.text;
        assert!(page.contains(&format!("由{number}拆出")) && page.contains("申请人甲"));
        assert!(page.contains(&format!("原申请　<a href=\"/office/applications/{number}\">")), "{page}");
    }
    let whole = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    assert!(whole.contains(">已拆分<") && whole.contains("本件不再计数"), "{whole}");
    for part in [format!("{number}-1"), format!("{number}-2")] {
        assert!(
            whole.contains(&format!("拆分出的申请　<a href=\"/office/applications/{part}\">")),
            "{whole}"
        );
    }
    // One code opens them all, so that it is replaced in one place.
    let led =
        office.get(Some(Role::Clerk), &format!("/office/applications/{number}-2/issue_query_code")).await;
    let expected = format!("/office/applications/{number}/issue_query_code");
    assert_eq!((led.status, led.to), (StatusCode::SEE_OTHER, expected));
}

#[tokio::test]
async fn a_cell_of_the_running_year_opens_its_applications() {
    let office = office().await;
    let number = stages::application(&office, Verb::Reopen).await;
    let page = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    let start = "/office/report/2026/cells?figure=";
    let link = page.find(start).map(|at| page[at..].split('"').next().expect("a link"));
    let cells = office.get(Some(Role::Signer), link.expect("a cell that is not zero")).await.text;
    assert!(cells.contains(&format!("/office/applications/{number}\"")), "{cells}");
    assert_eq!(office.get(Some(Role::Signer), "/office/report/x").await.status, StatusCode::NOT_FOUND);
    for (year, said) in [("2099", "2099年还没有到"), ("2015", "台账中没有2015年收到、办结或者结转的申请")]
    {
        let page = office.get(Some(Role::Signer), &format!("/office/report/{year}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{year}");
        assert!(page.text.contains(said) && !page.text.contains("<caption>表三"), "{}", page.text);
    }
}
