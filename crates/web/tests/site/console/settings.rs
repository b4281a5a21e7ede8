//! What the agency writes on letters, set by the system administrator.

use axum::http::StatusCode;
use jiff::civil::date;
use office::agencies;
use statute::procedure::{Act, Role, Verb};

use super::{moment, office, stages};

const ADMINISTRATOR: Role = Role::SystemAdministrator;
const SOUND: [(&str, &str); 6] = [
    ("from", "2026-04-01"),
    ("letter_code", "新测公开"),
    ("review_bodies", "示例市人民政府\n\n 示例省测试厅 "),
    ("court", "示例区人民法院"),
    ("telephone", "0000-1111111"),
    ("postcode", "255000"),
];

fn form(changed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let value = |(name, value): (&'static str, &str)| {
        let changed = changed.iter().find(|(other, _)| *other == name);
        (name, changed.map_or(value, |(_, value)| value).to_owned())
    };
    SOUND.map(value).into()
}

#[tokio::test]
async fn settings_hold_from_their_day_on() {
    let office = office().await;
    let saved = office.post(ADMINISTRATOR, "/office/settings", &form(&[])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let before = agencies::settings(&office.store, 1, date(2026, 3, 31)).await.unwrap();
    assert_eq!(before.letter_code, "示测公开");
    let after = agencies::settings(&office.store, 1, date(2026, 4, 1)).await.unwrap();
    assert_eq!(after.letter_code, "新测公开");
    assert_eq!(after.review_bodies, ["示例市人民政府", "示例省测试厅"]);
    let agency = office.store.agencies().await.unwrap().remove(0).agency;
    assert_eq!(agency.telephone.as_deref(), Some("0000-1111111"));
    assert_eq!(agency.address, None);
}

#[tokio::test]
async fn a_new_code_holds_for_the_next_letter_without_a_restart() {
    let office = office().await;
    let now = moment("2026-03-16T03:00:00Z");
    let sign = async || {
        let number = stages::application(&office, Verb::Sign).await;
        office.does(&number, Role::Signer, Act::Signed { letter: String::new() }, now).await;
        office.store.application(1, &number).await.unwrap().unwrap().application.letter
    };
    assert_eq!(sign().await.as_deref(), Some("示测公开〔2026〕1号"));
    let number = stages::application(&office, Verb::Sign).await;
    let mut changed = form(&[("from", "2026-03-16")]);
    changed.push(("online_review", "https://review.example.gov.cn".into()));
    let saved = office.post(ADMINISTRATOR, "/office/settings", &changed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let address = format!("/office/applications/{number}");
    let version = ("version", office.version(&number).await.to_string());
    let signed = office.post(Role::Signer, &format!("{address}/sign"), &[version]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text);
    let page = office.get(Some(Role::Signer), &address).await.text;
    assert!(page.contains("新测公开〔2026〕2号"), "the series goes on under the new code: {page}");
}

#[tokio::test]
async fn what_cannot_be_set_is_told_at_its_field_and_nothing_is_written() {
    let office = office().await;
    let version = office.store.version("agency/1").await.unwrap();
    let long = "长".repeat(201);
    for (name, value, said) in [
        ("from", "2026-01-01", "已发出的文书不变"),
        ("from", "下月", "应为日期"),
        ("letter_code", "示测〔2026〕", "应为不含空格、数字和括号的汉字或者字母"),
        ("letter_code", "", "请填写发文代字"),
        ("review_bodies", " ", "请填写行政复议机关"),
        ("court", &long, "管辖法院最多200字"),
        ("telephone", "1\u{0}2", "电话含有不能识别的字符"),
    ] {
        let refused = office.post(ADMINISTRATOR, "/office/settings", &form(&[(name, value)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
        assert!(refused.text.contains(said), "{name} {value}: {}", refused.text);
    }
    assert_eq!(office.store.version("agency/1").await.unwrap(), version);
}

#[tokio::test]
async fn whoever_handles_nothing_begins_with_what_is_missing() {
    let office = office().await;
    let page = office.get(Some(ADMINISTRATOR), "/office").await.text;
    assert!(page.contains("还没有填写：办公时间、地址、电话。"), "{page}");
    assert!(page.contains("<a href=\"/office/settings\">填写机关设置</a>") && !page.contains("岗位空缺"));
    let mut whole = form(&[("from", "2026-03-16")]);
    whole.extend([("hours", "工作日9:00至17:00".to_owned()), ("address", "示例路1号".to_owned())]);
    let saved = office.post(ADMINISTRATOR, "/office/settings", &whole).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = office.get(Some(ADMINISTRATOR), "/office").await.text;
    assert!(!page.contains("还没有填写"), "{page}");
    office.post(ADMINISTRATOR, "/office/accounts/signer/close", &[]).await;
    office
        .post(ADMINISTRATOR, "/office/accounts", &[("account", "new".into()), ("title", "新来".into())])
        .await;
    let page = office.get(Some(Role::SecurityAdministrator), "/office").await.text;
    assert!(
        page.contains("没有人担任签发人") && page.contains("1个账户尚未授予岗位") && page.contains("新来")
    );
    let page = office.get(Some(Role::SecrecyReviewer), "/office").await.text;
    assert!(page.contains("《条例》第17条") && page.contains("没有等待您审查的事项"), "{page}");
}
