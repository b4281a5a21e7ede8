//! Following an application with number and query code, and acting on it.

use axum::http::StatusCode;
use jiff::civil::date;
use office::applications::{self, Upload};
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, FeeNotice, Officer, Opinion, Role, Service, Stage};
use statute::registers::ConsultationKind;

use crate::citizen::{Answer, Citizen, IDENTITY};
use crate::security::no_style_or_script_inside;

/// What every form of a status page carries.
fn carried(page: &Answer) -> [String; 4] {
    ["form_token", "number", "ticket", "version"].map(|name| page.hidden(name))
}

async fn act(citizen: &mut Citizen, carried: &[String; 4], fields: &[(&str, &str)]) -> Answer {
    let mut all: Vec<(&str, &str)> = fields.to_vec();
    for (name, value) in ["form_token", "number", "ticket", "version"].into_iter().zip(carried) {
        all.push((name, value));
    }
    citizen.post("/apply/status/act", &all).await
}

async fn at_work(citizen: &Citizen) {
    citizen.officer(Role::Clerk, Act::Confirmed).await;
    citizen.officer(Role::Clerk, Act::Assigned { to: "承办甲".into() }).await;
    citizen.officer(Role::Handler, Act::Accepted).await;
}

async fn stage(citizen: &Citizen) -> Stage {
    citizen
        .store
        .application(1, "2026-1")
        .await
        .expect("an application")
        .expect("an application")
        .application
        .stage
}

fn is_discreet(page: &Answer, code: &str) {
    assert_eq!(page.cache, "no-store");
    for secret in [IDENTITY, code, "内部意见", "承办甲", "登记员甲"] {
        assert!(!page.text.contains(secret), "the page shows {secret}");
    }
    no_style_or_script_inside("/apply/status", &page.text);
}

#[tokio::test]
async fn number_and_code_show_where_it_stands_day_by_day() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    let page = citizen.open(&number, &code).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("待确认") && page.text.contains("尚未确认"));
    assert!(page.text.contains("（证件号码不显示）"), "what the applicant wrote into the subject");
    is_discreet(&page, &code);
    at_work(&citizen).await;
    let typed = code.to_lowercase().replace('-', " ");
    let page = citizen.open(&format!(" {number} "), &typed).await;
    assert!(page.text.contains("办理中") && page.text.contains("<dd>本机关</dd>"));
    assert!(page.text.contains("答复期限：<strong>2026-03-30</strong>（含当日）"), "{}", page.text);
    let last = "<td class=\"counted last\"><time datetime=\"2026-03-30\">";
    assert!(page.text.contains(last) && page.text.contains(">20<"), "{}", page.text);
    assert!(page.text.contains("最后一天（含当日）"), "the legend");
    assert!(page.text.contains("确认收到申请") && !page.text.contains("分办"));
    is_discreet(&page, &code);
}

