//! `serve` beside others: one for each database, and with a mail server.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use office::mail::Security;

use crate::browser::{Browser, EMAIL};
use crate::crash::{Server, place, serve, set_up};
use crate::program::gongkai;

#[allow(dead_code, reason = "made for more tests than these")]
#[path = "../../../office/tests/it/mail/server.rs"]
mod mail_server;

use mail_server::MailServer;

/// How long the program may take on a machine that does other things.
const PATIENCE: Duration = Duration::from_mins(1);

fn names(folder: &Path) -> (String, String) {
    let name = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    (name("gongkai.db"), name("gongkai.key"))
}

#[test]
fn a_second_program_does_not_serve_the_same_database() {
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = names(folder.path());
    set_up(&database, &key);
    let first = Server::start(&mut serve(&database, &key));
    let again = [["serve", "--listen", "127.0.0.1:0"].as_slice(), &place(&database, &key)].concat();
    let second = gongkai(&again);
    assert!(second.code == 2 && second.stderr.contains("正由另一个 gongkai serve 使用"), "{}", second.stderr);
    for command in [["agency", "list"].as_slice(), &["audit", "verify"], &["user", "list"]] {
        let beside = gongkai(&[command, &place(&database, &key)].concat());
        assert_eq!(beside.code, 0, "{command:?}: {}", beside.stderr);
    }
    // Killed, it leaves nothing behind that keeps the next one out.
    drop(first);
    drop(Server::start(&mut serve(&database, &key)));
}

#[cfg(unix)]
#[test]
fn what_the_program_makes_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (database, key) = names(folder.path());
    set_up(&database, &key);
    let server = Server::start(&mut serve(&database, &key));
    let backup = folder.path().join("backup.jsonl");
    let backed =
        gongkai(&[["backup", backup.to_str().unwrap()].as_slice(), &place(&database, &key)].concat());
    assert_eq!(backed.code, 0, "{}", backed.stderr);
    let mut count = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        let expected = if about.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(about.permissions().mode() & 0o777, expected, "{:?}", entry.path());
        count += 1;
    }
    assert_eq!(count, 7, "database, its two files, lock, key, backup, the folder of the search");
    // Others can read what an earlier program made: that is said.
    let loose = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(&database, loose).unwrap();
    drop(server);
    let mut child = serve(&database, &key).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.contains("chmod 600") && begun.elapsed() < PATIENCE, "{said}");
}

/// Serves with a mail server, hands an application in, and waits for its e-mail.
fn sent(security: Security, options: &[&str]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let start = async {
        match security {
            Security::None => MailServer::start(&[]).await,
            security => MailServer::start_encrypted(security).await,
        }
    };
    let mail = runtime.block_on(start);
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = names(folder.path());
    set_up(&database, &key);
    let reached = mail.reached();
    let at = format!("{}:{}", reached.host, reached.port);
    let mut command: Command = serve(&database, &key);
    command.args(["--mail-server", &at, "--mail-from", "xxgk@example.gov.cn"]).args(options);
    command.args(["--mail-site", "https://xxgk.example.gov.cn"]);
    let authority = folder.path().join("authority.pem");
    if security != Security::None {
        std::fs::write(&authority, mail.authority()).unwrap();
        command.arg("--mail-certificate").arg(&authority);
    }
    let server = Server::start_saying(&mut command, Some("电子邮件：由 xxgk@example.gov.cn 经 "));
    let mut browser = Browser::open(server.at).unwrap();
    browser.has_email = true;
    let form = browser.fill_in("申请公开的事项".into(), b"%PDF-1.7 id".to_vec()).unwrap();
    let answer = browser.send(&form).unwrap();
    let (number, _) = answer.receipt().unwrap_or_else(|| panic!("{}", answer.text));
    let begun = Instant::now();
    while mail.received().is_empty() && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(50));
    }
    let received = mail.received();
    assert_eq!(received.len(), 1, "{security:?}");
    assert_eq!((received[0].from.as_str(), received[0].to.as_str()), ("xxgk@example.gov.cn", EMAIL));
    let message = String::from_utf8_lossy(&received[0].data);
    assert!(
        message.contains("From: ") && !message.contains(&number),
        "subject and text are encoded: {message}"
    );
}

#[test]
fn served_with_a_mail_server_an_application_is_acknowledged_by_email() {
    sent(Security::None, &["--mail-security", "none"]);
}

#[test]
fn the_mail_server_is_spoken_with_encrypted_by_the_options() {
    sent(Security::StartTls, &["--mail-security", "starttls"]);
    // What is encrypted from the first byte is the default.
    sent(Security::Tls, &[]);
}

#[test]
fn mail_options_that_cannot_be_right_are_refused_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = names(folder.path());
    let missing = folder.path().join("none.pem");
    let from = ["--mail-from", "xxgk@example.gov.cn"];
    for (options, said) in [
        (vec!["--mail-server", "smtp.example.gov.cn"], "--mail-from"),
        (vec!["--mail-server", "a b", from[0], from[1]], "应为 名称 或者 名称:端口"),
        (vec!["--mail-server", "smtp.example.gov.cn", "--mail-from", "甲"], "应为电子邮箱地址"),
        (vec!["--mail-server", "smtp.example.gov.cn", from[0], from[1], "--mail-user", "a"], "没有密码"),
        (
            vec![
                "--mail-server",
                "smtp.example.gov.cn",
                from[0],
                from[1],
                "--mail-site",
                "xxgk.example.gov.cn",
            ],
            "应以 https://",
        ),
        (
            vec![
                "--mail-server",
                "smtp.example.gov.cn",
                from[0],
                from[1],
                "--mail-certificate",
                missing.to_str().unwrap(),
            ],
            "不能读取证书",
        ),
    ] {
        let run = gongkai(&[["serve"].as_slice(), &place(&database, &key), &options].concat());
        assert!(run.code == 2 && run.stderr.contains(said), "{options:?}: {}", run.stderr);
        assert!(!Path::new(&database).exists(), "{options:?}");
    }
}

#[test]
fn a_wrong_file_of_rules_keeps_the_program_from_starting_and_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = names(folder.path());
    set_up(&database, &key);
    let path = folder.path().join("规则.toml");
    let rules = path.to_str().unwrap();
    let told = || {
        let args = ["serve", "--listen", "127.0.0.1:0", "--inspection-rules", rules];
        let run = gongkai(&[args.as_slice(), &place(&database, &key)].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        run.stderr
    };
    assert!(told().contains("--inspection-rules：不能读取"));
    let built_in = include_str!("../../../statute/src/inspection/rules.toml");
    std::fs::write(&path, built_in.replacen("severity = \"veto\"", "severity = \"fatal\"", 1)).unwrap();
    let said = told();
    assert!(said.contains("规则.toml") && said.contains("应为\"veto\"、\"deduct\"或者\"advice\""), "{said}");
    assert!(said.contains("行“severity = \"fatal\"”"), "{said}");
    std::fs::write(&path, built_in).unwrap();
    let mut command = serve(&database, &key);
    drop(Server::start(command.args(["--inspection-rules", rules])));
}
