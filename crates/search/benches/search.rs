//! Search, suggestions and rebuild over many items of invented agencies.
//!
//! `cargo bench -p search` makes an index of `BENCH_ITEMS` items (100,000) in `BENCH_FOLDER`, unless one of that many
//! is there, and asks it. `BENCH_THREADS` asks as fast as it can (2), or `BENCH_PACE` so many times a second on one
//! thread. `BENCH_TSV` only writes items and queries for `benches/peers`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program of figures")]

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use generated::{Dice, Generated};
use search::{HotWords, Index, Item, Query, Rebuild, Synonyms};

#[path = "../tests/it/generated.rs"]
mod generated;

/// Words that nobody means, as many as a large vocabulary has; the first are common, the last hardly ever occur.
struct Vocabulary(Vec<String>);

impl Vocabulary {
    fn new() -> Self {
        let bytes: Vec<u8> =
            (0xB0..=0xD6_u8).flat_map(|row| (0xA1..=0xFE).flat_map(move |cell| [row, cell])).collect();
        let (signs, ..) = encoding_rs::GBK.decode(&bytes);
        let signs: Vec<char> = signs.chars().collect();
        let mut dice = Dice(99);
        Self(
            (0..30_000)
                .map(|_| (0..2 + dice.roll(5) / 4).map(|_| signs[dice.roll(signs.len())]).collect())
                .collect(),
        )
    }

    /// A word, the common ones by far the most often: its rank is spread evenly over the orders of magnitude.
    fn word(&self, dice: &mut Dice) -> &str {
        let share = dice.roll(1_000_000) as f64 / 1_000_000.0;
        &self.0[((self.0.len() as f64).powf(share) as usize).min(self.0.len() - 1)]
    }
}

/// An item of about 1,200 signs, half of them words of the large vocabulary.
fn item(generated: &Generated, vocabulary: &Vocabulary, number: u64) -> Item {
    let mut item = generated.item(number, 1_000_000);
    let mut dice = Dice(number ^ 0xABCD_EF01);
    dice.roll(2);
    for _ in 0..4 {
        for _ in 0..12 {
            for _ in 0..5 {
                item.text += vocabulary.word(&mut dice);
            }
            item.text += "，";
        }
        item.text += "\n";
    }
    item
}

/// What is asked, in the shares people ask it.
fn query(items: &[Item], vocabulary: &Vocabulary, dice: &mut Dice) -> Query {
    let item = &items[dice.roll(items.len())];
    let subject = generated::SUBJECTS[dice.roll(generated::SUBJECTS.len())].1;
    let mut query = Query { limit: 10, ..Query::default() };
    query.words = match dice.roll(100) {
        0..30 => subject.to_owned(),
        30..45 => item.title.clone(),
        45..55 => format!("{} {subject}", generated::PLACES[dice.roll(9)]),
        55..65 if !item.document_number.is_empty() => {
            item.document_number.replace('〔', "(").replace('〕', ")")
        }
        55..75 => vocabulary.word(dice).to_owned(),
        75..83 => format!("{} {}", vocabulary.word(dice), vocabulary.word(dice)),
        83..87 => dice.one(&["税", "补贴", "通知", "电梯", "水"]).to_owned(),
        87..92 => format!("请问{subject}怎么办理？"),
        92..98 => {
            query.filters.year = Some(item.published_at.year());
            query.filters.agency = Some(item.agency.clone());
            subject.to_owned()
        }
        _ => {
            let mut signs: Vec<char> = subject.chars().collect();
            let at = dice.roll(signs.len());
            signs[at] = '錯';
            signs.into_iter().collect()
        }
    };
    query
}

fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

fn size(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    entries
        .map(
            |entry| if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().unwrap().len() },
        )
        .sum()
}

/// Seconds of processor time that this process has used.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let behind = stat.rsplit(')').next().unwrap();
    behind.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
}

/// When something began: by the clock, and in processor time.
struct Began(Instant, f64);

impl Began {
    fn now() -> Self {
        Self(Instant::now(), processor())
    }

