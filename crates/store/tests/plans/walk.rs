//! A walk through every function of the store that the running program uses.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};
use serde_json::json;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::letters::LetterNumber;
use statute::procedure::{Act, Decision, Queue, Role, Service, Stage, Step};
use statute::registers::{CatalogueEntry, Channel, Register, RemedyKind};
use statute::remedy_case::{self, Filing, Outcome, Ruling, Track};
use store::{
    Accessed, Account, At, Beside, Credential, Draft, Entry, Fact, FrozenFile, GoesOut, MailStep, Outgoing,
    Own, Record, RectificationQuery, RemedyQuery, Reply, Scope, SignIn, Standing, Store, Tells, Texts,
    WorkQuery,
};

use crate::databases::Database;
use crate::recorder;
use crate::rows::{agency, application, author, entered, remedy, retracted, row};

const ON: Date = date(2026, 3, 2);

/// Calls a function of the store and remembers its name.
macro_rules! call {
    ($walked:ident, $store:ident.$name:ident($($argument:expr),* $(,)?)) => {{
        $walked.insert(stringify!($name));
        $store.$name($($argument),*).await.unwrap()
    }};
}

fn fact(stream: &str, expected: i64, fact: Fact) -> Draft {
    Draft { agency: 1, stream: stream.into(), expected, fact, texts: Texts::Nothing }
}

/// Walks; answers which functions were called and which statements were executed.
pub(crate) async fn through(database: &Database) -> (BTreeSet<&'static str>, BTreeSet<String>) {
    let store = database.open().await;
    recorder::listen();
    let mut walked = BTreeSet::new();
    let walked_ = &mut walked;
    Box::pin(fill(&store, walked_)).await;
    handle(&store, walked_).await;
    contest(&store, walked_).await;
    rectify(&store, walked_).await;
    Box::pin(publish(&store, walked_)).await;
    comment(&store, walked_).await;
    Box::pin(mail(&store, walked_)).await;
    read(&store, walked_).await;
    // What is still being told is told before the connections are closed.
    store.close().await;
    (walked, recorder::heard().into_iter().collect())
}

/// Everything that is written without the procedure.
async fn fill(store: &Store, walked: &mut BTreeSet<&'static str>) {
    let author = author();
    let text = |text: &str| text.to_owned();
    let account = Account {
        name: text("chengban"),
        title: text("承办甲"),
        roles: vec![Role::Handler],
        is_closed: false,
    };
    let mut with_texts = row("2", date(2023, 5, 1), None);
    with_texts.content = Some(text("某某事项"));
    let answered = row("1", date(2023, 3, 1), Some((Leaf::Granted, date(2023, 3, 9))));
    let file = FrozenFile { name: text("report.pdf"), sm3: text("00"), bytes: 1 };
    call!(
        walked,
        store.append(
            &author,
            [
                agency(1, "某某局"),
                entered("1"),
                application(store::Step::Entered, 0, with_texts),
                entered("3"),
                remedy(store::Step::Entered, 0, None),
                fact("account/chengban", 0, Fact::Account { is_new: true, account }),
                fact("agency/1", 1, Fact::Settings { from: ON, settings: json!({}) }),
                fact("agency/1", 2, Fact::Settings { from: date(2026, 4, 1), settings: json!({}) }),
                fact("agency/1", 3, Fact::Settings { from: date(2026, 4, 1), settings: json!(null) }),
                fact("report/1/2023", 0, Fact::Narrative { year: 2023, text: text("# 总体情况") }),
                fact("report/1/2023", 1, Fact::Previous { year: 2023, report: json!({}) }),
                fact("report/1/2023", 2, Fact::Given { year: 2023, registers: vec![text("applications")] }),
                fact("report/1/2023", 3, Fact::Frozen { year: 2023, files: vec![file] }),
                fact("report/1/2023", 4, Fact::ReportCorrected { year: 2023, reason: text("更正"), rows: 1 }),
            ]
        )
    );
    let third = row("3", date(2023, 3, 1), None);
    for draft in [
        application(store::Step::Completed, 1, answered),
        remedy(store::Step::Corrected, 1, None),
        remedy(store::Step::Retracted, 2, None),
        remedy(store::Step::Entered, 3, None),
        retracted(1, third.clone()),
        application(store::Step::Entered, 2, third),
    ] {
        call!(walked, store.append(&author, [draft]));
    }
    // So many that they do not share a transaction with others.
    call!(walked, store.append(&author, (10..600).map(|n| entered(&n.to_string()))));
    let credential = Credential { password: text("x"), is_once: false, failures: 0, locked_until: None };
    call!(walked, store.set_credential("chengban", &credential, author.at));
    call!(walked, store.open_session(&[7; 32], "chengban", author.at));
    call!(walked, store.touch_session(&[7; 32], author.at));
    call!(walked, store.session(&[7; 32]));
    call!(walked, store.close_session(&[7; 32]));
    call!(walked, store.close_sessions("chengban"));
    call!(walked, store.seal(&author));
}

