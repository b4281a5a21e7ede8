//! The founding report, figure by figure: what the registers of `samples/zibo-hrss-2023` give against what was published.

use std::path::{Path, PathBuf};

use documents::registers::{Folder, read_folder};
use documents::report_json;
use office::annual_report::compile;
use serde_json::Value;
use statute::report::{Cell, CompiledReport, Row, Severity, TOTAL};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/zibo-hrss-2023")
}

fn founding() -> CompiledReport {
    let Folder { registers, narrative, previous, notes } = read_folder(&sample()).unwrap();
    assert!(notes.is_empty(), "{notes:?}");
    assert!(registers.absent.is_empty());
    compile(&registers, 2023, narrative.as_deref(), previous.as_ref()).unwrap()
}

/// Every figure of the published text: the figure's name, its value, the words of our narrative that carry it.
const TOLD: [(&str, &str, &str); 39] = [
    ("documents.policy", "12", "政策文件12件"),
    ("documents.meetings", "4", "局长办公会议4次"),
    ("applications.received", "10", "政府信息公开申请10件"),
    ("applications.by_applicant.自然人", "10", "申请人均为自然人"),
    ("applications.previous_received", "15", ""),
    ("applications.change_percent", "-33", "较2022年下降33%"),
    ("applications.closed", "10", "全年办结10件"),
    ("applications.carried_out", "0", ""),
    ("applications.answered_late", "0", ""),
    ("applications.by_channel.互联网", "9", "互联网申请9件"),
    ("applications.by_channel.挂号信函", "1", "信件申请1件"),
    ("applications.by_topic.社保", "4", "社保的4件"),
    ("applications.by_topic.其他", "6", "其他方面的6件"),
    ("outcome.1", "5", "予以公开5件"),
    ("outcome.2", "1", "部分公开1件"),
    ("outcome.4", "4", "无法提供4件"),
    ("outcome.4.1", "4", ""),
    ("applications.by_reason.本机关不掌握相关政府信息", "5", "原因都是本机关不掌握相关政府信息"),
    ("remedies.total", "0", "没有因此引起的行政复议和行政诉讼"),
    ("normative.expired", "2", "到期自动失效2件"),
    ("normative.in_force", "9", "现行有效9件"),
    ("posts.by_channel.政务新媒体", "1223", "发布信息1223条"),
    ("posts.by_channel.官网工作动态", "354", "工作动态354篇"),
    ("posts.by_channel.各级政务新闻媒体", "495", "刊发495篇"),
    ("decisions.punishments", "1", ""),
    ("fees", "631", ""),
    ("applications.fee_notices", "0", "2023年没有收取政府信息公开信息处理费"),
    ("proposals.by_kind.人大代表建议", "17", "市人大代表建议17件"),
    ("proposals.by_kind.政协提案", "41", "市政协提案41件"),
    ("proposals.total", "58", "共58件"),
    ("proposals.by_topic.就业", "14", "就业14件"),
    ("proposals.by_topic.社保", "4", "社保4件"),
    ("proposals.by_topic.人才队伍建设", "32", "人才队伍建设32件"),
    ("proposals.by_topic.人事和收入分配管理", "5", "人事和收入分配管理5件"),
    ("proposals.by_topic.劳动关系协调", "3", "劳动关系协调3件"),
    ("proposals.topic_share.人才队伍建设", "55", "占55%"),
    ("proposals.answered", "58", "58件全部按时办结"),
    ("proposals.unanswered", "0", ""),
    ("proposals.by_satisfaction.满意", "58", "均表示满意"),
];

