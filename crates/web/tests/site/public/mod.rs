//! What citizens find of what the agency publishes, over the whole router and a ledger of its own.

mod catalogue;
mod columns;
mod downloads;
mod frame;
mod machines;
mod moved;
mod past;
mod publications;
mod search;
mod serving;
mod sitemap;
mod surfaces;
mod tables;
mod told;
mod worked;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use office::agencies::{self, Settings};
use office::applications::Upload;
use office::publications::{Writing, save};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, Deliberation, Earlier, Form, Genre, Heard, Kind, POINTS, Revision, Step, Tally,
    Withdrawal, WithdrawalKind,
};
use statute::registers::Agency;
use store::{Address, Author, Cipher, Draft, Fact, Keys, Store, Texts};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Desk, Marks, PublishedFile, Site};

pub(crate) use crate::publishing::writing;
use crate::publishing::{self, course, published, reviewed};

/// What the agency's index numbers begin with.
const CODE: &str = "11370000000000000A";
/// Where its visitors know the site.
const DOMAIN: &str = "xxgk.example.gov.cn";
/// 网站标识码
const SITE_CODE: &str = "3703000000";

/// A site with publications.
pub(crate) struct Place {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) router: Router,
    pub(crate) folder: TempDir,
}

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// Ten o'clock in Beijing on a day of March 2026.
pub(crate) fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T02:00:00Z".parse().expect("a moment");
    start + SignedDuration::from_hours((day - 1) * 24)
}

pub(crate) fn on(day: i8) -> Date {
    date(2026, 3, day)
}

fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

/// What is on a card of any kind.
pub(crate) fn card(kind: Kind, title: &str) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(on(1)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(kind, title)
    }
}

/// A normative document in force from 20 March 2026 to 19 March 2029.
pub(crate) fn normative(title: &str, serial: u32) -> Card {
    Card {
        document_number: Some(format!("示测发〔2026〕{serial}号")),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(on(20)),
        valid_until: Some(date(2029, 3, 19)),
        summary: "规范失业保险经办服务".into(),
        keywords: vec!["失业保险".into(), "服务".into()],
        ..card(Kind::Normative, title)
    }
}

pub(crate) fn interpretation(of: &str, title: &str) -> Card {
    Card {
        interprets: vec![of.to_owned()],
        form: Some(Form::Text),
        points: POINTS.to_vec(),
        ..card(Kind::Interpretation, title)
    }
}

