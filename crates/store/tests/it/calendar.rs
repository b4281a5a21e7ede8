//! A program with another arrangement of workdays: open applications move, each move is an event, nothing else changes.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Service, Step};
use statute::registers::{Channel, RemedyKind};
use statute::remedy_case::{self, Filing, Track};
use store::{Author, Draft, Fact, LimitMove, Record, Store, Texts, WorkQuery};

use crate::databases::{PROJECTIONS, story};
use crate::rows::{agency, author};

/// The arrangement of the program, with 17 and 18 March 2026 off and the Saturday after made up for one of them.
fn changed() -> Calendar {
    let mut calendar = Calendar::published().clone();
    calendar.extend("2026-03-17,off,临时放假\n2026-03-18,off,临时放假\n2026-03-21,work,临时放假\n").unwrap();
    calendar
}

async fn registered(store: &Store, channel: Channel) -> String {
    let act = Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let step = Step::new(date(2026, 3, 2), "登记甲".into(), act);
    store.register_application(&author(), 1, step, Record::default()).await.unwrap().number
}

async fn does(store: &Store, number: &str, act: Act) {
    let read = store.application(1, number).await.unwrap().unwrap();
    let step = Step::new(date(2026, 3, 3), "承办甲".into(), act);
    store.record(&author(), 1, &read, step, "示测公开", Record::default()).await.unwrap();
}

/// The last day of every open application, by number.
async fn limits(store: &Store) -> Vec<(String, Date)> {
    let query = WorkQuery { count: 99, ..WorkQuery::default() };
    let rows = store.work_list(1, &query).await.unwrap().rows;
    let mut limits: Vec<_> =
        rows.into_iter().map(|row| (row.application.number.clone(), row.limit.unwrap().1)).collect();
    limits.sort();
    limits
}

fn later() -> Author {
    Author { at: "2026-03-10T01:00:00Z".parse().unwrap(), ..author() }
}

story! {
    async fn open_applications_move_and_each_move_is_on_record(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let open = registered(&store, Channel::Counter).await;
        let waiting = registered(&store, Channel::Internet).await;
        let asked = registered(&store, Channel::Counter).await;
        does(&store, &asked, Act::Assigned { to: "承办甲".into() }).await;
        does(&store, &asked, Act::Accepted).await;
        does(&store, &asked, Act::SupplementAsked { reply_by: date(2026, 3, 20) }).await;
        let closed = registered(&store, Channel::Counter).await;
        does(&store, &closed, Act::Assigned { to: "承办甲".into() }).await;
        does(&store, &closed, Act::Accepted).await;
        does(&store, &closed, Act::Drafted(Decision::of(Leaf::Granted))).await;
        does(&store, &closed, Act::Approved).await;
        does(&store, &closed, Act::Signed { letter: String::new() }).await;
        does(&store, &closed, Act::Served { way: Service::Post }).await;
        // The first start only notes the arrangement.
        assert_eq!(store.adopt_calendar(&author()).await.unwrap(), 0);
        assert_eq!(store.adopt_calendar(&author()).await.unwrap(), 0);
        let events = store.event_count().await.unwrap();
        let before = limits(&store).await;
        assert_eq!(before, [
            (open.clone(), date(2026, 3, 30)), (waiting.clone(), date(2026, 3, 3)), (asked.clone(), date(2026, 3, 20)),
        ]);

        let store = store.with_calendar(changed());
        assert_eq!(store.adopt_calendar(&later()).await.unwrap(), 1);
        assert_eq!(store.adopt_calendar(&later()).await.unwrap(), 0, "once");
        assert_eq!(store.event_count().await.unwrap(), events + 2);
        assert_eq!(limits(&store).await, [
            (open.clone(), date(2026, 3, 31)), (waiting, date(2026, 3, 3)), (asked, date(2026, 3, 20)),
        ]);
        let moved = LimitMove { kind: "答复".into(), from: date(2026, 3, 30), to: date(2026, 3, 31) };
        let [on_record] = &store.moves_of(1, &open).await.unwrap()[..] else { panic!("one move") };
        assert_eq!((&on_record.moved, on_record.at.as_str()), (&moved, "2026-03-10T01:00:00Z"));
        let week_ago: Timestamp = later().at - SignedDuration::from_hours(168);
        assert_eq!(store.limit_moves(1, week_ago, 9).await.unwrap().len(), 1);
        assert!(store.limit_moves(1, later().at + SignedDuration::from_secs(1), 9).await.unwrap().is_empty());
        assert!(store.limit_moves(2, week_ago, 9).await.unwrap().is_empty());
        assert!(store.moves_of(1, &closed).await.unwrap().is_empty());
        // Work goes on upon it.
        does(&store, &open, Act::Assigned { to: "承办甲".into() }).await;
        assert_eq!(limits(&store).await[0], (open, date(2026, 3, 31)));
    }
}

