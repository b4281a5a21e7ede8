//! A ledger with many applications, most of them closed long ago, and an officer who is signed in.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, date};
use office::accounts;
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Role, Service, Step};
use statute::registers::Channel;
use store::{Address, Author, Draft, Fact, Keys, Record, Store, Texts};

/// Of so many one is still open.
const OPEN_OF: u64 = 50;
/// The officers applications are assigned to.
const HANDLERS: u64 = 20;
/// How many of those that the measurement asks for.
const KNOWN: u64 = 5000;
/// Applications come in over so many years before this one.
const YEARS: u64 = 4;

struct One {
    number: String,
    code: String,
    events: Vec<Draft>,
}

/// Fills the ledger; writes the cookie of a sign-in, numbers and query codes to `known`.
pub(crate) fn fill(database: &str, key: &Path, count: u64, known: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Address::parse(database).unwrap(), Keys::read(key).unwrap()).await.unwrap();
        let now = jiff::Timestamp::now();
        let author = Author { actor: "bench".into(), at: now };
        let this_year = office::applications::day_of(now).year();
        let mut pairs = String::new();
        let drafts = (0..count).flat_map(|n| {
            let one = application(&store, this_year, count, n);
            if n % (count / KNOWN).max(1) == 0 {
                writeln!(pairs, "{} {}", one.number, one.code).unwrap();
            }
            one.events
        });
        let start = std::time::Instant::now();
        let done = store.append(&author, drafts).await.unwrap();
        println!(
            "ledger: {count} applications, {} events, filled in {:.0} s",
            done.events,
            start.elapsed().as_secs_f64()
        );
        let roles = vec![Role::Clerk, Role::Handler];
        let once = accounts::open(&store, &author, 1, "chengban1", "承办一", roles).await.unwrap();
        let password = "measuring 500 pages a second";
        let token = accounts::change_password(&store, "chengban1", &once, password, now).await.unwrap();
        std::fs::write(known, format!("{}\n{pairs}", token.as_str())).unwrap();
        store.close().await;
    });
}

/// An application from its registration to where it stands.
fn application(store: &Store, this_year: i16, count: u64, n: u64) -> One {
    // In the order of their years; the last ones are of this year and not all answered.
    let back = (YEARS - n * (YEARS + 1) / count.max(1)).min(YEARS) as i16;
    let year = this_year - back;
    let serial = n + 1;
    let number = format!("{year}-{serial}");
    let code = format!("{n:016}");
    let day = |after: u64| -> Date {
        date(year, 1 + ((n / 20) % 8) as i8, 1 + (n % 20) as i8)
            .saturating_add(jiff::SignedDuration::from_hours(24 * after as i64))
    };
    let handler = format!("chengban{}", 1 + n % HANDLERS);
    let mut texts = Map::new();
    texts.insert("content".into(), json!(format!("请求公开第{n}号事项的办理依据、经过和结果")));
    texts.insert(
        "person".into(),
        json!({"name": format!("申请人{}", n % 30_000), "identity_kind": "居民身份证", "identity_number": "11010119900307100X", "telephone": "13000000000", "address": "示例市示例路1号"}),
    );
    texts.insert("form".into(), json!("纸质"));
    texts.insert("way".into(), json!("邮寄"));
    let registered = Act::Registered {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        query_code: Some(store.secret_hash("query_code", &code)),
        submission: Some(format!("bench {n}")),
        split_from: None,
        happened: vec![],
    };
    let letter = format!("示测公开〔{year}〕{serial}号");
    let decision = Decision::of(Leaf::Granted);
    let course = [
        registered,
        Act::Assigned { to: handler },
        Act::Accepted,
        Act::Drafted(decision),
        Act::Approved,
        Act::Signed { letter },
        Act::Served { way: Service::Post },
    ];
    let steps = if n.is_multiple_of(OPEN_OF) { 1 + (n / OPEN_OF) as usize % 6 } else { course.len() };
    let stream = format!("application/1/{number}");
    let events = course.into_iter().take(steps).enumerate().map(|(at, act)| {
        let record = Record {
            texts: std::mem::take(&mut texts),
            files: Vec::new(),
            index: vec![("name", format!("申请人{}", n % 30_000))],
        };
        Draft {
            agency: 1,
            stream: stream.clone(),
            expected: at as i64,
            fact: Fact::Procedure { step: Step::new(day(at as u64), "bench".into(), act), files: Vec::new() },
            texts: if at == 0 { Texts::Record(record) } else { Texts::Nothing },
        }
    });
    let events = events.collect();
    One { number, code, events }
}
