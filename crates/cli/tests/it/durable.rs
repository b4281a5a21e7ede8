//! What is acknowledged is on disk: one submission watched by strace.

use std::collections::HashMap;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::crash::{Server, serve, set_up};

/// System calls that are watched: what comes in, what is written to the database, what is forced to disk, what goes out.
const CALLS: &str =
    "trace=read,recvfrom,pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg,sendmmsg";

/// When something happened, as the line of the trace.
#[derive(Debug, Default)]
struct Order {
    arrived: Option<usize>,
    /// The last write to the write-ahead log before the answer.
    written: Option<usize>,
    /// The first return of fsync or fdatasync of the log that began after that write.
    synced: Option<usize>,
    answered: Option<usize>,
}

/// What one submission did, out of the trace of all threads.
fn order(trace: &str) -> Order {
    let mut order = Order::default();
    // Calls under way, by thread: where each began.
    let mut syncing: HashMap<&str, usize> = HashMap::new();
    for (at, line) in trace.lines().enumerate() {
        let (thread, call) = line.split_once(' ').unwrap_or_default();
        let call = call.trim_start();
        if order.arrived.is_none() {
            order.arrived = call.contains("\"POST /apply HTTP/1.1").then_some(at);
            continue;
        }
        let is_log = call.contains(".db-wal>");
        if call.starts_with("pwrite") && is_log {
            (order.written, order.synced) = (Some(at), None);
        } else if call.starts_with("fsync(") || call.starts_with("fdatasync(") {
            if is_log && call.contains("<unfinished") {
                syncing.insert(thread, at);
            } else if is_log && call.ends_with("= 0") {
                order.synced = order.synced.or(Some(at));
            }
        } else if call.contains("sync resumed>")
            && call.ends_with("= 0")
            && syncing.remove(thread) > order.written
        {
            order.synced = order.synced.or(Some(at));
        } else if call.contains("\"HTTP/1.1 200 OK") {
            order.answered = Some(at);
            break;
        }
    }
    order
}

/// Whether it is on disk before the answer leaves.
fn is_durable(order: &Order) -> bool {
    let Order {
        arrived: Some(arrived),
        written: Some(written),
        synced: Some(synced),
        answered: Some(answered),
    } = order
    else {
        return false;
    };
    arrived < written && written < synced && synced < answered
}

#[test]
fn a_submission_is_forced_to_disk_before_it_is_answered() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(
            std::env::var_os("GONGKAI_REQUIRE_STRACE").is_none(),
            "GONGKAI_REQUIRE_STRACE is set but strace cannot be run"
        );
        eprintln!("SKIPPED: strace is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = (folder.path().join("gongkai.db"), folder.path().join("gongkai.key"));
    let (database, key) = (database.to_str().unwrap(), key.to_str().unwrap());
    set_up(database, key);
    let log = folder.path().join("trace");
    let plain = serve(database, key);
    // With -D the program is our child and strace watches from aside.
    let mut watched = Command::new("strace");
    watched.args(["-D", "-f", "-qq", "-y", "-s", "80", "-e", CALLS, "-e", "signal=none", "-o"]).arg(&log);
    watched.arg(plain.get_program()).args(plain.get_args());
    let mut server = Server::start(&mut watched);
    let mut browser = Browser::open(server.at).unwrap();
    let form = browser.fill_in("申请公开某某事项".into(), b"%PDF-1.7 scan".to_vec()).unwrap();
    let receipt = browser.send(&form).unwrap().receipt();
    assert!(receipt.is_some(), "it is acknowledged");
    drop(browser);
    let told = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(told.success());
    server.wait();
    let (mut trace, start) = (String::new(), Instant::now());
    while !trace.contains("\"HTTP/1.1 200 OK") && start.elapsed() < Duration::from_secs(10) {
        trace = String::from_utf8_lossy(&std::fs::read(&log).unwrap()).into_owned();
    }
    let order = order(&trace);
    let (from, to) = (order.arrived.unwrap_or(0), order.answered.unwrap_or(usize::MAX).saturating_add(1));
    let shown: Vec<_> = trace.lines().skip(from).take(to.saturating_sub(from)).collect();
    assert!(is_durable(&order), "{order:?}\n{}", shown.join("\n"));
    println!("{order:?}\n{}", shown.join("\n"));
}

#[test]
fn the_order_of_a_trace_is_read_as_it_is() {
    const ARRIVED: &str =
        "11 recvfrom(9<TCP:[1]>, \"POST /apply HTTP/1.1\\r\\n\"..., 4096, 0, NULL, NULL) = 900";
    const WRITTEN: &str = "12 pwrite64(5</tmp/x.db-wal>, \"\\0\"..., 4096, 4152) = 4096";
    const BEGUN: &str = "12 fdatasync(5</tmp/x.db-wal> <unfinished ...>";
    const RETURNED: &str = "12 <... fdatasync resumed>) = 0";
    const FAILED: &str = "12 <... fdatasync resumed>) = -1 EIO (Input/output error)";
    const AT_ONCE: &str = "12 fsync(5</tmp/x.db-wal>) = 0";
    const ELSEWHERE: &str = "12 fsync(6</tmp/other>) = 0";
    const ANSWERED: &str = "11 writev(9<TCP:[1]>, [{iov_base=\"HTTP/1.1 200 OK\\r\\n\"...}], 2) = 5000";
    let judged = |lines: &[&str]| is_durable(&order(&lines.join("\n")));
    assert!(judged(&[ARRIVED, WRITTEN, BEGUN, RETURNED, ANSWERED]));
    assert!(judged(&[ARRIVED, WRITTEN, AT_ONCE, ANSWERED]));
    for bad in [
        [ARRIVED, WRITTEN, BEGUN, ANSWERED, RETURNED],
        [ARRIVED, WRITTEN, BEGUN, FAILED, ANSWERED],
        [ARRIVED, BEGUN, WRITTEN, RETURNED, ANSWERED],
        [ARRIVED, AT_ONCE, WRITTEN, ELSEWHERE, ANSWERED],
        [AT_ONCE, ARRIVED, WRITTEN, ELSEWHERE, ANSWERED],
        [ARRIVED, WRITTEN, AT_ONCE, WRITTEN, ANSWERED],
    ] {
        assert!(!judged(&bad), "{bad:?}");
    }
}
