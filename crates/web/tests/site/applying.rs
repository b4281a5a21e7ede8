//! The form for applicants, and its receipt.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::citizen::{Citizen, FILLED_IN, IDENTITY, code_of, number_of};
use crate::security::no_style_or_script_inside;
use crate::{get, header, messages_follow_the_fields, text};

/// The form as filled in, but for some fields, with what the page itself carries.
fn fields<'a>(page: &'a [String; 2], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FILLED_IN.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let mut fields: Vec<_> = kept.copied().chain(changed.iter().copied()).collect();
    fields.extend([("form_token", page[0].as_str()), ("submission", page[1].as_str())]);
    fields
}

async fn opened(citizen: &mut Citizen, address: &str) -> [String; 2] {
    let form = citizen.get(address).await;
    assert_eq!((form.status, form.cache.as_str()), (StatusCode::OK, "no-store"));
    no_style_or_script_inside(address, &form.text);
    [form.hidden("form_token"), form.hidden("submission")]
}

const PROOF: &[(&str, &[u8])] = &[("证件.pdf", b"%PDF-1.7 ")];

#[tokio::test]
async fn the_form_to_be_printed_is_a_word_file_and_a_pdf() {
    for (address, kind, start) in [
        (
            "/zfxxgk/ysqgk/form.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "PK",
        ),
        ("/zfxxgk/ysqgk/form.pdf", "application/pdf", "%PDF-"),
    ] {
        let file = get(address).await;
        assert_eq!((file.status(), header(&file, "content-type")), (StatusCode::OK, kind), "{address}");
        assert!(text(file).await.starts_with(start), "{address}");
        let page = text(get("/zfxxgk/ysqgk/").await).await;
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
    // The page is laid out as they are: every row fills the grid.
    let page = text(get("/zfxxgk/ysqgk/form").await).await;
    for field in
        ["统一社会<br>信用代码＊", "□ 居民身份证", "□ 不能按以上方式提供的，接受其他方式", "本机关填写"]
    {
        assert!(page.contains(field), "{field}: {page}");
    }
    assert_eq!(
        (page.matches("<tr data-height=").count(), page.matches("<col data-percent=").count()),
        (17, 6)
    );
}

#[tokio::test]
async fn an_address_typed_with_a_slash_too_few_or_too_many_leads_on() {
    for (typed, meant) in [
        ("/zfxxgk/ysqgk", "/zfxxgk/ysqgk/"),
        ("/zfxxgk", "/zfxxgk/zfxxgknb/"),
        ("/apply/", "/apply"),
        ("/office/", "/office"),
    ] {
        let answer = get(typed).await;
        assert_eq!((answer.status(), header(&answer, "location")), (StatusCode::TEMPORARY_REDIRECT, meant));
    }
}

#[tokio::test]
async fn the_instructions_lead_to_the_form_only_where_applications_are_taken() {
    let page = text(get("/zfxxgk/ysqgk/").await).await;
    assert!(page.contains("<meta name=\"ColumnType\" content=\"依申请公开\">"));
    assert!(page.contains("提交之日") && page.contains("20个工作日") && !page.contains("href=\"/apply"));
    let mut citizen = Citizen::new().await;
    for address in ["/zfxxgk/ysqgk/", "/zfxxgk/ysqgk/form"] {
        let page = citizen.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        no_style_or_script_inside(address, &page.text);
    }
    let page = citizen.get("/zfxxgk/ysqgk/").await.text;
    assert!(page.contains("href=\"/apply\"") && page.contains("href=\"/apply/status\""));
    assert!(page.contains("0000-0000000") && page.contains("工作日9:00至17:00"), "whom to ask");
    assert!(page.contains("联系地址尚未在这里公布"), "what the agency has not said: {page}");
}

#[tokio::test]
async fn a_citizen_applies_and_keeps_number_and_code() {
    let mut citizen = Citizen::new().await;
    let (receipt, number, code) = citizen.apply().await;
    assert_eq!((receipt.status, receipt.cache.as_str()), (StatusCode::OK, "no-store"));
    assert_eq!((number.as_str(), code.len()), ("2026-1", 19), "sixteen characters in groups of four");
    assert!(receipt.text.contains("src=\"data:image/svg+xml,%3Csvg"), "the code for telephones");
    assert!(receipt.text.contains("http://localhost:8000/apply/status?number=2026-1"));
    assert!(!receipt.text.contains(IDENTITY));
    let address = receipt.text.split('"').filter(|part| part.starts_with('/') || part.starts_with("http"));
    assert!(address.clone().count() > 3 && address.clone().all(|part| !part.contains(&code)));
    no_style_or_script_inside("/apply", &receipt.text);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_application_with_the_same_receipt() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply").await;
    let first = citizen.upload("/apply", &fields(&page, &[]), PROOF).await;
    let again = citizen.upload("/apply", &fields(&page, &[("content", "别的内容")]), PROOF).await;
    assert!(again.text.contains("这张表已经提交过") && again.text.contains("没有重复登记"));
    assert_eq!(number_of(&first.text), number_of(&again.text));
    assert_eq!(code_of(&first.text), code_of(&again.text), "the first answer may have been lost");
    // Loaded again, a browser sends the page without its files.
    let gone = citizen.upload("/apply", &fields(&page, &[]), &[]).await;
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
    assert!(gone.text.contains("这张表已经提交过") && code_of(&gone.text) == code_of(&first.text));
    assert!(citizen.store.application(1, "2026-2").await.unwrap().is_none());
    let fresh = opened(&mut citizen, "/apply").await;
    let other = citizen.upload("/apply", &fields(&fresh, &[]), PROOF).await;
    assert_eq!(number_of(&other.text), "2026-2");
    assert_ne!(code_of(&other.text), code_of(&first.text));
}

#[tokio::test]
async fn an_empty_form_names_every_field_at_once_and_no_purpose() {
    let mut citizen = Citizen::new().await;
    for (kind, count, named) in [("citizen", 9, "请选择证件名称"), ("organization", 10, "请选择单位类型")]
    {
        let page = opened(&mut citizen, &format!("/apply?kind={kind}")).await;
        let sent = [("kind", kind), ("form_token", &page[0]), ("submission", &page[1])];
        let refused = citizen.upload("/apply", &sent, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(&format!("有{count}处需要修改")), "{kind}: {}", refused.text);
        assert!(refused.text.contains(named) && refused.text.contains("请上传身份证明"));
        assert!(!refused.text.contains("请填写用途"));
        messages_follow_the_fields(&refused.text);
        assert_eq!(refused.hidden("submission"), page[1], "the form is still the same one");
    }
    assert!(citizen.store.application(1, "2026-1").await.unwrap().is_none());
}

#[tokio::test]
async fn a_refused_form_comes_back_as_typed_and_says_that_files_must_be_chosen_again() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply").await;
    let hostile = "\"><script>alert(1)</script>";
    let changed = [("name", hostile), ("content", hostile), ("email", hostile), ("identity_number", "123")];
    let refused = citizen.upload("/apply", &fields(&page, &changed), PROOF).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("居民身份证号码应为18位（末位可以是 X），现有3个字符"));
    assert!(refused.text.contains("电子邮箱应形如"));
    assert!(refused.text.contains("value=\"&#34;&#62;&#60;script&#62;alert(1)"));
    assert!(refused.text.contains("浏览器不保留选过的附件"));
    assert!(refused.text.contains("value=\"邮寄\" checked"));
    no_style_or_script_inside("/apply", &refused.text);
    let long = "字".repeat(5001);
    let refused = citizen.upload("/apply", &fields(&page, &[("content", &long)]), PROOF).await;
    assert!(refused.text.contains("有5001字，应不超过5000字"));
}

