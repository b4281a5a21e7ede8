//! Bench 7(c) and 7(d): a million applications of 1,200 agencies into the ledger, and table three out of it.
//!
//! `cargo bench -p store` runs on SQLite; `DATABASE_URL` adds PostgreSQL. `BENCH_ROWS` changes the number of rows and
//! `BENCH_CSV` writes the same applications as CSV for `benches/peers`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program of figures")]

use std::io::Write as _;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{Agency, ApplicationEntry, Channel};
use store::{Address, Author, Cipher, Draft, Entry, Fact, Keys, Personal, Scope, Step, Store, Texts};

const AGENCIES: u64 = 1200;
const YEAR: i16 = 2023;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Application `n`: received in 2020 to 2023, answered a few weeks later or still open.
fn application(dice: &mut Dice, n: u64) -> (i64, ApplicationEntry) {
    let day =
        |dice: &mut Dice, year: i16| Date::constant(year, 1 + dice.roll(12) as i8, 1 + dice.roll(28) as i8);
    let year = 2020 + dice.roll(4) as i16;
    let received_on = day(dice, year);
    let outcome = (dice.roll(20) > 0).then(|| {
        let year = received_on.year() + i16::from(received_on.month() == 12);
        let answered_on = if received_on.month() == 12 {
            Date::constant(year, 1, 1 + dice.roll(28) as i8)
        } else {
            Date::constant(year, received_on.month() + 1, 1 + dice.roll(28) as i8)
        };
        (Leaf::ALL[dice.roll(21) as usize], answered_on)
    });
    let row = ApplicationEntry {
        number: format!("{}-{n:07}", received_on.year()),
        received_on,
        channel: Channel::ALL[dice.roll(8) as usize],
        applicant: Applicant::ALL[dice.roll(6) as usize],
        leaf: outcome.map(|(leaf, _)| leaf),
        answered_on: outcome.map(|(_, on)| on),
        topic: None,
        content: None,
        reason: None,
        supplement_asked_on: None,
        supplement_received_on: None,
        extended_workdays: None,
        delayed_until: None,
        fee_notice_on: None,
        fee_paid_on: None,
    };
    (1 + (n % AGENCIES) as i64, row)
}

/// All applications; every fourth has free texts that are sealed.
fn drafts(rows: u64) -> impl Iterator<Item = Draft> {
    let agencies = (1..=AGENCIES as i64).map(|id| Draft {
        agency: id,
        stream: format!("agency/{id}"),
        expected: 0,
        fact: Fact::Agency {
            is_new: true,
            agency: Agency { name: format!("第{id}局"), ..Agency::default() },
        },
        texts: Texts::Nothing,
    });
    let mut dice = Dice(7);
    let applications = (0..rows).map(move |n| {
        let (agency, row) = application(&mut dice, n);
        let texts = if n % 4 == 0 {
            let content = Some(format!("请求公开第{n}号事项的办理依据、经过和结果"));
            Texts::New(Personal { content, ..Personal::default() })
        } else {
            Texts::Nothing
        };
        Draft {
            agency,
            stream: format!("applications/{agency}/{}", row.number),
            expected: 0,
            fact: Fact::Entry {
                step: Step::Entered,
                entry: Entry::Application(row),
                report_years: Vec::new(),
                reason: None,
            },
            texts,
        }
    });
    agencies.chain(applications)
}

fn write_csv(path: &str, rows: u64) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "agency,number,received_on,channel,applicant,leaf,answered_on").unwrap();
    let mut dice = Dice(7);
    for n in 0..rows {
        let (agency, row) = application(&mut dice, n);
        let leaf = row.leaf.map_or("", Leaf::code);
        let answered = row.answered_on.map(|date| date.to_string()).unwrap_or_default();
        let (channel, applicant) = (row.channel.zh(), row.applicant.zh());
        writeln!(file, "{agency},{},{},{channel},{applicant},{leaf},{answered}", row.number, row.received_on)
            .unwrap();
    }
}

/// The largest memory of this process so far, in MB.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Processor time of this process so far, in seconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|n| fields.get(*n)?.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

/// The middle of nine runs.
async fn median<T>(mut work: impl AsyncFnMut() -> T) -> Duration {
    let mut times = Vec::new();
    for _ in 0..9 {
        let start = Instant::now();
        std::hint::black_box(work().await);
        times.push(start.elapsed());
    }
    times.sort();
    times[4]
}

async fn run(name: &str, address: &Address, rows: u64) {
    let store = Store::open(address, Keys::generate(Cipher::Aes256Gcm)).await.unwrap();
    let author = Author { actor: "bench".into(), at: jiff::Timestamp::now() };
    let (start, cpu_before) = (Instant::now(), cpu());
    store.append(&author, drafts(rows)).await.unwrap();
    let (seconds, cpu_seconds) = (start.elapsed().as_secs_f64(), cpu() - cpu_before);
    println!(
        "{name}: import {rows} applications: {seconds:.1} s, {:.0} rows/s, {:.0} rows/CPU-s, peak {} MB",
        rows as f64 / seconds,
        rows as f64 / cpu_seconds,
        peak_megabytes()
    );

    let (cpu_before, full) = (cpu(), median(async || store.count_table_three(YEAR).await.unwrap()).await);
    let cpu_each = (cpu() - cpu_before) * 1000.0 / 9.0;
    println!(
        "{name}: full count, table three of {AGENCIES} agencies: {:.1} ms ({cpu_each:.0} ms CPU)",
        full.as_secs_f64() * 1000.0
    );
    let every = median(async || store.all_tables_three(YEAR).await.unwrap()).await;
    println!(
        "{name}: counters, table three of all {AGENCIES} agencies: {:.1} ms",
        every.as_secs_f64() * 1000.0
    );
    let one = median(async || store.table_three(Scope::Agency(77), YEAR).await.unwrap()).await;
    let all = median(async || store.table_three(Scope::All, YEAR).await.unwrap()).await;
    println!(
        "{name}: counters: one agency {:.3} ms, the sum of all {:.3} ms",
        one.as_secs_f64() * 1000.0,
        all.as_secs_f64() * 1000.0
    );
    assert_eq!(
        store.count_table_three(YEAR).await.unwrap(),
        store.all_tables_three(YEAR).await.unwrap(),
        "counters and full count agree"
    );
    let table = store.table_three(Scope::All, YEAR).await.unwrap();
    println!("{name}: check: received {}, carried out {}", table.0[0][6], table.0[24][6]);

    let start = Instant::now();
    let found = store.verify(|_| {}).await.unwrap();
    assert!(found.is_sound());
    println!("{name}: verify {} events: {:.1} s", found.events, start.elapsed().as_secs_f64());
    let start = Instant::now();
    let events = store.rebuild(|_| {}).await.unwrap();
    println!("{name}: rebuild {events} events: {:.1} s", start.elapsed().as_secs_f64());
    store.close().await;
}

#[tokio::main]
async fn main() {
    let rows = std::env::var("BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    if let Ok(path) = std::env::var("BENCH_CSV") {
        write_csv(&path, rows);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gongkai.db");
    run("sqlite", &Address::Sqlite(path.clone()), rows).await;
    println!("sqlite: file {} MB", std::fs::metadata(&path).unwrap().len() / 1024 / 1024);
    if let Ok(url) = std::env::var("DATABASE_URL") {
        run("postgres", &Address::parse(&url).unwrap(), rows).await;
    }
}