/// An application from the form to the served answer.
async fn handle(store: &Store, walked: &mut BTreeSet<&'static str>) {
    let author = author();
    let registered = |channel, submission: &str| Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: Some("00".into()),
        submission: Some(submission.into()),
        split_from: None,
        happened: vec![],
    };
    let step = |act| Step::new(ON, "承办甲".into(), act);
    let record = || Record {
        texts: serde_json::Map::from_iter([("content".to_owned(), json!("某某事项"))]),
        files: vec![b"a scan".to_vec()],
        index: vec![("name", "申请人甲".into())],
    };
    for (channel, key) in [(Channel::Internet, "1"), (Channel::Internet, "1"), (Channel::Counter, "2")] {
        call!(walked, store.register_application(&author, 1, step(registered(channel, key)), record()));
    }
    many_at_once(store).await;
    for act in [
        Act::Confirmed,
        Act::Assigned { to: "chengban".into() },
        Act::Accepted,
        Act::Drafted(Decision::of(Leaf::Granted)),
        Act::Approved,
        Act::Signed { letter: String::new() },
        Act::Served { way: Service::Post },
    ] {
        let stored = call!(walked, store.application(1, "2026-1")).unwrap();
        call!(walked, store.record(&author, 1, &stored, step(act), "示测公开", record()));
    }
    let other = call!(walked, store.application(1, "2026-2")).unwrap();
    let joined = step(Act::Joined { into: "2026-1".into() });
    call!(walked, store.record(&author, 1, &other, joined, "示测公开", record()));
    assert_eq!(call!(walked, store.joined_into(1, "2026-1")).len(), 1);
    assert!(call!(walked, store.submitted_as(1, "2")).is_some());
    let steps = call!(walked, store.steps("application/1/2026-1"));
    let sealed = call!(walked, store.open_sealed("application/1/2026-1", &steps[0].files[0]));
    assert!(sealed.is_some());
    let hash: Vec<u8> = (0..64)
        .step_by(2)
        .map(|at| u8::from_str_radix(&steps[0].files[0][at..at + 2], 16).unwrap())
        .collect();
    call!(walked, store.index_sealed(1, "telephone", "13000000000", &hash.try_into().unwrap()));
    assert_eq!(call!(walked, store.find_sealed(1, "telephone", "13000000000")).len(), 1);
}

/// A review of the answer, from the filing to the retraction.
async fn contest(store: &Store, walked: &mut BTreeSet<&'static str>) {
    let author = author();
    let step = |act| remedy_case::Step { on: ON, by: "登记甲".into(), act };
    let filing = Filing {
        kind: RemedyKind::Review,
        track: Track::Ordinary,
        received_on: ON,
        application: Some("2026-1".into()),
        submission: Some("1".into()),
    };
    for _ in 0..2 {
        let filed = step(remedy_case::Act::Filed(filing.clone()));
        call!(walked, store.file_remedy(&author, 1, filed, Record::default(), Vec::new()));
    }
    let outcome = Outcome { ruling: Ruling::ReviewUpheld, decided_on: ON, reopens: false, redo_by: None };
    for act in [remedy_case::Act::Replied, remedy_case::Act::Decided(outcome), remedy_case::Act::Retracted] {
        let stored = call!(walked, store.remedy(1, "R2026-1")).unwrap();
        let acted = Fact::Remedy { step: step(act), files: Vec::new() };
        call!(walked, store.append(&author, [fact(&stored.stream, stored.version, acted)]));
    }
    call!(walked, store.remedy_steps("remedy/1/R2026-1"));
    assert_eq!(call!(walked, store.remedies_of(1, "2026-1")).len(), 1);
    for is_decided in [false, true] {
        let query = RemedyQuery { is_decided, after: Some((String::new(), String::new())), count: 50 };
        call!(walked, store.remedy_list(1, &query));
    }
}

