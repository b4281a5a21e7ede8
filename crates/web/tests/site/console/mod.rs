//! The console over the whole router, with a ledger of its own.

mod accounts;
mod alarms;
mod case;
mod catalogue;
mod cleaning;
mod comments;
mod dates;
mod inspection;
mod lapsed;
mod lists;
mod matrix;
mod publications;
mod receipts;
mod rectifications;
mod remedies;
mod settings;
mod stages;
mod templates;
mod words;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use office::agencies::{self, Settings};
use office::applications::{self, Deed, Intake, Person, Upload};
use statute::applicant::Applicant;
use statute::procedure::{Act, Officer, Role};
use statute::registers::{Agency, Channel};
use store::{Account, Address, Author, Cipher, Credential, Draft, Fact, Keys, Store, Texts};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Desk, Site};

/// The day of the tests.
const TODAY: &str = "2026-03-16T02:00:00Z";

/// An office at work: one account for each role, signed in.
pub(crate) struct Office {
    pub(crate) router: Router,
    pub(crate) store: Store,
    _folder: TempDir,
}

/// What a page answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) disposition: String,
    pub(crate) kind: String,
    pub(crate) caching: String,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
    /// The sign-in that the answer begins.
    pub(crate) session: String,
}

pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

pub(crate) fn officer(role: Role) -> Officer {
    Officer { account: role.code().to_owned(), roles: vec![role] }
}

pub(crate) fn token(role: Role) -> String {
    format!("token-of-{}", role.code())
}

/// Roles that have accounts.
pub(crate) fn roles() -> impl Iterator<Item = Role> {
    Role::officers()
}

/// What the agency writes on letters.
fn settings() -> Settings {
    Settings {
        letter_code: "示测公开".into(),
        code: Some("11370000000000000A".into()),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        online_review: "https://review.example.gov.cn".into(),
        ..Settings::default()
    }
}

pub(crate) async fn office() -> Office {
    office_with(|site| site).await
}

/// The same with something of the site as it is told.
pub(crate) async fn office_with(told: impl FnOnce(Site) -> Site) -> Office {
    let folder = tempfile::tempdir().expect("a folder");
    let address = Address::Sqlite(folder.path().join("gongkai.db"));
    let store = Store::open(&address, Keys::generate(Cipher::Aes256Gcm)).await.expect("a ledger");
    let author = Author { actor: "测试".into(), at: moment("2026-01-01T00:00:00Z") };
    let draft = |stream: String, fact| Draft { agency: 1, stream, expected: 0, fact, texts: Texts::Nothing };
    let agency = Agency { name: "示例市测试局".into(), ..Agency::default() };
    let mut drafts = vec![draft("agency/1".into(), Fact::Agency { is_new: true, agency })];
    for role in roles() {
        let name = role.code().to_owned();
        let account =
            Account { name, title: format!("测试{}", role.zh()), roles: vec![role], is_closed: false };
        drafts.push(draft(format!("account/{}", role.code()), Fact::Account { is_new: true, account }));
    }
    store.append(&author, drafts).await.expect("accounts");
    agencies::set(&store, &author, 1, "2026-01-01".parse().expect("a day"), &settings())
        .await
        .expect("settings");
    let clock = Clock::default();
    clock.set(moment(TODAY));
    for role in roles() {
        let credential =
            Credential { password: "none".into(), is_once: false, failures: 0, locked_until: None };
        store.set_credential(role.code(), &credential, clock.now()).await.expect("a credential");
        let hash = store::hash(token(role).as_bytes());
        store.open_session(&hash, role.code(), clock.now()).await.expect("a sign-in");
    }
    let desk = Desk { store: store.clone(), agency: 1, clock, is_secure: false };
    let site = Site { agency: "示例市测试局".into(), desk: Some(desk), ..Site::default() };
    Office { router: web::router(told(site)).expect("pages render"), store, _folder: folder }
}

pub(crate) fn intake(channel: Channel, arrived_on: Date) -> Intake {
    Intake {
        channel,
        applicant: Applicant::NaturalPerson,
        person: Person {
            name: "申请人甲".into(),
            identity_kind: "居民身份证".into(),
            identity_number: "110101199003070000".into(),
            telephone: "13000000000".into(),
            ..Person::default()
        },
        content: "2025年度技能培训补贴发放文件".into(),
        form: "电子邮件".into(),
        way: "电子邮件".into(),
        purpose: String::new(),
        arrival_reason: "收发室转来，今日登记".into(),
        files: vec![Upload { name: "../../证件.exe".into(), bytes: b"%PDF-1.7 ".to_vec() }],
        arrived_on,
        submission: None,
    }
}

impl Office {
    pub(crate) async fn register(&self, channel: Channel, now: Timestamp) -> String {
        let intake = intake(channel, applications::day_of(now));
        let clerk = officer(Role::Clerk);
        let receipt = applications::register(&self.store, 1, intake, &clerk, now).await;
        receipt.expect("registered").number
    }

    pub(crate) async fn does(&self, number: &str, role: Role, act: Act, now: Timestamp) {
        let version = self.version(number).await;
        // What the form of the verb asks for, so that letters can be composed.
        let written = act.verb().map(|verb| stages::form(verb, "")).unwrap_or_default();
        let texts = written.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        let deed = Deed { on: None, act: act.clone(), version, texts, files: vec![] };
        let done = applications::act(&self.store, 1, number, deed, &officer(role), now).await;
        done.unwrap_or_else(|error| panic!("{act:?}: {error}"));
    }

    pub(crate) async fn version(&self, number: &str) -> i64 {
        self.store.application(1, number).await.expect("an answer").expect("it is there").version
    }

    pub(crate) async fn answer(&self, request: Request<Body>) -> Answer {
        let response: Response = self.router.clone().oneshot(request).await.expect("an answer");
        let header = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (to, disposition, kind) =
            (header("location"), header("content-disposition"), header("content-type"));
        let caching = header("cache-control");
        let cookies = header("set-cookie");
        let session = cookies.strip_prefix("session=").and_then(|rest| rest.split(';').next());
        let session = session.unwrap_or_default().to_owned();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 22).await.expect("a body");
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { status, to, disposition, kind, caching, text, bytes: body.to_vec(), session }
    }

    /// Asks for a page as an officer of this role.
    pub(crate) async fn get(&self, role: Option<Role>, address: &str) -> Answer {
        let mut request = Request::get(address).header("host", "localhost:8000");
        if let Some(role) = role {
            request = request.header("cookie", format!("session={}", token(role)));
        }
        self.answer(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form as an officer of this role, with the token of their sign-in.
    pub(crate) async fn post(&self, role: Role, address: &str, form: &[(&str, String)]) -> Answer {
        let mut form = form.to_vec();
        form.push(("form_token", self.form_token(role)));
        self.post_without_token(Some(role), address, &form).await
    }

    /// What the forms of a sign-in carry: a mark of the sign-in, and one of the account.
    pub(crate) fn form_token(&self, role: Role) -> String {
        let mark = |field, of: &str| self.store.secret_hash(field, of);
        format!("{}.{}", mark("form_token", &token(role)), mark("form_owner", role.code()))
    }

    pub(crate) async fn post_without_token(
        &self,
        role: Option<Role>,
        address: &str,
        form: &[(&str, String)],
    ) -> Answer {
        let mut request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        if let Some(role) = role {
            request = request.header("cookie", format!("session={}", token(role)));
        }
        let body = serde_urlencoded::to_string(form).expect("a form");
        self.answer(request.body(Body::from(body)).expect("a request")).await
    }
}
