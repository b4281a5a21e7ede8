//! Setting up, serving, backing up: `init`, `agency`, `user`, `serve`, `backup`, `restore`.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Run, gongkai};

/// A server that does not outlive its test.
struct Server(std::process::Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
    }
}

fn on(database: &Path, args: &[&str]) -> Run {
    let database = database.to_str().unwrap();
    gongkai(&[args, &["--db", database]].concat())
}

fn initialized(database: &Path) -> Run {
    let run = on(database, &["init", "--name", "示例市测试局"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

#[test]
fn init_makes_three_administrators_with_passwords_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    let run = initialized(&database);
    let passwords: Vec<_> = run
        .stdout
        .lines()
        .filter(|line| line.contains("admin"))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(passwords.len(), 3, "{}", run.stdout);
    assert!(passwords.iter().all(|password| password.len() == 16) && passwords[0] != passwords[1]);
    let again = on(&database, &["init", "--name", "示例市测试局"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("已有账户"), "{}", again.stderr);
    // No password stands in the file.
    let bytes = std::fs::read(&database).unwrap();
    assert!(passwords.iter().all(|password| !bytes.windows(16).any(|window| window == password.as_bytes())));
}

#[test]
fn accounts_are_opened_changed_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    initialized(&database);
    let opened = on(
        &database,
        &["user", "open", "dengji", "--title", "登记甲", "--role", "登记员", "--role", "handler"],
    );
    assert_eq!(opened.code, 0, "{}", opened.stderr);
    assert!(opened.stdout.contains("登记员、承办人"), "{}", opened.stdout);
    let wrong = on(&database, &["user", "open", "x", "--title", "甲", "--role", "申请人"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("应为以下之一"), "{}", wrong.stderr);
    let mixed = on(&database, &["user", "roles", "dengji", "--role", "系统管理员", "--role", "登记员"]);
    assert!(mixed.code == 2 && mixed.stderr.contains("三员分立"), "{}", mixed.stderr);
    assert_eq!(on(&database, &["user", "reset", "dengji"]).code, 0);
    assert_eq!(on(&database, &["user", "close", "dengji"]).code, 0);
    assert_eq!(on(&database, &["user", "close", "dengji"]).code, 2);
    let list = on(&database, &["user", "list"]).stdout;
    assert!(list.contains("dengji\t登记甲\t登记员、承办人\t已关闭"), "{list}");
    let verified = on(&database, &["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

#[test]
fn settings_hold_from_their_day_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    initialized(&database);
    let first =
        ["agency", "set", "--from", "2023-01-01", "--letter-code", "示测公开", "--court", "示例区人民法院"];
    assert_eq!(on(&database, &first).code, 0);
    let run = on(&database, &["agency", "set", "--from", "2024-01-01", "--review-body", "示例市人民政府"]);
    assert!(run.stdout.contains("示例市人民政府") && run.stdout.contains("示测公开"), "{}", run.stdout);
    let bad = on(&database, &["agency", "set", "--letter-code", "示测〔1〕"]);
    assert!(bad.code == 2 && bad.stderr.contains("发文代字"), "{}", bad.stderr);
    let added = on(&database, &["agency", "add", "示例区测试局", "--parent", "示例市测试局"]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    assert_eq!(on(&database, &["agency", "add", "某局", "--parent", "没有的局"]).code, 2);
    assert!(on(&database, &["agency", "list"]).stdout.contains("2\t示例区测试局\t示例市测试局"));
}

#[test]
fn every_setting_of_an_agency_is_set_shown_and_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    initialized(&database);
    on(&database, &["agency", "add", "示例区测试局", "--parent", "示例市测试局"]);
    let agency = ["--agency", "示例市测试局"];
    let set = |args: &[&str]| on(&database, &[&["agency", "set"], args, &agency].concat());
    let given = [
        ("--name", "示例市测试局"),
        ("--code", "11370000000000000A"),
        ("--office", "办公室"),
        ("--address", "示例路1号"),
        ("--postcode", "000000"),
        ("--telephone", "0000-0000000"),
        ("--fax", "0000-0000001"),
        ("--email", "gongkai@example.cn"),
        ("--hours", "工作日"),
        ("--letter-code", "示测公开"),
        ("--review-body", "示例市人民政府"),
        ("--court", "示例区人民法院"),
        ("--court", "示例铁路运输法院"),
        ("--court-after-review", "示例市中级人民法院"),
        ("--online-review", "https://review.example.cn"),
        ("--comment-workdays", "9"),
        ("--index-pattern", "{机构代码}-GK-{年份}-{流水号7}"),
    ];
    let all: Vec<_> = given.iter().flat_map(|(option, value)| [*option, *value]).collect();
    let run = set(&[&["--from", "2024-01-01"], &all[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    // The options are those of the list, and each of them is shown.
    for (_, value) in given {
        assert!(run.stdout.contains(value), "{value}: {}", run.stdout);
    }
    for option in office::agencies::ITEMS.iter().map(|item| format!("--{}", item.option)) {
        assert!(given.iter().any(|(given, _)| *given == option), "{option} is not tried");
    }
    let later = set(&["--from", "2099-01-01", "--name", "示例市新测试局", "--fax", ""]);
    assert_eq!(later.code, 0, "{}", later.stderr);
    let today = set(&["--telephone", "0000-1111111"]);
    assert!(today.stdout.contains("自2099-01-01起的版本中，与原来相同的内容一并改变"), "{}", today.stdout);
    let shown = on(&database, &[&["agency", "show"], &agency[..]].concat()).stdout;
    for said in ["机关全称  示例市测试局", "（以后适用）", "（现行）", "（以前）", "    传真  （未填）"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let then = on(&database, &[&["agency", "show", "--on", "2099-01-01"], &agency[..]].concat()).stdout;
    assert!(then.contains("机关全称  示例市新测试局") && then.contains("电话  0000-1111111"), "{then}");
    assert!(set(&["--email", "甲"]).stderr.contains("电子邮箱应为一个地址"));
    assert!(set(&["--name", "示例区测试局"]).stderr.contains("已经存在"));
    assert_eq!(set(&["--withdraw", "2024-01-01"]).code, 2);
    assert_eq!(set(&["--withdraw", "2099-01-01"]).code, 0);
    assert!(!on(&database, &[&["agency", "show"], &agency[..]].concat()).stdout.contains("以后适用"));
    // Renamed today: agencies under it follow.
    assert_eq!(set(&["--name", "示例市新测试局"]).code, 0);
    assert!(on(&database, &["agency", "list"]).stdout.contains("2\t示例区测试局\t示例市新测试局"));
    let verified = on(&database, &["audit", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

#[test]
fn a_template_of_a_letter_is_checked_saved_and_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    initialized(&database);
    let shown = on(&database, &["agency", "template", "r4_1a"]);
    assert!(shown.code == 0 && shown.stdout.starts_with("# 政府信息不存在告知书"), "{}", shown.stdout);
    let file = folder.path().join("own.txt");
    let name = file.to_str().unwrap();
    std::fs::write(&file, shown.stdout.replace("search.log", "search.lgo")).unwrap();
    let refused = on(&database, &["agency", "template", "r4_1a", "--file", name]);
    assert!(refused.code == 2 && refused.stderr.contains("r4_1a.txt 第4行"), "{}", refused.stderr);
    let own = shown.stdout.replace("进行了检索", "认真进行了检索");
    std::fs::write(&file, &own).unwrap();
    assert_eq!(on(&database, &["agency", "template", "r4_1a", "--file", name]).code, 0);
    let saved = on(&database, &["agency", "template", "r4_1a"]);
    assert!(saved.stdout == own && saved.stderr.contains("自定模板"), "{}", saved.stderr);
    assert_eq!(on(&database, &["agency", "template", "r4_1a", "--reset"]).stdout, shown.stdout);
    assert_eq!(on(&database, &["agency", "template", "r9"]).code, 2);
    assert_eq!(on(&database, &["audit", "verify"]).code, 0);
}

#[test]
fn a_backup_restores_into_an_empty_database_only() {
    let folder = tempfile::tempdir().unwrap();
    let (database, copy) = (folder.path().join("gongkai.db"), folder.path().join("copy.db"));
    let file = folder.path().join("backup.jsonl");
    initialized(&database);
    let name = file.to_str().unwrap();
    assert_eq!(on(&database, &["backup", name]).code, 0);
    assert_eq!(on(&database, &["backup", name]).code, 2, "a backup is never overwritten");
    let restored = on(&copy, &["restore", name]);
    assert_eq!(restored.code, 0, "{}", restored.stderr);
    assert_eq!(on(&copy, &["user", "list"]).stdout, on(&database, &["user", "list"]).stdout);
    assert_eq!(on(&copy, &["restore", name]).code, 2);
    assert_eq!(on(&copy, &["audit", "verify"]).code, 0);
}

#[test]
fn serve_answers_and_stops_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("gongkai.db");
    initialized(&database);
    let refused = on(&database, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(refused.code == 2 && refused.stderr.contains("发文代字"), "{}", refused.stderr);
    on(&database, &["agency", "set", "--letter-code", "示测公开"]);
    let child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["serve", "--listen", "127.0.0.1:0", "--db"])
        .arg(&database)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut server = Server(child);
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let said = lines.next().unwrap().unwrap();
    let address = said.split("http://").nth(1).unwrap().split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /office HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    let told = Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(server.0.wait().unwrap().code(), Some(0), "it stops in order");
}

#[test]
fn an_exported_register_comes_back_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let registers = path("registers");
    std::fs::create_dir(&registers).unwrap();
    std::fs::write(registers.join("agency.toml"), "name = \"示例市测试局\"\n").unwrap();
    let csv = "申请编号,收到日期,申请渠道,申请人类型,办理结果,答复日期,申请内容,延长工作日\n\
               2023-1,2023-03-01,信函,自然人,3.4,2023-04-20,=1+1,15\n\
               2023-2,2023-04-01,当面,商业企业,,,@某项信息,\n";
    std::fs::write(registers.join("applications.csv"), csv).unwrap();
    let database = path("gongkai.db");
    let imported = on(&database, &["import", registers.to_str().unwrap()]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    let again = path("again");
    std::fs::create_dir(&again).unwrap();
    std::fs::write(again.join("agency.toml"), "name = \"示例市测试局\"\n").unwrap();
    let out = again.join("applications.xlsx");
    let exported = on(&database, &["export", "--out", out.to_str().unwrap()]);
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    // The same rows: nothing to be written.
    let same = on(&database, &["import", again.to_str().unwrap(), "--json"]);
    assert_eq!(same.code, 0, "{}{}", same.stdout, same.stderr);
    assert!(same.stdout.contains("\"is_unchanged\":true"), "{}", same.stdout);
    let refused = on(&database, &["export", "--out", out.to_str().unwrap()]);
    assert!(refused.code == 2 && refused.stderr.contains("不能写入"), "{}", refused.stderr);
    let other = on(&database, &["export", "--agency", "别处", "--out", path("x.xlsx").to_str().unwrap()]);
    assert!(other.code == 2 && other.stderr.contains("示例市测试局"), "{}", other.stderr);
    let rebuilt = on(&database, &["rebuild"]);
    assert!(rebuilt.code == 0 && rebuilt.stderr.is_empty(), "{}", rebuilt.stderr);
}
