//! `gongkai report build`: what a clerk hands in, what comes out, and what is refused.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::gongkai;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/zibo-hrss-2023");

fn build(from: &Path, more: &[&str]) -> crate::program::Run {
    gongkai(&[&["report", "build", "--from", from.to_str().unwrap(), "--year", "2023"], more].concat())
}

/// A folder with an agency and one register of applications.
fn folder(rows: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("agency.toml"), "name = \"测试市示例局\"\n").unwrap();
    let text = format!("申请编号,收到日期,申请渠道,申请人类型,办理结果,答复日期\n{rows}");
    fs::write(home.path().join("applications.csv"), text).unwrap();
    home
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

#[test]
fn the_founding_report_is_built_and_every_format_reads_back_alike() {
    let out = tempfile::tempdir().unwrap();
    let run = build(Path::new(SAMPLE), &["--out", out.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        names(out.path()),
        ["records.html", "report.docx", "report.html", "report.json", "report.pdf", "report.xlsx"]
    );
    let read = |name: &str| -> Value {
        let path = out.path().join(name);
        let run = gongkai(&["report", "read", path.to_str().unwrap(), "--json"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        serde_json::from_str(&run.stdout).unwrap()
    };
    let json = read("report.json");
    assert_eq!(json["part3"]["rows"]["一、本年新收政府信息公开申请数量"][6], 10);
    for name in ["report.html", "report.docx", "report.pdf", "report.xlsx"] {
        let other = read(name);
        for key in ["year", "part2", "part3", "part4"] {
            assert_eq!(other[key], json[key], "{name} {key}");
        }
    }
    for name in ["report.html", "report.json"] {
        let text = fs::read_to_string(out.path().join(name)).unwrap();
        assert!(!text.contains("还原-01"), "{name} is for publication and holds no records");
    }
    assert!(fs::read_to_string(out.path().join("records.html")).unwrap().contains("还原-01"));
}

#[test]
fn one_register_and_a_name_are_enough_and_late_answers_are_listed() {
    let home = folder("甲,2022-12-30,网络,公民,1,2023-03-30\n乙,2023-12-30,信件,公司,,\n");
    let out = home.path().join("out/deeper");
    let run = build(home.path(), &["--out", out.to_str().unwrap(), "--format", "json,html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(names(&out), ["report.html", "report.json"]);
    assert!(run.stderr.contains("未提供的台账按空台账计：征求意见、公开文件"), "{}", run.stderr);
    assert!(run.stderr.contains("1件申请答复超过法定期限：甲"), "{}", run.stderr);
    let report: Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    let rows = &report["part3"]["rows"];
    let row = |name: &str| rows[name].to_string();
    assert_eq!(row("一、本年新收政府信息公开申请数量"), "[0,1,0,0,0,0,1]");
    assert_eq!(row("二、上年结转政府信息公开申请数量"), "[1,0,0,0,0,0,1]");
    assert_eq!(row("（七）总计"), "[1,0,0,0,0,0,1]");
    assert_eq!(row("四、结转下年度继续办理"), "[0,1,0,0,0,0,1]");
    assert!(report["figures"].to_string().contains("applications.carried_in"));
}

#[test]
fn bad_cells_and_bad_names_write_nothing_and_say_everything() {
    let home = folder("甲,2023-02-30,网络,公民,,\n乙,2023-01-05,飞鸽,公民,,\n");
    let out = home.path().join("out");
    let run = build(home.path(), &["--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("applications.csv 第2行「收到日期」：2023-02-30，应为存在的日期"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("applications.csv 第3行「申请渠道」：飞鸽"), "{}", run.stderr);
    let run = build(home.path(), &["--out", out.to_str().unwrap(), "--json"]);
    let errors: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(errors["errors"][0]["column"], "收到日期");
    assert_eq!(errors["errors"][1]["row"], 3);

    let home = folder("甲,2023-02-28,网络,公民,,\n");
    fs::write(home.path().join("narrative.md"), "一、总体情况\n受理{{ applications.recieved }}件\n").unwrap();
    let run = build(home.path(), &["--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("narrative.md 第2行") && run.stderr.contains("applications.received"));
    assert!(!out.exists());
}

#[test]
fn a_previous_report_that_disagrees_is_an_error_told_and_the_registers_stand() {
    let home = folder("甲,2022-12-30,网络,公民,,\n");
    let previous = r#"{"year": 2022, "part3": {"rows": {"四、结转下年度继续办理": [2,0,0,0,0,0,2]}}}"#;
    fs::write(home.path().join("previous.json"), previous).unwrap();
    let out = home.path().join("out");
    let run = build(home.path(), &["--out", out.to_str().unwrap(), "--format", "json", "--json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(
        answer["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["code"] == "L-CARRY" && f["severity"] == "error")
    );
    let report: Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["part3"]["rows"]["二、上年结转政府信息公开申请数量"][6], 1);
}

#[test]
fn a_figure_is_explained_with_its_records() {
    let run = build(Path::new(SAMPLE), &["--explain", "applications.by_topic.社保"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.starts_with("applications.by_topic.社保 4件\n  本年新收中，主题为社保\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout.matches("依申请公开台账 还原-").count(), 4);
    let run = build(Path::new(SAMPLE), &["--explain", "fees", "--json"]);
    let figure: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&figure["value"], &figure["unit"]), (&631.into(), &"万元".into()));
    assert_eq!(figure["records"].as_array().unwrap().len(), 4);
    let run = build(Path::new(SAMPLE), &["--explain", "applications.recieved"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("applications.received"), "{}", run.stderr);
}

#[test]
fn what_cannot_run_is_exit_2() {
    assert_eq!(build(Path::new("/no/such/folder"), &["--out", "x"]).code, 2);
    assert_eq!(build(Path::new(SAMPLE), &[]).code, 2, "without --out");
    assert_eq!(build(Path::new(SAMPLE), &["--out", "x", "--format", "wps"]).code, 2);
}

#[test]
fn the_template_is_filled_in_and_built() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("台账");
    let run = gongkai(&["import", "--template", folder.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(names(&folder), ["agency.toml", "narrative.md", "台账.xlsx", "示例"]);
    let out = home.path().join("out");
    // The name is the one thing that must be filled in.
    let run = build(&folder, &["--out", out.to_str().unwrap(), "--format", "json"]);
    assert!(run.code == 1 && run.stderr.contains("agency.toml：name 为空"), "{}", run.stderr);
    fs::write(folder.join("agency.toml"), "name = \"测试市示例局\"\n").unwrap();
    for from in [folder.clone(), folder.join("示例")] {
        let run = build(&from, &["--out", out.to_str().unwrap(), "--format", "json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("错误0，警告0"), "{}", run.stderr);
    }
    let run = gongkai(&["import", "--template", folder.to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("没有覆盖"), "{}", run.stderr);
}