/// A request to correct records, from the registration to the signature.
async fn rectify(store: &Store, walked: &mut BTreeSet<&'static str>) {
    use statute::rectification::{Act, Judgement, Step};
    let author = author();
    let step = |act| Step { on: ON, by: "登记甲".into(), act };
    for _ in 0..2 {
        let act =
            Act::Registered { channel: Channel::Counter, received_on: ON, submission: Some("1".into()) };
        call!(walked, store.register_rectification(&author, 1, step(act), Record::default()));
    }
    let drafted = Act::Drafted { judgement: Judgement::Corrected };
    for act in [drafted, Act::Approved, Act::Signed { letter: String::new() }] {
        let read = call!(walked, store.rectification(1, "C2026-1")).unwrap();
        let record = Record::default();
        call!(walked, store.record_rectification(&author, 1, &read, step(act), "示测公开", record));
    }
    call!(walked, store.rectification_steps("rectification/1/C2026-1"));
    for is_closed in [false, true] {
        let after = Some((String::new(), String::new()));
        let query = RectificationQuery { is_closed, after, count: 50 };
        call!(walked, store.rectification_list(1, &query));
    }
}

/// A publication, from the draft to the page, with what interprets it.
async fn publish(store: &Store, walked: &mut BTreeSet<&'static str>) {
    use statute::publication::{Act, Attribute, Card, Edition, Kind, Origin, Publication, Stage, Step};
    use store::{Change, Content, DeskQuery, FromSite, ListWithdrawn, Numbering, Shelf};
    let author = author();
    let step = |act| Step { on: ON, by: "承办甲".into(), act };
    for kind in [Kind::Policy, Kind::Interpretation] {
        let body = Content::new(b"<p>text</p>".to_vec());
        let card = Card {
            made_on: Some(ON),
            attribute: Some(Attribute::Proactive),
            interprets: vec!["P2026-1".into()],
            ..Card::new(kind, "title")
        };
        let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
        let begun = Act::Begun { edition, submission: Some(kind.code().into()) };
        call!(walked, store.begin_publication(&author, 1, step(begun), vec![body], Vec::new()));
    }
    let acts = [
        Act::Submitted,
        Act::Reviewed { sm3: String::new(), opinion: String::new() },
        Act::Signed { publish_at: None },
        Act::Published { at: ON.at(9, 0, 0, 0), index_number: String::new(), sm3: String::new() },
    ];
    for act in acts {
        let read = call!(walked, store.publication(1, "P2026-1")).unwrap();
        let change = vec![Change { read, step: step(act) }];
        call!(walked, store.record_publications(&author, 1, change, Vec::new(), "11370000000000000A"));
    }
    let read = call!(walked, store.publication(1, "P2026-1")).unwrap();
    assert!(call!(walked, store.publication_submitted(1, "policy")).is_some());
    let numbers: Vec<String> = ["P2026-1", "P2026-2", "P2026-9"].map(str::to_owned).into();
    assert_eq!(call!(walked, store.publications(1, &numbers)).len(), 2);
    call!(walked, store.content(&read.item.draft.body));
    assert!(call!(walked, store.has_content(&read.item.draft.body)));
    call!(walked, store.companions(1, "P2026-1"));
    call!(walked, store.publication_steps("publication/1/P2026-1"));
    for stage in [None, Some(Stage::Published)] {
        let query = DeskQuery { stage, after: Some((String::new(), String::new())), count: 50 };
        call!(walked, store.publication_list(1, &query));
    }
    call!(walked, store.commentaries(1, "P2026-1"));
    let of_kind = Shelf::Kind(Kind::Policy);
    for shelf in
        [Shelf::Column("zcwj"), of_kind.clone(), Shelf::Ended, Shelf::Latest, Shelf::Running, Shelf::Closed]
    {
        call!(walked, store.public_list(1, &shelf, ON, None, 50));
        call!(walked, store.public_list_before(1, &shelf, ON, (String::new(), String::new()), 50));
    }
    call!(walked, store.write_list(&author, 1, "words", 0, String::new()));
    call!(walked, store.list(1, "words"));
    assert_eq!(call!(walked, store.list_version(1, "words")), 1);
    let change = CatalogueEntry { on: ON, subject: "主动公开基本目录".into(), note: None };
    call!(walked, store.publish_list(&author, 1, "catalogue", 0, String::new(), Entry::Catalogue(change)));
    assert_eq!(call!(walked, store.list_versions(1, "catalogue", 0)).len(), 1);
    call!(walked, store.list_at(1, "catalogue", 1));
    let withdrawn = ListWithdrawn { versions: vec![1], notice: "有误".into() };
    call!(walked, store.withdraw_list(&author, 1, "catalogue", 0, withdrawn));
    assert_eq!(call!(walked, store.list_withdrawals(1, "catalogue")).len(), 1);
    call!(walked, store.publications_waiting(1, 0));
    call!(walked, store.unexplained(1, Kind::Policy, None, 50));
    assert_eq!(call!(walked, store.public_list(1, &of_kind, ON, None, 50)).len(), 1);
    call!(walked, store.expiring(1, ON, ON));
    assert!(call!(walked, store.look_for_publications()));
    assert!(!call!(walked, store.look_for_publications()), "nothing happened since");
    let last = call!(walked, store.last_event());
    assert_eq!(call!(walked, store.publications_since(1, 0, last)).len(), 2);
    call!(walked, store.publications_due(1, ON.at(9, 0, 0, 0)));
    let body = Content::new(b"<p>old</p>".to_vec());
    let card = Card { attribute: Some(Attribute::Proactive), ..Card::new(Kind::Policy, "old") };
    let origin = Origin {
        address: "/old.html".into(),
        published_at: ON.at(9, 0, 0, 0),
        index_number: String::new(),
        sm3: String::new(),
    };
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let old = step(Act::Imported { edition, origin });
    let row = Publication::begin("P2026-9", &old).unwrap().entry().unwrap();
    assert!(!call!(walked, store.is_document_entered(1, &row)));
    assert!(!call!(walked, store.has_document_row(1, "publication/1/P2026-99")));
    let mut all = vec![FromSite { step: old, contents: vec![body] }];
    let next = |_: Numbering, _: usize| -> store::Result<_> { Ok(all.pop()) };
    call!(walked, store.import_publications(&author, 1, ON, "11370000000000000A", next));
    assert!(call!(walked, store.publication_from(1, "/old.html")).is_some());
    assert!(call!(walked, store.publication_indexed(1, "11370000000000000A/2026-00001")).is_some());
}