pub(crate) fn pdf(name: &str) -> Upload {
    const OBJECTS: [&str; 3] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    ];
    let mut bytes = format!("%PDF-1.4\n%{name}\n");
    let mut table = String::from("xref\n0 4\n0000000000 65535 f \n");
    for (nth, object) in OBJECTS.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.push_str(&format!("{} 0 obj\n{object}\nendobj\n", nth + 1));
    }
    let start = bytes.len();
    bytes.push_str(&format!("{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    Upload { name: name.to_owned(), bytes: bytes.into_bytes() }
}

/// The store, open once more as another program has it.
pub(crate) async fn open(folder: &TempDir) -> Store {
    let address = Address::Sqlite(folder.path().join("gongkai.db"));
    Store::open(&address, Keys::generate(Cipher::Aes256Gcm)).await.expect("a ledger")
}

/// A site with publications and one annual report.
fn site(store: &Store, clock: &Clock, marks: Marks) -> Site {
    let desk = Desk { store: store.clone(), agency: 1, clock: clock.clone(), is_secure: false };
    let mut site = Site { agency: "示例市测试局".into(), marks, desk: Some(desk), ..crate::site() };
    site.reports[0].files.push(PublishedFile {
        name: "report.json".into(),
        label: "JSON".into(),
        content_type: "application/json",
        bytes: "{\"year\":2023}".into(),
        hash: "def".into(),
    });
    site
}

impl Place {
    /// A site on 12 March 2026, ten o'clock in Beijing, without a publication.
    pub(crate) async fn new() -> Self {
        Self::with(Marks { domain: DOMAIN.into(), site_code: SITE_CODE.into(), ..Marks::default() }).await
    }

    pub(crate) async fn with(marks: Marks) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder).await;
        let author = Author { actor: "测试".into(), at: at(1) };
        let agency = Agency { name: "示例市测试局".into(), ..Agency::default() };
        let fact = Fact::Agency { is_new: true, agency };
        let draft = Draft { agency: 1, stream: "agency/1".into(), expected: 0, fact, texts: Texts::Nothing };
        store.append(&author, [draft]).await.expect("an agency");
        let settings =
            Settings { code: Some(CODE.into()), letter_code: "示测公开".into(), ..Settings::default() };
        agencies::set(&store, &author, 1, date(2026, 1, 1), &settings).await.expect("settings");
        let clock = Clock::default();
        clock.set(at(12));
        let router = web::router(site(&store, &clock, marks)).expect("pages render");
        Self { store, clock, router, folder }
    }

    pub(crate) async fn ask(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(encoded(address));
        if headers.iter().all(|(name, _)| *name != "host") {
            request = request.header("host", "localhost:8000");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.expect("a body").to_vec();
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(address, &[]).await
    }

    /// The text of a page that must be there.
    pub(crate) async fn page(&self, address: &str) -> String {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
        answer.text
    }

    pub(crate) async fn begun(&self, writing: Writing) -> String {
        publishing::begin(&self.store, writing, &officer(Role::Handler), at(2)).await
    }

    /// Writes on what was begun or published; what replaces something public hides it unless it says otherwise.
    pub(crate) async fn saved(&self, number: &str, mut writing: Writing) {
        let version = publishing::version(&self.store, number).await;
        writing.card.revision.get_or_insert_with(|| Revision {
            said: "更正内容".into(),
            earlier: Earlier::Hidden,
            changed_on: None,
        });
        save(&self.store, 1, number, version, writing, &officer(Role::Handler), self.clock.now())
            .await
            .expect("saved");
    }

    pub(crate) async fn does(&self, store: &Store, number: &str, doing: Act, role: Role, now: Timestamp) {
        publishing::act(store, number, doing, &officer(role), now).await;
    }

    /// Reviews, signs and publishes now.
    pub(crate) async fn publish(&self, number: &str) {
        self.publish_by(&self.store, number).await;
    }

    /// The site, searching by an index on disk.
    pub(crate) fn find_by(&mut self, finder: &std::sync::Arc<office::publications::Finder>) {
        let marks = Marks { domain: DOMAIN.into(), site_code: SITE_CODE.into(), ..Marks::default() };
        let site =
            Site { finder: Some(std::sync::Arc::clone(finder)), ..site(&self.store, &self.clock, marks) };
        self.router = web::router(site).expect("pages render");
    }

    /// Publishes what the screening would not let pass, by the ledger itself.
    pub(crate) async fn publish_unscreened(&self, number: &str) {
        let at = office::applications::day_of(self.clock.now()).at(10, 0, 0, 0);
        let sm3 = || String::from("reviewed");
        for act in [
            Act::Submitted,
            Act::Reviewed { sm3: sm3(), opinion: "可以".into() },
            Act::Signed { publish_at: None },
            Act::Published { at, index_number: String::new(), sm3: sm3() },
        ] {
            let read = self.store.publication(1, number).await.expect("an answer").expect("it is there");
            let step = Step { on: on(12), by: "测试".into(), act };
            let author = Author { actor: "测试".into(), at: self.clock.now() };
            let change = vec![store::Change { read, step }];
            self.store.record_publications(&author, 1, change, Vec::new(), CODE).await.expect("recorded");
        }
    }

    /// The same through another connection, as another program does it.
    pub(crate) async fn publish_by(&self, store: &Store, number: &str) {
        for (role, doing) in course() {
            self.does(store, number, doing, role, self.clock.now()).await;
        }
    }

    /// Publishes something of a kind that needs nothing beside it.
    pub(crate) async fn published(&self, card: Card, text: &str) -> String {
        let number = self.begun(writing(card, text)).await;
        self.publish(&number).await;
        number
    }

    /// Publishes a normative document with its interpretation: the numbers of both.
    pub(crate) async fn issued(&self, writing_of: Writing, explained: &str) -> (String, String) {
        let number = self.begun(writing_of).await;
        let heard = Heard {
            place: "报纸".into(),
            from: date(2026, 2, 25),
            until: on(9),
            tally: Tally { received: 3, adopted: 1, partly: 0, rejected: 2 },
            said: "采纳一条。".into(),
            shortened: String::new(),
        };
        let deliberation = Deliberation { meeting: "第4次局长办公会议".into(), held_on: on(10) };
        for (doing, role, day) in [
            (Act::CommentsRecorded(heard), Role::Handler, 10),
            (Act::LegalityReviewed { opinion: "合法".into(), is_refused: false }, Role::Reviewer, 10),
            (Act::Deliberated(deliberation), Role::Handler, 10),
            (Act::Numbered { registration: format!("SLCR-{number}") }, Role::Clerk, 10),
        ] {
            self.does(&self.store, &number, doing, role, at(day)).await;
        }
        let other = self.begun(writing(interpretation(&number, explained), "<p>一问一答。</p>")).await;
        self.does(&self.store, &number, Act::Submitted, Role::Handler, at(10)).await;
        self.does(&self.store, &other, Act::Submitted, Role::Handler, at(10)).await;
        let now = self.clock.now();
        for one in [&number, &other] {
            self.does(&self.store, one, reviewed(), Role::SecrecyReviewer, now).await;
        }
        self.does(&self.store, &number, Act::Signed { publish_at: None }, Role::Signer, now).await;
        self.does(&self.store, &number, published(), Role::Clerk, now).await;
        (number, other)
    }

    pub(crate) async fn withdraw(&self, number: &str, notice: &str, replaced_by: Option<&str>) {
        let withdrawal = Withdrawal {
            kind: WithdrawalKind::Error,
            notice: notice.into(),
            replaced_by: replaced_by.map(str::to_owned),
        };
        self.does(&self.store, number, Act::Withdrawn(withdrawal), Role::Signer, self.clock.now()).await;
    }
}

/// An address as browsers send it.
fn encoded(address: &str) -> String {
    let sent = |c: char| {
        let mut bytes = [0; 4];
        match c {
            '!'..='~' => c.to_string(),
            c => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect(),
        }
    };
    address.chars().map(sent).collect()
}

/// The content of a meta tag; none where the page has no such tag.
pub(crate) fn meta<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let rest = page.split(&format!("<meta name=\"{name}\" content=\"")).nth(1)?;
    rest.split('"').next()
}

/// The numbers of the publications a page links, in their order.
pub(crate) fn linked(page: &str) -> Vec<&str> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or_default();
    let links = main.split("href=\"/p/").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| !link.contains(['/', '.'])).collect()
}
