//! `gongkai report read`: tables as JSON and for people, refusals with exit code 2.

use serde_json::Value;
use statute::report::Row;

use crate::program::gongkai;

/// A report of our own as a text dump, every cell its row's number in the form.
fn report() -> String {
    let mut text = String::from(
        "示例市测试局\n2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息若干条。\n二、主动公开政府信息情况\n\
         第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 / / /\n行政规范性文件 1 2 3\n\
         第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 4\n第二十条第（六）项\n信息内容 本年处理决定数量\n\
         行政处罚 5\n行政强制 6\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 7.5\n\
         三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n",
    );
    for (number, row) in Row::form_2021().enumerate() {
        let n = number + 1;
        text.push_str(&format!("{} {n} 0 0 0 0 0 {n}\n", row.label()));
    }
    text.push_str(
        "四、政府信息公开行政复议、行政诉讼情况\n结果维持 结果纠正 其他结果 尚未审结 总计\n\
         1 0 0 0 1 0 0 0 0 0 0 0 0 2 2\n五、存在的主要问题及改进情况\n继续改进。\n六、其他需要报告的事项\n无。\n",
    );
    text
}

#[test]
fn json_has_tables_text_and_problems() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    std::fs::write(&path, report()).unwrap();
    let run = gongkai(&["report", "read", path.to_str().unwrap(), "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["file"], "report.txt");
    assert_eq!(value["format"], "txt");
    assert_eq!(value["agency"], "示例市测试局");
    assert_eq!(value["year"], 2023);
    assert_eq!(value["part2"]["规章"]["制发"], Value::Null);
    assert_eq!(value["part2"]["行政事业性收费"], 7.5);
    assert_eq!(value["part3"]["rows"]["（三）1.属于国家秘密"], serde_json::json!([5, 0, 0, 0, 0, 0, 5]));
    assert_eq!(value["part4"]["复议后起诉"], serde_json::json!([0, 0, 0, 2, 2]));
    assert_eq!(value["problems"], serde_json::json!([]));
    assert!(value.get("part2_2019").is_none());
    // What it answers it reads again.
    let again = folder.path().join("report.json");
    std::fs::write(&again, &run.stdout).unwrap();
    let second = gongkai(&["report", "read", again.to_str().unwrap(), "--json"]);
    let second: Value = serde_json::from_str(&second.stdout).unwrap();
    for key in ["agency", "year", "title", "part2", "part3", "part4", "sections"] {
        assert_eq!(second[key], value[key], "{key}");
    }
}

#[test]
fn people_get_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    std::fs::write(&path, report()).unwrap();
    let run = gongkai(&["report", "read", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("示例市测试局") && run.stdout.contains("（七）总计"));
    assert!(run.stdout.contains("全部读出"));
}

#[test]
fn what_is_no_report_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, words) in [
        ("old.doc", &b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest of it"[..], "旧版Word"),
        ("scan.png", b"\x89PNG\r\n\x1a\n", "图片"),
        ("empty.txt", b"", "空文件"),
        ("other.txt", "今天天气很好".as_bytes(), "不是政府信息公开工作年度报告"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let run = gongkai(&["report", "read", path.to_str().unwrap(), "--json"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}");
        assert!(run.stderr.contains(words), "{name}: {}", run.stderr);
    }
    let missing = folder.path().join("missing.txt");
    assert_eq!(gongkai(&["report", "read", missing.to_str().unwrap()]).code, 2);
}