#[test]
fn every_figure_of_the_published_text_comes_out() {
    let compiled = founding();
    let text: String =
        compiled.report.sections.iter().flat_map(|section| &section.paragraphs).cloned().collect();
    for (name, value, words) in TOLD {
        let figure = compiled.figure(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(figure.value.to_string(), value, "{name}");
        assert!(text.contains(words), "{name}: 正文没有“{words}”：{text}");
    }
    // What the report states without a number has records behind it.
    for name in
        ["trainings.total", "tasks.done", "members.changes", "catalogue.changes", "interpretations.total"]
    {
        let figure = compiled.figure(name).unwrap();
        assert!(!figure.value.is_zero() && !figure.records.is_empty(), "{name}");
    }
    for form in ["文字", "图表", "新闻发布会", "媒体报刊"] {
        assert!(compiled.figure(&format!("interpretations.by_form.{form}")).is_some(), "{form}");
    }
    for contact in ["张店区联通路202号", "255000", "0533-2868790", "zbsrsj@zb.shandong.cn"] {
        assert!(compiled.report.preamble[0].contains(contact), "{contact}");
    }
    assert!(text.contains("淄政办字〔2023〕38号"));
}

#[test]
fn every_cell_of_the_published_tables_comes_out() {
    let tables = founding().report.tables;
    let part2 = tables.part2.unwrap();
    let zero = Cell::count(0);
    let stocks = [(&part2.rules, [0, 0, 0]), (&part2.normative_documents, [0, 0, 9])];
    for (stock, expected) in stocks {
        assert_eq!(
            [&stock.made, &stock.repealed, &stock.in_force].map(Clone::clone),
            expected.map(Cell::count)
        );
    }
    assert_eq!([&part2.licences, &part2.coercions], [&zero, &zero]);
    assert_eq!([&part2.punishments, &part2.fees], [&Cell::count(1), &Cell::count(631)]);
    // All applicants are natural persons: the first and the last column alike, the others 0.
    let totals = |row: Row| match row {
        Row::Received | Row::Total => 10,
        Row::Outcome(leaf) if leaf.code() == "1" => 5,
        Row::Outcome(leaf) if leaf.code() == "2" => 1,
        Row::Outcome(leaf) if leaf.code() == "4.1" => 4,
        _ => 0,
    };
    let part3 = tables.part3.unwrap();
    assert_eq!(part3.rows.len(), 25);
    for (row, cells) in &part3.rows {
        let n = totals(*row);
        let expected = [n, 0, 0, 0, 0, 0, n].map(Cell::count);
        assert_eq!(cells, &expected, "{}", row.key());
        assert_eq!(cells[TOTAL], Cell::count(n));
    }
    let part4 = tables.part4.unwrap();
    for (name, cells) in part4.blocks() {
        assert_eq!(cells, &[0; 5].map(Cell::count), "{name}");
    }
}

#[test]
fn nothing_of_note_but_the_expiry() {
    let findings = founding().findings;
    let codes: Vec<_> = findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert_eq!(codes, [("L-EXPIRED", Severity::Note)], "{findings:?}");
}

#[test]
fn the_tables_equal_the_published_ones_as_read_by_eye() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let Ok(expected) = std::fs::read_to_string(shared.join("expected/zibo-hrss-2023.json")) else {
        eprintln!("SKIPPED: {} is not there", shared.display());
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let built = report_json::to_value(&founding().report, &[]);
    for key in ["agency", "year", "part2", "part3", "part4"] {
        assert_eq!(built[key], expected[key], "{key}");
    }
    // No sentence of the published text is copied: no run of 24 characters is common, names and titles aside.
    let published = std::fs::read_to_string(shared.join("zibo-hrss-2023.txt")).unwrap();
    let plain = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let published: String = plain(&published).into_iter().collect();
    let narrative = std::fs::read_to_string(sample().join("narrative.md")).unwrap();
    let title = "《淄博市人民政府办公室关于印发2023年淄博市政务公开工作方案的通知》";
    let narrative = plain(&narrative.replace(title, ""));
    for run in narrative.windows(24) {
        let run: String = run.iter().collect();
        assert!(!published.contains(&run), "{run}");
    }
}