/// A draft that citizens are asked about, with a comment and its answer, to the result.
async fn comment(store: &Store, walked: &mut BTreeSet<&'static str>) {
    use statute::comment::{Act as Doing, Answer, Step as Done};
    use statute::publication::{Act, Card, Commentary, Edition, Kind, Least, Step, Tally};
    use store::{Change, Content};
    let author = author();
    let body = Content::new(b"<p>draft</p>".to_vec());
    let asked =
        Commentary { document: Some("P2026-1".into()), until: Some(ON), ..Commentary::new(Least::Days(1)) };
    let card = Card { commentary: Some(asked), ..Card::new(Kind::Commentary, "title") };
    let edition = Edition { card, body: body.sm3().to_owned(), files: Vec::new() };
    let begun = Act::Begun { edition, submission: None };
    let step = Step { on: ON, by: "承办甲".into(), act: begun };
    let draft = call!(walked, store.begin_publication(&author, 1, step, vec![body], Vec::new())).number;
    let done = |act| Done { on: ON, by: "申请人".into(), act };
    let received = Doing::Received {
        publication: draft.clone(),
        channel: Channel::Internet,
        received_on: ON,
        submission: Some("1".into()),
    };
    let asked = call!(walked, store.publication(1, &draft)).unwrap();
    for _ in 0..2 {
        call!(walked, store.receive_comment(&author, 1, &asked, done(received.clone()), Record::default()));
    }
    assert_eq!(call!(walked, store.commented_as(1, "1")).as_deref(), Some("V2026-1"));
    let read = call!(walked, store.comment(1, "V2026-1")).unwrap();
    let answered = done(Doing::Answered { answer: Answer::Adopted });
    call!(walked, store.answer_comment(&author, 1, &read, answered, Record::default()));
    assert_eq!(call!(walked, store.comment_steps(&read.stream)).len(), 2);
    assert_eq!(call!(walked, store.comment_list(1, &draft, Some(Answer::Adopted), (0, 0), 9)).len(), 1);
    assert_eq!(call!(walked, store.comments_counted(1, &draft)).adopted, 1);
    let read = call!(walked, store.publication(1, &draft)).unwrap();
    let closed = Act::CommentsClosed { tally: Tally::default(), said: "adopted".into() };
    let change = vec![Change { read, step: Step { on: ON, by: "签发甲".into(), act: closed } }];
    call!(walked, store.record_publications(&author, 1, change, Vec::new(), ""));
}

