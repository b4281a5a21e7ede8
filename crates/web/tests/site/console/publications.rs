//! Publications in the console: every role against every verb and page, the course of one, forms that are refused.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::civil::{DateTime, date};
use office::applications::Upload;
use office::publications::{self, Doing, Writing};
use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Commentary, Genre, Kind, Least, POINTS, Stage, Verb};

use super::{Answer, Office, moment, office, officer, roles, token};
use crate::messages_follow_the_fields;

const NOW: &str = "2026-03-16T01:00:00Z";
/// Before the comments of the public that are closed at [`NOW`].
const BEFORE: &str = "2026-03-02T01:00:00Z";
const NEW: &str = "/office/publications/new";

/// Every verb that has a form for every publication.
fn verbs() -> impl Iterator<Item = Verb> {
    Verb::ALL.into_iter().filter(|verb| !matches!(verb, Verb::Begin | Verb::Import | Verb::Save))
}

pub(crate) fn card(kind: Kind) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        document_number: kind.is_document().then(|| "示测发〔2026〕5号".into()),
        made_on: Some(date(2026, 3, 2)),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(date(2026, 3, 20)),
        valid_until: Some(date(2029, 3, 19)),
        attribute: Some(Attribute::Proactive),
        commentary: (kind == Kind::Commentary).then(|| Commentary {
            from: Some(date(2026, 3, 2)),
            until: Some(date(2026, 3, 13)),
            explanation: "为规范服务".into(),
            ..Commentary::new(Least::Workdays(7))
        }),
        ..Card::new(kind, "关于失业保险服务的通知")
    }
}

/// What the machine stops.
const MARKED: &str = "机密★10年";

pub(crate) async fn begun(office: &Office, card: Card) -> String {
    written(office, card, "<p>一、总则</p><table><tr><th>项目</th><td>标准</td></tr></table>").await
}

async fn written(office: &Office, card: Card, html: &str) -> String {
    let html = html.to_owned();
    let writing = Writing { card, html, files: vec![], kept: vec![] };
    let by = officer(Role::Handler);
    publications::begin(&office.store, 1, writing, None, &by, moment(BEFORE)).await.expect("begun").number
}

pub(crate) async fn does(office: &Office, number: &str, role: Role, act: Act, now: &str) {
    let doing = Doing { number, version: version(office, number).await, act: act.clone() };
    let done = publications::act(&office.store, 1, doing, &officer(role), moment(now)).await;
    done.unwrap_or_else(|error| panic!("{act:?}: {error}"));
}

async fn version(office: &Office, number: &str) -> i64 {
    office.store.publication(1, number).await.expect("an answer").expect("it is there").version
}

fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

/// The way from a draft to the page, step by step.
fn course() -> [(Role, Act); 4] {
    [
        (Role::Handler, Act::Submitted),
        (Role::SecrecyReviewer, Act::Reviewed { sm3: String::new(), opinion: "可以公开".into() }),
        (Role::Signer, Act::Signed { publish_at: None }),
        (Role::Clerk, published()),
    ]
}

/// A publication at which the verb can be done, every gate passed.
async fn at(office: &Office, verb: Verb) -> String {
    let (kind, steps) = match verb {
        Verb::RecordComments | Verb::ReviewLegality | Verb::Deliberate | Verb::Number | Verb::Exempt => {
            (Kind::Normative, 0)
        }
        Verb::CloseComments => (Kind::Commentary, 4),
        Verb::Review | Verb::SendBack => (Kind::News, 1),
        Verb::Sign => (Kind::News, 2),
        Verb::Publish => (Kind::News, 3),
        Verb::Withdraw | Verb::Drop => (Kind::News, 4),
        Verb::Clean => (Kind::DisclosureRule, 4),
        _ => (Kind::News, 0),
    };
    let text = if verb == Verb::Override { format!("<p>{MARKED}</p>") } else { "<p>一、总则</p>".into() };
    let number = written(office, card(kind), &text).await;
    for (role, act) in course().into_iter().take(steps) {
        // Comments are asked for in time.
        does(office, &number, role, act, if kind == Kind::Commentary { BEFORE } else { NOW }).await;
    }
    if verb == Verb::Deliberate {
        let passed = Act::LegalityReviewed { opinion: "合法".into(), is_refused: false };
        does(office, &number, Role::Reviewer, passed, NOW).await;
    }
    if verb == Verb::Drop {
        let stored = office.store.publication(1, &number).await.expect("an answer").expect("it is there");
        let html = "<p>改过</p>".to_owned();
        let writing = Writing { card: card(Kind::News), html, files: vec![], kept: vec![] };
        let by = officer(Role::Handler);
        let saved = publications::save(&office.store, 1, &number, stored.version, writing, &by, moment(NOW));
        saved.await.expect("saved");
    }
    number
}

