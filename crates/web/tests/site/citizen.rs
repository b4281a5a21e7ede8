//! A citizen at a browser, before the site of an agency that takes applications.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use office::agencies::{self, Settings};
use office::applications::{self, Deed, Upload};
use serde_json::Map;
use statute::procedure::{Act, Officer, Role};
use statute::registers::Agency;
use store::{Address, Author, Cipher, Draft, Fact, Keys, Store, Texts};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Clock, Desk, Site};

use crate::{header, text};

/// A number of an identity card that no page but the refused form may show.
pub(crate) const IDENTITY: &str = "11010119900307100X";

/// The site with its desk, and the cookies of one visitor.
pub(crate) struct Citizen {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    router: Router,
    cookies: String,
    _folder: TempDir,
}

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) cache: String,
    pub(crate) kind: String,
    pub(crate) text: String,
}

impl Answer {
    /// What a hidden field of the page holds.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.text.split(&mark).nth(1).unwrap_or_else(|| panic!("no field {name}: {}", self.text));
        rest.split('"').next().expect("the test is set up").to_owned()
    }
}

impl Citizen {
    /// A fresh site on 2026-03-02, a Monday, ten o'clock in Beijing.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("the test is set up");
        let address = Address::Sqlite(folder.path().join("gongkai.db"));
        let store =
            Store::open(&address, Keys::generate(Cipher::Aes256Gcm)).await.expect("the test is set up");
        let agency = Agency {
            name: "示例市测试局".into(),
            telephone: Some("0000-0000000".into()),
            ..Agency::default()
        };
        let fact = Fact::Agency { is_new: true, agency };
        let draft = Draft { agency: 1, stream: "agency/1".into(), expected: 0, fact, texts: Texts::Nothing };
        let author = Author {
            actor: "测试".into(),
            at: "2026-01-01T00:00:00Z".parse().expect("the test is set up"),
        };
        store.append(&author, [draft]).await.expect("the test is set up");
        let settings = Settings {
            code: Some("11370000000000000A".into()),
            letter_code: "示测公开".into(),
            hours: "工作日9:00至17:00".into(),
            review_bodies: vec!["示例市人民政府".into()],
            courts: vec!["示例区人民法院".into()],
            ..Settings::default()
        };
        agencies::set(&store, &author, 1, jiff::civil::date(2026, 1, 1), &settings)
            .await
            .expect("the test is set up");
        let clock = Clock::default();
        clock.set("2026-03-02T02:00:00Z".parse().expect("the test is set up"));
        let desk = Desk { store: store.clone(), agency: 1, clock: clock.clone(), is_secure: false };
        let site = Site { desk: Some(desk), has_demo_clock: true, ..crate::site() };
        let router = web::router(site).expect("pages render");
        Self { store, clock, router, cookies: String::new(), _folder: folder }
    }

    /// Another browser at the same site.
    pub(crate) fn other_browser(&mut self) {
        self.cookies.clear();
    }

    pub(crate) async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request = request.header("cookie", &self.cookies).header("host", "localhost:8000");
        let response: Response = self
            .router
            .clone()
            .oneshot(request.body(body).expect("the test is set up"))
            .await
            .expect("an answer");
        if let Some(cookie) = header(&response, "set-cookie").split(';').next().filter(|one| !one.is_empty())
        {
            cookie.clone_into(&mut self.cookies);
        }
        let (status, cache) = (response.status(), header(&response, "cache-control").to_owned());
        let kind = header(&response, "content-type").to_owned();
        Answer { status, cache, kind, text: text(response).await }
    }

    pub(crate) async fn get(&mut self, address: &str) -> Answer {
        self.ask(Request::get(address), Body::empty()).await
    }

    /// Sends a form without files.
    pub(crate) async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("the test is set up");
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body)).await
    }

    /// Sends a form with files: name and content.
    pub(crate) async fn upload(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        for (name, bytes) in files {
            let part = format!(
                "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(part.as_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let request = Request::post(address).header("content-type", "multipart/form-data; boundary=edge");
        self.ask(request, Body::from(body)).await
    }

    /// Fills in the form for citizens and sends it; the receipt with number and query code.
    pub(crate) async fn apply(&mut self) -> (Answer, String, String) {
        let form = self.get("/apply").await;
        let (token, submission) = (form.hidden("form_token"), form.hidden("submission"));
        let mut fields = FILLED_IN.to_vec();
        fields.extend([("form_token", token.as_str()), ("submission", submission.as_str())]);
        let receipt = self.upload("/apply", &fields, &[("证件.pdf", b"%PDF-1.7 ")]).await;
        let (number, code) = (number_of(&receipt.text), code_of(&receipt.text));
        (receipt, number, code)
    }

    /// Opens an application with its code.
    pub(crate) async fn open(&mut self, number: &str, code: &str) -> Answer {
        let token = self.get("/apply/status").await.hidden("form_token");
        let fields = [("form_token", token.as_str()), ("number", number), ("query_code", code)];
        self.post("/apply/status", &fields).await
    }

    /// What an officer does meanwhile.
    pub(crate) async fn officer(&self, role: Role, act: Act) {
        self.officer_writes(role, act, "note", vec![]).await;
    }

    /// The same, with something written, as `name=text`, and handed in.
    pub(crate) async fn officer_writes(&self, role: Role, act: Act, written: &str, files: Vec<Upload>) {
        let account =
            if role == Role::Handler { "承办甲".to_owned() } else { format!("{}甲", role.zh()) };
        let by = Officer { account, roles: vec![role] };
        let version = self
            .store
            .application(1, "2026-1")
            .await
            .expect("the test is set up")
            .expect("the test is set up")
            .version;
        let mut texts = Map::new();
        texts.insert("note".into(), "内部意见不外传".into());
        let (name, text) = written.split_once('=').unwrap_or((written, "内部意见不外传"));
        texts.insert(name.into(), text.into());
        // What the form of the verb asks for, so that its letter can be composed.
        let asked: &[(&str, &str)] = match &act {
            Act::SupplementAsked { .. } => &[("defects", "没有写明年度"), ("guidance", "请写明起止年度")],
            Act::ConsultationSent { .. } => {
                &[("party", "示例公司"), ("question", "某协议中的报价明细"), ("interest", "商业秘密")]
            }
            Act::ExtensionAsked { .. } => &[("reason", "材料较多")],
            Act::ReasonsAsked { .. } => &[("excess", "您一个月内提出申请60件")],
            Act::DelayFixed { .. } => &[("reasons.judgement", "理由合理")],
            Act::FeeNotified(_) => &[("fee.excess", "申请的资料数量较大"), ("fee.payment", "到本机关缴纳")],
            _ => &[],
        };
        for (name, text) in asked {
            texts.entry(*name).or_insert((*text).into());
        }
        if let Act::Drafted(decision) = &act {
            for group in decision.letter().must_contain() {
                let fact = group[0];
                let words = fact.choices().first().copied().unwrap_or("答复的内容");
                texts.entry(fact.name()).or_insert(words.into());
            }
        }
        let deed = Deed { on: None, act, version, texts, files };
        applications::act(&self.store, 1, "2026-1", deed, &by, self.clock.now())
            .await
            .expect("the test is set up");
    }
}

/// The form for citizens as it should be filled in.
pub(crate) const FILLED_IN: [(&str, &str); 9] = [
    ("kind", "citizen"),
    ("name", "申请人甲"),
    ("identity_kind", "居民身份证"),
    ("identity_number", IDENTITY),
    ("telephone", "13000000000"),
    ("address", "示例市测试路1号"),
    ("content", "2025年度技能培训补贴发放文件，我的号码是11010119900307100X"),
    ("form", "纸质"),
    ("way", "邮寄"),
];

/// The number that a receipt shows.
pub(crate) fn number_of(page: &str) -> String {
    between(page, "<strong class=\"number\">", "</strong>")
}

/// The query code that a receipt shows.
pub(crate) fn code_of(page: &str) -> String {
    between(page, "<p class=\"code\">", "</p>")
}

fn between(page: &str, before: &str, after: &str) -> String {
    let rest = page.split(before).nth(1).unwrap_or_else(|| panic!("no {before}: {page}"));
    rest.split(after).next().expect("the test is set up").to_owned()
}
