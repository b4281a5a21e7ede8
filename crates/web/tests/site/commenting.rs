//! A citizen comments on a draft, without an account: the page of the draft, the form, its number, the result.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use office::comments::{self, Answering};
use statute::comment::Answer;
use statute::procedure::{Officer, Role};
use statute::publication::{Act, Attribute, Card, Commentary, Kind, Least, Tally};

use crate::citizen::{Citizen, number_of};
use crate::publishing::{act, begin, course, writing};
use crate::security::no_style_or_script_inside;

const UNTIL: Date = Date::constant(2026, 3, 12);

fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

fn notice(title: &str, until: Date) -> Card {
    let asked = Commentary {
        from: Some(date(2026, 3, 2)),
        until: Some(until),
        explanation: "为规范见习补贴，起草本办法。".into(),
        ways: "信函：示例路1号\n电话：0000-0000000".into(),
        ..Commentary::new(Least::Days(1))
    };
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(date(2026, 3, 1)),
        attribute: Some(Attribute::Proactive),
        commentary: Some(asked),
        ..Card::new(Kind::Commentary, title)
    }
}

async fn does(citizen: &Citizen, number: &str, doing: Act, role: Role) {
    act(&citizen.store, number, doing, &officer(role), citizen.clock.now()).await;
}

/// Publishes the notice of a draft.
async fn asked(citizen: &Citizen, card: Card) -> String {
    let (writing, now) = (writing(card, "<p>第一条 见习草案</p>"), citizen.clock.now());
    let number = begin(&citizen.store, writing, &officer(Role::Handler), now).await;
    for (role, doing) in course() {
        does(citizen, &number, doing, role).await;
    }
    number
}

async fn send(
    citizen: &mut Citizen,
    address: &str,
    page: &[String; 2],
    text: &str,
) -> crate::citizen::Answer {
    let fields = [
        ("form_token", page[0].as_str()),
        ("submission", page[1].as_str()),
        ("clause", "第一条"),
        ("text", text),
        ("name", "申请人甲"),
        ("contact", "13000000000"),
    ];
    citizen.post(address, &fields).await
}

async fn opened(citizen: &mut Citizen, address: &str) -> [String; 2] {
    let form = citizen.get(address).await;
    assert_eq!((form.status, form.cache.as_str()), (StatusCode::OK, "no-store"), "{}", form.text);
    no_style_or_script_inside(address, &form.text);
    [form.hidden("form_token"), form.hidden("submission")]
}

fn later(citizen: &Citizen, moment: &str) {
    citizen.clock.set(moment.parse().unwrap());
}