#[tokio::test]
async fn a_wrong_code_and_an_unknown_number_are_told_alike() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    for (number, code) in
        [(number.as_str(), "wrong"), ("2026-9", code.as_str()), ("\"><script>", "\"><script>")]
    {
        let refused = citizen.open(number, code).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert!(refused.text.contains("没有找到这件申请，请核对申请编号和查询码"));
        no_style_or_script_inside("/apply/status", &refused.text);
    }
    let long = "9".repeat(5000);
    for (number, code) in [("", ""), (long.as_str(), long.as_str())] {
        let refused = citizen.open(number, code).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("有2处需要修改"), "{}", refused.text);
    }
    assert_eq!(
        citizen.get(&format!("/apply/status?number={long}&query_code=a")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn who_tries_too_often_waits() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    for _ in 0..20 {
        assert_eq!(citizen.open(&number, "wrong").await.status, StatusCode::NOT_FOUND);
    }
    let refused = citizen.open(&number, &code).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text.contains("秒后再试"));
    citizen.clock.set("2026-03-02T02:02:00Z".parse().unwrap());
    assert_eq!(citizen.open(&number, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_supplement_that_was_asked_for_is_sent_once() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    let page = citizen.open(&number, &code).await;
    assert!(!page.text.contains("提交补正"), "nothing was asked");
    let ask = Act::SupplementAsked { reply_by: date(2026, 3, 16) };
    citizen.officer_writes(Role::Handler, ask, "defects=请写明文号，如11010119900307100X号", vec![]).await;
    let page = citizen.open(&number, &code).await;
    assert!(
        page.text.contains("<dt>需要补正的内容</dt><dd>请写明文号，如（证件号码不显示）号</dd>"),
        "{}",
        page.text
    );
    assert!(
        page.text.contains("<dd>您</dd>")
            && page.text.contains("请补正，最后一天：<strong>2026-03-16</strong>（含当日）")
    );
    assert!(
        page.text.contains("<strong>停止计算</strong>")
            && page.text.contains("告知您补正，期限自次日起停止计算"),
        "no firm day while the term stands still: {}",
        page.text
    );
    assert!(!page.text.contains("届满"));
    let carried = carried(&page);
    let refused = act(&mut citizen, &carried, &[("verb", "supplement"), ("text", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#supplement-text\"") && refused.text.contains("请填写内容"));
    let long = "\"><script>".repeat(600);
    let refused = act(&mut citizen, &carried, &[("verb", "supplement"), ("text", &long)]).await;
    assert!(refused.text.contains("最多5000字，现有6000字"));
    no_style_or_script_inside("/apply/status", &refused.text);
    let sent = act(&mut citizen, &carried, &[("verb", "supplement"), ("text", "文号〔2025〕3号")]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    assert!(sent.text.contains("补正已经提交"));
    is_discreet(&sent, &code);
    assert_eq!(stage(&citizen).await, Stage::Handling);
    let again = act(&mut citizen, &carried, &[("verb", "supplement"), ("text", "文号〔2025〕3号")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text.contains("已经收到，没有重复登记"));
}

#[tokio::test]
async fn what_changed_meanwhile_is_told_and_nothing_typed_is_lost() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    let ask = Act::ReasonsAsked { reply_by: date(2026, 3, 16) };
    citizen.officer(Role::Handler, ask).await;
    let page = citizen.open(&number, &code).await;
    let carried_before = carried(&page);
    citizen.officer(Role::Handler, Act::Searched).await;
    let fields = [("verb", "give_reasons"), ("text", "研究需要")];
    let overtaken = act(&mut citizen, &carried_before, &fields).await;
    assert_eq!(overtaken.status, StatusCode::CONFLICT);
    assert!(overtaken.text.contains("办理情况有了变化") && overtaken.text.contains("研究需要</textarea>"));
    let sent = act(&mut citizen, &carried(&overtaken), &fields).await;
    assert!(sent.text.contains("说明已经提交"), "{}", sent.text);
}

#[tokio::test]
async fn an_application_is_withdrawn_after_a_second_look() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    let page = citizen.open(&number, &code).await;
    let carried = carried(&page);
    let refused = act(&mut citizen, &carried, &[("verb", "withdraw")]).await;
    assert!(refused.text.contains("请勾选确认"));
    let sent = act(&mut citizen, &carried, &[("verb", "withdraw"), ("sure", "1")]).await;
    assert!(sent.text.contains("申请已经撤回") && sent.text.contains("已办结"));
    assert_eq!(stage(&citizen).await, Stage::Closed);
    let office = act(&mut citizen, &carried, &[("verb", "confirm"), ("sure", "1")]).await;
    assert_eq!(office.status, StatusCode::BAD_REQUEST, "verbs of the office are none of the applicant's");
}

#[tokio::test]
async fn a_ticket_is_good_for_its_application_browser_and_day_only() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    citizen.apply().await;
    let mut page = carried(&citizen.open(&number, &code).await);
    let withdraw = [("verb", "withdraw"), ("sure", "1"), ("text", "不再需要")];
    let own = page.clone();
    page[1] = "2026-2".into();
    let other = act(&mut citizen, &page, &withdraw).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text.contains("请重新输入查询码") && other.text.contains("<pre>不再需要</pre>"));
    let until: i64 = own[2].split('.').next().unwrap().parse().unwrap();
    let forged = [
        own[0].clone(),
        own[1].clone(),
        own[2].replace(&until.to_string(), &(until + 9).to_string()),
        own[3].clone(),
    ];
    assert_eq!(act(&mut citizen, &forged, &withdraw).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    citizen.clock.set("2026-03-02T15:00:00Z".parse().unwrap());
    assert_eq!(act(&mut citizen, &own, &withdraw).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    citizen.clock.set("2026-03-02T03:00:00Z".parse().unwrap());
    citizen.other_browser();
    assert_eq!(act(&mut citizen, &own, &withdraw).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stage(&citizen).await, Stage::Arrived);
}

#[tokio::test]
async fn a_fee_is_worked_out_band_by_band() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    let notice = FeeNotice { mode: Tariff::Items, n: 32, after: 9, total: 2400 };
    citizen.officer(Role::Handler, Act::FeeNotified(notice)).await;
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("应缴<strong>2400元</strong>"), "{}", page.text);
    assert!(page.text.contains("第11至30件") && page.text.contains("第31至32件"));
    assert!(page.text.contains("请缴费，最后一天：<strong>"));
    is_discreet(&page, &code);
}

#[tokio::test]
async fn a_served_refusal_tells_the_remedies_and_gives_their_days_as_a_calendar() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    let page = citizen.open(&number, &code).await;
    assert!(!page.text.contains("对答复不服"));
    let decision = Decision::of(Leaf::ThirdPartyRights);
    citizen.officer(Role::Handler, Act::Drafted(decision)).await;
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("办理中") && !page.text.contains("待审核"), "drafts are the office's own");
    citizen.officer(Role::Reviewer, Act::Approved).await;
    citizen.officer(Role::Signer, Act::Signed { letter: String::new() }).await;
    citizen.officer(Role::Clerk, Act::Served { way: Service::Download }).await;
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("示测公开〔2026〕1号") && page.text.contains("复议前置"), "{}", page.text);
    assert!(
        page.text.contains("最晚 <strong>2026-05-06</strong>（含当日），向示例市人民政府申请"),
        "sixty days, over the holiday: {}",
        page.text
    );
    assert!(!page.text.contains("行政诉讼</dt>"), "review comes first");
    is_discreet(&page, &code);
    let carried = carried(&page);
    let fields = [("form_token", &carried[0]), ("number", &carried[1]), ("ticket", &carried[2])];
    let fields = fields.map(|(name, value)| (name, value.as_str()));
    let file = citizen.post("/apply/status/calendar", &fields).await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert_eq!(file.cache, "no-store");
    assert_eq!(file.text.matches("BEGIN:VEVENT").count(), 1);
    assert!(file.text.contains("DTSTART;VALUE=DATE:20260506\r\n"));
    citizen.officer(Role::RemedyCase, Act::Reopened { redo_by: None }).await;
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("重新办理") && !page.text.contains("对答复不服"), "another answer comes");
}

