//! What an old site had published, on its page in the console.

use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Edition, Kind, Origin, Step};
use store::{Author, Content, FromSite, Numbering};

use super::super::{moment, office};

const NOW: &str = "2026-03-16T01:00:00Z";

#[tokio::test]
async fn what_an_old_site_had_published_is_said_to_come_from_there() {
    let office = office().await;
    let day = "2026-03-16".parse().expect("a date");
    let body = Content::new("<p>旧网站的正文。</p>".into());
    let card =
        Card { attribute: Some(Attribute::Proactive), ..Card::new(Kind::Notice, "旧网站的通知") };
    let origin = Origin {
        address: "/tzgg/t1.html".into(),
        published_at: "2023-05-08T09:30:00".parse().expect("a moment"),
        index_number: "11370000000000000A/2023-00007".into(),
        sm3: String::new(),
    };
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let step = Step { on: day, by: "命令行".into(), act: Act::Imported { edition, origin } };
    let mut all = vec![FromSite { step, contents: vec![body] }];
    let next = |_: Numbering, _: usize| -> store::Result<_> { Ok(all.pop()) };
    let author = Author { actor: "命令行".into(), at: moment(NOW) };
    office.store.import_publications(&author, 1, day, "", next).await.expect("imported");
    let page = office.get(Some(Role::Clerk), "/office/publications/P2026-1").await.text;
    for said in
        ["旧网站导入", "命令行", "原地址：/tzgg/t1.html", "原发布日期：2023-05-08", "2023-05-08 09:30"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("/office/publications/P2026-1/import"), "no officer has the verb");
    let refused = office.get(Some(Role::Clerk), "/office/publications/P2026-1/import").await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
}
