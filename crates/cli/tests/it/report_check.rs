//! `gongkai report check`: one file, folders, zip files; every way out; what is told and how the command ends.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use statute::leaf::Leaf;
use statute::report::{
    AnnualReport, Cell, CompiledReport, PARTS, Part2, Part3, Part4, Row, Section, Stock, Tables,
};

use crate::program::{Run, gongkai};

/// The figures of a report of our own; the rest follows from them.
#[derive(Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "the year of the year")]
struct Year {
    year: i16,
    received: u64,
    carried_in: u64,
    carried_out: u64,
}

const LAST: Year = Year { year: 2023, received: 15, carried_in: 0, carried_out: 2 };
const THIS: Year = Year { year: 2024, received: 10, carried_in: 2, carried_out: 1 };

/// A sentence that no two agencies share.
fn own_words(agency: &str, year: i16) -> String {
    let mut state = agency
        .chars()
        .fold(u32::from(year.unsigned_abs()), |sum, c| sum.wrapping_mul(31).wrapping_add(c as u32));
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4E00 + (state >> 16) % 3000).unwrap()
    };
    (0..240).map(|at| if at % 24 == 23 { '，' } else { next() }).chain(['。']).collect()
}

/// A sound report of an invented agency.
fn report(agency: &str, figures: Year) -> AnnualReport {
    let Year { year, received, carried_in, carried_out } = figures;
    let answered = received + carried_in - carried_out;
    let mut part3 = Part3::blank_2021();
    for (row, cells) in &mut part3.rows {
        let count = match row {
            Row::Received => received,
            Row::CarriedIn => carried_in,
            Row::Outcome(Leaf::Granted) | Row::Total => answered,
            Row::CarriedOut => carried_out,
            _ => 0,
        };
        *cells = [count, 0, 0, 0, 0, 0, count].map(Cell::count);
    }
    let texts: [Vec<String>; 6] = [
        vec![
            format!(
                "{year}年，{agency}认真落实《中华人民共和国政府信息公开条例》。{}",
                own_words(agency, year)
            ),
            "（一）主动公开方面。公开政策文件12件。".into(),
            format!("（二）依申请公开方面。全年共收到政府信息公开申请{received}件，答复{answered}件。"),
            "（三）政府信息管理方面。完善审查制度。".into(),
            "（四）平台建设方面。网站运行正常。".into(),
            "（五）监督保障方面。召开培训会议。".into(),
        ],
        vec![],
        vec![],
        vec![],
        vec![own_words(&format!("{agency}五"), year)],
        vec![format!("{year}年，未收取政府信息公开信息处理费。")],
    ];
    let zero = || Cell::count(0);
    let zeros = || std::array::from_fn(|_| zero());
    let stock = |in_force| Stock { made: zero(), repealed: zero(), in_force: Cell::count(in_force) };
    let mut title = String::from(agency);
    title.push_str(&format!("{year}年政府信息公开工作年度报告"));
    AnnualReport {
        agency: Some(agency.into()),
        year: Some(year),
        title: Some(title),
        published_on: None,
        preamble: vec![format!("本报告所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。")],
        sections: PARTS
            .iter()
            .zip(texts)
            .enumerate()
            .map(|(part, (name, paragraphs))| Section {
                part: Some(part),
                heading: format!("{}、{name}", ["一", "二", "三", "四", "五", "六"][part]),
                paragraphs,
            })
            .collect(),
        tables: Tables {
            part2: Some(Part2 {
                rules: stock(0),
                normative_documents: stock(9),
                licences: zero(),
                punishments: Cell::count(1),
                coercions: zero(),
                fees: Cell::count(631),
            }),
            part2_2019: None,
            part3: Some(part3),
            part4: Some(Part4 { reviews: zeros(), direct_suits: zeros(), suits_after_review: zeros() }),
        },
    }
}

fn html(report: &AnnualReport) -> Vec<u8> {
    documents::write::html(&CompiledReport { report: report.clone(), ..CompiledReport::default() }).unwrap()
}

fn tables_json(report: &AnnualReport) -> Vec<u8> {
    let mut tables = report.clone();
    tables.sections.clear();
    tables.preamble.clear();
    documents::report_json::to_value(&tables, &[]).to_string().into_bytes()
}

