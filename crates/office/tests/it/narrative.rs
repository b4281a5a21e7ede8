//! The text of a report: figures by name, mistakes by line, numbers that were typed in.

use documents::registers::read_folder;
use office::annual_report::{NotWritten, STANDARD_TEXT, compile};
use statute::registers::Registers;
use statute::report::{CompiledReport, Finding, Severity};

fn registers() -> Registers {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/zibo-hrss-2023");
    read_folder(std::path::Path::new(sample)).unwrap().registers
}

fn written(narrative: &str) -> Result<CompiledReport, NotWritten> {
    compile(&registers(), 2023, Some(narrative), None)
}

/// The first part, written out.
fn first_part(text: &str) -> Vec<String> {
    let compiled = written(&format!("一、总体情况\n\n{text}\n")).unwrap();
    compiled.report.part(0).unwrap().paragraphs.clone()
}

fn literals(text: &str) -> Vec<Finding> {
    let compiled = written(&format!("一、总体情况\n{text}\n")).unwrap();
    compiled.findings.into_iter().filter(|finding| finding.code == "L-LITERAL").collect()
}

#[test]
fn figures_families_and_conditions_are_written_out() {
    for (template, text) in [
        ("申请{{ applications.received }}件", "申请10件"),
        ("{{applications.received}}", "10"),
        ("{{ applications.by_channel.* }}", "互联网9件、挂号信函1件"),
        ("{{ applications.by_channel.信函 }}", "1"),
        ("{{ outcome.4.1 }}/{{ table3.新收.自然人 }}/{{ table2.行政规范性文件.有效 }}", "4/10/9"),
        ("{% if remedies.total == 0 %}无{% else %}有{% endif %}", "无"),
        ("{% if remedies.total %}有{% elif outcome.1>=5 and not outcome.3 %}五{% else %}无{% endif %}", "五"),
        ("{% if applications.change_percent < 0 %}降{% endif %}平", "平"),
        ("{{ '12345' }}热线", "12345热线"),
        ("{{ year }}年 {{ previous_year }} {{ agency.name }}", "2023年 2022 淄博市人力资源和社会保障局"),
    ] {
        assert_eq!(first_part(template), [text], "{template}");
    }
}

#[test]
fn unknown_names_are_told_with_line_and_nearest_names() {
    let text = "一、总体情况\n好{{ applications.recieved }}\n{% if remedies.totl %}{{ normative.inforce }}{% endif %}\n";
    let slips = written(text).unwrap_err().slips;
    assert_eq!(slips.iter().map(|slip| slip.line).collect::<Vec<_>>(), [2, 3, 3]);
    let message = slips[0].to_string();
    assert!(message.starts_with("narrative.md 第2行：没有名为“applications.recieved”的指标"), "{message}");
    assert!(message.contains("applications.received"), "{message}");
    assert!(slips[1].message.contains("remedies.total"), "{slips:?}");
    assert!(slips[2].message.contains("normative.in_force"), "{slips:?}");
    // Closed families know all their members.
    assert!(written("一、总体情况\n{{ applications.by_channel.飞鸽 }}").is_err());
}

#[test]
fn what_has_no_value_is_told_unless_a_condition_avoids_it() {
    let slips = written("一、总体情况\n{{ applications.change_percent }}").unwrap_err().slips;
    assert!(slips[0].message.contains("previous.json"), "{slips:?}");
    let text = "{% if applications.change_percent %}{{ applications.change_percent }}{% endif %}好";
    assert_eq!(first_part(text), ["好"]);
}

#[test]
fn templates_that_do_not_close_are_told() {
    for (text, part) in [
        ("{{ applications.received", "{{ 没有以 }} 结束"),
        ("{% if outcome.1 %}x", "没有以 {% endif %} 结束"),
        ("x{% endif %}", "前面没有 {% if %}"),
        ("{% for x in y %}", "不认识"),
        ("{% if outcome.1 = = 3 %}{% endif %}", "条件"),
        ("{{ outcome.1 | round }}", "只有“| abs”"),
    ] {
        let slips = written(&format!("一、总体情况\n{text}")).unwrap_err().slips;
        assert!(slips.iter().any(|slip| slip.line == 2 && slip.message.contains(part)), "{text}: {slips:?}");
    }
}

#[test]
fn a_number_typed_in_is_a_warning_and_a_date_or_document_number_is_none() {
    for text in ["共受理12件", "占５５%", "下降33%", "第一季度发布1,223条", "约100万元", "2023年公开12件"]
    {
        let found = literals(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].severity, Severity::Warning);
        assert!(found[0].place.contains("第2行"), "{found:?}");
    }
    assert!(literals("受理10件")[0].message.contains("{{ applications.received }}"));
    for text in [
        "截至2023年12月31日",
        "2023-12-31",
        "2022—2023年",
        "淄政办字〔2023〕38号",
        "国办函[2020]109号",
        "《条例》第33条第2款",
        "借助5G技术",
        "1.健全机制",
        "（1）健全机制",
        "邮箱 a1@b.cn",
        "https://x.cn/2023/1.html",
        "12月底",
        "{{ '12345' }}热线",
        "{{ outcome.1 }}件",
    ] {
        assert_eq!(literals(text), [], "{text}");
    }
}

#[test]
fn parts_are_found_with_and_without_marks_and_missing_ones_come_from_the_standard_text() {
    let text = "# 某局2023年政府信息公开工作年度报告\n\n前言。\n\n## 一、总体情况\n\n第一段\n续行。\n（一）分项。\n\n**六、其他需要报告的事项**\n无。\n";
    let compiled = written(text).unwrap();
    let report = &compiled.report;
    assert_eq!(report.preamble, ["前言。"]);
    assert_eq!(report.sections.len(), 6);
    assert_eq!(report.part(0).unwrap().heading, "一、总体情况");
    assert_eq!(report.part(0).unwrap().paragraphs, ["第一段续行。", "（一）分项。"]);
    assert_eq!(report.part(5).unwrap().paragraphs, ["无。"]);
    assert!(!report.part(4).unwrap().paragraphs.is_empty());
    let standard: Vec<_> = compiled.findings.iter().filter(|finding| finding.code == "L-STANDARD").collect();
    assert!(standard.len() == 1 && standard[0].message.contains("存在的主要问题及改进情况"), "{standard:?}");
}

#[test]
fn the_standard_text_is_sound_with_full_and_with_empty_registers() {
    let mut empty = Registers::default();
    empty.agency.name = "测试市示例局".into();
    for registers in [registers(), empty] {
        for narrative in [None, Some(STANDARD_TEXT)] {
            let compiled = compile(&registers, 2023, narrative, None).unwrap();
            let grave: Vec<_> =
                compiled.findings.iter().filter(|finding| finding.severity < Severity::Note).collect();
            assert!(grave.is_empty(), "{grave:?}");
            let first = compiled.report.part(0).unwrap().paragraphs.concat();
            for subject in ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"]
            {
                assert!(first.contains(subject), "{subject}");
            }
            assert!(!first.contains('{') && compiled.report.sections.len() == 6);
        }
    }
}

#[test]
fn a_topic_that_never_occurs_is_zero_and_a_warning() {
    let compiled = written("一、总体情况\n{{ applications.by_topic.社保险 }}件").unwrap();
    assert_eq!(compiled.report.part(0).unwrap().paragraphs, ["0件"]);
    let never: Vec<_> = compiled.findings.iter().filter(|finding| finding.code == "L-NEVER-SEEN").collect();
    assert_eq!(never.len(), 1);
}
