//! `gongkai import`, `rebuild`, `audit`, `report freeze` over a database of their own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

const HEAD: &str = "申请编号,收到日期,申请渠道,申请人类型,办理结果,答复日期,申请内容\n";
const ROWS: &str = "2023-001,2023-03-01,互联网,自然人,1,2023-03-20,申请人甲的话\n\
                    2023-002,2023/4/1,信函,商业企业,4.1,2023年4月20日,\n\
                    2023-003,2023-12-20,当面,自然人,,,\n";

/// A working folder with registers in `registers`.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path().join("registers")).unwrap();
        desk.write("agency.toml", "name = \"某某市某某局\"\n");
        desk.applications(ROWS);
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join("registers").join(name), text).unwrap();
    }

    fn applications(&self, rows: &str) {
        self.write("applications.csv", &format!("{HEAD}{rows}"));
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(args).current_dir(self.path());
        for name in ["DATABASE_URL", "GONGKAI_KEY_FILE", "GONGKAI_CIPHER", "GONGKAI_ACTOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Exit code, stdout and stderr.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    fn import(&self, more: &[&str]) -> (i32, String) {
        let (code, out, err) = self.run(&[&["import", "registers"], more].concat());
        (code, out + &err)
    }

    fn events(&self) -> u64 {
        let (_, out, _) = self.run(&["audit", "verify", "--json"]);
        serde_json::from_str::<Value>(&out).unwrap()["events"].as_u64().unwrap()
    }
}

