//! Forms sent as fast as they are answered, and pages asked for at a fixed rate.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use crate::browser::{Browser, hidden, multipart};
use crate::percentile;

/// Connections that pages are asked over.
const CONNECTIONS: u64 = 64;
/// Forms that are sent before the measurement begins, in seconds.
const WARMING: u64 = 2;

fn run(work: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, work);
}

fn told(what: &str, mut times: Vec<f64>, seconds: f64) {
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: {:.0} a second ({} in {seconds:.0} s), p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
        times.len() as f64 / seconds,
        times.len(),
        percentile(&times, 50.0),
        percentile(&times, 99.0),
        times.last().copied().unwrap_or(f64::NAN)
    );
}

/// People who open the form, fill it in and send it, one after the other on each connection.
pub(crate) fn submit(address: &str, connections: u64, seconds: u64, bytes: u64) {
    let address: SocketAddr = address.parse().unwrap();
    let mut file = b"\xFF\xD8\xFF\xE0".to_vec();
    file.resize((bytes as usize).max(4), 0x5A);
    let file = Rc::new(file);
    run(async move {
        let begin = Instant::now() + Duration::from_secs(WARMING);
        let end = begin + Duration::from_secs(seconds);
        let times = Rc::new(RefCell::new(Vec::new()));
        let mut people = Vec::new();
        for id in 0..connections {
            let (file, times) = (Rc::clone(&file), Rc::clone(&times));
            people.push(tokio::task::spawn_local(async move {
                let mut browser = Browser::open(address).await.unwrap();
                for count in 0.. {
                    let (_, page) = browser.ask("GET /apply", "", b"").await.unwrap();
                    let (token, key) =
                        (hidden(page, "form_token").unwrap(), hidden(page, "submission").unwrap());
                    let content = format!("请求公开第{id}组第{count}号事项的办理依据、经过和结果");
                    let identity = format!("1101011990{id:03}{:04}X", count % 10_000);
                    let form = [
                        ("form_token", token.as_str()),
                        ("submission", &key),
                        ("kind", "citizen"),
                        ("name", "申请人甲"),
                        ("workplace", ""),
                        ("identity_kind", "居民身份证"),
                        ("identity_number", &identity),
                        ("telephone", "13000000000"),
                        ("address", "示例市示例路1号"),
                        ("postcode", "000000"),
                        ("fax", ""),
                        ("email", "name@example.cn"),
                        ("content", &content),
                        ("form", "纸质"),
                        ("way", "邮寄"),
                        ("purpose", ""),
                    ];
                    let body = multipart(&form, &file);
                    let sent = Instant::now();
                    let kind = "content-type: multipart/form-data; boundary=edge\r\n";
                    let (status, receipt) = browser.ask("POST /apply", kind, &body).await.unwrap();
                    assert!(status == 200 && receipt.contains("<p class=\"code\">"), "{status} {receipt}");
                    let now = Instant::now();
                    if now > end {
                        break;
                    }
                    if sent >= begin {
                        times.borrow_mut().push((now - sent).as_secs_f64() * 1000.0);
                    }
                }
            }));
        }
        for person in people {
            person.await.unwrap();
        }
        told(
            &format!("form opened and sent, {connections} connections, attachment {bytes} bytes"),
            times.take(),
            seconds as f64,
        );
    });
}

/// What is known of a filled ledger: the cookie of a sign-in, then numbers and query codes.
struct Known {
    session: String,
    applications: Vec<(String, String)>,
}

fn known(path: &str) -> Known {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let session = lines.next().unwrap().to_owned();
    let pairs = lines.map(|line| line.split_once(' ').unwrap());
    Known {
        session,
        applications: pairs.map(|(number, code)| (number.to_owned(), code.to_owned())).collect(),
    }
}

