//! The basic catalogue at the desk and as citizens see it.

use axum::http::StatusCode;
use office::catalogue::{held, keep};
use statute::catalogue::{COLUMNS, standards};
use statute::procedure::Role;

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
    assert!(stale.text.contains("刚刚由他人改过") && stale.text.contains("value=\"1.2\""), "{}", stale.text);
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
    assert!(office.get(None, "/zfxxgk/gkml/files/catalogue.xlsx").await.bytes.starts_with(b"PK"));

    let form = office.get(Some(Role::Clerk), "/office/catalogue/entry?place=0").await.text;
    assert!(form.contains("value=\"7日内\"") && form.contains("value=\"政府网站\" checked"), "{form}");
    let removed = [("place", "0"), ("version", "2"), ("action", "remove")];
    let removed = removed.map(|(name, value)| (name, value.to_owned())).to_vec();
    assert_eq!(save(&office, removed).await.status, StatusCode::SEE_OTHER);
    assert!(held(&office.store, 1).await.expect("an answer").entries.is_empty());
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