    fn told(&self, name: &str, mut times: Vec<Duration>) {
        let (wall, used) = (self.0.elapsed().as_secs_f64(), processor() - self.1);
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        let count = times.len() as f64;
        println!(
            "{name}: {count} asked, {:.0}/s, {:.0} for each second of processor time; half within {:.2} ms, 90 % {:.2}, 99 % {:.2}, 99.9 % {:.2}, longest {:.1}",
            count / wall,
            count / used,
            at(0.5),
            at(0.9),
            at(0.99),
            at(0.999),
            at(1.0)
        );
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().map_or(usual, |value| value.parse().unwrap())
}

fn main() {
    let count = number("BENCH_ITEMS", 100_000);
    let (generated, vocabulary) = (Generated::new(), Vocabulary::new());
    let sample: Vec<Item> =
        (0..2000).map(|index| item(&generated, &vocabulary, index * (count / 2000).max(1))).collect();
    let mut dice = Dice(2024);
    let queries: Vec<Query> = (0..20_000).map(|_| query(&sample, &vocabulary, &mut dice)).collect();
    if let Ok(path) = std::env::var("BENCH_TSV") {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        for query in queries.iter().take(2000) {
            writeln!(file, "q\t{}", query.words).unwrap();
        }
        for index in 0..count {
            let item = item(&generated, &vocabulary, index);
            writeln!(file, "i\t{}\t{}\t{}", item.title, item.document_number, item.text.replace('\n', " "))
                .unwrap();
        }
        return;
    }
    let folder = PathBuf::from(std::env::var("BENCH_FOLDER").unwrap());
    let index = Index::open(&folder).ok().filter(|index| index.count() == count).unwrap_or_else(|| {
        let threads = number("BENCH_THREADS", 2) as usize;
        let began = Instant::now();
        for index in 0..2000 {
            std::hint::black_box(item(&generated, &vocabulary, index));
        }
        let making = began.elapsed().as_secs_f64() / 2000.0;
        let (began, used) = (Instant::now(), processor());
        let mut rebuild = Rebuild::begin(&folder, threads, (number("BENCH_MEMORY", 256) as usize) << 20, |done| {
            if done % 100_000 == 0 {
                println!("  {done} after {:.0} s", began.elapsed().as_secs_f64());
            }
        })
        .unwrap();
        for index in 0..count {
            rebuild.put(&item(&generated, &vocabulary, index)).unwrap();
        }
        let index = rebuild.finish().unwrap();
        let wall = began.elapsed().as_secs_f64();
        println!(
            "rebuild: {count} items in {wall:.1} s, {:.0}/s, {:.0} s of processor time ({:.0} µs an item to make it for the bench); peak memory {} MB; {} MB on disk",
            count as f64 / wall, processor() - used, making * 1e6, peak_memory(), size(&folder) >> 20
        );
        index
    });
    let synonyms = Synonyms::new([["社保", "社会保险"], ["失业金", "失业保险金"]]);
    for query in queries.iter().take(500) {
        index.search(query, &synonyms).unwrap();
    }
    let seconds = Duration::from_secs(number("BENCH_SECONDS", 15));
    if let Ok(pace) = std::env::var("BENCH_PACE") {
        let pause = Duration::from_secs_f64(1.0 / pace.parse::<f64>().unwrap());
        let began = Began::now();
        let mut times = Vec::new();
        let mut due = began.0;
        for query in queries.iter().cycle() {
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            index.search(query, &synonyms).unwrap();
            times.push(due.elapsed());
            due += pause;
            if began.0.elapsed() > seconds {
                break;
            }
        }
        began.told("search at a pace, from when it was due", times);
    } else {
        let next = AtomicUsize::new(0);
        let began = Began::now();
        let all: Vec<Vec<Duration>> = std::thread::scope(|scope| {
            let asking: Vec<_> = (0..number("BENCH_THREADS", 2))
                .map(|_| {
                    scope.spawn(|| {
                        let mut times = Vec::new();
                        while began.0.elapsed() < seconds {
                            let query = &queries[next.fetch_add(1, Ordering::Relaxed) % queries.len()];
                            let from = Instant::now();
                            std::hint::black_box(index.search(query, &synonyms).unwrap());
                            times.push(from.elapsed());
                        }
                        times
                    })
                })
                .collect();
            asking.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        began.told("search", all.concat());
    }
    let began = Began::now();
    let mut times = Vec::new();
    let hot_words = HotWords::default();
    for (place, subject) in generated::SUBJECTS.iter().enumerate().cycle().take(3000) {
        let (signs, mut typed): (Vec<char>, String) = (subject.1.chars().collect(), String::new());
        typed.extend(signs.iter().take(1 + place % signs.len()));
        let typed = match place % 3 {
            0 => typed,
            1 => ["sbbt", "cyd", "dkjd", "zyjnpx", "jy", "gyxgw"][place / 3 % 6].to_owned(),
            _ => ["chuangye", "jiuyejianxi", "shehuibaox", "zhiye", "yanglaojigou", "gongj"][place / 3 % 6]
                .to_owned(),
        };
        let from = Instant::now();
        std::hint::black_box(index.suggest(&typed, &hot_words, 8).unwrap());
        times.push(from.elapsed());
    }
    began.told("suggestions on one thread", times);
    if std::env::var("BENCH_KINDS").is_ok() {
        let mut slow: Vec<(Duration, &Query)> = Vec::new();
        for query in queries.iter().take(5000) {
            let from = Instant::now();
            std::hint::black_box(index.search(query, &synonyms).unwrap());
            slow.push((from.elapsed(), query));
        }
        slow.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
        for (time, query) in slow.iter().step_by(10).take(40) {
            println!("  {time:.2?} {} {:?}", query.words, query.filters.year);
        }
    }
}