#[test]
fn a_folder_is_imported_once() {
    let desk = Desk::new();
    let (code, out) = desk.import(&["--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("新增 3 行") && out.contains("试运行，未写入"), "{out}");
    assert!(!desk.path().join("gongkai.db").exists(), "a dry run makes no database");
    assert!(!desk.path().join("gongkai.key").exists());

    let (code, out) = desk.import(&[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("某某市某某局 2023年：新增 3 行，补录 0 行，更正 0 行，未变 0 行"), "{out}");
    assert!(out.contains("已写入 gongkai.db：事件 5 条"), "{out}");
    assert!(desk.path().join("gongkai.key").exists());

    let (code, out) = desk.import(&[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("与数据库一致，未写入"), "{out}");
    assert_eq!(desk.events(), 5);
    let bytes = fs::read(desk.path().join("gongkai.db")).unwrap();
    assert!(!bytes.windows(12).any(|window| window == "申请人甲".as_bytes()), "sealed");
}

#[test]
fn every_bad_cell_is_named_and_nothing_is_written() {
    let desk = Desk::new();
    desk.applications(
        "2023-001,2023-02-30,互联网,自然人,1,2023-03-20,\n2023-002,2023-04-01,飞鸽,自然人,,,\n",
    );
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("applications.csv 第2行「收到日期」：2023-02-30"), "{out}");
    assert!(out.contains("applications.csv 第3行「申请渠道」：飞鸽"), "{out}");
    assert!(out.contains("2 处有误，未导入"), "{out}");
    assert!(!desk.path().join("gongkai.db").exists());
    let (code, out, _) = desk.run(&["import", "registers", "--json"]);
    assert_eq!(code, 1);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["errors"][0]["row"], 2);
    assert_eq!(desk.run(&["import", "nowhere"]).0, 2);
}

#[test]
fn a_corrected_folder_is_shown_as_a_difference() {
    let desk = Desk::new();
    desk.import(&[]);
    desk.applications(&ROWS.replace("4.1", "3.4").replace("自然人,,,", "自然人,1,2023-12-29,"));
    let (code, out) = desk.import(&["--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains(
            "更正 依申请公开台账「2023-002」：办理结果 4.1 本机关不掌握相关政府信息 → 3.4 保护第三方合法权益"
        ),
        "{out}"
    );
    assert!(
        out.contains(
            "补录 依申请公开台账「2023-003」：办理结果 空白 → 1 予以公开；答复日期 空白 → 2023-12-29"
        ),
        "{out}"
    );
    assert_eq!(desk.events(), 5);
    desk.import(&[]);
    assert_eq!(desk.events(), 7);
    desk.applications(ROWS.split_inclusive('\n').next().unwrap());
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 1, "a vanished row is a finding");
    assert!(out.contains("缺行 依申请公开台账「2023-002」"), "{out}");
    assert_eq!(desk.events(), 7);
}

#[test]
fn a_mistyped_date_is_retracted_with_a_reason() {
    const HEAD: &str = "类别,收到日期,结果,结果日期\n";
    let desk = Desk::new();
    desk.write("remedies.csv", &format!("{HEAD}行政复议,2023-05-04,,\n"));
    desk.import(&[]);
    assert_eq!(desk.events(), 6);
    desk.write("remedies.csv", &format!("{HEAD}行政复议,2023-05-05,,\n"));
    let (code, out) = desk.import(&["--dry-run"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("缺行 复议诉讼「行政复议，2023-05-04」") && out.contains("--retract-vanished"),
        "{out}"
    );
    assert_eq!(desk.import(&["--retract-vanished", " "]).0, 2, "a reason is needed");
    let (code, out) = desk.import(&["--retract-vanished", "日期误登", "--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("撤销录入 复议诉讼「行政复议，2023-05-04」"), "{out}");
    assert!(out.contains("试运行，未写入"), "{out}");
    assert_eq!(desk.events(), 6);
    let (code, out) = desk.import(&["--retract-vanished", "日期误登"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("复议诉讼 1 行：新增 1，撤销录入 1"), "{out}");
    assert_eq!(desk.events(), 8);
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("与数据库一致"), "{out}");
}

#[test]
fn a_published_year_needs_a_reason() {
    let desk = Desk::new();
    desk.import(&[]);
    fs::create_dir(desk.path().join("out")).unwrap();
    fs::write(desk.path().join("out/report.pdf"), "pdf").unwrap();
    fs::write(desk.path().join("out/records.html"), "internal").unwrap();
    let (code, out, err) = desk.run(&["report", "freeze", "--year", "2023", "out"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("某某市某某局 2023年年度报告已冻结，1 个文件"), "{out}");
    let (code, out, _) = desk.run(&["report", "freeze", "--year", "2023", "out"]);
    assert_eq!(code, 0);
    assert!(out.contains("文件未变"), "{out}");

    desk.applications(&ROWS.replace("4.1", "3.4"));
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 1);
    assert!(out.contains("2023年年度报告已公布，本次有 1 处涉及该年：未写入"), "{out}");
    assert_eq!(desk.events(), 6);
    assert_eq!(desk.import(&["--correct", " "]).0, 2);
    let (code, out) = desk.import(&["--correct", "复查"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("2023年年度报告已记为更正"), "{out}");
    assert_eq!(desk.events(), 8);
}

#[test]
fn rebuilding_and_verifying() {
    let desk = Desk::new();
    for args in [&["audit", "verify"][..], &["rebuild"], &["audit", "seal"]] {
        let (code, _, err) = desk.run(args);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("gongkai.db 不存在"), "{err}");
    }
    assert!(!desk.path().join("gongkai.db").exists(), "asking makes no database");
    desk.import(&[]);
    let (code, out, err) = desk.run(&["rebuild"]);
    assert_eq!((code, out.as_str()), (0, "5 条事件，列表与统计已重建\n"), "{err}");
    let (code, out, _) = desk.run(&["audit", "seal"]);
    assert_eq!(code, 0);
    assert!(out.contains("第 1 号封印，事件 1 至 5"), "{out}");
    // Without the key file too.
    fs::remove_file(desk.path().join("gongkai.key")).unwrap();
    let (code, out, _) = desk.run(&["audit", "verify"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("完好：事件 5 条"), "{out}");
    // But nothing is written with another key.
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 2);
    assert!(out.contains("密钥文件") && out.contains("不存在"), "{out}");
    // Nor with the key of another ledger.
    let other = Desk::new();
    other.import(&[]);
    fs::copy(other.path().join("gongkai.key"), desk.path().join("gongkai.key")).unwrap();
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 2);
    assert!(out.contains("打不开数据库"), "{out}");

    let path = desk.path().join("gongkai.db");
    // A list that says otherwise than the events: the day of an answer, which events have in quotes.
    let mut bytes = fs::read(&path).unwrap();
    let needle = "2023-04-20".as_bytes();
    let spots: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(needle)).collect();
    for at in spots {
        if bytes[at - 1] != b'"' {
            bytes[at + 9] = b'1';
        }
    }
    fs::write(&path, bytes).unwrap();
    let (code, out, _) = desk.run(&["audit", "verify"]);
    assert_eq!(code, 1, "{out}");
    let told = "application（申请）agency=1 number=2023-002：answered_on 现为「2023-04-21」，按事件应为「2023-04-20」";
    assert!(out.contains(told) && out.contains("1 处与事件不符") && out.contains("gongkai rebuild"), "{out}");
    let (_, out, _) = desk.run(&["audit", "verify", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&value["sound"], &value["differences"][0]["column"]), (&json!(false), &json!("answered_on")));
    assert_eq!(desk.run(&["rebuild"]).0, 0);
    assert_eq!(desk.run(&["audit", "verify"]).0, 0, "a rebuild mends it");

    let mut bytes = fs::read(&path).unwrap();
    let needle = b"\"received_on\":\"2023-12-20\"";
    let at = bytes.windows(needle.len()).position(|window| window == needle).unwrap();
    // The last digit of the day.
    bytes[at + 24] = b'4';
    fs::write(&path, bytes).unwrap();
    let (code, out, _) = desk.run(&["audit", "verify"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("applications/1/2023-003 第1版：哈希与内容不符，内容被改动"), "{out}");
    assert!(out.contains("1 处被改动") && out.contains("未同事件比对"), "{out}");
}

/// Killed at any moment, an import leaves everything or nothing.
#[test]
fn a_killed_import_leaves_nothing_half_done() {
    let desk = Desk::new();
    desk.import(&[]);
    let rows: String = (0..3000).map(|n| format!("K-{n},2023-05-05,互联网,自然人,,,内容\n")).collect();
    desk.applications(&format!("{ROWS}{rows}"));
    let mut killed = 0;
    for wait in [40, 150, 300, 600] {
        let mut child = desk
            .command(&["import", "registers"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let (code, out, _) = desk.run(&["audit", "verify", "--json"]);
        assert_eq!(code, 0, "{out}");
        let events = desk.events();
        assert!(events == 5 || events == 3005, "{events} events after {wait} ms");
    }
    assert!(killed > 0, "at least one was killed while it ran");
    let (code, out) = desk.import(&[]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(desk.events(), 3005);
}

#[test]
fn two_imports_at_once_end_as_one() {
    let desk = Desk::new();
    let children: Vec<_> = (0..3)
        .map(|_| {
            desk.command(&["import", "registers"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(desk.events(), 5);
    assert!(desk.import(&[]).1.contains("与数据库一致"));
}

#[test]
fn a_password_is_never_shown() {
    let desk = Desk::new();
    let (code, out) = desk.import(&["--db", "postgres://u:cret-word@127.0.0.1:1/d"]);
    assert_eq!(code, 2);
    assert!(!out.contains("cret-word") && out.contains("postgres://u@127.0.0.1:1/d"), "{out}");
}
