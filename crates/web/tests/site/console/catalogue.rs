//! The basic catalogue at the desk and as citizens see it.

use axum::http::StatusCode;
use office::catalogue::{held, keep};
use statute::catalogue::{COLUMNS, Entry, standards};
use statute::procedure::Role;

use super::publications::published;
use super::{Office, moment, office, officer, roles};
use crate::messages_follow_the_fields;

const ADDRESS: &str = "/office/catalogue";
const NOW: &str = "2026-03-16T02:00:00Z";

fn fields(serial: &str, version: &str) -> Vec<(&'static str, String)> {
    [
        ("field", "就业"),
        ("serial", serial),
        ("first", "就业信息服务"),
        ("second", "岗位信息发布"),
        ("content", "招聘单位"),
        ("term", "即时"),
        ("subject", "示例市测试局"),
        ("channels", "政府网站"),
        ("channels", "精准推送"),
        ("way", "主动"),
        ("column", "服务指南"),
        ("source", "只供内部"),
        ("version", version),
        ("action", "save"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

async fn save(office: &Office, fields: Vec<(&str, String)>) -> super::Answer {
    office.post(Role::Clerk, "/office/catalogue/entry", &fields).await
}

#[tokio::test]
async fn who_writes_publications_keeps_the_catalogue() {
    let office = office().await;
    for role in roles() {
        let keeps = matches!(role, Role::Clerk | Role::Handler);
        for (address, may) in [
            (ADDRESS, role.reads_publications()),
            ("/office/catalogue/catalogue.xlsx", role.reads_publications()),
            ("/office/catalogue/entry", keeps),
        ] {
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(office.get(Some(role), address).await.status, expected, "{role:?} {address}");
        }
        for address in [ADDRESS, "/office/catalogue/entry", "/office/catalogue/standard"] {
            let sent = office.post(role, address, &[]).await.status;
            assert_eq!(sent != StatusCode::FORBIDDEN, keeps, "{role:?} {address}");
        }
        let sent = office.post(role, "/office/catalogue/withdraw", &[]).await.status;
        assert_eq!(sent != StatusCode::FORBIDDEN, role == Role::Signer, "{role:?} takes down");
    }
}

#[tokio::test]
async fn an_entry_is_written_altered_and_taken_out_and_citizens_see_each_version() {
    let office = office().await;
    let bare = office.get(None, "/zfxxgk/gkml/").await.text;
    assert!(bare.contains("本栏目暂无信息"), "{bare}");
    let refused = save(&office, fields(" ", "0")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("序号应填写"), "{}", refused.text);
    messages_follow_the_fields(&refused.text);
    assert!(refused.text.contains("value=\"精准推送\" checked"), "{}", refused.text);
    assert_eq!(save(&office, fields("1.1", "0")).await.status, StatusCode::SEE_OTHER);
    let page = office.get(None, "/zfxxgk/gkml/").await.text;
    for said in ["岗位信息发布", "政府网站、精准推送", "没有公开的信息", "共1项", "增加1项"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("只供内部"), "{page}");
    assert!(page.contains("name=\"ColumnType\" content=\"信息公开目录\""));

    let stale = save(&office, fields("1.2", "0")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("目录刚刚由") && stale.text.contains("value=\"1.2\""), "{}", stale.text);
    let mut altered = fields("1.1", "1");
    altered.push(("place", "0".into()));
    altered.iter_mut().find(|(name, _)| *name == "term").expect("there").1 = "7日内".into();
    assert_eq!(save(&office, altered).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(None, "/zfxxgk/gkml/").await.text.contains("7日内"));
    let earlier = office.get(None, "/zfxxgk/gkml/?version=1").await.text;
    assert!(earlier.contains("这是以前的目录") && earlier.contains("即时"), "{earlier}");
    assert_eq!(office.get(None, "/zfxxgk/gkml/?version=9").await.status, StatusCode::NOT_FOUND);
    let file = office.get(None, "/zfxxgk/gkml/files/catalogue.csv?version=1").await;
    assert!(file.text.contains("即时") && !file.text.contains("只供内部"), "{}", file.text);
    let file = office.get(None, "/zfxxgk/gkml/files/catalogue.xlsx").await;
    assert!(file.bytes.starts_with(b"PK") && file.disposition.contains(".xlsx"));
    assert_eq!(file.caching, "no-cache", "kept until something changes");
    // Each answer has one address: whatever else is asked leads there.
    for (asked, plain) in [
        ("files/catalogue.xlsx?x=1", "files/catalogue.xlsx"),
        ("files/catalogue.csv?version=01&version=1", "files/catalogue.csv?version=1"),
        ("?x=1", ""),
        ("?version=01", "?version=1"),
    ] {
        let led = office.get(None, &format!("/zfxxgk/gkml/{asked}")).await;
        assert_eq!(led.status, StatusCode::TEMPORARY_REDIRECT, "{asked}");
        assert_eq!(led.to, format!("/zfxxgk/gkml/{plain}"), "{asked}");
    }
    for wrong in [
        "files/catalogue.xlsx?version=9",
        "files/catalogue.csv?version=0",
        "files/catalogue.pdf",
        "?version=a",
    ] {
        let missing = office.get(None, &format!("/zfxxgk/gkml/{wrong}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{wrong}");
    }

    let form = office.get(Some(Role::Clerk), "/office/catalogue/entry?place=0").await.text;
    assert!(form.contains("value=\"7日内\"") && form.contains("value=\"政府网站\" checked"), "{form}");
    let removed = [("place", "0"), ("version", "2"), ("action", "remove")];
    let removed = removed.map(|(name, value)| (name, value.to_owned())).to_vec();
    assert_eq!(save(&office, removed).await.status, StatusCode::SEE_OTHER);
    assert!(held(&office.store, 1).await.expect("an answer").entries.is_empty());
}

/// An entry that is kept as it is.
fn entry(serial: &str) -> Entry {
    Entry {
        serial: serial.into(),
        first: format!("事项{serial}"),
        content: "文件".into(),
        term: "即时".into(),
        subject: "示例市测试局".into(),
        way: "主动".into(),
        ..Entry::default()
    }
}

async fn kept(office: &Office, version: i64, entries: Vec<Entry>) {
    keep(&office.store, 1, version, entries, &officer(Role::Clerk), moment(NOW)).await.expect("kept");
}

#[tokio::test]
async fn values_that_a_file_parted_otherwise_stay_when_the_entry_is_altered() {
    let office = office().await;
    let (channels, level) = ("政府网站，精准推送".to_owned(), "市级;县级".to_owned());
    kept(&office, 0, vec![Entry { channels, level, ..entry("1") }]).await;
    let form = office.get(Some(Role::Clerk), "/office/catalogue/entry?place=0").await.text;
    for value in ["政府网站", "精准推送", "市级", "县级"] {
        assert!(form.contains(&format!("value=\"{value}\" checked")), "{value}: {form}");
    }
}

/// The fields that a form sends without being typed into.
fn hidden(page: &str, name: &str) -> Option<String> {
    let rest = page.split(&format!("type=\"hidden\" name=\"{name}\" value=\"")).nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

/// The same form as it came back, sent again.
fn again(mut fields: Vec<(&'static str, String)>, page: &str) -> Vec<(&'static str, String)> {
    fields.retain(|(name, _)| !matches!(*name, "version" | "place"));
    for name in ["version", "place"] {
        fields.extend(hidden(page, name).map(|value| (name, value)));
    }
    fields
}

#[tokio::test]
async fn after_anothers_change_it_is_told_and_saved_on_top_of_it() {
    let office = office().await;
    kept(&office, 0, vec![entry("1"), Entry { field: "就业".into(), ..entry("2") }]).await;
    // Meanwhile one comes before it, its own term is altered, another is taken out.
    let altered = Entry { field: "就业".into(), term: "30日内".into(), ..entry("2") };
    kept(&office, 1, vec![entry("0"), altered]).await;
    let mut typed = fields("2", "1");
    typed.push(("place", "1".into()));
    let late = save(&office, typed.clone()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for said in ["目录刚刚由", "增加 0 事项0", "修改 就业 2 事项2：公开时限改为“30日内”", "去掉 1 事项1"]
    {
        assert!(late.text.contains(said), "{said}: {}", late.text);
    }
    assert!(late.text.contains("招聘单位") && late.text.contains("value=\"2\""), "{}", late.text);
    let typed = again(typed, &late.text);
    assert_eq!(save(&office, typed).await.status, StatusCode::SEE_OTHER);
    let held = held(&office.store, 1).await.expect("an answer").entries;
    assert_eq!((held.len(), &held[0]), (2, &entry("0")));
    assert_eq!((held[1].term.as_str(), held[1].first.as_str()), ("即时", "就业信息服务"));

    // A new entry has no place to be found again.
    let late = save(&office, fields("3", "1")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let done = save(&office, again(fields("3", "1"), &late.text)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_was_typed_stays_where_somebody_shortened_the_catalogue() {
    let office = office().await;
    kept(&office, 0, vec![entry("1"), entry("2")]).await;
    kept(&office, 1, vec![entry("1")]).await;
    let mut typed = fields("2", "1");
    typed.push(("place", "1".into()));
    let late = save(&office, typed.clone()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("2 已经不在目录中，再次保存作为新的事项加入"), "{}", late.text);
    assert!(late.text.contains("招聘单位"), "{}", late.text);
    let mut astray = typed.clone();
    astray.iter_mut().find(|(name, _)| *name == "version").expect("there").1 = "2".into();
    assert_eq!(save(&office, astray).await.status, StatusCode::NOT_FOUND, "no such place");
    assert_eq!(held(&office.store, 1).await.expect("an answer").entries, [entry("1")]);
    assert_eq!(save(&office, again(typed, &late.text)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(held(&office.store, 1).await.expect("an answer").entries.len(), 2);
}

#[tokio::test]
async fn a_file_that_comes_late_is_told_of_what_it_would_undo() {
    let office = office().await;
    kept(&office, 0, vec![entry("1")]).await;
    let form = [("standard", "employment".to_owned()), ("version", "0".to_owned())];
    let late = office.post(Role::Handler, "/office/catalogue/standard", &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("目录刚刚由他人改过") && late.text.contains("增加 1 事项1"), "{}", late.text);
    assert_eq!(hidden(&late.text, "version").as_deref(), Some("1"));
}

#[tokio::test]
async fn earlier_versions_are_taken_down_with_a_notice_by_who_signs() {
    let office = office().await;
    let address = "/office/catalogue/withdraw";
    let form = |versions: &[&str], notice: &str| -> Vec<(&'static str, String)> {
        let versions = versions.iter().map(|one| ("versions", (*one).to_owned()));
        versions.chain([("notice", notice.to_owned())]).collect()
    };
    kept(&office, 0, vec![entry("1")]).await;
    kept(&office, 1, vec![entry("1"), entry("2")]).await;
    kept(&office, 2, vec![entry("2")]).await;
    let page = office.get(Some(Role::Clerk), ADDRESS).await.text;
    assert!(!page.contains("撤下以前的目录"), "{page}");
    for (versions, notice, said) in [
        (vec![], "有误", "请选择撤下哪些"),
        (vec!["3"], "有误", "请先改正并保存"),
        (vec!["9"], "有误", "应为以前的目录"),
        (vec!["1"], " ", "请填写撤下的说明"),
        (vec!["1"], "机密★10年", "发布前筛查"),
    ] {
        let refused = office.post(Role::Signer, address, &form(&versions, notice)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(refused.text.contains(said), "{said}: {}", refused.text);
    }
    // Several versions of a day are told apart.
    let page = office.get(Some(Role::Signer), ADDRESS).await.text;
    for version in ["第1版　2026-03-16", "第2版　2026-03-16"] {
        assert_eq!(page.matches(version).count(), 2, "in the list and in the form: {page}");
    }
    assert_eq!(page.matches("id=\"versions\"").count(), 1, "{page}");
    let done = office.post(Role::Signer, address, &form(&["1", "2"], "内容有误")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    for version in [1, 2] {
        let gone = office.get(None, &format!("/zfxxgk/gkml/?version={version}")).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text.contains("内容有误"), "{}", gone.text);
    }
    let page = office.get(Some(Role::Signer), ADDRESS).await.text;
    assert!(page.contains("2026-03-16由") && page.contains("撤下：内容有误"), "{page}");
    assert!(!page.contains("name=\"versions\""), "nothing is left to be taken down: {page}");
}

#[tokio::test]
async fn an_entry_shows_what_is_about_it_and_of_a_whole_column_no_more_than_its_latest_day() {
    let office = office().await;
    let number = published(&office, "看得到的政策文件", 1).await;
    let theme = "劳动、人事、监察/社会保障";
    let column = "政策文件".to_owned();
    kept(
        &office,
        0,
        vec![
            Entry { column: column.clone(), ..entry("1") },
            Entry { column: column.clone(), theme: theme.into(), ..entry("2") },
            Entry { publications: number.clone(), ..entry("3") },
            Entry { column, theme: "劳动、人事、监察/劳动就业".into(), ..entry("4") },
            entry("5"),
        ],
    )
    .await;
    let title = format!("/{number}\">看得到的政策文件</a> <span class=\"nowrap\">2026-03-16</span>");
    let rows = async |role: Option<Role>, address: &str| -> Vec<String> {
        let page = office.get(role, address).await.text;
        let body = page.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next());
        body.expect("a table").split("<tr>").skip(1).map(str::to_owned).collect()
    };
    for rows in [rows(None, "/zfxxgk/gkml/").await, rows(Some(Role::Clerk), ADDRESS).await] {
        let shows: Vec<_> = rows.iter().map(|row| row.contains(&title)).collect();
        assert_eq!(shows, [false, true, true, false, false], "{rows:?}");
        assert!(rows[0].contains("2026-03-16"), "{}", rows[0]);
        let is_empty: Vec<_> = rows.iter().map(|row| row.contains("没有公开的信息")).collect();
        assert_eq!(is_empty, [false, false, false, true, false], "{rows:?}");
    }
    let desk = office.get(Some(Role::Clerk), ADDRESS).await.text;
    assert!(desk.contains("没有公开信息的1项，没有写明对应栏目或者信息的1项"), "{desk}");
}

#[tokio::test]
async fn a_standard_catalogue_is_adopted_once_and_shows_what_is_missing() {
    let office = office().await;
    let adopt = async |version: &str| {
        let form = [("standard", "employment".to_owned()), ("version", version.to_owned())];
        office.post(Role::Handler, "/office/catalogue/standard", &form).await
    };
    assert_eq!(adopt("0").await.status, StatusCode::SEE_OTHER);
    assert_eq!(adopt("1").await.status, StatusCode::SEE_OTHER);
    let kept = held(&office.store, 1).await.expect("an answer");
    assert_eq!((kept.entries.len(), kept.version), (25, 1), "nothing twice");
    let page = office.get(Some(Role::Signer), ADDRESS).await.text;
    assert!(page.contains("没有公开信息的25项") && !page.contains("采用就业标准目录"), "{page}");
    let inspection = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(
        inspection.contains("目录事项没有公开或者没有更新") && inspection.contains("就业 1.1"),
        "{inspection}"
    );
    let bad = office.post(Role::Clerk, ADDRESS, &[("version", "1".into())]).await;
    assert!(bad.text.contains("请选择 XLSX 或者 CSV 文件"), "{}", bad.text);
    // Another program keeps it: the page of citizens follows.
    let mut entries = standards()[1].entries("示例市测试局");
    COLUMNS[3].put(&mut entries[0], "他人所改");
    let by = officer(Role::Clerk);
    keep(&office.store, 1, 1, entries, &by, moment(NOW)).await.expect("kept");
    assert!(office.get(None, "/zfxxgk/gkml/").await.text.contains("他人所改"));
}
