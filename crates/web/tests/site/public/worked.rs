//! 看得懂算得清 as citizens see it: question, answer, example, basis, how long it holds.

use jiff::civil::date;
use serde_json::Value;
use statute::publication::{Card, Kind, Worked};

use super::{Place, card, normative, on, writing};
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
        basis: "示例发〔2026〕1号第三条".into(),
        ..Worked::default()
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
    let told: Value =
        serde_json::from_str(&place.page(&format!("/api/v1/publications/{number}")).await).expect("JSON");
    assert_eq!(told["worked"]["steps"].as_array().map(Vec::len), Some(2), "{told}");
    place.clock.set(super::at(21));
    assert!(place.page(&address).await.contains("已过适用期限"));
}

/// A card that explains a policy.
fn explaining(policy: &str) -> Card {
    let worked = Worked {
        question: "失业保险金每月能领多少？".into(),
        answer: "按最低工资标准的90%发。".into(),
        audience: "失业前缴费满1年的失业人员".into(),
        conditions: "不是本人自愿离职\n已经办理失业登记".into(),
        standard: "最低工资标准的百分之九十".into(),
        materials: "居民身份证".into(),
        places: "区县经办窗口\n网上办事大厅".into(),
        term: "自受理之日起10个工作日内".into(),
        telephone: "12333".into(),
        given: "申请人甲\n\n申请人乙".into(),
        steps: "2000元×90%=1800元\n\n2400元×90%=2160元".into(),
        result: "每月1800元。\n\n每月2160元。".into(),
        policy: Some(policy.to_owned()),
        basis: "示测发〔2026〕5号第三条\n《社会保险法》".into(),
    };
    Card { valid_from: Some(on(1)), worked: Some(worked), ..card(Kind::Worked, "失业保险金算得清") }
}

async fn public_policy(place: &Place, title: &str, serial: u32) -> String {
    place.issued(writing(normative(title, serial), "<p>内容</p>"), &format!("《{title}》解读")).await.0
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[tokio::test]
async fn what_a_card_says_is_on_its_page_in_the_search_for_programs_and_in_its_files() {
    let place = Place::new().await;
    let policy = public_policy(&place, "失业保险服务规定", 5).await;
    let number = place.published(explaining(&policy), "").await;
    let address = format!("/p/{number}");
    let page = place.page(&address).await;
    for said in [
        "<dt>适用对象</dt><dd>失业前缴费满1年的失业人员</dd>",
        "<dt>条件</dt><dd>不是本人自愿离职<br>已经办理失业登记</dd>",
        "<dt>标准</dt><dd>最低工资标准的百分之九十</dd>",
        "<dt>材料</dt><dd>居民身份证</dd>",
        "<dt>办理渠道</dt><dd>区县经办窗口<br>网上办事大厅</dd>",
        "<dt>办理时限</dt><dd>自受理之日起10个工作日内</dd>",
        "<dt>咨询电话</dt><dd>12333</dd>",
        "<h3>算例1</h3>",
        "<h3>算例2</h3>\n<p>申请人乙</p>\n<ol>\n<li>2400元×90%=2160元</li>",
        &format!(
            "<dt>依据</dt><dd><a href=\"/p/{policy}\">示测发〔2026〕5号第三条</a><br>《社会保险法》</dd>"
        ),
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    no_style_or_script_inside(&address, &page);
    assert!(place.page("/search?q=区县经办窗口").await.contains(&address));
    let told = json(&place.page(&format!("/api/v1/publications/{number}")).await);
    assert_eq!(told["worked"]["telephone"], "12333");
    assert_eq!(told["worked"]["steps"].as_array().map(Vec::len), Some(2), "{told}");
    assert_eq!(told["worked"]["examples"][1]["result"][0], "每月2160元。");
    let file = place.get(&format!("{address}.docx")).await;
    let surfaces = documents::surfaces("a.docx", file.bytes).expect("a document");
    let text: String = surfaces.iter().map(|one| one.text.as_str()).collect();
    for said in ["网上办事大厅", "咨询电话", "2160元", "适用期限"] {
        assert!(text.contains(said), "{said}: {text}");
    }

    // The files are read as the page is: a line for each step, the examples apart, nothing of it in the table below.
    let sheet = place.get(&format!("{address}.pdf")).await;
    assert_eq!(sheet.status, axum::http::StatusCode::OK);
    let file = place.get(&format!("{address}.docx")).await;
    let back = documents::page::bring_in("a.docx", file.bytes).expect("our own file").body.text();
    let wanted = "失业保险金每月能领多少？\n按最低工资标准的90%发。\n适用对象：失业前缴费满1年的失业人员\n\
        条件：不是本人自愿离职\n已经办理失业登记\n标准：最低工资标准的百分之九十\n材料：居民身份证\n\
        办理渠道：区县经办窗口\n网上办事大厅\n办理时限：自受理之日起10个工作日内\n咨询电话：12333\n算例\n算例1\n申请人甲\n\
        2000元×90%=1800元\n每月1800元。\n算例2\n申请人乙\n2400元×90%=2160元\n每月2160元。\n\
        算例为示例，以经办机构核定为准。\n依据\n示测发〔2026〕5号第三条\n《社会保险法》\n适用期限：";
    assert!(back.starts_with(wanted), "{back}");
}

#[tokio::test]
async fn a_policy_leads_to_the_public_cards_that_explain_it_and_to_no_draft() {
    const HEADING: &str = "<h2 id=\"cards\">看得懂算得清</h2>";
    let place = Place::new().await;
    let policy = public_policy(&place, "失业保险服务规定", 5).await;
    let address = format!("/p/{policy}");
    let draft = place.begun(writing(explaining(&policy), "")).await;
    let page = place.page(&address).await;
    assert!(!page.contains(HEADING) && !page.contains(&format!("/p/{draft}")), "a draft: {page}");
    place.publish(&draft).await;
    let page = place.page(&address).await;
    let shown = page.split(HEADING).nth(1).expect("a heading");
    assert!(shown.contains(&format!("<a href=\"/p/{draft}\">失业保险金算得清</a>")), "{shown}");
    let told = json(&place.page(&format!("/api/v1/publications/{policy}")).await);
    assert_eq!(told["explained_by"][0]["number"], draft.as_str());
    assert!(told["related"].as_array().expect("a list").iter().all(|one| one["number"] != draft.as_str()));
    assert!(place.page(&format!("/p/{draft}")).await.contains(&format!("<a href=\"{address}\">")));

    // A draft that explains another changes no page before it is public.
    let other = public_policy(&place, "失业登记规定", 6).await;
    place.saved(&draft, writing(explaining(&other), "")).await;
    assert!(place.page(&address).await.contains(HEADING));
    assert!(!place.page(&format!("/p/{other}")).await.contains(HEADING));
    place.publish(&draft).await;
    assert!(!place.page(&address).await.contains(HEADING));
    assert!(place.page(&format!("/p/{other}")).await.contains(HEADING));
    place.withdraw(&draft, "标准有误。", None).await;
    assert!(!place.page(&format!("/p/{other}")).await.contains(HEADING));
}