#[tokio::test]
async fn a_draft_is_found_everywhere_with_its_days_and_its_form() {
    let mut citizen = Citizen::new().await;
    let number = asked(&citizen, notice("关于《见习办法》公开征求意见的公告", UNTIL)).await;
    let page = citizen.get(&format!("/p/{number}")).await;
    for said in [
        "还有10天",
        "2026-03-02至2026-03-12",
        "为规范见习补贴，起草本办法。",
        "信函：示例路1号",
        "第一条 见习草案",
        &format!("href=\"/zqyj/{number}\""),
        "name=\"ColumnType\" content=\"征集调查\"",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    no_style_or_script_inside("/p", &page.text);
    let list = citizen.get("/zqyj/").await.text;
    assert!(list.contains(&format!("/p/{number}")) && list.contains("正在征求意见，还有10天"), "{list}");
    assert!(!citizen.get("/zqyj/?show=closed").await.text.contains(&number));
    let value: serde_json::Value =
        serde_json::from_str(&citizen.get("/api/v1/publications?column=zqyj").await.text).unwrap();
    let told = &value["items"][0]["comments"];
    assert_eq!((&told["standing"], &told["until"]), (&"running".into(), &"2026-03-12".into()), "{value}");
    assert!(told["result"].is_null());
    for address in ["/feed/zqyj.atom", "/sitemap.xml", "/search?q=见习补贴"] {
        let encoded = address.replace("见习补贴", "%E8%A7%81%E4%B9%A0%E8%A1%A5%E8%B4%B4");
        assert!(citizen.get(&encoded).await.text.contains(&format!("/p/{number}")), "{address}");
    }
    // The day decides, without anybody doing anything.
    later(&citizen, "2026-03-12T15:59:00Z");
    assert!(citizen.get(&format!("/p/{number}")).await.text.contains("今天24:00截止"));
    later(&citizen, "2026-03-12T16:00:00Z");
    let page = citizen.get(&format!("/p/{number}")).await.text;
    assert!(page.contains("已经截止") && !page.contains(&format!("/zqyj/{number}")), "{page}");
    assert!(!citizen.get("/zqyj/").await.text.contains(&number));
    assert!(citizen.get("/zqyj/?show=closed").await.text.contains(&number));
}

#[tokio::test]
async fn a_comment_is_sent_once_and_keeps_its_number() {
    let mut citizen = Citizen::new().await;
    let number = asked(&citizen, notice("关于《见习办法》公开征求意见的公告", UNTIL)).await;
    let address = format!("/zqyj/{number}");
    let page = opened(&mut citizen, &address).await;
    let empty = send(&mut citizen, &address, &page, " ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("请填写意见和理由"), "{}", empty.text);
    assert_eq!(empty.hidden("submission"), page[1], "the form is still the same one");
    let long = send(&mut citizen, &address, &page, &"长".repeat(5001)).await;
    assert!(long.text.contains("最多5000字，现有5001字"));
    let taken = send(&mut citizen, &address, &page, "建议延长期限").await;
    assert_eq!((taken.status, taken.cache.as_str()), (StatusCode::OK, "no-store"), "{}", taken.text);
    assert_eq!(number_of(&taken.text), "V2026-1");
    let again = send(&mut citizen, &address, &page, "别的内容").await;
    assert!(again.text.contains("这张表已经提交过") && number_of(&again.text) == "V2026-1");

    // A form of another visit, or with a made-up key, is given back with what was typed.
    citizen.other_browser();
    let forged = send(&mut citizen, &address, &page, "不是这次访问").await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(forged.text.contains("尚未提交") && forged.text.contains("不是这次访问"), "{}", forged.text);
    assert_ne!(forged.hidden("submission"), page[1]);
    let fresh = opened(&mut citizen, &address).await;
    let unkeyed = send(&mut citizen, &address, &[fresh[0].clone(), "1".into()], "没有钥匙").await;
    assert_eq!(unkeyed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(citizen.store.comments_counted(1, &number).await.unwrap().received, 1);

    // After the last day nothing is taken, and what was typed is not lost; the first answer can still be had.
    later(&citizen, "2026-03-12T16:00:00Z");
    let late = send(&mut citizen, &address, &fresh, "迟到的意见\r\n\r\n一、<b>\n二、").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("2026年3月12日24:00截止"), "{}", late.text);
    // With its lines as they were written.
    assert!(late.text.contains("迟到的意见<br><br>一、&#60;b&#62;<br>二、</p>"), "{}", late.text);
    let known = send(&mut citizen, &address, &[fresh[0].clone(), page[1].clone()], "x").await;
    assert_eq!(number_of(&known.text), "V2026-1");
    assert_eq!(citizen.store.comments_counted(1, &number).await.unwrap().received, 1);
    for missing in ["/zqyj/P2026-99", "/zqyj/%00", "/zqyj/x'y"] {
        assert_eq!(citizen.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn nobody_floods_a_draft() {
    let mut citizen = Citizen::new().await;
    let number = asked(&citizen, notice("关于《见习办法》公开征求意见的公告", UNTIL)).await;
    let address = format!("/zqyj/{number}");
    let page = opened(&mut citizen, &address).await;
    for _ in 0..30 {
        assert_eq!(send(&mut citizen, &address, &page, "意见").await.status, StatusCode::OK);
    }
    assert_eq!(send(&mut citizen, &address, &page, "意见").await.status, StatusCode::TOO_MANY_REQUESTS);
    let large = send(&mut citizen, &address, &page, &"x".repeat(2 << 20)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    // The clock ran on while they were sent.
    later(&citizen, "2026-03-02T02:15:00Z");
    assert_eq!(send(&mut citizen, &address, &page, "意见").await.status, StatusCode::OK, "for ten minutes");
}

#[tokio::test]
async fn the_result_stands_on_the_page_without_anybodys_name() {
    let mut citizen = Citizen::new().await;
    let number = asked(&citizen, notice("关于《见习办法》公开征求意见的公告", UNTIL)).await;
    let address = format!("/zqyj/{number}");
    let page = opened(&mut citizen, &address).await;
    send(&mut citizen, &address, &page, "建议延长期限").await;
    later(&citizen, "2026-03-13T02:00:00Z");
    let now = citizen.clock.now();
    let reason = "申请人甲的建议合理".to_owned();
    let answering = Answering { number: "V2026-1", version: 1, answer: Answer::Adopted, reason };
    comments::answer(&citizen.store, 1, answering, &officer(Role::Handler), now).await.unwrap();
    let said = "采纳关于期限的意见。".to_owned();
    does(&citizen, &number, Act::CommentsClosed { tally: Tally::default(), said }, Role::Signer).await;
    let page = citizen.get(&format!("/p/{number}")).await.text;
    for said in ["收到意见1条，采纳1条，部分采纳0条，不采纳0条", "采纳关于期限的意见。", "结果已经公布"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    for private in ["申请人甲", "13000000000", "建议延长期限"] {
        assert!(!page.contains(private), "{private}");
    }
    let told = citizen.get(&format!("/api/v1/publications/{number}")).await.text;
    assert!(told.contains("\"received\":1") && !told.contains("申请人甲"), "{told}");
}