#[tokio::test]
async fn choices_that_are_not_offered_are_refused_and_email_is_asked_where_it_is_needed() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply").await;
    for (changed, message) in [
        (("form", "口信"), "请选择提供方式"),
        (("way", ""), "请选择获取方式"),
        (("identity_kind", "会员卡"), "请选择证件名称"),
        (("way", "电子邮件"), "选择了电子邮件，请填写电子邮箱"),
        (("way", "传真"), "选择了传真，请填写传真号码"),
        (("name", "甲\u{7}"), "不能识别的字符"),
    ] {
        let refused = citizen.upload("/apply", &fields(&page, &[changed]), PROOF).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{changed:?}");
        assert!(refused.text.contains(message), "{changed:?}");
    }
}

#[tokio::test]
async fn files_are_known_by_content_and_a_large_one_is_taken() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply").await;
    let refused = citizen.upload("/apply", &fields(&page, &[]), &[("证件.pdf", b"MZ a program")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("附件“证件.pdf”应为 PDF"));
    let mut large = b"%PDF-1.7 ".to_vec();
    large.resize(5 << 20, b' ');
    let taken = citizen.upload("/apply", &fields(&page, &[]), &[("大.pdf", large.as_slice())]).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    large.resize((10 << 20) + 1, b' ');
    let refused = citizen.upload("/apply", &fields(&page, &[]), &[("大.pdf", large.as_slice())]).await;
    assert!(refused.text.contains("应不超过10MB"));
}

