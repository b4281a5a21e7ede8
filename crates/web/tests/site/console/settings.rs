//! What the agency writes on letters, set by the system administrator.

use axum::http::StatusCode;
use jiff::civil::date;
use office::agencies;
use statute::procedure::{Act, Role, Verb};

use super::{Answer, Office, moment, office, stages};

const ADMINISTRATOR: Role = Role::SystemAdministrator;
const SOUND: [(&str, &str); 7] = [
    ("from", "2026-04-01"),
    ("name", "示例市测试局"),
    ("letter_code", "新测公开"),
    ("review_bodies", "示例市人民政府\n\n 示例省测试厅 "),
    ("courts", "示例区人民法院\n示例铁路运输法院"),
    ("telephone", "0000-1111111"),
    ("postcode", "255000"),
];

async fn form(office: &Office, changed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let version = office.store.version("agency/1").await.unwrap().to_string();
    let value = |(name, value): (&'static str, &str)| {
        let changed = changed.iter().find(|(other, _)| *other == name);
        (name, changed.map_or(value, |(_, value)| value).to_owned())
    };
    let others = changed.iter().filter(|(name, _)| SOUND.iter().all(|(other, _)| other != name));
    let form = SOUND.map(value).into_iter().chain(others.map(|(name, value)| (*name, (*value).to_owned())));
    form.chain([("version", version)]).collect()
}

async fn save(office: &Office, changed: &[(&'static str, &str)]) -> Answer {
    let form = form(office, changed).await;
    office.post(ADMINISTRATOR, "/office/settings", &form).await
}

#[tokio::test]
async fn settings_hold_from_their_day_on() {
    let office = office().await;
    let saved = save(&office, &[("fax", "0000-2222222"), ("office", "办公室")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let before = agencies::settings(&office.store, 1, date(2026, 3, 31)).await.unwrap();
    assert_eq!((before.letter_code.as_str(), before.fax.as_str()), ("示测公开", ""));
    let after = agencies::settings(&office.store, 1, date(2026, 4, 1)).await.unwrap();
    assert_eq!(after.letter_code, "新测公开");
    assert_eq!(after.review_bodies, ["示例市人民政府", "示例省测试厅"]);
    assert_eq!(after.courts, ["示例区人民法院", "示例铁路运输法院"]);
    assert_eq!((after.telephone.as_deref(), after.address.as_deref()), (Some("0000-1111111"), Some("")));
    // Lists and reports say what holds today, and not what is yet to come.
    let row = async || office.store.agencies().await.unwrap().remove(0).agency;
    assert_eq!(row().await.telephone, None);
    assert_eq!(save(&office, &[("from", "2026-03-16")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(row().await.telephone.as_deref(), Some("0000-1111111"));
}

#[tokio::test]
async fn a_version_to_come_is_shown_corrected_and_withdrawn_before_it_holds() {
    let office = office().await;
    save(&office, &[("name", "示例市新测试局"), ("address", "旧址")]).await;
    let page = office.get(Some(ADMINISTRATOR), "/office/settings").await.text;
    let (ahead, now) = (page.find("以后适用"), page.find("现行"));
    assert!(ahead.is_some() && ahead < now, "{page}");
    assert!(
        page.contains("<dt>机关全称</dt><dd>示例市新测试局</dd>") && page.contains("测试系统管理员"),
        "{page}"
    );
    let page = office.get(Some(ADMINISTRATOR), "/office/settings?from=2026-04-01").await.text;
    assert!(page.contains("value=\"示例市新测试局\"") && page.contains("value=\"2026-04-01\""), "{page}");
    // Corrected: the same day again.
    assert_eq!(
        save(&office, &[("name", "示例市新测试局"), ("address", "新址")]).await.status,
        StatusCode::SEE_OTHER
    );
    let on = async |day| agencies::settings(&office.store, 1, day).await.unwrap();
    assert_eq!(on(date(2026, 4, 1)).await.address.as_deref(), Some("新址"));
    // What is changed today, and was to stay as it is, changes in the version to come as well.
    let saved = save(&office, &[("from", "2026-03-16"), ("hours", "工作日"), ("address", "现址")]).await;
    assert_eq!(saved.to, "/office/settings?done=alike");
    let ahead = on(date(2026, 4, 1)).await;
    assert_eq!((ahead.hours.as_str(), ahead.address.as_deref()), ("工作日", Some("新址")));
    let withdraw = async |day: &str| {
        office.post(ADMINISTRATOR, "/office/settings/withdraw", &[("from", day.to_owned())]).await
    };
    assert_eq!(withdraw("2026-03-16").await.status, StatusCode::CONFLICT, "it holds already");
    assert_eq!(withdraw("2026-04-01").await.to, "/office/settings?done=withdrawn");
    assert_eq!(withdraw("2026-04-01").await.status, StatusCode::CONFLICT, "it is gone");
    assert_eq!(on(date(2026, 4, 1)).await.address.as_deref(), Some("现址"));
    assert!(office.store.verify(|_| {}).await.unwrap().is_sound());
}

#[tokio::test]
async fn what_another_administrator_set_meanwhile_is_not_lost() {
    let office = office().await;
    let mine = form(&office, &[("hours", "上午")]).await;
    assert_eq!(save(&office, &[("hours", "下午")]).await.status, StatusCode::SEE_OTHER);
    let refused = office.post(ADMINISTRATOR, "/office/settings", &mine).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("设置刚刚由他人改过") && refused.text.contains("value=\"上午\""));
    let hours = agencies::settings(&office.store, 1, date(2026, 4, 1)).await.unwrap().hours;
    assert_eq!(hours, "下午");
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
    let saved =
        save(&office, &[("from", "2026-03-16"), ("online_review", "https://review.example.gov.cn")]).await;
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
        ("courts", &long, "管辖法院最多200字"),
        ("telephone", "1\u{0}2", "电话含有不能识别的字符"),
        ("telephone", "请打", "电话应为7位以上的数字"),
        ("name", "", "请填写机关全称"),
    ] {
        let refused = save(&office, &[(name, value)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
        assert!(refused.text.contains(said), "{name} {value}: {}", refused.text);
    }
    assert_eq!(office.store.version("agency/1").await.unwrap(), version);
}

#[tokio::test]
async fn whoever_handles_nothing_begins_with_what_is_missing() {
    let office = office().await;
    let page = office.get(Some(ADMINISTRATOR), "/office").await.text;
    assert!(page.contains("还没有填写：地址、电话、办公时间。"), "{page}");
    assert!(page.contains("<a href=\"/office/settings\">填写机关设置</a>") && !page.contains("岗位空缺"));
    let whole = [("from", "2026-03-16"), ("hours", "工作日9:00至17:00"), ("address", "示例路1号")];
    let saved = save(&office, &whole).await;
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
    assert!(page.contains("《条例》第17条") && page.contains("没有等待您审查的信息"), "{page}");
}
