//! Publications: a normative document with its interpretation through every gate, each tried in the wrong order first;
//! and what citizens see of it at each moment. 《条例》第17条、第19条至第26条

use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Timestamp};
use office::agencies::{self, Settings};
use office::applications::Upload;
use office::lists::{self, Kept};
use office::publications::{
    Campaign, Decided, Doing, Found, NotCleaned, NotDone, Writing, act, begin, case_file, clean_up, found,
    handed_out, in_force, listed, picture_address, publish_due, save, screened,
};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Deliberation, Earlier, Form, Genre, Heard, Kind, POINTS,
    Revision, Stage, Step, Tally, Verb, Withdrawal, WithdrawalKind,
};
use statute::registers::Register;
use store::{Author, Change, Shelf, Store, StoredPublication};

use crate::ledgers::ledger;

const CODE: &str = "11370000000000000A";

/// Ten o'clock in Beijing on a day of March 2026.
pub(crate) fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T02:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours((day - 1) * 24)
}

pub(crate) fn on(day: i8) -> Date {
    date(2026, 3, day)
}

pub(crate) fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

pub(crate) async fn settings(store: &Store) {
    let settings = Settings { code: Some(CODE.into()), ..Settings::default() };
    let author = Author { actor: "测试".into(), at: at(1) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
}

pub(crate) fn card(kind: Kind, title: &str) -> Card {
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(on(1)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(kind, title)
    }
}

pub(crate) fn normative() -> Card {
    Card {
        document_number: Some("示测发(2026)5号".into()),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(on(20)),
        valid_until: Some(date(2029, 3, 19)),
        ..card(Kind::Normative, "示例市测试局关于印发失业保险服务规定的通知")
    }
}

pub(crate) fn interpretation(of: &str) -> Card {
    Card {
        interprets: vec![of.to_owned()],
        form: Some(Form::Text),
        points: POINTS.to_vec(),
        ..card(Kind::Interpretation, "《失业保险服务规定》解读")
    }
}

pub(crate) fn writing(card: Card) -> Writing {
    let html = format!("<p>{}</p><p onclick=\"x()\">一、总则<script>alert(1)</script></p>", card.title);
    Writing { card, html, files: Vec::new(), kept: Vec::new() }
}

pub(crate) async fn begun(store: &Store, card: Card) -> String {
    begin(store, 1, writing(card), None, &officer(Role::Handler), at(2)).await.unwrap().number
}

pub(crate) async fn does(
    store: &Store,
    number: &str,
    doing: Act,
    role: Role,
    day: i64,
) -> Result<(), NotDone> {
    let version = store.publication(1, number).await.unwrap().unwrap().version;
    act(store, 1, Doing { number, version, act: doing }, &officer(role), at(day)).await
}

pub(crate) fn signed() -> Act {
    Act::Signed { publish_at: None }
}

pub(crate) fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

pub(crate) fn reviewed() -> Act {
    Act::Reviewed { sm3: String::new(), opinion: "不涉密，可以公开".into() }
}

pub(crate) async fn stage(store: &Store, number: &str) -> Stage {
    store.publication(1, number).await.unwrap().unwrap().item.stage
}

async fn pass_gates(store: &Store, number: &str) {
    let heard = Heard {
        place: "报纸".into(),
        from: on(2),
        until: on(9),
        tally: Tally { received: 3, adopted: 1, partly: 0, rejected: 2 },
        said: "采纳一条。".into(),
    };
    let deliberation = Deliberation { meeting: "第4次局长办公会议".into(), held_on: on(10) };
    for (doing, role, day) in [
        (Act::CommentsRecorded(heard), Role::Handler, 10),
        (Act::LegalityReviewed { opinion: "合法".into(), is_refused: false }, Role::Reviewer, 10),
        (Act::Deliberated(deliberation), Role::Handler, 10),
        (Act::Numbered { registration: "SLCR-2026-0010001".into() }, Role::Clerk, 10),
    ] {
        does(store, number, doing, role, day).await.unwrap();
    }
}

pub(crate) async fn publish(store: &Store, number: &str, day: i64) {
    for (doing, role) in [
        (Act::Submitted, Role::Handler),
        (reviewed(), Role::SecrecyReviewer),
        (signed(), Role::Signer),
        (published(), Role::Clerk),
    ] {
        does(store, number, doing, role, day).await.unwrap();
    }
}

fn titles(rows: store::Result<Vec<StoredPublication>>) -> Vec<String> {
    rows.unwrap().into_iter().map(|row| row.item.number).collect()
}

#[tokio::test]
async fn a_normative_document_goes_out_with_its_interpretation_through_every_gate() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let document = begun(store, normative()).await;
    assert_eq!(document, "P2026-1");
    let card = &store.publication(1, &document).await.unwrap().unwrap().item.draft.card;
    assert_eq!(card.document_number.as_deref(), Some("示测发〔2026〕5号"));

    // Nothing goes on in the wrong order.
    let refused = does(store, &document, Act::Submitted, Role::Handler, 2).await.unwrap_err().to_string();
    for gate in ["公开征求意见", "合法性审核", "集体审议", "统一登记编号", "解读材料达标"]
    {
        assert!(refused.contains(gate), "{refused}");
    }
    for (doing, role) in
        [(reviewed(), Role::SecrecyReviewer), (signed(), Role::Signer), (published(), Role::Clerk)]
    {
        let refused = does(store, &document, doing, role, 2).await.unwrap_err();
        assert!(matches!(refused, NotDone::NotPermitted(_)), "{refused}");
    }
    pass_gates(store, &document).await;
    let refused = does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap_err().to_string();
    assert!(refused.contains("解读") && !refused.contains("合法性审核"), "{refused}");
    let poor = Card { points: POINTS[1..].to_vec(), ..interpretation(&document) };
    let explained = begun(store, poor).await;
    let refused = does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap_err().to_string();
    assert!(refused.contains("还缺：背景和依据"), "{refused}");
    let version = store.publication(1, &explained).await.unwrap().unwrap().version;
    let better = writing(interpretation(&document));
    save(store, 1, &explained, version, better, &officer(Role::Handler), at(10)).await.unwrap();

    does(store, &document, Act::Submitted, Role::Handler, 10).await.unwrap();
    let own = Officer { account: "承办人甲".into(), roles: vec![Role::SecrecyReviewer] };
    let version = store.publication(1, &document).await.unwrap().unwrap().version;
    let doing = Doing { number: &document, version, act: reviewed() };
    assert!(act(store, 1, doing, &own, at(10)).await.is_err(), "who wrote does not review");
    does(store, &document, reviewed(), Role::SecrecyReviewer, 10).await.unwrap();
    let refused = does(store, &document, signed(), Role::Signer, 10).await.unwrap_err().to_string();
    assert!(refused.contains("解读材料同步审签"), "{refused}");
    does(store, &explained, Act::Submitted, Role::Handler, 10).await.unwrap();
    does(store, &explained, reviewed(), Role::SecrecyReviewer, 10).await.unwrap();
    let refused = does(store, &explained, signed(), Role::Signer, 10).await.unwrap_err().to_string();
    assert!(refused.contains("随所解读的文件签发"), "{refused}");

    does(store, &document, signed(), Role::Signer, 11).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::AwaitingPublication, "signed together");
    assert!(found(store, 1, &document).await.unwrap().is_none());
    does(store, &document, published(), Role::Clerk, 12).await.unwrap();
    assert_eq!(stage(store, &explained).await, Stage::Published, "published together");
    let Some(Found::Shown(shown)) = found(store, 1, &document).await.unwrap() else { panic!("shown") };
    assert_eq!(shown.public().index_number, format!("{CODE}/2026-00001"));
    assert_eq!(shown.public().first_at, on(12).at(10, 0, 0, 0));
    assert_eq!(shown.related[0].number, explained);
    assert!(shown.body.as_str().contains("一、总则") && !shown.body.as_str().contains("alert"));
    let Some(Found::Shown(other)) = found(store, 1, &explained).await.unwrap() else { panic!("shown") };
    assert_eq!(other.related[0].number, document, "linked both ways");

    // Table two counts it, and it leaves the list of those in force the day after its last.
    let row = store.register(1, Register::Documents).await.unwrap();
    assert_eq!(row.len(), 1);
    let column = Shelf::Column("gfxwj");
    let last = date(2029, 3, 19);
    assert_eq!(titles(listed(store, 1, &column, last, None, 9).await), [document.as_str()]);
    assert!(titles(listed(store, 1, &column, last.tomorrow().unwrap(), None, 9).await).is_empty());
    let ended = listed(store, 1, &Shelf::Ended, last.tomorrow().unwrap(), None, 9).await;
    assert_eq!(titles(ended), [document.as_str()]);

    let notice = "因内容有误撤下。".to_owned();
    let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice, replaced_by: None };
    does(store, &explained, Act::Withdrawn(withdrawal), Role::Signer, 13).await.unwrap();
    assert!(matches!(found(store, 1, &explained).await.unwrap(), Some(Found::Withdrawn { .. })));
    let Some(Found::Shown(alone)) = found(store, 1, &document).await.unwrap() else { panic!("shown") };
    assert!(alone.related.is_empty());
    assert!(store.verify(|_| ()).await.unwrap().is_sound());
}