/// E-mails: queued, tried, sent, given up.
async fn mail(store: &Store, walked: &mut BTreeSet<&'static str>) {
    let author = author();
    let record = || Record { files: vec![b"a letter".to_vec()], ..Record::default() };
    let tells: Tells = Arc::new(move |number, _| {
        Some(Outgoing { topic: "receipt", message_id: format!("<{number}>"), record: record() })
    });
    let registered = Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let step = |act| Step::new(ON, "承办甲".into(), act);
    let taken = call!(
        walked,
        store.register_and_tell(&author, 1, step(registered), Record::default(), Some(Arc::clone(&tells)))
    );
    let stored = call!(walked, store.application(1, &taken.number)).unwrap();
    let assigned = step(Act::Assigned { to: "chengban".into() });
    let out = GoesOut { letter_code: "示测公开", tells: Some(tells), settles: vec![] };
    call!(walked, store.record_and_tell(&author, 1, &stored, assigned, out, Record::default()));
    let none = Beside::default();
    assert_eq!(call!(walked, store.beside(1, "2026-1")), Beside { joined: true, remedies: true, ..none });
    assert_eq!(store.beside(1, &taken.number).await.unwrap(), Beside { mails: true, ..none });
    let due = call!(walked, store.due_mails(1, author.at, 9));
    assert_eq!(due.len(), 2);
    for mail in &due {
        assert!(call!(walked, store.lease_mail(mail, author.at, author.at)));
        call!(walked, store.defer_mail(mail, "451", author.at));
        assert!(call!(walked, store.mail_content(mail)).is_some());
        let refused = MailStep::Refused(Reply { code: Some(550), attempts: 1 });
        call!(walked, store.record_mail(&author, 1, mail, refused, "unknown"));
    }
    let refused = call!(walked, store.mails(1, &taken.number));
    call!(walked, store.mail_reply(&refused[0]));
    assert_eq!(call!(walked, store.mail_alarms(1, author.at, 9)).len(), 2);
    assert_eq!(call!(walked, store.has_alarms(1, author.at, author.at)), (true, false));
    call!(walked, store.record_mail(&author, 1, &refused[0], MailStep::Again, ""));
    for what in [Accessed::Identity, Accessed::Letter("r2".into()), Accessed::File("00".into())] {
        call!(walked, store.record_access(&author, 1, &taken.number, what));
    }
    call!(walked, store.record_access(&author, 1, "", Accessed::Register));
    for outcome in [SignIn::Failed, SignIn::Locked, SignIn::Succeeded] {
        call!(walked, store.record_sign_in(&author, 1, "chengban", outcome));
    }
    assert_eq!(call!(walked, store.identity_shown(1, &taken.number)).len(), 1);
    assert!(store.beside(1, &taken.number).await.unwrap().accesses);
    call!(walked, store.limit_moves(1, author.at, 20));
    call!(walked, store.moves_of(1, &taken.number));
}

