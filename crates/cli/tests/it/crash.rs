//! The program killed at random moments while many people submit: what was acknowledged is there, once and whole.
//!
//! `GONGKAI_KILLS` says how often it is killed; `just crash` does it 200 times, `docs/notes/durability.md` has the figures.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use office::applications;
use store::{Address, Keys, Store};

use crate::browser::{Browser, Filled, PERSON};
use crate::program::gongkai;

/// People who submit at once.
const PEOPLE: u64 = 24;
/// How often the program is killed where nothing else is said.
const KILLS: u64 = 10;
/// The longest it lives, in milliseconds after it is ready, or has acknowledged something.
const LIFE: u64 = 300;
/// How long it may take to acknowledge something on a machine that does other things.
const PATIENCE: Duration = Duration::from_secs(20);
/// Submissions acknowledged for each kill, at least, on average.
const UNDER_WAY: u64 = 5;

/// The program serving one ledger; it does not outlive its test.
pub(crate) struct Server {
    child: Child,
    pub(crate) at: SocketAddr,
}

impl Server {
    /// Starts it and waits until it says where it is.
    pub(crate) fn start(command: &mut Command) -> Self {
        Self::start_saying(command, None)
    }

    /// The same, where it says something that begins so before.
    pub(crate) fn start_saying(command: &mut Command, first: Option<&str>) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut next = || lines.next().expect("it says something").expect("it is text");
        if let Some(first) = first {
            let said = next();
            assert!(said.starts_with(first), "{said}");
        }
        let said = next();
        let at = said.split("http://").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        Self { at: at.unwrap_or_else(|| panic!("it is not ready: {said}")), child }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn wait(&mut self) -> std::process::ExitStatus {
        self.child.wait().expect("it ends")
    }
}

impl Drop for Server {
    /// SIGKILL: nothing is finished, nothing is flushed.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The arguments that name database and key file.
pub(crate) fn place<'a>(database: &'a str, key: &'a str) -> [&'a str; 4] {
    ["--db", database, "--key", key]
}

/// A new ledger with one agency that takes applications.
pub(crate) fn set_up(database: &str, key: &str) {
    for args in
        [["init", "--name", "示例市测试局"].as_slice(), &["agency", "set", "--letter-code", "示测公开"]]
    {
        let run = gongkai(&[args, &place(database, key)].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}

pub(crate) fn serve(database: &str, key: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["serve", "--listen", "127.0.0.1:0"]).args(place(database, key));
    command
}

/// Random numbers of which a test only wants that they are not the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What the people know of the program, and what it told them.
#[derive(Default)]
struct World {
    at: Mutex<Option<SocketAddr>>,
    is_over: AtomicBool,
    /// Every form that was ever sent, by its content.
    sent: Mutex<HashMap<String, Filled>>,
    /// Content of a form, number and query code of its receipt.
    acknowledged: Mutex<Vec<(String, String, String)>>,
    /// Forms sent again after an answer was lost, that were acknowledged then.
    again: AtomicU64,
}

impl World {
    fn acknowledged(&self) -> u64 {
        self.acknowledged.lock().unwrap().len() as u64
    }

    /// Fills forms in and sends them until all is over; where no answer comes, every second one is sent again.
    fn person(&self, id: u64) {
        let mut unanswered: Option<(String, Filled)> = None;
        let mut count = 0;
        while !self.is_over.load(Ordering::Relaxed) {
            let Some(at) = *self.at.lock().unwrap() else {
                std::thread::sleep(Duration::from_millis(2));
                continue;
            };
            let Ok(mut browser) = Browser::open(at) else { continue };
            loop {
                let is_again = unanswered.is_some();
                let form = if let Some((cookie, form)) = unanswered.take() {
                    browser.cookie = cookie;
                    form
                } else {
                    count += 1;
                    let content = format!("第{id}人第{count}件申请公开的事项");
                    let file = format!("%PDF-1.7 {content}").repeat(1 + (count as usize * 7) % 200);
                    let Ok(form) = browser.fill_in(content, file.into_bytes()) else { break };
                    self.sent.lock().unwrap().insert(form.content.clone(), form.clone());
                    form
                };
                let Ok(answer) = browser.send(&form) else {
                    unanswered = (count % 2 == 0).then(|| (browser.cookie.clone(), form));
                    break;
                };
                // While it stops, the program may still say that it cannot take it.
                assert!(answer.status == 200 || answer.status == 503, "{}: {}", answer.status, answer.text);
                if let Some((number, code)) = answer.receipt() {
                    self.again.fetch_add(u64::from(is_again), Ordering::Relaxed);
                    self.acknowledged.lock().unwrap().push((form.content, number, code));
                }
            }
        }
    }
}

/// Kills the program that often under load; answers what was sent and acknowledged.
fn kill_it(database: &str, key: &str, kills: u64) -> World {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let mut dice = Dice(seed | 1);
    let (world, start, mut killed) = (World::default(), Instant::now(), 0);
    std::thread::scope(|people| {
        for id in 0..PEOPLE {
            let world = &world;
            people.spawn(move || world.person(id));
        }
        // On a slow machine it is killed more often, until enough was under way.
        while killed < kills || world.acknowledged() < kills * UNDER_WAY {
            let before = world.acknowledged();
            let server = Server::start(&mut serve(database, key));
            *world.at.lock().unwrap() = Some(server.at);
            // Three of four times not before something was acknowledged.
            let (begun, is_early) = (Instant::now(), dice.below(4) == 0);
            while !is_early && world.acknowledged() == before && begun.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(dice.below(LIFE)));
            *world.at.lock().unwrap() = None;
            drop(server);
            killed += 1;
        }
        world.is_over.store(true, Ordering::Relaxed);
    });
    println!(
        "{killed} kills in {:.0} s, seed {seed}: {} forms sent, {} acknowledged, {} of these when sent again",
        start.elapsed().as_secs_f64(),
        world.sent.lock().unwrap().len(),
        world.acknowledged(),
        world.again.load(Ordering::Relaxed),
    );
    world
}