#[tokio::test]
async fn two_hundred_megabytes_are_refused_before_they_are_read() {
    let mut citizen = Citizen::new().await;
    // Whoever reads this body waits for ever.
    let body = Body::new(Unread);
    let request = Request::post("/apply")
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("content-length", 200 << 20);
    let answer = citizen.ask(request, body).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("<h1>内容过大</h1>") && answer.text.contains("51 MB"), "{}", answer.text);
}

/// A body that must not be read.
struct Unread;

impl axum::body::HttpBody for Unread {
    type Data = axum::body::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        panic!("it is read")
    }
}

#[tokio::test]
async fn a_form_of_another_visit_comes_back_filled_in_and_nothing_is_recorded() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply").await;
    citizen.other_browser();
    let refused = citizen.upload("/apply", &fields(&page, &[]), PROOF).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("尚未提交") && refused.text.contains("value=\"申请人甲\""));
    assert!(citizen.store.application(1, "2026-1").await.unwrap().is_none());
    let page = [refused.hidden("form_token"), refused.hidden("submission")];
    let taken = citizen.upload("/apply", &fields(&page, &[]), PROOF).await;
    assert_eq!(taken.status, StatusCode::OK);
}

#[tokio::test]
async fn an_organization_applies_with_its_type() {
    let mut citizen = Citizen::new().await;
    let page = opened(&mut citizen, "/apply?kind=organization").await;
    let changed = [
        ("kind", "organization"),
        ("organization", "法律服务机构"),
        ("identity_number", "91370300MA000000X0"),
        ("contact", "联系人乙"),
        ("otherwise", "1"),
    ];
    let taken = citizen.upload("/apply", &fields(&page, &changed), PROOF).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    let stored = citizen.store.application(1, "2026-1").await.unwrap().unwrap();
    assert_eq!(stored.application.applicant, statute::applicant::Applicant::LegalServiceBody);
    let steps = citizen.store.steps(&stored.stream).await.unwrap();
    let texts = steps[0].texts.as_ref().unwrap();
    assert_eq!(texts["way"], "邮寄（不能按以上方式提供的，接受其他方式）");
    assert_eq!(texts["person"]["identity_kind"], "", "what the form did not ask is not kept");
}

#[tokio::test]
async fn published_reports_are_offered_while_the_subject_is_typed() {
    let mut citizen = Citizen::new().await;
    let found = citizen.get("/apply/similar?q=2023%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A").await;
    assert_eq!(found.kind, "application/json");
    assert!(found.text.contains("\"address\":\"/zfxxgk/zfxxgknb/2023/\""), "{}", found.text);
    assert_eq!(citizen.get("/apply/similar?q=%E9%81%93%E8%B7%AF").await.text, "[]");
    assert_eq!(citizen.get("/apply/similar").await.text, "[]");
}
