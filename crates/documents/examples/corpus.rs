//! Writes a corpus of sound reports with random figures for the benchmarks: `corpus DIR HTML_COUNT PDF_COUNT`.
//!
//! The agencies and texts are invented; the same numbers always give the same corpus.

use std::error::Error;
use std::path::Path;

use documents::write;
use statute::report::{
    AnnualReport, Cell, CompiledReport, PARTS, Part2, Part3, Part4, Row, Section, Stock, Tables,
};

/// A small generator of numbers (SplitMix64): the corpus must not change between runs.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }

    /// Mostly zero, now and then large, as in published tables.
    fn count(&mut self) -> u64 {
        match self.below(10) {
            0..=5 => 0,
            6..=8 => self.below(50),
            _ => self.below(20_000),
        }
    }
}

fn part3(numbers: &mut Numbers) -> Part3 {
    let mut table = Part3::blank_2021();
    let mut totals = [0; 7];
    for (row, cells) in &mut table.rows {
        if let Row::Outcome(_) = row {
            let counts: [u64; 6] = std::array::from_fn(|_| numbers.count());
            let sum = counts.iter().sum();
            for (column, n) in counts.into_iter().chain([sum]).enumerate() {
                cells[column] = Cell::count(n);
                totals[column] += n;
            }
        }
    }
    for (row, cells) in &mut table.rows {
        for (cell, total) in cells.iter_mut().zip(totals) {
            match row {
                Row::Received | Row::Total => *cell = Cell::count(total),
                Row::CarriedIn | Row::CarriedOut => *cell = Cell::count(0),
                _ => {}
            }
        }
    }
    table
}

fn block(numbers: &mut Numbers) -> [Cell; 5] {
    let counts: [u64; 4] = std::array::from_fn(|_| numbers.below(30));
    let sum: u64 = counts.iter().sum();
    [counts[0], counts[1], counts[2], counts[3], sum].map(Cell::count)
}

fn report(index: u64) -> CompiledReport {
    let mut numbers = Numbers(index);
    let year = 2021 + i16::try_from(index % 5).unwrap_or_default();
    let agency = format!("示例市第{}号测试局", index / 5 + 1);
    let table = part3(&mut numbers);
    let received = table.row_count(Row::Received).unwrap_or_default();
    let stock = |numbers: &mut Numbers| Stock {
        made: Cell::count(numbers.below(9)),
        repealed: Cell::count(numbers.below(5)),
        in_force: Cell::count(numbers.below(80)),
    };
    let zero = || Stock { made: 0.into(), repealed: 0.into(), in_force: 0.into() };
    let texts = [
        vec![
            format!("{year}年，{agency}依法做好政府信息公开工作。"),
            format!("（一）主动公开方面。全年在网站发布信息{}条。", 100 + index),
            format!("（二）依申请公开方面。全年共收到政府信息公开申请{received}件，全部依法答复。"),
            "（三）政府信息管理方面。公开前逐件审查，定期清理规范性文件。".into(),
            format!(
                "（四）平台建设方面。专栏改版，第{}次调整栏目设置，方便群众查找。",
                numbers.below(90) + 1
            ),
            "（五）监督保障方面。制定培训计划并按计划培训工作人员。".into(),
        ],
        vec![],
        vec![],
        vec![],
        vec![
            format!("解读形式还不够多样，第{}批材料的图表较少。", index + 1),
            "下一步丰富解读形式，提高公开的及时性。".into(),
        ],
        vec![format!("{year}年没有收取政府信息公开信息处理费。")],
    ];
    let sections = texts
        .into_iter()
        .zip(PARTS)
        .zip(["一", "二", "三", "四", "五", "六"])
        .enumerate()
        .map(|(part, ((paragraphs, name), number))| Section {
            part: Some(part),
            heading: format!("{number}、{name}"),
            paragraphs,
        })
        .collect();
    let tables = Tables {
        part2: Some(Part2 {
            rules: zero(),
            normative_documents: stock(&mut numbers),
            licences: Cell::count(numbers.below(2_000_000)),
            punishments: Cell::count(numbers.below(9_000)),
            coercions: Cell::count(numbers.below(90)),
            fees: Cell::count(numbers.below(70_000)),
        }),
        part2_2019: None,
        part3: Some(table),
        part4: Some(Part4 {
            reviews: block(&mut numbers),
            direct_suits: block(&mut numbers),
            suits_after_review: block(&mut numbers),
        }),
    };
    let report = AnnualReport {
        title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
        agency: Some(agency),
        year: Some(year),
        published_on: None,
        preamble: vec![format!("本报告所列数据的统计期限自{year}年1月1日起，至{year}年12月31日止。")],
        sections,
        tables,
    };
    CompiledReport { report, ..CompiledReport::default() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, html, pdf] = arguments.as_slice() else {
        return Err("corpus DIR HTML_COUNT PDF_COUNT".into());
    };
    for (name, count) in [("html", html), ("pdf", pdf)] {
        let folder = Path::new(folder).join(name);
        std::fs::create_dir_all(&folder)?;
        for index in 0..count.parse()? {
            let report = report(index);
            let bytes = if name == "html" { write::html(&report)? } else { write::pdf(&report)? };
            std::fs::write(folder.join(format!("{index:04}.{name}")), bytes)?;
        }
    }
    Ok(())
}