/// Everything in the ledger is whole and there once, and everything that was acknowledged is in the ledger.
async fn check(store: &Store, sent: &HashMap<String, Filled>, acknowledged: &[(String, String, String)]) {
    let today = applications::day_of(jiff::Timestamp::now());
    let year = today.year();
    let mut by_content = BTreeMap::new();
    for serial in 1.. {
        let number = format!("{year}-{serial}");
        let Ok(file) = applications::case_file(store, 1, &number, today).await else { break };
        let form = sent.get(file.field("content")).unwrap_or_else(|| panic!("{number}: nobody sent this"));
        let person = serde_json::to_value(file.person()).unwrap();
        for (name, value) in PERSON.iter().filter(|(name, _)| *name != "kind") {
            let kept = person.get(*name).and_then(|kept| kept.as_str()).unwrap_or_else(|| file.field(name));
            assert_eq!(kept, *value, "{number}: {name}");
        }
        assert_eq!(file.steps[0].files.len(), 1, "{number}");
        let bytes = store.open_sealed(&file.stored.stream, &file.steps[0].files[0]).await.unwrap();
        assert!(bytes.as_ref() == Some(&form.file), "{number}: the attachment is whole");
        let before = by_content.insert(form.content.clone(), number);
        assert_eq!(before, None, "{}: taken in twice", form.content);
    }
    let counted: u64 = store
        .work_counts(1, today, today, store.last_event().await.unwrap())
        .await
        .unwrap()
        .iter()
        .map(|count| count.cases)
        .sum();
    assert_eq!(counted, by_content.len() as u64, "numbers have no gaps");
    for (content, number, code) in acknowledged {
        assert_eq!(by_content.get(content), Some(number), "{content}: acknowledged");
        let found = applications::status(store, 1, number, code, today).await;
        assert!(found.is_ok(), "{number}: its query code opens it");
    }
    println!("{} in the ledger", by_content.len());
}

fn killed_again_and_again(database: &str, key: &Path) {
    let kills = std::env::var("GONGKAI_KILLS").map_or(KILLS, |kills| kills.parse().expect("a number"));
    let key_file = key.to_str().unwrap();
    set_up(database, key_file);
    let world = kill_it(database, key_file, kills);
    let (sent, acknowledged) = (world.sent.into_inner().unwrap(), world.acknowledged.into_inner().unwrap());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let address = Address::parse(database).unwrap();
        let store = Store::open(&address, Keys::read(key).unwrap()).await.unwrap();
        check(&store, &sent, &acknowledged).await;
        store.close().await;
    });
    let verified = gongkai(&[["audit", "verify"].as_slice(), &place(database, key_file)].concat());
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[test]
fn killed_at_any_moment_on_sqlite_it_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    killed_again_and_again(database.to_str().unwrap(), &folder.path().join("gongkai.key"));
}

#[test]
fn killed_at_any_moment_on_postgresql_it_loses_nothing_acknowledged() {
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        assert!(
            std::env::var_os("GONGKAI_REQUIRE_POSTGRES").is_none(),
            "GONGKAI_REQUIRE_POSTGRES is set but TEST_DATABASE_URL is not"
        );
        eprintln!("SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let schema = format!("crash{}", std::process::id());
    let make = format!(
        "set client_min_messages = warning; drop schema if exists {schema} cascade; create schema {schema}"
    );
    let made = Command::new("psql").args(["-q", "-d", &url, "-c", &make]).status().expect("psql runs");
    assert!(made.success());
    let separator = if url.contains('?') { '&' } else { '?' };
    let database = format!("{url}{separator}options[search_path]={schema}");
    killed_again_and_again(&database, &folder.path().join("gongkai.key"));
    let gone = format!("set client_min_messages = warning; drop schema {schema} cascade");
    drop(Command::new("psql").args(["-q", "-d", &url, "-c", &gone]).status());
}