/// Everything that pages, letters and reports read.
async fn read(store: &Store, walked: &mut BTreeSet<&'static str>) {
    let own = || Some(Own { account: "chengban".into(), queues: vec![Queue::Clerk, Queue::Signer] });
    let key = || ("2026-03-02".to_owned(), "2026-1".to_owned());
    for standing in [Standing::Open, Standing::Closed, Standing::All] {
        for at in [At::Start, At::After(key()), At::Before(key())] {
            let all = || WorkQuery { standing, at: at.clone(), count: 50, ..WorkQuery::default() };
            for query in [
                all(),
                WorkQuery { own: own(), ..all() },
                WorkQuery { handler: Some("chengban".into()), ..all() },
                WorkQuery { stage: Some(Stage::Handling), channel: Some(Channel::Fax), ..all() },
                WorkQuery { queues: vec![Queue::Applicant], ..all() },
            ] {
                call!(walked, store.work_list(1, &query));
            }
        }
    }
    call!(walked, store.work_counts(1, ON, ON, 0));
    call!(walked, store.numbered(1, "2026-", 50));
    assert_eq!(call!(walked, store.registrations(1, &["2026-1", "2026-2"])).len(), 2);
    let letter = LetterNumber { code: "示测公开".into(), year: 2026, serial: 1 };
    assert_eq!(call!(walked, store.application_of_letter(1, &letter)).as_deref(), Some("2026-1"));
    assert!(call!(walked, store.registration("application/1/2026-1")).is_some());
    assert!(call!(walked, store.registered(1, "2026-1")).is_some());
    call!(walked, store.registered_after(1, "1", 50));
    let pairs = |text: &str| BTreeSet::from([text.chars().take(2).collect::<String>(), "某事".to_owned()]);
    call!(walked, store.index_texts(2000, pairs));
    call!(walked, store.events_to_index());
    let found = call!(walked, store.candidates(1, &["某某".to_owned(), "某事".to_owned()], 10));
    assert!(!found.streams.is_empty());
    call!(walked, store.account("chengban"));
    call!(walked, store.accounts_named(&BTreeSet::from(["chengban", "fuhe"])));
    call!(walked, store.credential("chengban"));
    call!(walked, store.settings(1, ON));
    assert_eq!(call!(walked, store.agency_changes(1)).len(), 4);
    call!(walked, store.template_changes(1));
    assert_eq!(call!(walked, store.said(1)).agency.len(), 4);
    for register in Register::ALL {
        call!(walked, store.register(1, register));
        call!(walked, store.retracted(1, register));
    }
    call!(walked, store.narrative(1, 2023));
    call!(walked, store.previous(1, 2023));
    call!(walked, store.given_registers(1));
    call!(walked, store.frozen_reports(1));
    call!(walked, store.stream("application/1/2026-1"));
    call!(walked, store.version("application/1/2026-1"));
    call!(walked, store.latest_events(1, None, 50));
    call!(walked, store.table_three(Scope::Agency(1), 2026));
    call!(walked, store.table_four(Scope::All, 2026));
    assert!(call!(walked, store.erase("application/1/2026-1")) > 0);
}

/// So many that the first of them is written alone and the others together: lists of values have plans of their own.
async fn many_at_once(store: &Store) {
    let mut waiting = tokio::task::JoinSet::new();
    for n in 0..100 {
        let store = store.clone();
        waiting.spawn(async move {
            let registered = Act::Registered {
                channel: Channel::Internet,
                applicant: Applicant::NaturalPerson,
                query_code: None,
                submission: Some(format!("at once {n}")),
                split_from: None,
                happened: vec![],
            };
            let step = Step::new(ON, "承办甲".into(), registered);
            store.register_application(&author(), 1, step, Record::default()).await
        });
    }
    for registered in waiting.join_all().await {
        registered.unwrap();
    }
}