#[tokio::test]
async fn receipt_of_the_answer_is_confirmed_and_what_it_grants_downloaded() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    let decision = Decision::of(Leaf::Granted);
    let given = Upload { name: "补贴办法.pdf".into(), bytes: b"%PDF-1.7 given".to_vec() };
    citizen.officer_writes(Role::Handler, Act::Drafted(decision), "facts", vec![given]).await;
    citizen.officer(Role::Reviewer, Act::Approved).await;
    citizen.officer(Role::Signer, Act::Signed { letter: String::new() }).await;
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("确认收到答复") && !page.text.contains("补贴办法"), "{}", page.text);
    let carried = carried(&page);
    let stored = citizen.store.application(1, "2026-1").await.unwrap().unwrap();
    let steps = citizen.store.steps(&stored.stream).await.unwrap();
    let hash =
        |act: fn(&Act) -> bool| steps.iter().find(|step| act(&step.step.act)).unwrap().files[0].clone();
    let (given, own) =
        (hash(|act| matches!(act, Act::Drafted(_))), hash(|act| matches!(act, Act::Registered { .. })));
    assert_eq!(download(&mut citizen, &carried, &given).await.status, StatusCode::NOT_FOUND, "too early");
    let served = act(&mut citizen, &carried, &[("verb", "serve")]).await;
    assert!(
        served.text.contains("已经确认收到答复") && served.text.contains("补贴办法.pdf"),
        "{}",
        served.text
    );
    is_discreet(&served, &code);
    let file = download(&mut citizen, &carried, &given).await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "%PDF-1.7 given"));
    assert_eq!((file.cache.as_str(), file.kind.as_str()), ("no-store", "application/octet-stream"));
    assert_eq!(download(&mut citizen, &carried, &own).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn letters_to_the_applicant_are_downloaded_once_they_are_sent_and_no_others() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    let page = citizen.open(&number, &code).await;
    assert!(!page.text.contains("name=\"letter\""), "nothing was sent: {}", page.text);
    at_work(&citizen).await;
    let sent = Act::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty };
    citizen.officer_writes(Role::Handler, sent, "party=某单位", vec![]).await;
    let closed = Act::ConsultationClosed { id: "1".into(), opinion: Opinion::Agrees };
    citizen.officer(Role::Handler, closed).await;
    let decision = Decision::of(Leaf::Granted);
    citizen.officer(Role::Handler, Act::Drafted(decision)).await;
    citizen.officer(Role::Reviewer, Act::Approved).await;
    citizen.officer(Role::Signer, Act::Signed { letter: String::new() }).await;
    let page = citizen.open(&number, &code).await;
    let carried_before = carried(&page);
    let offered = |page: &Answer| -> Vec<String> {
        let keys = page.text.split("name=\"letter\" value=\"").skip(1);
        keys.map(|rest| rest.split('"').next().expect("a key").to_owned()).collect()
    };
    assert_eq!(offered(&page), ["5.consultation_told", "2.receipt"], "{}", page.text);
    is_discreet(&page, &code);
    for letter in ["5.consultation_told", "2.receipt"] {
        let file = fetch(&mut citizen, &carried_before, letter).await;
        assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/pdf"), "{letter}");
        assert!(file.text.starts_with("%PDF-") && file.cache == "no-store");
    }
    // A third party's, one that is not served yet, and what is no letter at all.
    for letter in ["5.third_party_consultation", "9.r1b", "7.r1b", "2.extension", "x", "../2.receipt"] {
        let refused = fetch(&mut citizen, &carried_before, letter).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{letter}");
    }
    let mut forged = carried_before.clone();
    forged[2] = "0.0".into();
    assert_eq!(fetch(&mut citizen, &forged, "2.receipt").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let served = act(&mut citizen, &carried_before, &[("verb", "serve")]).await;
    assert_eq!(offered(&served)[0], "9.r1b", "{}", served.text);
    assert!(served.text.contains("政府信息予以公开告知书（2026-03-02）"));
    let file = fetch(&mut citizen, &carried(&served), "9.r1b").await;
    assert!(file.status == StatusCode::OK && file.text.starts_with("%PDF-"));
}

