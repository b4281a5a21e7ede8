//! How many statements a page asks: on PostgreSQL each is a way to the server and back, and they are what a page costs
//! (`docs/decisions/0058-few-rows-few-statements.md`). They are the same on both databases.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "../../../store/tests/plans/recorder.rs"]
mod recorder;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::Timestamp;
use office::agencies::{self, Settings};
use office::applications::{self, Deed, Intake, Person};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Officer, Role, Service, Verb};
use statute::registers::{Agency, Channel};
use store::{Account, Address, Author, Cipher, Credential, Draft, Fact, Keys, Store, Texts};
use tower::ServiceExt;
use web::{Clock, Desk, Site};

const TODAY: &str = "2026-03-16T02:00:00Z";
const TOKEN: &str = "token";
const NAME: &str = "chengban";

fn now() -> Timestamp {
    TODAY.parse().unwrap()
}

/// The officer of the test, who does everything.
fn officer() -> Officer {
    Officer { account: NAME.into(), roles: vec![Role::Clerk, Role::Handler] }
}

async fn store(folder: &std::path::Path) -> Store {
    let address = Address::Sqlite(folder.join("gongkai.db"));
    let store = Store::open(&address, Keys::generate(Cipher::Aes256Gcm)).await.unwrap();
    let author = Author { actor: "测试".into(), at: "2026-01-01T00:00:00Z".parse().unwrap() };
    let draft = |stream: &str, fact| Draft {
        agency: 1,
        stream: stream.into(),
        expected: 0,
        fact,
        texts: Texts::Nothing,
    };
    let agency = Agency { name: "示例市测试局".into(), ..Agency::default() };
    let account =
        Account { name: NAME.into(), title: "承办甲".into(), roles: officer().roles, is_closed: false };
    let facts = [
        draft("agency/1", Fact::Agency { is_new: true, agency }),
        draft("account/chengban", Fact::Account { is_new: true, account }),
    ];
    store.append(&author, facts).await.unwrap();
    let settings = Settings {
        letter_code: "示测公开".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        ..Settings::default()
    };
    agencies::set(&store, &author, 1, "2026-01-01".parse().unwrap(), &settings).await.unwrap();
    let credential = Credential { password: "none".into(), is_once: false, failures: 0, locked_until: None };
    store.set_credential(NAME, &credential, now()).await.unwrap();
    store.open_session(&store::hash(TOKEN.as_bytes()), NAME, now()).await.unwrap();
    store
}

/// An application from the form to the served answer; answers its number and query code.
async fn answered(store: &Store, content: &str) -> (String, String) {
    let intake = Intake {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        person: Person {
            name: "申请人甲".into(),
            identity_kind: "居民身份证".into(),
            identity_number: "110101199003070000".into(),
            telephone: "13000000000".into(),
            address: "示例市测试路1号".into(),
            ..Person::default()
        },
        content: content.into(),
        form: "纸质".into(),
        way: "当面领取".into(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files: Vec::new(),
        arrived_on: applications::day_of(now()),
        submission: None,
    };
    let receipt = applications::register(store, 1, intake, &officer(), now()).await.unwrap();
    let number = receipt.number;
    for act in [
        Act::Assigned { to: NAME.into() },
        Act::Accepted,
        Act::Drafted(Decision::of(Leaf::Granted)),
        Act::Approved,
        Act::Signed { letter: String::new() },
        Act::Served { way: Service::HandOver },
    ] {
        let by = Officer {
            account: if act.verb() == Some(Verb::Approve) { "shenhe".into() } else { NAME.into() },
            roles: Role::officers().collect(),
        };
        let version = store.application(1, &number).await.unwrap().unwrap().version;
        let texts: &[(&str, &str)] = match act {
            Act::Drafted(_) => {
                &[("supplied.what", "《补贴办法》"), ("supplied.form", "电子文件"), ("supplied.pages", "3页")]
            }
            _ => &[],
        };
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
        let deed = Deed { on: None, act, version, texts, files: Vec::new() };
        applications::act(store, 1, &number, deed, &by, now()).await.unwrap();
    }
    (number, receipt.query_code.unwrap())
}

/// Asks for a page and answers it with the statements it took.
async fn asked(router: &Router, request: Request<Body>) -> (String, Vec<String>) {
    recorder::heard();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let body = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    (String::from_utf8(body.to_vec()).unwrap(), recorder::heard())
}

fn console(address: &str) -> Request<Body> {
    Request::get(address).header("cookie", format!("session={TOKEN}")).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn pages_ask_few_statements_however_many_rows_they_have() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path()).await;
    let mut known = Vec::new();
    for count in 0..3 {
        known.push(answered(&store, &format!("第{count}号事项")).await);
    }
    let clock = Clock::default();
    clock.set(now());
    let desk = Desk { store: store.clone(), agency: 1, clock, is_secure: false };
    let site = Site { agency: "示例市测试局".into(), desk: Some(desk), ..Site::default() };
    let router = web::router(site).unwrap();
    let (number, code) = known[0].clone();
    recorder::listen();

    let list = "/office?whose=all&view=closed";
    let (page, statements) = asked(&router, console(list)).await;
    assert!(page.contains("第0号事项") && page.contains("第2号事项"), "{page}");
    assert_eq!(statements.len(), 8, "two of them once: what every page says of the office: {statements:#?}");
    let (page, statements) = asked(&router, console(list)).await;
    assert!(page.contains("第0号事项") && page.contains("承办甲"), "{page}");
    assert_eq!(statements.len(), 3, "what is asked and counted is known: {statements:#?}");

    let case = format!("/office/applications/{number}");
    asked(&router, console(&case)).await;
    let (page, statements) = asked(&router, console(&case)).await;
    assert!(page.contains("第0号事项") && page.contains("正式文书"), "{page}");
    assert_eq!(statements.len(), 7, "{statements:#?}");

    let visit = "0123456789abcdef0123456789abcdef";
    let form_token = store.secret_hash("form_token", visit);
    let status = Request::post("/apply/status")
        .header("cookie", format!("visit={visit}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("form_token={form_token}&number={number}&query_code={code}")))
        .unwrap();
    let (page, statements) = asked(&router, status).await;
    assert!(page.contains("第0号事项") && page.contains("示例市人民政府"), "{page}");
    assert_eq!(statements.len(), 5, "{statements:#?}");
}
