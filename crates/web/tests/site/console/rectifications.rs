//! Requests to correct records about oneself in the console: every role against every verb, the course of one.

use axum::http::StatusCode;
use office::rectifications::{self, Deed, Intake};
use statute::procedure::{Role, Service};
use statute::rectification::{Act, Judgement, Verb};
use statute::registers::Channel;

use super::{Office, moment, office, officer, roles};

const NOW: &str = "2026-03-16T01:00:00Z";

async fn registered(office: &Office) -> String {
    let texts = [("name", "申请人甲"), ("party_kind", "个人"), ("record", "登记日期"), ("way", "邮寄")];
    let intake = Intake {
        channel: Channel::Counter,
        received_on: "2026-03-16".parse().expect("a date"),
        submission: None,
        texts: texts.map(|(name, text)| (name.to_owned(), text.into())).into_iter().collect(),
        files: vec![],
    };
    let done = rectifications::register(&office.store, 1, intake, &officer(Role::Clerk), moment(NOW)).await;
    done.expect("registered").number
}

async fn version(office: &Office, number: &str) -> i64 {
    office.store.rectification(1, number).await.expect("an answer").expect("it is there").version
}

/// A request at which the verb can be done.
async fn at(office: &Office, verb: Verb) -> String {
    let number = registered(office).await;
    let signed = Act::Signed { letter: String::new() };
    let course = [
        (Role::Handler, Act::Drafted { judgement: Judgement::Corrected }),
        (Role::Reviewer, Act::Approved),
        (Role::Signer, signed),
        (Role::Clerk, Act::Served { way: Service::Post }),
    ];
    let steps = match verb {
        Verb::Register | Verb::Draft | Verb::Withdraw => 0,
        Verb::Approve | Verb::SendBack => 1,
        Verb::Sign => 2,
        Verb::Serve => 3,
    };
    for (role, act) in course.into_iter().take(steps) {
        let texts = [("correction.record", "登记日期"), ("correction.result", "更正为2021年3月1日")];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.into())).into_iter().collect();
        let deed = Deed { act, version: version(office, &number).await, texts, files: vec![] };
        let done = rectifications::act(&office.store, 1, &number, deed, &officer(role), moment(NOW)).await;
        done.expect("done");
    }
    number
}

fn form(verb: Verb) -> Vec<(&'static str, String)> {
    let fields: Vec<(&str, &str)> = match verb {
        Verb::Register => vec![
            ("channel", "oral"),
            ("received_on", "2026-03-16"),
            ("name", "申请人甲"),
            ("party_kind", "个人"),
            ("contact", "13000000000"),
            ("record", "就业登记信息中的登记日期"),
            ("claim", "应为2021年3月1日"),
            ("proof", "劳动合同"),
            ("way", "邮寄"),
        ],
        Verb::Draft => vec![
            ("judgement", "corrected"),
            ("correction.record", "登记日期"),
            ("correction.result", "更正为2021年3月1日"),
            ("facts", "核实属实"),
        ],
        Verb::SendBack => vec![("note", "理由")],
        Verb::Serve => vec![("way", "post"), ("evidence", "XA1")],
        Verb::Withdraw => vec![("reason", "书面撤回")],
        Verb::Approve | Verb::Sign => vec![("note", "说明")],
    };
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

#[tokio::test]
async fn every_role_does_exactly_what_the_table_of_verbs_permits() {
    let office = office().await;
    for verb in Verb::ALL.into_iter().filter(|verb| *verb != Verb::Register) {
        for role in roles() {
            let number = at(&office, verb).await;
            let address = format!("/office/rectifications/{number}/{}", verb.code());
            let mut form = form(verb);
            form.push(("version", version(&office, &number).await.to_string()));
            let shown = office.get(Some(role), &address).await.status;
            let sent = office.post(role, &address, &form).await;
            let may = verb.rule().roles.contains(&role);
            let (open, done) = if may {
                (StatusCode::OK, StatusCode::SEE_OTHER)
            } else {
                (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
            };
            assert_eq!((shown, sent.status), (open, done), "{role:?} {verb:?}: {}", sent.text);
        }
    }
}

#[tokio::test]
async fn a_request_is_registered_judged_and_answered_on_pages_of_its_own() {
    let office = office().await;
    let new = "/office/rectifications/new";
    assert!(office.get(Some(Role::Clerk), new).await.text.contains("要求更正的信息记录"));
    let refused = office.post(Role::Clerk, new, &form(Verb::Register)[..2]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("请填写要求更正的信息记录"), "{}", refused.text);
    let registered = office.post(Role::Clerk, new, &form(Verb::Register)).await;
    assert_eq!(registered.to, "/office/rectifications/C2026-1", "{}", registered.text);
    let page = office.get(Some(Role::Handler), &registered.to).await.text;
    assert!(page.contains("口头") && page.contains("劳动合同") && page.contains("/draft\""), "{page}");
    let draft = format!("{}/draft", registered.to);
    assert!(office.get(Some(Role::Handler), &draft).await.text.contains("就业登记信息中的登记日期"));
    let post = async |role, verb: Verb, mut form: Vec<(&'static str, String)>| {
        form.push(("version", version(&office, "C2026-1").await.to_string()));
        office.post(role, &format!("/office/rectifications/C2026-1/{}", verb.code()), &form).await
    };
    // Each judgement asks for what its letter must contain.
    let mut refusal = form(Verb::Draft);
    refusal[0].1 = "refused".into();
    let refused = post(Role::Handler, Verb::Draft, refusal.clone()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("请填写不予更正的理由"), "{}", refused.text);
    refusal.push(("correction.refusal", "没有证据证明记录不准确".into()));
    assert_eq!(post(Role::Handler, Verb::Draft, refusal).await.status, StatusCode::SEE_OTHER);
    for (role, verb) in
        [(Role::Reviewer, Verb::Approve), (Role::Signer, Verb::Sign), (Role::Clerk, Verb::Serve)]
    {
        let done = post(role, verb, form(verb)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }
    let page = office.get(Some(Role::Supervisor), &registered.to).await.text;
    assert!(
        page.contains("政府信息不予更正告知书（示测公开〔2026〕1号）") && page.contains("已办结"),
        "{page}"
    );
    let pdf = office.get(Some(Role::Clerk), &format!("{}/letter.pdf", registered.to)).await;
    assert!(pdf.status == StatusCode::OK && pdf.text.starts_with("%PDF-"), "{}", pdf.status);
    let closed = office.get(Some(Role::Clerk), "/office/rectifications?show=closed").await.text;
    assert!(closed.contains("C2026-1") && closed.contains("不予更正"), "{closed}");
    assert!(!office.get(Some(Role::Clerk), "/office/rectifications").await.text.contains("C2026-1"));
    // The number of its letter is found, and leads to it; the work list does not know it.
    for typed in ["示测公开〔2026〕1号", "c2026-1"] {
        let found = office.post(Role::Clerk, "/office/search", &[("q", typed.into())]).await;
        assert_eq!(found.to, "/office/rectifications/C2026-1", "{}", found.text);
    }
    let work = office.get(Some(Role::Clerk), "/office?whose=all&view=closed").await.text;
    assert!(!work.contains("C2026-1"));
    let stale = [("version", "1".to_owned())];
    let second = office.post(Role::Clerk, "/office/rectifications/C2026-1/serve", &stale).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("刚刚由他人办理过") && second.text.contains("文号：示测公开〔2026〕1号"));
}