#[tokio::test]
async fn a_change_after_the_review_voids_it_and_altered_bytes_are_not_published() {
    let ledger = ledger().await;
    let store = &ledger.store;
    let card = card(Kind::News, "工作动态");
    let number = begun(store, card.clone()).await;
    for (doing, role) in
        [(Act::Submitted, Role::Handler), (reviewed(), Role::SecrecyReviewer), (signed(), Role::Signer)]
    {
        does(store, &number, doing, role, 2).await.unwrap();
    }
    // Without the agency's code there is no index number, and nothing is published.
    let refused = does(store, &number, published(), Role::Clerk, 2).await.unwrap_err().to_string();
    assert!(refused.contains("索引号"), "{refused}");
    settings(store).await;
    let version = store.publication(1, &number).await.unwrap().unwrap().version;
    save(store, 1, &number, version, writing(card.clone()), &officer(Role::Clerk), at(3)).await.unwrap();
    assert_eq!(stage(store, &number).await, Stage::Drafting);
    assert!(does(store, &number, published(), Role::Clerk, 3).await.is_err());
    let stale = save(store, 1, &number, version, writing(card), &officer(Role::Clerk), at(3)).await;
    assert!(matches!(stale, Err(NotDone::Conflict)));
    publish_altered(store, &number).await;
}