async fn fetch(citizen: &mut Citizen, carried: &[String; 4], letter: &str) -> Answer {
    let fields =
        [("form_token", &*carried[0]), ("number", &carried[1]), ("ticket", &carried[2]), ("letter", letter)];
    citizen.post("/apply/status/file", &fields).await
}

async fn download(citizen: &mut Citizen, carried: &[String; 4], hash: &str) -> Answer {
    let fields =
        [("form_token", &*carried[0]), ("number", &carried[1]), ("ticket", &carried[2]), ("file", hash)];
    citizen.post("/apply/status/file", &fields).await
}

#[tokio::test]
async fn an_answer_that_is_late_is_said_to_be_late() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    at_work(&citizen).await;
    citizen.clock.set("2026-03-31T02:00:00Z".parse().unwrap());
    let page = citizen.open(&number, &code).await;
    assert!(page.text.contains("答复期限已过，尚未答复") && page.text.contains("《条例》第51条"));
}

#[tokio::test]
async fn who_follows_an_application_that_was_split_is_led_to_its_parts_and_back() {
    let mut citizen = Citizen::new().await;
    let (_, number, code) = citizen.apply().await;
    citizen.officer(Role::Clerk, Act::Confirmed).await;
    let version = citizen.store.application(1, &number).await.unwrap().unwrap().version;
    let contents = vec!["第一项信息".to_owned(), "第二项信息".to_owned()];
    let parts = applications::Parts { version, contents, note: serde_json::Map::new() };
    let clerk = Officer { account: "登记甲".into(), roles: vec![Role::Clerk] };
    applications::split(&citizen.store, 1, &number, parts, &clerk, citizen.clock.now()).await.unwrap();
    let page = citizen.open(&number, &code).await;
    for told in
        ["已拆分办理", "凭本件的查询码都能查询", "拆分出的申请 2026-1-1，待分办", "分为 2026-1-1、2026-1-2"]
    {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
    is_discreet(&page, &code);
    let carried = carried(&page);
    let lead = |to: &'static str| {
        let fields =
            [("form_token", &*carried[0]), ("number", &carried[1]), ("ticket", &carried[2]), ("to", to)];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    let send = lead("2026-1-2");
    let part = citizen
        .post("/apply/status/linked", &send.each_ref().map(|(name, value)| (*name, value.as_str())))
        .await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(
        part.text.contains("第二项信息") && part.text.contains("原申请 2026-1，已拆分办理"),
        "{}",
        part.text
    );
    // The same code opens a part itself, and nothing leads to what does not belong to it.
    assert!(citizen.open("2026-1-1", &code).await.text.contains("第一项信息"));
    let strange = lead("2026-9");
    let strange = strange.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(citizen.post("/apply/status/linked", &strange).await.status, StatusCode::NOT_FOUND);
}