fn form(verb: Verb) -> Vec<(&'static str, String)> {
    let fields: Vec<(&str, &str)> = match verb {
        Verb::RecordComments => vec![
            ("place", "报纸"),
            ("from", "2026-03-02"),
            ("until", "2026-03-10"),
            ("received", "3"),
            ("adopted", "1"),
            ("partly", "0"),
            ("said", "采纳一条"),
        ],
        Verb::CloseComments => vec![("said", "没有收到意见")],
        Verb::ReviewLegality => vec![("result", "passed"), ("opinion", "合法")],
        Verb::Deliberate => vec![("meeting", "第4次局长办公会议"), ("held_on", "2026-03-15")],
        Verb::Number => vec![("registration", "SLCR-2026-0010001")],
        Verb::Exempt | Verb::SendBack | Verb::Discard | Verb::Override => vec![("reason", "理由")],
        Verb::Review => vec![("seen", "card"), ("seen", "body"), ("opinion", "不涉密，可以公开")],
        Verb::Sign => vec![("publish_at", "2026-04-01T09:00")],
        Verb::Withdraw => vec![("kind", "error"), ("notice", "内容有误")],
        Verb::Clean => {
            vec![("result", "repealed"), ("holds_from", "2026-03-16"), ("decision", "示测发〔2026〕9号")]
        }
        _ => vec![],
    };
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

/// The form of a verb for a publication.
async fn form_of(office: &Office, number: &str, verb: Verb) -> Vec<(&'static str, String)> {
    let stored = office.store.publication(1, number).await.expect("an answer").expect("it is there");
    let (found, _) =
        publications::screened(&office.store, 1, &stored.item, moment(NOW)).await.expect("looked at");
    let hits = found.into_iter().filter(|_| verb == Verb::Override).map(|one| ("hits", one.key));
    form(verb).into_iter().chain(hits).collect()
}

async fn send(
    office: &Office,
    role: Role,
    number: &str,
    verb: Verb,
    mut form: Vec<(&str, String)>,
) -> Answer {
    form.push(("version", version(office, number).await.to_string()));
    office.post(role, &format!("/office/publications/{number}/{}", verb.code()), &form).await
}

#[tokio::test]
async fn every_role_does_exactly_what_the_table_of_verbs_permits() {
    let office = office().await;
    for verb in verbs() {
        let mut number = at(&office, verb).await;
        for role in roles() {
            let may = verb.rule().roles.contains(&role);
            let address = format!("/office/publications/{number}/{}", verb.code());
            let shown = office.get(Some(role), &address).await.status;
            let sent = send(&office, role, &number, verb, form_of(&office, &number, verb).await).await;
            let (open, done) = if may {
                (StatusCode::OK, StatusCode::SEE_OTHER)
            } else {
                (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
            };
            assert_eq!((shown, sent.status), (open, done), "{role:?} {verb:?}: {}", sent.text);
            if may {
                number = at(&office, verb).await;
            }
        }
    }
}

#[tokio::test]
async fn who_reads_publications_sees_their_pages_and_no_applications() {
    let office = office().await;
    let number = begun(&office, card(Kind::News)).await;
    let (page, edit) =
        (format!("/office/publications/{number}"), format!("/office/publications/{number}/edit"));
    let writes = |role| matches!(role, Role::Clerk | Role::Handler);
    for role in roles() {
        for (address, may) in [
            ("/office/publications", role.reads_publications()),
            ("/office/publications?stage=published", role.reads_publications()),
            (page.as_str(), role.reads_publications()),
            (NEW, writes(role)),
            (edit.as_str(), writes(role)),
        ] {
            let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(office.get(Some(role), address).await.status, expected, "{role:?} {address}");
        }
        for address in [NEW, edit.as_str()] {
            let sent = office.post(role, address, &[]).await.status;
            assert_eq!(sent != StatusCode::FORBIDDEN, writes(role), "{role:?} {address}");
        }
    }
    let reviewer = Some(Role::SecrecyReviewer);
    assert_eq!(office.get(reviewer, "/office/remedies").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get(reviewer, "/office/search").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get(reviewer, "/office/publications/P2026-99").await.status, StatusCode::NOT_FOUND);
    let home = office.get(reviewer, "/office").await.text;
    assert!(home.contains("现在没有等待您审查的信息") && home.contains("公开信息"), "{home}");
    does(&office, &number, Role::Handler, Act::Submitted, NOW).await;
    assert!(office.get(reviewer, "/office").await.text.contains("1条信息等待保密审查"));
    for address in ["/office/publications", page.as_str(), NEW, edit.as_str()] {
        let answer = office.get(None, address).await;
        assert!(answer.to.starts_with("/office/sign-in?next="), "{address}");
    }
    let list = office.get(Some(Role::Clerk), "/office/publications").await.text;
    for told in ["关于失业保险服务的通知", "剩10个工作日", "保密审查员（保密审查通过）", "count\">1<"]
    {
        assert!(list.contains(told), "{told}: {list}");
    }
    assert!(
        !office.get(Some(Role::Clerk), "/office/publications?stage=drafting").await.text.contains(&number)
    );
    assert_eq!(
        office.get(Some(Role::Clerk), "/office/publications?stage=x").await.status,
        StatusCode::NOT_FOUND
    );
}

/// What is typed to begin a publication.
fn typed(kind: Kind, title: &str) -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("kind", text(kind.code())),
        ("title", text(title)),
        ("issuer", text("示例市测试局")),
        ("made_on", text("2026-03-02")),
        ("document_number", text("示测发(2026)5号")),
        ("theme", text("劳动、人事、监察/社会保障")),
        ("genre", text("notice")),
        ("valid_from", text("2026-03-20")),
        ("valid_until", text("2029-03-19")),
        ("attribute", text("proactive")),
        ("keywords", text("失业保险、服务")),
        ("html", text("一、总则\n第一条 a<b")),
    ]
}