/// A report whose （七）总计 of natural persons is one too many.
fn wrong(agency: &str, figures: Year) -> AnnualReport {
    let mut report = report(agency, figures);
    let cells = report.tables.part3.as_mut().unwrap().row_mut(Row::Total).unwrap();
    cells[0] = Cell::count(12);
    report
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

/// Code and severity of every finding.
fn codes(found: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_string();
    let findings = found["findings"].as_array().unwrap();
    findings.iter().map(|finding| (text(&finding["code"]), text(&finding["severity"]))).collect()
}

fn has(found: &Value, code: &str) -> bool {
    codes(found).iter().any(|(found, _)| found == code)
}

#[test]
fn a_sound_report_ends_with_0_and_notes_alone_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "2024.html", &html(&report("示例市测试局", THIS)));
    let run = gongkai(&["report", "check", &path]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.starts_with("核查报告1份：错误0，警告0，提示"), "{}", run.stdout);
    let found = json_of(&gongkai(&["report", "check", &path, "--json"]));
    assert_eq!(codes(&found), [("Y-NONE".into(), "note".into())], "{found:#}");
    let previous = put(folder.path(), "2023.html", &html(&report("示例市测试局", LAST)));
    let found = json_of(&gongkai(&["report", "check", &path, "--json", "--previous", &previous]));
    assert_eq!(codes(&found), []);
}

#[test]
fn an_error_ends_with_1_and_is_told_with_place_values_and_basis() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "2024.json", &tables_json(&wrong("示例市测试局", THIS)));
    let run = gongkai(&["report", "check", &path, "--json"]);
    assert_eq!(run.code, 1);
    let found = json_of(&run);
    let keys: Vec<&String> = found["findings"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "severity", "file", "place", "values", "message", "basis"]);
    let first = &found["findings"][0];
    assert_eq!((&first["code"], &first["severity"]), (&"T3-ITEMS".into(), &"error".into()));
    assert_eq!(first["file"], path.as_str());
    assert_eq!(first["place"], "表三 自然人列");
    assert_eq!(first["values"]["第一项加第二项"], 12);
    assert_eq!(first["values"]["（七）总计加第四项"], 13);
    assert!(first["message"].as_str().unwrap().contains("相差1"));
    assert!(first["basis"].as_str().unwrap().contains("《条例》第50条"));
    // Tables alone are checked for tables only: no finding speaks of headings or text.
    assert!(codes(&found).iter().all(|(code, _)| !code.starts_with("P-") && !code.starts_with("W-")));
    assert!(has(&found, "N-NONE"));

    let run = gongkai(&["report", "check", &path]);
    assert_eq!(run.code, 1);
    let error = run.stdout.find("[错误]").unwrap();
    assert!(run.stdout.find("[提示]").is_none_or(|note| error < note), "the gravest first: {}", run.stdout);
}

#[test]
fn a_warning_alone_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let mut warned = report("示例县测试镇人民政府", THIS);
    warned.tables.part2.as_mut().unwrap().rules.made = Cell::count(1);
    warned.tables.part2.as_mut().unwrap().rules.in_force = Cell::count(1);
    let path = put(folder.path(), "2024.html", &html(&warned));
    let run = gongkai(&["report", "check", &path, "--json"]);
    assert_eq!(run.code, 1);
    let found = json_of(&run);
    assert!(codes(&found).contains(&("T2-RULES".into(), "warning".into())), "{found}");
    assert_eq!(found["reports"][0]["errors"], 0);
}

#[test]
fn what_cannot_be_read_ends_with_2_and_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("没有.html").display().to_string();
    let none = put(folder.path(), "说明.txt", "食堂本周菜单：周一米饭，周二面条。".as_bytes());
    let blank = {
        let mut blank = report("示例市测试局", THIS);
        let tables = &mut blank.tables;
        tables.part2 = Some(Part2::default());
        tables.part3 = Some(Part3::blank_2021());
        tables.part4 = Some(Part4::default());
        put(folder.path(), "空白.html", &html(&blank))
    };
    let sound = put(folder.path(), "2024.html", &html(&report("示例市测试局", THIS)));
    for (path, words) in [(&absent, "文件不存在"), (&none, "不能读取"), (&blank, "空白")] {
        let run = gongkai(&["report", "check", path]);
        assert_eq!(run.code, 2, "{path}: {}", run.stdout);
        assert!(run.stderr.contains(words), "{path}: {}", run.stderr);
        // The other file is checked all the same, and the command says that one was not.
        let run = gongkai(&["report", "check", path, &sound, "--json"]);
        assert_eq!(run.code, 2);
        let found = json_of(&run);
        assert_eq!(found["reports"].as_array().unwrap().len(), 1);
        assert_eq!(found["unreadable"][0]["file"], path.as_str());
    }
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(gongkai(&["report", "check", &empty.path().display().to_string()]).code, 2);
    assert_eq!(gongkai(&["report", "check", &sound, "--previous", &absent]).code, 2);
}