story! {
    async fn a_rebuild_and_a_verification_say_the_same_under_any_program(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let old = registered(&store, Channel::Counter).await;
        store.adopt_calendar(&author()).await.unwrap();
        registered(&store, Channel::Counter).await;
        let changed = store.clone().with_calendar(changed());
        assert_eq!(changed.adopt_calendar(&later()).await.unwrap(), 2);
        registered(&changed, Channel::Counter).await;
        let mut before = Vec::new();
        for table in PROJECTIONS {
            before.push(database.dump(table).await);
        }
        for program in [store, changed] {
            assert!(program.verify(|_| {}).await.unwrap().is_sound());
            program.rebuild(|_| {}).await.unwrap();
            for (table, rows) in PROJECTIONS.into_iter().zip(&before) {
                assert_eq!(&database.dump(table).await, rows, "{table}");
            }
        }
        // An arrangement that was altered is told, and changes nothing.
        database.meddle("update event set prev_hash = hash where kind = 'calendar.adopted'").await;
        let store = database.open().await;
        assert!(!store.verify(|_| {}).await.unwrap().is_sound());
        assert_eq!(store.moves_of(1, &old).await.unwrap().len(), 1);
    }
}

story! {
    async fn a_ledger_that_knew_no_arrangement_moves_as_well(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        let open = registered(&store, Channel::Counter).await;
        // A program of before, which noted no arrangement.
        let store = store.with_calendar(changed());
        assert_eq!(store.adopt_calendar(&later()).await.unwrap(), 1);
        assert_eq!(limits(&store).await, [(open, date(2026, 3, 31))]);
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
    }
}

story! {
    async fn a_review_that_awaits_the_reply_moves_too(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局")]).await.unwrap();
        store.adopt_calendar(&author()).await.unwrap();
        let filed = |received_on| Filing {
            kind: RemedyKind::Review,
            track: Track::Simplified,
            received_on,
            application: None,
            submission: None,
        };
        let mut numbers = Vec::new();
        for received_on in [date(2026, 3, 13), date(2026, 3, 2)] {
            let step = remedy_case::Step { on: date(2026, 3, 13), by: "登记甲".into(), act: remedy_case::Act::Filed(filed(received_on)) };
            numbers.push(store.file_remedy(&author(), 1, step, Record::default(), vec![]).await.unwrap().number);
        }
        let store = store.with_calendar(changed());
        assert_eq!(store.adopt_calendar(&later()).await.unwrap(), 1, "the other's term was over before");
        let limit = store.remedy(1, &numbers[0]).await.unwrap().unwrap().limit;
        assert_eq!(limit, Some(date(2026, 3, 23)));
        let [moved] = &store.moves_of(1, &numbers[0]).await.unwrap()[..] else { panic!("one move") };
        assert_eq!(moved.moved, LimitMove { kind: "答复".into(), from: date(2026, 3, 20), to: date(2026, 3, 23) });
        assert_eq!(store.limit_moves(1, later().at, 9).await.unwrap(), std::slice::from_ref(moved));
        let before = database.dump("remedy_case").await;
        assert!(store.verify(|_| {}).await.unwrap().is_sound());
        store.rebuild(|_| {}).await.unwrap();
        assert_eq!(database.dump("remedy_case").await, before);
    }
}

/// An arrangement and a move, in the ledger of another story.
pub(crate) async fn fill(store: &Store) {
    let act = Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let step = Step::new(date(2026, 3, 2), "登记甲".into(), act);
    let draft = |agency, stream: &str, expected, fact| Draft {
        agency,
        stream: stream.into(),
        expected,
        fact,
        texts: Texts::Nothing,
    };
    let moved = LimitMove { kind: "答复".into(), from: date(2026, 3, 30), to: date(2026, 3, 31) };
    let arrangement = Calendar::published().lines();
    store
        .append(
            &author(),
            [
                draft(1, "application/1/2026-2", 0, Fact::Procedure { step, files: vec![] }),
                draft(0, "calendar", 0, Fact::Calendar { arrangement }),
                draft(1, "application/1/2026-2", 1, Fact::LimitMoved(moved)),
            ],
        )
        .await
        .unwrap();
}
