//! `gongkai import-site`: told file by file first, all or nothing, and the sample as a site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that the program is run in.
pub(crate) struct Desk(TempDir);

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/zibo-hrss-2023")
}

impl Desk {
    /// A folder with the sample's registers in a database.
    pub(crate) fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let (code, out) = desk.run(&["import", &sample().display().to_string()]);
        assert_eq!(code, 0, "{out}");
        desk
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Exit code, and what was said on both ways.
    pub(crate) fn run(&self, args: &[&str]) -> (i32, String) {
        self.run_with(args, &[])
    }

    /// The same, with something in the environment.
    pub(crate) fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(args).current_dir(self.0.path()).envs(environment.iter().copied());
        for name in ["DATABASE_URL", "GONGKAI_KEY_FILE", "GONGKAI_CIPHER", "GONGKAI_ACTOR"] {
            command.env_remove(name);
        }
        let Output { status, stdout, stderr } = command.output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap())
    }

    pub(crate) fn events(&self) -> u64 {
        let (_, out) = self.run(&["audit", "verify", "--json"]);
        serde_json::from_str::<Value>(&out).unwrap()["events"].as_u64().unwrap()
    }

    /// The figures of the report that the ledger gives.
    fn report(&self, out: &str) -> Value {
        let (code, said) = self.run(&["report", "build", "--year", "2023", "--out", out]);
        assert_eq!(code, 0, "{said}");
        let text = fs::read_to_string(self.0.path().join(out).join("report.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

pub(crate) const PAGE: &str = "<meta charset=utf-8><meta name=ArticleTitle content=\"关于示例的通知\"><meta name=PubDate content=\"2023-05-08\">\
    <meta name=ColumnName content=\"政策法规\"><p>索引号：11370000000000000A/2023-09001　发布日期：2023-05-08</p>\
    <div id=zoom><p>这一段是示例的正文，内容均为虚构，为测试而写。</p></div>";

#[test]
fn the_sample_comes_in_as_a_site_and_its_report_stays_the_same() {
    let desk = Desk::new();
    let before = desk.report("before");
    let events = desk.events();
    let site = sample().join("site").display().to_string();
    let (code, out) = desk.run(&["import-site", &site, "--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("导入 24 件（其中 0 件") && out.contains("试运行，未写入"), "{out}");
    assert_eq!(desk.events(), events);
    let (code, out) = desk.run(&["import-site", &site]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("略过 index.html：") && out.contains("已写入 gongkai.db"), "{out}");
    assert_eq!(out.matches("《政策文件之").count(), 12, "{out}");
    assert_eq!(out.matches("《局长办公会议之").count(), 4, "{out}");
    assert_eq!(desk.events(), events + 24);
    let (code, out) = desk.run(&["import-site", &site]);
    assert!(code == 0 && out.contains("已导入 24 件") && out.contains("没有新的网页，未写入"), "{out}");
    // Twelve policies and four meetings, as the registers have them: nothing counts twice.
    assert_eq!(desk.report("after"), before);
    let (code, out) = desk.run(&["import", &sample().display().to_string()]);
    assert!(code == 0 && out.contains("与数据库一致，未写入"), "{out}");
    let (code, out) = desk.run(&["audit", "verify"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn a_file_that_cannot_come_in_keeps_all_out() {
    let desk = Desk::new();
    desk.put("old/zcfg/t1.html", PAGE);
    desk.put("old/zcfg/t2.html", &PAGE.replace("2023-05-08", "某日").replace("09001", "09002"));
    let events = desk.events();
    let (code, out) = desk.run(&["import-site", "old"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("有误 zcfg/t1.html：没有对应的栏目：网页写的栏目是“政策法规”"), "{out}");
    assert!(out.contains("有误 zcfg/t2.html：") && out.contains("全部未导入"), "{out}");
    assert_eq!(desk.events(), events);
    let column = ["import-site", "old", "--column", "政策法规=zcwj"];
    let (code, out) = desk.run(&column);
    assert!(code == 1 && out.contains("没有找到发布日期"), "{out}");
    assert_eq!(desk.events(), events);
    let (code, out) = desk.run(&[&column[..], &["--leave-out", "--json"]].concat());
    assert_eq!(code, 1, "what was left out is a finding: {out}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let taken = lines.iter().find(|line| line["outcome"] == "taken_in").unwrap();
    assert_eq!(taken["file"], "zcfg/t1.html");
    assert!(
        taken["number"].as_str().is_some_and(|number| number.starts_with('P') && number.ends_with("-1")),
        "{taken}"
    );
    let last = lines.last().unwrap();
    assert_eq!((&last["summary"]["left_out"], &last["is_written"]), (&1.into(), &true.into()));
    assert_eq!(desk.events(), events + 1);
}

#[test]
fn files_that_no_page_links_to_come_in_where_that_is_asked_for() {
    let desk = Desk::new();
    desk.put("old/zcwj/t1.html", &PAGE.replace("政策法规", "政策文件"));
    desk.put("old/zcwj/t2.txt", "关于乙的公告\n\n为测试而写，内容均为虚构，没有写明日期。\n");
    let (code, out) = desk.run(&["import-site", "old", "--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("略过 zcwj/t2.txt：TXT文件，没有导入的网页链接到它"), "{out}");
    assert!(out.contains("有 1 个没有网页链接，需要的加 --with-files 一并导入"), "{out}");
    let (code, out) = desk.run(&["import-site", "old", "--dry-run", "--with-files"]);
    assert!(code == 0 && out.contains("需要的标题、日期用 --file 指明"), "{out}");
    let file = |said: &str| desk.run(&["import-site", "old", "--with-files", "--file", said]);
    for (wrong, why) in [
        ("zcwj/t2.txt", "应写成 文件=日期 标题"),
        ("zcwj/t2.txt=昨天", "日期“昨天”应为存在的日期"),
        ("zcwj/t9.txt=2023-05-08", "应为文件夹里的"),
        ("zcwj/t1.html=2023-05-08", "应为文件夹里的"),
    ] {
        let (code, out) = file(wrong);
        assert!(code == 2 && out.contains(why), "{wrong}: {out}");
    }
    let (code, out) = file("zcwj/t2.txt=2023-06-01 关于乙的公告（2023年）");
    assert!(code == 2 && out.contains("gongkai agency set --code"), "{out}");
    let (code, out) = desk.run(&["agency", "set", "--code", "11370000000000000A"]);
    assert_eq!(code, 0, "{out}");
    let (code, out) = file("zcwj/t2.txt=2023-06-01 关于乙的公告（2023年）");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("导入 zcwj/t2.txt P") && out.contains("《关于乙的公告（2023年）》"), "{out}");
}

#[test]
fn what_cannot_be_done_at_all_is_said() {
    let desk = Desk(tempfile::tempdir().unwrap());
    desk.put("old/a.html", PAGE);
    let (code, out) = desk.run(&["import-site", "old", "--dry-run"]);
    assert!(code == 2 && out.contains("gongkai.db 不存在"), "{out}");
    let (code, out) = desk.run(&["import-site", "nowhere"]);
    assert!(code == 2 && out.contains("打不开"), "{out}");
    let (code, out) = desk.run(&["import-site", "old", "--column", "甲=乙"]);
    assert!(code == 2 && out.contains("没有可以放信息的栏目“乙”"), "{out}");
    let (code, out) = desk.run(&["import-site", "old", "--address", "www.example.gov.cn"]);
    assert!(code == 2 && out.contains("应形如 http://www.example.gov.cn/"), "{out}");
    let desk = Desk::new();
    desk.put("old/zcwj/a.html", &PAGE.replace("11370000000000000A/2023-09001", "无"));
    let (code, out) = desk.run(&["import-site", "old", "--column", "政策法规=tzgg"]);
    assert!(code == 2 && out.contains("gongkai agency set --code"), "{out}");
}