#[test]
fn a_folder_is_walked_and_its_years_are_checked_against_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "甲/2023.html", &html(&report("示例市甲局", LAST)));
    put(root, "甲/2024.html", &html(&report("示例市甲局", Year { carried_in: 3, ..THIS })));
    put(root, "乙/2024.html", &html(&report("示例市乙局", THIS)));
    put(root, "乙/坏.pdf", b"%PDF-1.7\nnothing of use");
    put(root, "乙/logo.png", b"\x89PNG");
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("甲"), root.join("乙/链接")).unwrap();
    let run = gongkai(&["report", "check", &root.display().to_string(), "--json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let found = json_of(&run);
    let reports = found["reports"].as_array().unwrap();
    let names: Vec<(&str, i64)> = reports
        .iter()
        .map(|report| (report["agency"].as_str().unwrap(), report["year"].as_i64().unwrap()))
        .collect();
    assert_eq!(names, [("示例市乙局", 2024), ("示例市甲局", 2023), ("示例市甲局", 2024)]);
    let carry: Vec<&Value> =
        found["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "Y-CARRY").collect();
    assert_eq!(carry.len(), 2, "natural persons and total");
    assert!(carry.iter().all(|finding| finding["file"].as_str().unwrap().contains("甲")));
    assert_eq!(found["unreadable"].as_array().unwrap().len(), 1);
    let run = gongkai(&["report", "check", &root.display().to_string()]);
    assert!(run.stdout.contains("不能读取的文件1个；跳过其他文件2个"), "{}", run.stdout);
}

#[test]
fn several_files_of_one_report_count_as_one_and_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let right = report("示例市测试局", THIS);
    put(folder.path(), "报告.html", &html(&right));
    put(folder.path(), "报告.json", &tables_json(&right));
    let path = folder.path().display().to_string();
    let found = json_of(&gongkai(&["report", "check", &path, "--json"]));
    assert_eq!(found["reports"].as_array().unwrap().len(), 1);
    assert_eq!(found["reports"][0]["format"], "html");
    assert_eq!(found["reports"][0]["others"].as_array().unwrap().len(), 1);
    assert!(!has(&found, "A-VERSIONS"));

    let mut other = right;
    other.tables.part2.as_mut().unwrap().licences = Cell::count(7);
    put(folder.path(), "报告.json", &tables_json(&other));
    let run = gongkai(&["report", "check", &path, "--json"]);
    assert_eq!(run.code, 1);
    let found = json_of(&run);
    let finding =
        found["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "A-VERSIONS").unwrap();
    assert_eq!(finding["values"]["表二 行政许可"], "0 / 7");
}

#[test]
fn alike_texts_of_agencies_and_years_are_told_with_their_share() {
    let folder = tempfile::tempdir().unwrap();
    let original = report("示例市甲局", THIS);
    let mut copy = report("示例市乙局", THIS);
    copy.sections.clone_from(&original.sections);
    let mut last = report("示例市甲局", LAST);
    last.sections[4] = original.sections[4].clone();
    put(folder.path(), "甲2024.html", &html(&original));
    put(folder.path(), "乙2024.html", &html(&copy));
    put(folder.path(), "甲2023.html", &html(&last));
    let path = folder.path().display().to_string();
    let run = gongkai(&["report", "check", &path, "--json"]);
    assert_eq!(run.code, 1);
    let found = json_of(&run);
    let of = |code: &str| -> Vec<&Value> {
        found["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == code).collect()
    };
    let alike = of("A-ALIKE");
    assert_eq!(alike.len(), 2, "{found}");
    assert!(alike.iter().all(|finding| finding["severity"] == "warning"));
    assert!(alike[0]["message"].as_str().unwrap().ends_with("100%"), "{}", alike[0]);
    assert_eq!(of("Y-PROBLEMS").len(), 1);
    assert_eq!(of("Y-ALIKE").len(), 0);
    let run = gongkai(&["report", "check", &path, "--json", "--alike", "30"]);
    assert!(has(&json_of(&run), "Y-ALIKE"));
    assert_eq!(gongkai(&["report", "check", &path, "--alike", "0"]).code, 2);
}

#[test]
fn zip_files_are_opened_within_limits() {
    let folder = tempfile::tempdir().unwrap();
    let mut inner = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    inner.start_file("内.html", options).unwrap();
    inner.write_all(&html(&report("示例市丙局", THIS))).unwrap();
    let inner = inner.finish().unwrap().into_inner();

    let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("各局/甲局.html", html(&report("示例市甲局", THIS))),
        ("各局/乙局.html", html(&wrong("示例市乙局", THIS))),
        ("各局/里面.zip", inner),
        ("各局/很大.txt", vec![b' '; 51 * 1024 * 1024]),
        ("图标.png", vec![0; 10]),
    ] {
        outer.start_file(name, options).unwrap();
        outer.write_all(&bytes).unwrap();
    }
    let path = put(folder.path(), "上报.zip", &outer.finish().unwrap().into_inner());
    let run = gongkai(&["report", "check", &path, "--json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let found = json_of(&run);
    assert_eq!(found["reports"].as_array().unwrap().len(), 2);
    let unreadable = found["unreadable"].as_array().unwrap();
    assert_eq!(unreadable.len(), 2, "{unreadable:?}");
    assert!(unreadable.iter().any(|file| file["what"].as_str().unwrap().contains("压缩包内的压缩包")));
    assert!(unreadable.iter().any(|file| file["what"].as_str().unwrap().contains("超过上限50MB")));
    let broken = put(folder.path(), "坏.zip", b"PK\x03\x04 and nothing more");
    assert_eq!(gongkai(&["report", "check", &broken]).code, 2);
}

#[test]
fn the_web_page_marks_the_cells_and_escapes_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let bad = wrong("示例市<script>测试</script>局", THIS);
    let path = put(folder.path(), "2024.json", &tables_json(&bad));
    let out = folder.path().join("核查.html");
    let run = gongkai(&["report", "check", &path, "--html", &out.display().to_string()]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let page = fs::read_to_string(&out).unwrap();
    assert!(!page.contains("<script"), "nothing of a report is taken for markup");
    assert!(page.contains("示例市&lt;script&gt;测试"));
    assert!(page.contains("<html lang=\"zh-CN\">"));
    // The cell leads to its finding, and the finding is there.
    let mark = page.split("class=\"mark error\"").nth(1).unwrap();
    let target = mark.split("href=\"#").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.contains(&format!("<li id=\"{target}\" class=\"error\">")), "{target}");
    assert!(!page.contains("http"), "complete in one file");
}

#[test]
fn the_workbook_has_a_sheet_of_findings_and_one_of_reports() {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "甲.json", &tables_json(&wrong("示例市甲局", THIS)));
    put(folder.path(), "乙.json", &tables_json(&report("示例市乙局", THIS)));
    put(folder.path(), "丙.pdf", b"%PDF-1.7\nnothing of use");
    let out = folder.path().join("结果.xlsx");
    let path = folder.path().display().to_string();
    let run = gongkai(&["report", "check", &path, "--xlsx", &out.display().to_string()]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let mut book: Xlsx<_> = open_workbook(&out).unwrap();
    assert_eq!(book.sheet_names(), ["核查发现", "机关年度汇总"]);
    let findings = book.worksheet_range("核查发现").unwrap();
    let rows: Vec<&[Data]> = findings.rows().collect();
    assert_eq!(rows[0][0], Data::String("机关".into()));
    assert!(rows.iter().any(|row| row[0] == Data::String("示例市甲局".into())
        && row[2] == Data::String("错误".into())
        && row[1] == Data::Float(2024.0)));
    let reports = book.worksheet_range("机关年度汇总").unwrap();
    let rows: Vec<&[Data]> = reports.rows().collect();
    assert_eq!(rows.len(), 4, "a head, two reports, one file that cannot be read");
    assert_eq!(rows[1][2], Data::String("未发现错误".into()));
    assert_eq!(rows[2][2], Data::String("有错误".into()));
    assert_eq!(rows[2][6], Data::Float(10.0));
    assert_eq!(rows[3][2], Data::String("不能读取".into()));
}

#[test]
fn what_is_printed_for_people_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = put(folder.path(), "2024.json", &tables_json(&wrong("示例市测试局", THIS)));
    let run = gongkai(&["report", "check", &path]);
    let expected = "\
核查报告1份：错误3，警告0，提示2。

示例市测试局 2024年：有错误（错误3，警告0，提示2）
  文件：PATH
  [错误] 表三 自然人列
      第一项加第二项为12，（七）总计加第四项为13，相差1
      依据：年度报告格式表三注（勾稽关系）；《条例》第50条（T3-ITEMS）
  [错误] 表三 （七）总计·自然人
      （七）总计为12，各办理结果之和为11，相差1
      依据：年度报告格式表三；《条例》第50条第1款第（二）项（T3-TOTAL）
  [错误] 表三 （七）总计
      总计为11，各类申请人之和为12，相差1
      依据：年度报告格式表三；《条例》第50条第1款第（二）项（T3-ROW）
  [提示] 正文
      文件中只有表格，没有正文，未核对正文
      依据：只核对表格（N-NONE）
  [提示] 跨年
      没有提供上年度报告，未作跨年核对
      依据：跨年核对需要上年度报告（Y-NONE）
";
    assert_eq!(run.stdout.replace(&path, "PATH"), expected);
}