/// What was reviewed is another edition than the one that is to go out.
async fn publish_altered(store: &Store, number: &str) {
    does(store, number, Act::Submitted, Role::Handler, 3).await.unwrap();
    let read = store.publication(1, number).await.unwrap().unwrap();
    let act = Act::Reviewed { sm3: "0".repeat(64), opinion: "看的是别的内容".into() };
    let step = Step { on: on(3), by: "保密审查员甲".into(), act };
    let author = Author { actor: "保密审查员甲".into(), at: at(3) };
    store.record_publications(&author, 1, vec![Change { read, step }], vec![], "").await.unwrap();
    does(store, number, signed(), Role::Signer, 3).await.unwrap();
    let refused = does(store, number, published(), Role::Clerk, 3).await.unwrap_err();
    assert!(matches!(refused, NotDone::Altered(_)), "{refused}");
    assert!(found(store, 1, number).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_signed_for_a_moment_is_published_at_it_and_by_nobody_else() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "通知公告");
    let number = begun(store, card).await;
    let later = Act::Signed { publish_at: Some(on(4).at(9, 0, 0, 0)) };
    for (doing, role) in
        [(Act::Submitted, Role::Handler), (reviewed(), Role::SecrecyReviewer), (later, Role::Signer)]
    {
        does(store, &number, doing, role, 2).await.unwrap();
    }
    assert_eq!(publish_due(store, 1, at(3)).await.unwrap().0, 0);
    assert!(found(store, 1, &number).await.unwrap().is_none());
    let (published, failed) = publish_due(store, 1, at(4)).await.unwrap();
    assert!(published == 1 && failed.is_empty());
    assert!(matches!(found(store, 1, &number).await.unwrap(), Some(Found::Shown(_))));
    assert_eq!(publish_due(store, 1, at(4)).await.unwrap().0, 0);
}