#[tokio::test]
async fn a_normative_document_goes_through_the_gates_in_their_order_only() {
    let office = office().await;
    let new = office.get(Some(Role::Handler), NEW).await.text;
    assert!(
        new.contains("<optgroup label=\"劳动、人事、监察\">") && new.contains("value=\"示例市测试局\""),
        "{new}"
    );
    let mut first = typed(Kind::Normative, "失业保险服务规定");
    first.push(("submission", "k".into()));
    let begun = office.post(Role::Handler, NEW, &first).await;
    assert_eq!(begun.to, "/office/publications/P2026-1", "{}", begun.text);
    let again = office.post(Role::Handler, NEW, &first).await;
    assert_eq!(again.to, begun.to, "the same form again is the same publication");
    let page = office.get(Some(Role::Handler), &begun.to).await.text;
    for told in
        ["示测发〔2026〕5号", "<p>第一条 a&lt;b</p>", "没有通过合法性审核", "国办发〔2018〕37号", "起草解读"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }

    // In the wrong order nothing goes on, and the form tells each gate.
    let document = "P2026-1";
    for (role, verb) in
        [(Role::SecrecyReviewer, Verb::Review), (Role::Signer, Verb::Sign), (Role::Clerk, Verb::Publish)]
    {
        assert_eq!(
            send(&office, role, document, verb, form(verb)).await.status,
            StatusCode::FORBIDDEN,
            "{verb:?}"
        );
    }
    let refused = send(&office, Role::Handler, document, Verb::Submit, vec![]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    for gate in ["公开征求意见", "合法性审核", "集体审议", "统一登记编号", "解读材料达标"]
    {
        assert!(refused.text.contains(&format!("<li>{gate}——")), "{gate}: {}", refused.text);
    }
    for (role, verb) in [
        (Role::Handler, Verb::RecordComments),
        (Role::Reviewer, Verb::ReviewLegality),
        (Role::Handler, Verb::Deliberate),
        (Role::Clerk, Verb::Number),
    ] {
        let done = send(&office, role, document, verb, form(verb)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }

    // Its interpretation starts with what it interprets, and is not up to standard without its points.
    let interpret = office.get(Some(Role::Handler), "/office/publications/new?interprets=P2026-1").await.text;
    assert!(
        interpret.contains("《失业保险服务规定》解读") && interpret.contains("value=\"P2026-1\""),
        "{interpret}"
    );
    let mut poor = typed(Kind::Interpretation, "《失业保险服务规定》解读");
    poor.retain(|(name, _)| *name != "document_number");
    poor.extend([("interprets", "P2026-1".to_owned()), ("form", "text".to_owned())]);
    let explained = office.post(Role::Handler, NEW, &poor).await;
    assert_eq!(explained.to, "/office/publications/P2026-2", "{}", explained.text);
    let refused = send(&office, Role::Handler, document, Verb::Submit, vec![]).await;
    assert!(refused.text.contains("还缺：背景和依据"), "{}", refused.text);
    poor.extend(POINTS.map(|point| ("points", point.code().to_owned())));
    poor.push(("version", version(&office, "P2026-2").await.to_string()));
    let saved = office.post(Role::Handler, "/office/publications/P2026-2/edit", &poor).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);

    for (role, verb, number) in [
        (Role::Handler, Verb::Submit, document),
        (Role::SecrecyReviewer, Verb::Review, document),
        (Role::Handler, Verb::Submit, "P2026-2"),
        (Role::SecrecyReviewer, Verb::Review, "P2026-2"),
    ] {
        let done = send(&office, role, number, verb, form(verb)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }
    let look = office.get(Some(Role::Signer), "/office/publications/P2026-1/sign").await.text;
    assert!(look.contains("第一条 a&lt;b") && look.contains("SM3"), "{look}");
    let early = [("publish_at", "2026-03-16T08:00".to_owned())];
    let refused = send(&office, Role::Signer, document, Verb::Sign, early.to_vec()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("应晚于现在（2026-03-16 10:00）"), "{}", refused.text);
    for (role, verb) in [(Role::Signer, Verb::Sign), (Role::Clerk, Verb::Publish)] {
        let fields = if verb == Verb::Sign { vec![] } else { form(verb) };
        let done = send(&office, role, document, verb, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{verb:?}: {}", done.text);
    }
    let page = office.get(Some(Role::Supervisor), "/office/publications/P2026-2").await.text;
    assert!(
        page.contains("已发布")
            && page.contains("失业保险服务规定")
            && page.contains("11370000000000000A/2026-0000"),
        "{page}"
    );
    revised_and_withdrawn(&office).await;
}

async fn revised_and_withdrawn(office: &Office) {
    let page = "/office/publications/P2026-1";
    let edit = office.get(Some(Role::Clerk), &format!("{page}/edit")).await.text;
    assert!(edit.contains("一、总则\n第一条 a&#60;b</textarea>"), "plain text is typed as it was: {edit}");
    assert!(edit.contains("name=\"revised\"") && edit.contains("name=\"earlier\""), "{edit}");
    let mut form = typed(Kind::Normative, "失业保险服务规定（修订）");
    let read = version(office, "P2026-1").await;
    form.push(("version", read.to_string()));
    form.push(("revised", "更正附件".to_owned()));
    let half = office.post(Role::Clerk, &format!("{page}/edit"), &form).await;
    assert!(half.text.contains("请选择以前的版本是否仍可查阅"), "{}", half.text);
    form.push(("earlier", "kept".to_owned()));
    assert_eq!(office.post(Role::Clerk, &format!("{page}/edit"), &form).await.status, StatusCode::SEE_OTHER);
    let shown = office.get(Some(Role::Clerk), page).await.text;
    assert!(shown.contains("与公开版本的不同") && shown.contains("<ins>（修订）</ins>"), "{shown}");
    // Who comes second keeps what they typed.
    let second = office.post(Role::Handler, &format!("{page}/edit"), &form).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.text.contains("刚刚由他人改动过") && second.text.contains("测试登记员：修改"),
        "{}",
        second.text
    );
    assert!(second.text.contains("失业保险服务规定（修订）"));

    let superseded = |by: &str| {
        vec![
            ("kind", "superseded".to_owned()),
            ("notice", "另有新规定".to_owned()),
            ("replaced_by", by.to_owned()),
        ]
    };
    for (by, said) in [("", "请填写替代它的信息的编号"), ("P2026-1", "应为另一条"), ("P2026-9", "应为另一条")]
    {
        let refused = send(office, Role::Signer, "P2026-1", Verb::Withdraw, superseded(by)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{by}");
        assert!(refused.text.contains(said), "{by}: {}", refused.text);
    }
    let done = send(office, Role::Signer, "P2026-1", Verb::Withdraw, superseded("P2026-2")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = office.get(Some(Role::Clerk), page).await.text;
    assert!(shown.contains("已撤下") && shown.contains("由P2026-2替代"), "{shown}");
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    assert_eq!(stored.item.stage, Stage::Withdrawn);
}

#[tokio::test]
async fn empty_wrong_hostile_and_overlong_forms_come_back_as_typed() {
    let office = office().await;
    let empty = office.post(Role::Handler, NEW, &[("kind", String::new()), ("title", String::new())]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    messages_follow_the_fields(&empty.text);
    assert!(empty.text.contains("请选择类别") && empty.text.contains("请填写标题"));
    for (name, value, said) in [
        ("kind", "x", "请重新选择类别"),
        ("title", &*"长".repeat(2000), "标题有2000个字，应不超过200个字"),
        ("summary", &*"长".repeat(501), "内容概述有501个字"),
        ("made_on", "2026-02-30", "成文日期应为存在的日期"),
        ("made_on", "2026-03-17", "晚于今天"),
        ("valid_until", "2026-03-01", "早于有效期起"),
        ("document_number", "第五号", "应形如"),
        ("document_number", "示测发〔2025〕5号", "不同年"),
        ("theme", "旅游", "应从列表中选择"),
        ("column", "nowhere", "没有栏目"),
        ("attribute", "secret", "请重新选择公开属性"),
        ("interprets", "P2026-1", "只用于政策解读"),
        ("issuer", "局\u{7}", "不能识别的字符"),
        ("keywords", &*"词".repeat(201), "关键词最多200字"),
    ] {
        let mut form = typed(Kind::Policy, "标题");
        form.retain(|(known, _)| *known != name);
        form.push((name, value.to_owned()));
        let refused = office.post(Role::Clerk, NEW, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text.contains(said), "{name}: {}", refused.text);
        messages_follow_the_fields(&refused.text);
        assert!(refused.text.contains("一、总则"), "{name}: the text stays");
    }
    let mut unknown = typed(Kind::Interpretation, "解读");
    unknown.push(("interprets", "P2026-77".into()));
    assert!(office.post(Role::Clerk, NEW, &unknown).await.text.contains("P2026-77 不存在"));
    let hostile = "\"><script>alert(1)</script>";
    for verb in verbs().filter(|verb| !form(*verb).is_empty()) {
        let number = at(&office, verb).await;
        let before = version(&office, &number).await;
        for text in [format!("{hostile}{}", "长".repeat(6000)), format!("{hostile}\u{0}")] {
            let fields = form(verb).into_iter().map(|(name, _)| (name, text.clone())).collect();
            let refused = send(&office, verb.rule().roles[0], &number, verb, fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb:?}");
            assert!(
                !refused.text.contains("<script>alert") && refused.text.contains("处需要修改"),
                "{verb:?}"
            );
        }
        assert_eq!(version(&office, &number).await, before, "{verb:?}");
    }
    // A text with a script is cleaned; the title is shown as it was typed.
    let mut form = typed(Kind::News, hostile);
    form.retain(|(name, _)| *name != "html");
    form.push(("html", format!("<p onclick=\"x()\">正文{hostile}</p>")));
    let begun = office.post(Role::Clerk, NEW, &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let page = office.get(Some(Role::Clerk), &begun.to).await.text;
    assert!(!page.contains("<script>alert") && !page.contains("onclick") && page.contains("正文"), "{page}");
}

/// A form with files, as a browser sends it.
async fn send_files(
    office: &Office,
    address: &str,
    fields: &[(&str, String)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    let own = [("form_token", office.form_token(Role::Handler))];
    for (name, value) in fields.iter().chain(&own) {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for (name, bytes) in files {
        let head =
            format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--edge--\r\n");
    let request = Request::post(address)
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("cookie", format!("session={}", token(Role::Handler)));
    office.answer(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test]
async fn attachments_are_added_kept_and_removed() {
    let office = office().await;
    let fields = typed(Kind::Notice, "附件测试");
    let wrong = send_files(&office, NEW, &fields, &[("名单.xlsx", b"%PDF-1.4\n")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("内容却是 pdf 文件"), "{}", wrong.text);
    let files: [(&str, &[u8]); 2] = [("一.pdf", b"%PDF-1.4\n1"), ("二.pdf", b"%PDF-1.4\n2")];
    let begun = send_files(&office, NEW, &fields, &files).await;
    assert_eq!(begun.to, "/office/publications/P2026-1", "{}", begun.text);
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let [one, two] = stored.item.draft.files.as_slice() else { panic!("two files") };
    let file = office.get(Some(Role::SecrecyReviewer), &format!("{}/files/{}", begun.to, two.sm3)).await;
    assert_eq!(
        (file.status, file.bytes.as_slice(), &*file.kind),
        (StatusCode::OK, &b"%PDF-1.4\n2"[..], "application/pdf")
    );
    let other = office.get(Some(Role::Clerk), &format!("{}/files/{}", begun.to, "0".repeat(64))).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.get(Some(Role::AuditAdministrator), &format!("{}/files/{}", begun.to, one.sm3)).await.status,
        StatusCode::FORBIDDEN
    );
    let page = office.get(Some(Role::Clerk), &begun.to).await.text;
    assert!(page.contains(&one.sm3) && page.contains("一.pdf"), "{page}");
    let edit = format!("{}/edit", begun.to);
    let form = office.get(Some(Role::Handler), &edit).await.text;
    assert!(form.contains(&format!("value=\"{}\" checked", one.sm3)), "{form}");
    let mut fields = fields;
    fields.extend([("version", "1".to_owned()), ("kept", two.sm3.clone())]);
    let saved = send_files(&office, &edit, &fields, &[("三.pdf", b"%PDF-1.4\n3")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let names: Vec<_> = stored.item.draft.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["二.pdf", "三.pdf"]);
}

#[tokio::test]
async fn what_the_machine_finds_is_mended_or_let_pass_by_a_named_person() {
    let office = office().await;
    let number = written(&office, card(Kind::News), &format!("<p>{MARKED}</p>")).await;
    let page = format!("/office/publications/{number}");
    let shown = office.get(Some(Role::Handler), &page).await.text;
    assert!(
        shown.contains("发布前筛查") && shown.contains("未处理") && !shown.contains("/override"),
        "{shown}"
    );
    let refused = send(&office, Role::Handler, &number, Verb::Submit, vec![]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("<li>发布前筛查——") && refused.text.contains(MARKED), "{}", refused.text);
    assert!(office.get(Some(Role::SecrecyReviewer), &page).await.text.contains("/override"));
    let none = send(&office, Role::SecrecyReviewer, &number, Verb::Override, form(Verb::Override)).await;
    assert!(none.text.contains("请选择放行哪些提示"), "{}", none.text);
    let fields = form_of(&office, &number, Verb::Override).await;
    let done = send(&office, Role::SecrecyReviewer, &number, Verb::Override, fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(office.get(Some(Role::Handler), &page).await.text.contains("已放行"));
    let again = send(&office, Role::SecrecyReviewer, &number, Verb::Override, form(Verb::Override)).await;
    assert!(again.text.contains("没有需要放行的提示"), "{}", again.text);
    assert_eq!(
        send(&office, Role::Handler, &number, Verb::Submit, vec![]).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn files_that_cannot_be_looked_into_are_told_on_the_page_of_the_draft() {
    let office = office().await;
    let files = ["坏一.pdf", "坏二.pdf"]
        .map(|name| Upload { name: name.into(), bytes: format!("%PDF-1.4\n{name}").into_bytes() });
    let writing =
        Writing { card: card(Kind::News), html: "<p>正文</p>".into(), files: files.into(), kept: vec![] };
    let by = officer(Role::Handler);
    let begun = publications::begin(&office.store, 1, writing, None, &by, moment(NOW)).await.expect("begun");
    let number = begun.number;
    let page = office.get(Some(Role::Handler), &format!("/office/publications/{number}")).await.text;
    let refused = send(&office, Role::Handler, &number, Verb::Submit, vec![]).await;
    assert!(refused.status.is_client_error(), "{}", refused.text);
    for name in ["坏一.pdf", "坏二.pdf"] {
        let said = format!("附件“{name}”：");
        assert!(page.contains(&said) && refused.text.contains(&said), "{said}: {page} {}", refused.text);
    }
    assert_eq!(page.matches("不能筛查").count(), 2, "{page}");
}

#[tokio::test]
async fn the_form_offers_only_columns_that_publications_are_put_into() {
    let office = office().await;
    let page = office.get(Some(Role::Handler), NEW).await.text;
    for (code, is_offered) in [
        ("gkml", true),
        ("zcwj", true),
        ("ysqgk", false),
        ("zfxxgknb", false),
        ("fzsx", false),
        ("zqyj", false),
    ] {
        assert_eq!(page.contains(&format!("<option value=\"{code}\"")), is_offered, "{code}");
    }
}

#[tokio::test]
async fn a_file_that_is_brought_in_fills_a_draft_and_tells_what_to_look_at() {
    let office = office().await;
    let (new, bring) = (office.get(Some(Role::Handler), NEW).await.text, "/office/publications/bring-in");
    assert!(new.contains("带入文件") && new.contains("id=\"bring-kind\""), "{new}");
    let kind = |kind: Kind| vec![("kind", kind.code().to_owned()), ("submission", "b".to_owned())];
    let empty = send_files(&office, bring, &[], &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("请选择类别") && empty.text.contains("请选择要带入的文件"), "{}", empty.text);
    for (name, bytes) in [
        ("通知.docx", &b"PK\x03\x04broken"[..]),
        ("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("x.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00"),
    ] {
        let refused = send_files(&office, bring, &kind(Kind::Notice), &[(name, bytes)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            refused.text.contains(name) && refused.text.contains("bring-file-error"),
            "{name}: {}",
            refused.text
        );
    }
    let html = "<html><head><title>x</title><meta charset=\"utf-8\"></head><body><h1>关于技能培训的通知</h1>\
                <p>示测发（2026）8号</p><p>各单位：</p><p onclick=\"x()\">培训于三月举行，请按时参加，名单另行公布。</p>\
                <script>alert(1)</script><p>2026年3月9日</p></body></html>";
    let files = [("通知.html", html.as_bytes())];
    let begun = send_files(&office, bring, &kind(Kind::Policy), &files).await;
    assert_eq!(begun.to, "/office/publications/P2026-1/edit", "{}", begun.text);
    let twice = send_files(&office, bring, &kind(Kind::Policy), &files).await;
    assert_eq!(twice.to, begun.to, "the same form again is the same publication");
    let edit = office.get(Some(Role::Handler), &begun.to).await.text;
    for told in ["文件已经带入，请核对", "请逐项核对", "培训于三月举行", "没有附上"]
    {
        assert!(edit.contains(told), "{told}: {edit}");
    }
    assert!(!edit.contains("alert(1)") && !edit.contains("onclick"), "{edit}");
    assert!(!office.get(Some(Role::Handler), &begun.to).await.text.contains("文件已经带入"), "told once");
    for role in roles() {
        let sent = office.post(role, bring, &[]).await.status;
        let may = matches!(role, Role::Clerk | Role::Handler);
        assert_eq!(sent != StatusCode::FORBIDDEN, may, "{role:?}");
    }
}

/// A Word file with a comment.
fn commented() -> Vec<u8> {
    use std::io::Write;
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let comment = "<w:comment w:id=\"1\"><w:p><w:r><w:t>此处再议&lt;b&gt;</w:t></w:r></w:p></w:comment>";
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "word/document.xml",
            format!(
                "<w:document {W}><w:body><w:p><w:r><w:t>名单如下，{MARKED}</w:t></w:r></w:p></w:body></w:document>"
            ),
        ),
        ("word/comments.xml", format!("<w:comments {W}>{comment}</w:comments>")),
    ];
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}

#[tokio::test]
async fn a_file_is_scrubbed_after_it_was_shown_what_goes() {
    let office = office().await;
    let word = commented();
    let files: [(&str, &[u8]); 2] = [("名单.docx", &word), ("说明.pdf", b"%PDF-1.4\n")];
    let begun = send_files(&office, NEW, &typed(Kind::News, "净化测试"), &files).await;
    let stored = office.store.publication(1, "P2026-1").await.expect("an answer").expect("it is there");
    let [one, two] = stored.item.draft.files.as_slice() else { panic!("two files: {}", begun.text) };
    let scrub = |sm3: &str| format!("{}/files/{sm3}/scrub", begun.to);
    let card = office.get(Some(Role::Handler), &begun.to).await.text;
    assert!(card.contains(&format!("href=\"{}\"", scrub(&one.sm3))), "{card}");
    assert!(!office.get(Some(Role::Signer), &begun.to).await.text.contains("/scrub"));

    let page = office.get(Some(Role::Handler), &scrub(&one.sm3)).await;
    assert_eq!(page.status, StatusCode::OK);
    for told in ["发现批注1处", "批注1第1段", "此处再议&#60;b&#62;", "还有1处在正文里", "净化并替换"]
    {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
    let pdf = office.get(Some(Role::Handler), &scrub(&two.sm3)).await;
    assert!(pdf.status == StatusCode::OK && pdf.text.contains("不能自动净化"), "{}", pdf.text);
    assert!(!pdf.text.contains("净化并替换"));
    let missing = office.get(Some(Role::Handler), &scrub(&"0".repeat(64))).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);

    let form = vec![("version", "1".to_owned())];
    for role in roles() {
        let may = matches!(role, Role::Clerk | Role::Handler);
        if !may {
            assert_eq!(
                office.post(role, &scrub(&one.sm3), &form).await.status,
                StatusCode::FORBIDDEN,
                "{role:?}"
            );
            assert_eq!(
                office.get(Some(role), &scrub(&one.sm3)).await.status,
                StatusCode::FORBIDDEN,
                "{role:?}"
            );
        }
    }
    let refused = office.post(Role::Handler, &scrub(&two.sm3), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = office.post(Role::Handler, &scrub(&one.sm3), &[("version", "9".to_owned())]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let done = office.post(Role::Handler, &scrub(&one.sm3), &form).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, begun.to.as_str()), "{}", done.text);
    let card = office.get(Some(Role::Handler), &begun.to).await.text;
    assert!(card.contains("已净化") && !card.contains(&one.sm3), "{card}");
    let old = office.get(Some(Role::Handler), &format!("{}/files/{}", begun.to, one.sm3)).await;
    assert_eq!(old.status, StatusCode::NOT_FOUND, "it is no file of the publication any more");
}
