//! Reports to be written: the founding one's figures, large numbers, blanks, the form of 2019, rare characters.

use jiff::civil::date;
use statute::leaf::Leaf;
use statute::registers::Register;
use statute::report::{
    AnnualReport, Cell, CellPlace, CompiledReport, Figure, PARTS, Part2, Part2Trial, Part3, Part4, RecordRef,
    Row, Section, Stock, TOTAL, Tables, TrialItems, TrialStock,
};

const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

fn report(agency: &str, year: i16, tables: Tables, texts: [&[&str]; 6]) -> AnnualReport {
    let sections = texts.iter().enumerate().map(|(index, texts)| Section {
        part: Some(index),
        heading: format!("{}、{}", NUMBERS[index], PARTS[index]),
        paragraphs: texts.iter().map(|text| (*text).into()).collect(),
    });
    AnnualReport {
        agency: Some(agency.into()),
        year: Some(year),
        title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
        published_on: Some(date(year + 1, 1, 26)),
        preamble: vec![format!(
            "本年度报告中所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。如对报告内容有疑问，\
             请与{agency}联系（地址：示例路1号；邮编：255000；电话：0000-0000000）。"
        )],
        sections: sections.collect(),
        tables,
    }
}

fn fill(part: &mut Part3, row: Row, counts: [u64; 6]) {
    let cells = part.row_mut(row).expect("a row of the form");
    for (cell, count) in cells.iter_mut().zip(counts) {
        *cell = count.into();
    }
    cells[TOTAL] = counts.iter().sum::<u64>().into();
}

fn zeros(mut part: Part3) -> Part3 {
    part.rows.iter_mut().for_each(|(_, cells)| cells.fill(0.into()));
    part
}

fn block(kept: u64, corrected: u64, other: u64, open: u64) -> [Cell; 5] {
    [kept, corrected, other, open, kept + corrected + other + open].map(Cell::count)
}