#[tokio::test]
async fn files_are_told_by_their_content_and_pictures_stay_with_the_text() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let card = card(Kind::Notice, "附件测试");
    let upload = |name: &str, bytes: &[u8]| Upload { name: name.into(), bytes: bytes.to_vec() };
    for (name, bytes, said) in [
        ("名单.xlsx", b"%PDF-1.4\n".as_slice(), "内容却是 pdf 文件"),
        ("旧文件.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "按内容识别"),
        ("坏.docx", b"PK\x03\x04broken", "按内容识别"),
        ("程序.exe", b"MZ", "按内容识别"),
    ] {
        let files = vec![upload(name, bytes)];
        let wrong = Writing { files, ..writing(card.clone()) };
        let refused = begin(store, 1, wrong, None, &officer(Role::Clerk), at(2)).await.unwrap_err();
        assert!(refused.to_string().contains(said) && refused.to_string().contains(name), "{refused}");
    }
    let long = Card { title: "长".repeat(2000), ..card.clone() };
    let refused = begin(store, 1, writing(long), None, &officer(Role::Clerk), at(2)).await.unwrap_err();
    assert!(refused.to_string().contains("标题有2000个字"), "{refused}");

    let html = format!("<p>正文<img src=\"{png}\" alt=\"图\"></p>");
    let files = vec![upload("../../表.DOCX", &word_file("表"))];
    let good = Writing { html, files, ..writing(card.clone()) };
    let again = good.clone();
    let number = begin(store, 1, good, Some("k"), &officer(Role::Clerk), at(2)).await.unwrap().number;
    let twice = begin(store, 1, again, Some("k"), &officer(Role::Clerk), at(2)).await.unwrap();
    assert!(twice.number == number && !twice.is_new, "the same form again is the same publication");
    let file = case_file(store, 1, &number).await.unwrap();
    let files = &file.stored.item.draft.files;
    assert_eq!((files[0].name.as_str(), files[0].is_picture, files[1].is_picture), ("表.docx", false, true));
    publish(store, &number, 3).await;
    let Some(Found::Shown(shown)) = found(store, 1, &number).await.unwrap() else { panic!("shown") };
    let address = format!("/p/{number}/{}", picture_address(&files[1].sm3));
    assert!(shown.body.as_str().contains(&address), "{}", shown.body);
    assert!(handed_out(store, 1, (&number, None), &files[0].sm3).await.unwrap().is_some());
    assert!(handed_out(store, 1, (&number, None), "0").await.unwrap().is_none());

    // A file that is not kept and a picture that is not shown are gone from the next edition.
    let version = store.publication(1, &number).await.unwrap().unwrap().version;
    let revision = Some(Revision { said: "去掉附件".into(), earlier: Earlier::Kept, changed_on: None });
    let revised = writing(Card { revision, ..card });
    save(store, 1, &number, version, revised, &officer(Role::Clerk), at(4)).await.unwrap();
    let file = case_file(store, 1, &number).await.unwrap();
    assert!(file.stored.item.draft.files.is_empty());
    assert!(file.gates(Verb::Submit, on(4)).iter().all(|gate| gate.is_met));
    let Some(Found::Shown(shown)) = found(store, 1, &number).await.unwrap() else { panic!("shown") };
    assert_eq!(
        shown.public().edition.files.len(),
        2,
        "what is public stays until the next edition is published"
    );
}

