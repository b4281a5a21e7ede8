//! 看得懂算得清 as citizens see it: question, answer, example, basis, how long it holds.

use jiff::civil::date;
use statute::publication::{Card, Kind, Worked};

use super::{Place, card, on};
use crate::security::no_style_or_script_inside;

#[tokio::test]
async fn a_plain_card_shows_its_example_and_when_it_no_longer_holds() {
    let place = Place::new().await;
    let worked = Worked {
        question: "失业保险金每月能领多少？".into(),
        answer: "按最低工资标准的90%发。".into(),
        given: "示例区最低工资2000元。".into(),
        steps: "月标准：2000元×90%=1800元\n全年：1800元×12个月=21600元".into(),
        result: "每月1800元。".into(),
        policy: None,
        basis: "示例发〔2026〕1号第三条".into(),
    };
    let card = Card {
        valid_from: Some(on(1)),
        valid_until: Some(date(2026, 3, 20)),
        worked: Some(worked),
        ..card(Kind::Worked, "失业保险金算得清")
    };
    let number = place.published(card, "").await;
    let address = format!("/p/{number}");
    let page = place.page(&address).await;
    for said in [
        "失业保险金每月能领多少？",
        "<li>月标准：2000元×90%=1800元</li>",
        "示例发〔2026〕1号第三条",
        "2026-03-01至2026-03-20",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("已过适用期限"));
    no_style_or_script_inside(&address, &page);
    assert!(place.page("/kddsdq/").await.contains(&address));
    assert!(place.page("/search?q=失业保险金每月能领多少").await.contains(&address));
    let told: serde_json::Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).expect("JSON");
    assert_eq!(told["worked"]["steps"].as_array().map(Vec::len), Some(2), "{told}");
    place.clock.set(super::at(21));
    assert!(place.page(&address).await.contains("已过适用期限"));
}