/// The figures of the founding report, the text in our own words.
pub(crate) fn founding() -> CompiledReport {
    let mut part3 = zeros(Part3::blank_2021());
    fill(&mut part3, Row::Received, [10, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Outcome(Leaf::Granted), [5, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Outcome(Leaf::PartlyGranted), [1, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Outcome(Leaf::NotHeld), [4, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Total, [10, 0, 0, 0, 0, 0]);
    let stock = |in_force: u64| Stock { made: 0.into(), repealed: 0.into(), in_force: in_force.into() };
    let tables = Tables {
        part2: Some(Part2 {
            rules: stock(0),
            normative_documents: stock(9),
            licences: 0.into(),
            punishments: 1.into(),
            coercions: 0.into(),
            fees: 631.into(),
        }),
        part2_2019: None,
        part3: Some(part3),
        part4: Some(Part4 {
            reviews: block(0, 0, 0, 0),
            direct_suits: block(0, 0, 0, 0),
            suits_after_review: block(0, 0, 0, 0),
        }),
    };
    let texts: [&[&str]; 6] = [
        &[
            "2023年，本机关按照《中华人民共和国政府信息公开条例》规定，围绕中心工作推进政府信息公开，保障公众的知情权、参与权和监督权。",
            "（一）主动公开方面。全年公开政策文件12件、局长办公会议4次，并以文字、图表、新闻发布会等形式解读。",
            "（二）依申请公开工作方面。全年共受理政府信息公开申请10件，均为自然人申请，较2022年下降33%，全部依法办理。其中，通过互联网申请9件、通过信件申请1件；予以公开的5件、部分公开的1件、无法提供的4件。",
            "（三）政府信息管理方面。定期清理规范性文件并公布结果，2023年到期自动失效2件、现行有效9件。坚持先审查、后公开，做到“涉密信息不上网、上网信息不涉密”。",
            "（四）平台建设方面。新媒体平台累计发布信息1223条，网站发布工作动态354篇，各级媒体发布信息495篇。",
            "（五）监督保障方面。及时调整领导小组成员，制定年度培训计划，召开专题培训会议。",
        ],
        &[],
        &[],
        &[],
        &[
            "（一）存在问题",
            "1.部分信息公开不够及时，部分文件格式不够规范。",
            "2.政策解读方式较为单一。",
            "（二）改进情况",
            "1.完善工作机制，明确分工，把公文制发、网站管理与信息公开结合起来，形成闭环。",
            "2.落实解读与文件同步起草、同步审签、同步发布。",
        ],
        &[
            "（一）2023年，本机关未收取政府信息公开信息处理费。",
            "（二）2023年，本机关共承办市人大代表建议17件、市政协委员提案41件，共计58件，全部按时办结。",
        ],
    ];
    let place = |row: &str, column| CellPlace { table: 3, row: row.into(), column };
    let record = |id: &str, summary: &str| RecordRef {
        register: Register::Applications,
        id: id.into(),
        summary: summary.into(),
    };
    let figure = |name: &str, definition: &str, value: u64, records| Figure {
        name: name.into(),
        definition: definition.into(),
        unit: "件",
        value: value.into(),
        records,
    };
    CompiledReport {
        report: report("淄博市人力资源和社会保障局", 2023, tables, texts),
        figures: vec![
            figure(
                "applications.received",
                "本年收到的政府信息公开申请",
                2,
                vec![record("2023-001", "2023-03-01 收到，互联网"), record("2023-002", "<b>信函</b>")],
            ),
            figure("documents.policies", "本年公开的政策文件", 12, Vec::new()),
        ],
        cells: vec![
            (place("一、本年新收政府信息公开申请数量", 0), "applications.received".into()),
            (place("一、本年新收政府信息公开申请数量", 6), "applications.received".into()),
        ],
        findings: Vec::new(),
    }
}

/// Numbers over ten million, amounts with decimals, all applicants and outcomes, a long text.
pub(crate) fn large() -> CompiledReport {
    let mut part3 = zeros(Part3::blank_2021());
    let leaf = |index: u64| [index * 1_000_003, 17 * index, index, 0, 3 * index, 12_345];
    let mut sum = [0; 6];
    for (index, row) in Leaf::ALL.into_iter().enumerate() {
        let counts = leaf(index as u64 + 1);
        fill(&mut part3, Row::Outcome(row), counts);
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    fill(&mut part3, Row::Total, sum);
    fill(&mut part3, Row::CarriedOut, [7, 1, 0, 0, 0, 2]);
    fill(&mut part3, Row::CarriedIn, [3, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Received, [sum[0] + 4, sum[1] + 1, sum[2], sum[3], sum[4], sum[5] + 2]);
    let tables = Tables {
        part2: Some(Part2 {
            rules: Stock { made: 3.into(), repealed: 1.into(), in_force: 87.into() },
            normative_documents: Stock { made: 1_234.into(), repealed: 98.into(), in_force: 24_680.into() },
            licences: 11_398_889.into(),
            punishments: 106_937_489.into(),
            coercions: 0.into(),
            fees: Cell::Number("96171.6".parse().expect("a decimal")),
        }),
        part2_2019: None,
        part3: Some(part3),
        part4: Some(Part4 {
            reviews: block(10_231, 17, 1_204, 9),
            direct_suits: block(13, 4, 8, 1),
            suits_after_review: block(12, 1, 1, 6),
        }),
    };
    let long =
        "全市各级行政机关坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务和结果公开。".repeat(40);
    let texts: [&[&str]; 6] = [
        &[&long, "（一）主动公开情况", &long, &long],
        &["（说明）本表由各单位数据汇总。"],
        &[],
        &[],
        &[&long],
        &["=SUM(1,2)不是公式；<script>alert('x')</script>与“A&B”公司也只是文字。"],
    ];
    CompiledReport {
        report: report("示例省示例市人民政府", 2025, tables, texts),
        ..CompiledReport::default()
    }
}

/// The form with nothing filled in but a few totals; rare characters in the text.
pub(crate) fn sparse() -> CompiledReport {
    let mut part3 = Part3::blank_2021();
    part3.row_mut(Row::Received).expect("a row")[0] = 3.into();
    part3.row_mut(Row::Total).expect("a row")[0] = 3.into();
    let tables = Tables {
        part2: Some(Part2 { fees: Cell::Number("0.05".parse().expect("a decimal")), ..Part2::default() }),
        part2_2019: None,
        part3: Some(part3),
        part4: Some(Part4::default()),
    };
    let texts: [&[&str]; 6] =
        [&["浉河区、荥阳市、亳州市、歙县、砀山县等地办理情况正常。"], &[], &[], &[], &["无。"], &["无。"]];
    let mut report = report("歙县示例局", 2022, tables, texts);
    report.published_on = None;
    CompiledReport { report, ..CompiledReport::default() }
}

/// The form of 2019: another table two, （六）其他处理 as one row.
pub(crate) fn trial() -> CompiledReport {
    let mut part3 = zeros(Part3::blank_2019());
    fill(&mut part3, Row::Received, [821, 35, 0, 0, 2, 1]);
    fill(&mut part3, Row::CarriedIn, [18, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::OtherHandlingMerged, [700, 35, 0, 0, 2, 1]);
    fill(&mut part3, Row::Outcome(Leaf::Granted), [67, 0, 0, 0, 0, 0]);
    fill(&mut part3, Row::Total, [767, 35, 0, 0, 2, 1]);
    fill(&mut part3, Row::CarriedOut, [72, 0, 0, 0, 0, 0]);
    let items = || TrialItems { items_last_year: 4.into(), change: 0.into(), decisions: 31.into() };
    let tables = Tables {
        part2: None,
        part2_2019: Some(Part2Trial {
            rules: TrialStock { made: 13.into(), published: 13.into(), total_published: 524.into() },
            normative_documents: TrialStock {
                made: 60.into(),
                published: 60.into(),
                total_published: 368.into(),
            },
            licences: items(),
            other_services: items(),
            punishments: items(),
            coercions: items(),
            fees: (0.into(), 0.into()),
            procurement: (6.into(), Cell::Text("251000元".into())),
        }),
        part3: Some(part3),
        part4: Some(Part4 {
            reviews: block(5, 0, 0, 2),
            direct_suits: block(8, 0, 0, 1),
            ..Part4::default()
        }),
    };
    let texts: [&[&str]; 6] = [&["全年收到申请859件。"], &[], &[], &[], &["无。"], &["无。"]];
    CompiledReport {
        report: report("示例市人民政府办公厅", 2019, tables, texts),
        ..CompiledReport::default()
    }
}

/// Every sample with its name.
pub(crate) fn all() -> [(&'static str, CompiledReport); 4] {
    [("founding", founding()), ("large", large()), ("sparse", sparse()), ("trial", trial())]
}