#[tokio::test]
async fn a_clean_up_decides_many_documents_at_once_and_begins_its_result_list() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let mut numbers = Vec::new();
    for (nth, title) in ["甲规定", "乙规定", "丙规定"].into_iter().enumerate() {
        let document_number = Some(format!("示测发〔2026〕{}号", nth + 1));
        let card = Card { title: title.into(), document_number, kind: Kind::Policy, ..normative() };
        let number = begun(store, card).await;
        does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
        publish(store, &number, 2).await;
        numbers.push(number);
    }
    assert_eq!(in_force(store, 1, on(3)).await.unwrap().len(), 3);
    let versions = versions(store, &numbers).await;
    let decided = |results: [CleaningResult; 3], until: Option<Date>| {
        let one = |((number, version), result): ((&String, &i64), CleaningResult)| Decided {
            number: number.clone(),
            version: *version,
            result,
            valid_until: until.filter(|_| result == CleaningResult::Kept),
        };
        numbers.iter().zip(&versions).zip(results).map(one).collect::<Vec<_>>()
    };
    let results = [CleaningResult::Kept, CleaningResult::Repealed, CleaningResult::Amended];
    let campaign = |decided| Campaign {
        decision: "示测发〔2026〕9号".into(),
        holds_from: on(4),
        decided,
        submission: Some("k".into()),
    };
    let signer = officer(Role::Signer);
    let cleaned = |decided| clean_up(store, 1, campaign(decided), "示例市测试局", &signer, at(3));
    let refused = cleaned(decided(results, None)).await;
    assert!(refused.unwrap_err().to_string().contains("《甲规定》继续有效的，请填写新的有效期止"));
    let refused = cleaned(decided(results, Some(on(3)))).await.unwrap_err().to_string();
    assert!(refused.contains("2026-03-03 应不早于清理结果施行的日期 2026-03-04"), "{refused}");
    let mut wrong = decided(results, Some(date(2031, 3, 19)));
    wrong[1].valid_until = Some(date(2031, 3, 19));
    let refused = cleaned(wrong).await.unwrap_err().to_string();
    assert!(refused.contains("《乙规定》废止的不填写新的有效期止"), "{refused}");
    assert!(cleaned(vec![]).await.is_err());
    let until = Some(date(2031, 3, 19));
    let mut late = decided(results, until);
    late[0].version -= 1;
    late.push(Decided { number: "P2026-99".into(), version: 1, ..late[2].clone() });
    let NotCleaned::Invalid(faults) = cleaned(late).await.unwrap_err() else { panic!("faults") };
    let at_rows: Vec<_> = faults.iter().map(|fault| fault.number.as_deref().unwrap_or_default()).collect();
    assert_eq!(at_rows, [numbers[0].as_str(), "P2026-99"], "{faults:?}");
    assert!(store.publication(1, &numbers[0]).await.unwrap().unwrap().item.cleaning.is_none());

    let result = cleaned(decided(results, until)).await.unwrap();
    let draft = store.publication(1, &result).await.unwrap().unwrap().item.draft;
    let html = String::from_utf8(store.content(&draft.body).await.unwrap().unwrap()).unwrap();
    assert!(html.contains("继续有效的文件（1件）") && html.contains("废止的文件（1件）"), "{html}");
    assert!(html.contains(&format!("/p/{}", numbers[1])) && html.contains("2031-03-19"), "{html}");
    let (_, repealed) = html.split_once("废止的文件").unwrap();
    assert!(
        repealed.ends_with("<td></td></tr></tbody></table>"),
        "nothing repealed has a last day: {repealed}"
    );
    let left = in_force(store, 1, on(4)).await.unwrap();
    assert_eq!(left.len(), 2, "the repealed one is no longer in force");
    assert_eq!(left[1].item.in_force_until(), until);
    assert_eq!(cleaned(decided(results, until)).await.unwrap(), result, "the same form again");
}

async fn versions(store: &Store, numbers: &[String]) -> Vec<i64> {
    let mut versions = Vec::new();
    for number in numbers {
        versions.push(store.publication(1, number).await.unwrap().unwrap().version);
    }
    versions
}

#[tokio::test]
async fn a_clean_up_goes_by_what_a_document_is_and_all_of_it_is_recorded_or_nothing() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    // A document in another column is a document; what stands in a column of documents need not be one.
    let elsewhere = Card { column: Some("msxx".into()), kind: Kind::Policy, ..normative() };
    let number = begun(store, elsewhere).await;
    does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
    publish(store, &number, 2).await;
    let other = begun(store, Card { column: Some("zcwj".into()), ..card(Kind::Notice, "不是文件") }).await;
    publish(store, &other, 2).await;
    let listed: Vec<_> = in_force(store, 1, on(3)).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.item.number.as_str()).collect::<Vec<_>>(), [number.as_str()]);

    // Of a transaction that does not come through nothing is there: neither results nor notice.
    let read = listed[0].clone();
    let cleaning = Cleaning {
        result: CleaningResult::Repealed,
        holds_from: on(4),
        decision: "示测发〔2026〕9号".into(),
        valid_until: None,
    };
    let step = |act| Step { on: on(3), by: "签发甲".into(), act };
    let late = StoredPublication { version: read.version - 1, ..read.clone() };
    let author = Author { actor: "签发甲".into(), at: at(3) };
    let begin = || Act::Begun { edition: read.item.draft.clone(), submission: Some("s".into()) };
    for (read, is_done) in [(late, false), (read.clone(), true)] {
        let along = vec![Change { read, step: step(Act::Cleaned(cleaning.clone())) }];
        let begun = store.begin_publication(&author, 1, step(begin()), Vec::new(), along).await;
        assert_eq!(begun.is_ok(), is_done);
        assert_eq!(store.publication_submitted(1, "s").await.unwrap().is_some(), is_done);
        let cleaned = store.publication(1, &number).await.unwrap().unwrap().item.cleaning;
        assert_eq!(cleaned.is_some(), is_done);
    }
}