/// Status pages, then work lists, then cases, each at this rate: a page is asked for at its time, whether those before it
/// have been answered or not, and its time counts from there.
pub(crate) fn pages(address: &str, path: &str, rate: u64, seconds: u64) {
    let (address, known): (SocketAddr, _) = (address.parse().unwrap(), Rc::new(known(path)));
    for (name, page) in [("status page", Page::Status), ("work list", Page::List), ("case page", Page::Case)]
    {
        let known = Rc::clone(&known);
        run(async move {
            let start = Instant::now() + Duration::from_millis(200);
            let times = Rc::new(RefCell::new(Vec::new()));
            let mut connections = Vec::new();
            for id in 0..CONNECTIONS {
                let (known, times) = (Rc::clone(&known), Rc::clone(&times));
                connections.push(tokio::task::spawn_local(async move {
                    let mut browser = Browser::open(address).await.unwrap();
                    let mut token = String::new();
                    if page == Page::Status {
                        let (_, text) = browser.ask("GET /apply/status", "", b"").await.unwrap();
                        token = hidden(text, "form_token").unwrap();
                    } else {
                        browser.cookie = format!("session={}", known.session);
                    }
                    for turn in (id..rate * seconds).step_by(CONNECTIONS as usize) {
                        let due = start + Duration::from_secs_f64(turn as f64 / rate as f64);
                        tokio::time::sleep_until(due.into()).await;
                        // A citizen asks from an address of their own, as a reverse proxy tells it.
                        browser.sender = format!("198.18.{}.{}", turn % 2000 / 250, turn % 250);
                        ask(&mut browser, page, &known, turn, &token).await;
                        times.borrow_mut().push(due.elapsed().as_secs_f64() * 1000.0);
                    }
                }));
            }
            for connection in connections {
                connection.await.unwrap();
            }
            let spent = start.elapsed().as_secs_f64();
            told(&format!("{name}, {rate} asked for a second"), times.take(), spent);
        });
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Page {
    Status,
    List,
    Case,
}

/// Lists that are asked for in turn: what one works on oneself, all that are open, some stages, what is late, what was
/// closed last, and the closed ones from anywhere in the archive on.
const LISTS: [&str; 8] = [
    "whose=own",
    "whose=all",
    "whose=all&stage=received",
    "whose=own",
    "whose=all&stage=handling",
    "whose=all&view=overdue",
    "whose=all&view=closed",
    "whose=all&view=closed&after=",
];

async fn ask(browser: &mut Browser, page: Page, known: &Known, turn: u64, token: &str) {
    let (number, code) = &known.applications[turn as usize * 7919 % known.applications.len()];
    let (status, text) = match page {
        Page::Status => {
            let body = format!("form_token={token}&number={number}&query_code={code}");
            let kind = "content-type: application/x-www-form-urlencoded\r\n";
            browser.ask("POST /apply/status", kind, body.as_bytes()).await.unwrap()
        }
        Page::List => {
            let list = LISTS[turn as usize % LISTS.len()];
            let from = if list.ends_with('=') { before(number) } else { String::new() };
            browser.ask(&format!("GET /office?{list}{from}"), "", b"").await.unwrap()
        }
        Page::Case => browser.ask(&format!("GET /office/applications/{number}"), "", b"").await.unwrap(),
    };
    assert_eq!(status, 200, "{text}");
    let is_right = match page {
        Page::Status | Page::Case => text.contains("<h1>申请") && text.contains(number.as_str()),
        // Every list has rows, and every row tells what is asked.
        Page::List => text.contains("<h1>工作清单</h1>") && text.contains("事项的办理依据"),
    };
    assert!(is_right, "{text}");
}

/// A place in the list of closed applications, on some day of the year of this one.
fn before(number: &str) -> String {
    let (year, serial) = number.split_once('-').unwrap();
    let serial: u64 = serial.parse().unwrap();
    format!("{year}-{:02}-{:02},{number}", 1 + serial % 8, 1 + serial % 20)
}