#[tokio::test]
async fn one_document_is_not_kept_until_a_day_before_the_decision_holds() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let number = begun(store, Card { kind: Kind::Policy, ..normative() }).await;
    does(store, &number, Act::Exempted { reason: "内容浅显".into() }, Role::Signer, 2).await.unwrap();
    publish(store, &number, 2).await;
    let kept = |valid_until| {
        Act::Cleaned(Cleaning {
            result: CleaningResult::Kept,
            holds_from: on(4),
            decision: "示测发〔2026〕9号".into(),
            valid_until,
        })
    };
    for until in [None, Some(on(3))] {
        let NotDone::Invalid(faults) = does(store, &number, kept(until), Role::Signer, 3).await.unwrap_err()
        else {
            panic!("a fault at the field")
        };
        assert_eq!(faults[0].field, "valid_until");
    }
    does(store, &number, kept(Some(on(4))), Role::Signer, 3).await.unwrap();
}

#[tokio::test]
async fn what_the_machine_finds_is_taken_out_or_let_pass_by_name_and_reason() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "补贴名单");
    let html = "<p>机密★10年</p><p>申请人甲，370000199001010011，截止目前已经发放。</p>".to_owned();
    let writing = Writing { html, ..writing(card) };
    let number = begin(store, 1, writing, None, &officer(Role::Handler), at(2)).await.unwrap().number;
    let refused = does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap_err();
    let NotDone::Screened(found) = &refused else { panic!("{refused}") };
    assert_eq!(found.len(), 2, "what is only a hint does not close the way: {refused}");
    let said = refused.to_string();
    assert!(
        said.contains("正文第1行") && said.contains("机密★10年") && !said.contains("370000199001010011"),
        "{said}"
    );
    let item = store.publication(1, &number).await.unwrap().unwrap().item;
    assert_eq!(screened(store, 1, &item, at(2)).await.unwrap().0.len(), 3);

    let hits: Vec<_> = found.iter().map(|one| one.key.clone()).collect();
    let pass =
        |reason: &str| Act::Overridden { hits: hits.clone(), reason: reason.into(), found: Vec::new() };
    assert!(does(store, &number, pass("示例"), Role::Handler, 2).await.is_err(), "not by whoever writes");
    assert!(does(store, &number, pass(" "), Role::SecrecyReviewer, 2).await.is_err(), "not without a reason");
    does(store, &number, pass("均为示例，不是真实信息"), Role::SecrecyReviewer, 2).await.unwrap();
    does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap();

    let author = Author { actor: "保密甲".into(), at: at(3) };
    let wrong = lists::keep(store, &author, 1, Kept::Words, 0, "发放，给付，禁止").await.unwrap_err();
    assert!(wrong.to_string().contains("第1行的处置“禁止”"), "{wrong}");
    lists::keep(store, &author, 1, Kept::Words, 0, "发放，给付，阻断").await.unwrap();
    assert!(lists::keep(store, &author, 1, Kept::Words, 0, "").await.is_err(), "somebody was faster");
    let (found, _) = screened(store, 1, &item, at(3)).await.unwrap();
    assert!(found.iter().any(|one| one.hit.found == "发放" && one.is_closing()));
}

/// A Word file of this title in its properties.
fn word_file(title: &str) -> Vec<u8> {
    use std::io::Write as _;
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const TEXT: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>名单见附表。</w:t></w:r></w:p></w:body></w:document>"#;
    let properties = format!(
        r#"<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>"#
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", TEXT),
        ("docProps/core.xml", properties.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn every_part_of_a_file_is_screened_and_what_cannot_be_opened_is_not_published() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "名单");
    for (name, bytes, said) in [
        ("名单.docx", word_file("机密★10年"), "机密★10年"),
        ("坏.pdf", b"%PDF-1.4\nbroken".to_vec(), "附件“坏.pdf”"),
    ] {
        let files = vec![Upload { name: name.into(), bytes }];
        let writing = Writing { files, ..writing(card.clone()) };
        let number = begin(store, 1, writing, None, &officer(Role::Handler), at(2)).await.unwrap().number;
        let refused = does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap_err().to_string();
        assert!(refused.contains(said) && refused.contains(name), "{refused}");
    }
}
