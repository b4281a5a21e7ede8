//! A report as JSON, both ways: the `report.json` that is written, the answer of `report read --json`.
//!
//! `null` is an empty cell (or one that could not be read), a number is a number as printed, a string is a number
//! with its unit or remark as printed. Rows of table three go by their label with the group's mark
//! (`（三）1.属于国家秘密`), each with six kinds of applicants and the total.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use statute::report::{
    AnnualReport, COLUMNS, Cell, Figure, Part2, Part2Trial, Part3, Part4, REMEDY_COLUMNS, Row, Section,
    Stock, Tables, TrialItems, TrialStock,
};

use crate::read::{Problem, cell_value};

fn number(n: Decimal) -> Value {
    match i64::try_from(n) {
        Ok(whole) if n.fract().is_zero() => whole.into(),
        _ => f64::try_from(n).map_or(Value::Null, Into::into),
    }
}

/// A cell as JSON: number, string or null.
pub fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Blank | Cell::Unread => Value::Null,
        Cell::Number(n) => number(*n),
        Cell::Text(text) => text.clone().into(),
    }
}

fn stock(stock: &Stock) -> Value {
    json!({"制发": cell(&stock.made), "废止": cell(&stock.repealed), "有效": cell(&stock.in_force)})
}

fn part2(part: &Part2) -> Value {
    json!({
        "规章": stock(&part.rules),
        "行政规范性文件": stock(&part.normative_documents),
        "行政许可": cell(&part.licences),
        "行政处罚": cell(&part.punishments),
        "行政强制": cell(&part.coercions),
        "行政事业性收费": cell(&part.fees),
    })
}

fn part2_trial(part: &Part2Trial) -> Value {
    let stock = |stock: &TrialStock| {
        json!({
            "本年新制作": cell(&stock.made),
            "本年新公开": cell(&stock.published),
            "对外公开总数": cell(&stock.total_published),
        })
    };
    let items = |items: &TrialItems| {
        json!({
            "上一年项目": cell(&items.items_last_year),
            "本年增减": cell(&items.change),
            "处理决定": cell(&items.decisions),
        })
    };
    json!({
        "规章": stock(&part.rules),
        "规范性文件": stock(&part.normative_documents),
        "行政许可": items(&part.licences),
        "其他对外管理服务事项": items(&part.other_services),
        "行政处罚": items(&part.punishments),
        "行政强制": items(&part.coercions),
        "行政事业性收费": {"上一年项目": cell(&part.fees.0), "本年增减": cell(&part.fees.1)},
        "政府集中采购": {"采购项目": cell(&part.procurement.0), "采购总金额": cell(&part.procurement.1)},
    })
}

/// The report's tables and text, with the figures behind them where there are any.
///
/// Keys: `title`, `agency`, `year`, `published_on`, `part2` (all null where the report has the form of 2019),
/// `part2_2019` (only there), `part3` and `part4` (null where the report has no such table), `preamble`,
/// `sections` and `figures` (only where not empty).
pub fn to_value(report: &AnnualReport, figures: &[Figure]) -> Value {
    let mut value = Map::new();
    let tables = &report.tables;
    value.insert("title".into(), json!(report.title));
    value.insert("agency".into(), json!(report.agency));
    value.insert("year".into(), json!(report.year));
    if let Some(day) = report.published_on {
        value.insert("published_on".into(), day.to_string().into());
    }
    value.insert("part2".into(), part2(tables.part2.as_ref().unwrap_or(&Part2::default())));
    if let Some(trial) = &tables.part2_2019 {
        value.insert("part2_2019".into(), part2_trial(trial));
    }
    value.insert(
        "part3".into(),
        tables.part3.as_ref().map_or(Value::Null, |part| {
            let rows: Map<String, Value> = part
                .rows
                .iter()
                .map(|(row, cells)| (row.key(), cells.iter().map(cell).collect::<Vec<_>>().into()))
                .collect();
            json!({"rows": rows})
        }),
    );
    value.insert(
        "part4".into(),
        tables.part4.as_ref().map_or(Value::Null, |part| {
            part.blocks()
                .into_iter()
                .map(|(name, cells)| (name.to_owned(), cells.iter().map(cell).collect::<Vec<_>>().into()))
                .collect::<Map<String, Value>>()
                .into()
        }),
    );
    if !report.preamble.is_empty() {
        value.insert("preamble".into(), json!(report.preamble));
    }
    if !report.sections.is_empty() {
        let sections: Vec<Value> = report
            .sections
            .iter()
            .map(|section| {
                json!({
                    "part": section.part.map(|part| part + 1),
                    "heading": section.heading,
                    "paragraphs": section.paragraphs,
                })
            })
            .collect();
        value.insert("sections".into(), sections.into());
    }
    if !figures.is_empty() {
        let figures: Vec<Value> = figures
            .iter()
            .map(|figure| {
                json!({
                    "name": figure.name,
                    "definition": figure.definition,
                    "unit": figure.unit,
                    "value": number(figure.value),
                })
            })
            .collect();
        value.insert("figures".into(), figures.into());
    }
    Value::Object(value)
}

/// What stands in the way of reading a value, with its place.
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, place: &str, message: String) -> Cell {
        self.problems.push(Problem { place: place.to_owned(), message });
        Cell::Unread
    }

    fn cell(&mut self, value: Option<&Value>, place: &str) -> Cell {
        match value {
            None | Some(Value::Null) => Cell::Blank,
            Some(Value::Number(n)) => {
                let text = n.to_string();
                match text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)) {
                    Ok(n) => Cell::Number(n.normalize()),
                    Err(_) => self.problem(place, format!("此处无法读取：“{text}”")),
                }
            }
            Some(Value::String(text)) => match cell_value(text) {
                Cell::Unread => self.problem(place, format!("此处无法读取：“{text}”")),
                cell => cell,
            },
            Some(other) => self.problem(place, format!("此处无法读取：“{other}”，应为数字、文字或null")),
        }
    }

    fn field(&mut self, value: &Value, path: &[&str], place: &str) -> Cell {
        let mut at = Some(value);
        for key in path {
            at = at.and_then(|value| value.get(key));
        }
        self.cell(at, &format!("{place}，{}", path.join("，")))
    }

    fn cells<const N: usize>(&mut self, value: &Value, place: &str, columns: [&str; N]) -> [Cell; N] {
        match value.as_array() {
            Some(cells) if cells.len() == N => {
                std::array::from_fn(|at| self.cell(Some(&cells[at]), &format!("{place}，{}", columns[at])))
            }
            _ if value.is_null() => std::array::from_fn(|_| Cell::Blank),
            other => {
                let count = other.map_or(0, Vec::len);
                self.problem(place, format!("此处无法读取：应有{N}个数值，读到{count}个"));
                std::array::from_fn(|_| Cell::Unread)
            }
        }
    }

    fn part2(&mut self, value: &Value) -> Part2 {
        let mut stock = |name: &str| Stock {
            made: self.field(value, &[name, "制发"], "表二"),
            repealed: self.field(value, &[name, "废止"], "表二"),
            in_force: self.field(value, &[name, "有效"], "表二"),
        };
        let (rules, normative_documents) = (stock("规章"), stock("行政规范性文件"));
        Part2 {
            rules,
            normative_documents,
            licences: self.field(value, &["行政许可"], "表二"),
            punishments: self.field(value, &["行政处罚"], "表二"),
            coercions: self.field(value, &["行政强制"], "表二"),
            fees: self.field(value, &["行政事业性收费"], "表二"),
        }
    }

    fn part2_trial(&mut self, value: &Value) -> Part2Trial {
        let mut stock = |name: &str| TrialStock {
            made: self.field(value, &[name, "本年新制作"], "表二"),
            published: self.field(value, &[name, "本年新公开"], "表二"),
            total_published: self.field(value, &[name, "对外公开总数"], "表二"),
        };
        let (rules, normative_documents) = (stock("规章"), stock("规范性文件"));
        let mut items = |name: &str| TrialItems {
            items_last_year: self.field(value, &[name, "上一年项目"], "表二"),
            change: self.field(value, &[name, "本年增减"], "表二"),
            decisions: self.field(value, &[name, "处理决定"], "表二"),
        };
        Part2Trial {
            rules,
            normative_documents,
            licences: items("行政许可"),
            other_services: items("其他对外管理服务事项"),
            punishments: items("行政处罚"),
            coercions: items("行政强制"),
            fees: (
                self.field(value, &["行政事业性收费", "上一年项目"], "表二"),
                self.field(value, &["行政事业性收费", "本年增减"], "表二"),
            ),
            procurement: (
                self.field(value, &["政府集中采购", "采购项目"], "表二"),
                self.field(value, &["政府集中采购", "采购总金额"], "表二"),
            ),
        }
    }

    fn part3(&mut self, value: &Value) -> Option<Part3> {
        let rows = value.get("rows").unwrap_or(value).as_object()?;
        let merged = rows.keys().any(|key| Row::from_key(key) == Some(Row::OtherHandlingMerged));
        let mut part = if merged { Part3::blank_2019() } else { Part3::blank_2021() };
        let mut seen = Vec::new();
        for (key, cells) in rows {
            let place = format!("表三，{key}");
            match Row::from_key(key).and_then(|row| part.row_mut(row).map(|slot| (row, slot))) {
                Some((row, slot)) => {
                    *slot = self.cells(cells, &place, COLUMNS);
                    seen.push(row);
                }
                None => {
                    self.problem(&place, "表式里没有这一行".into());
                }
            }
        }
        for (row, cells) in &mut part.rows {
            if !seen.contains(row) {
                *cells = std::array::from_fn(|_| Cell::Unread);
                self.problem(&format!("表三，{}", row.key()), "此处无法读取：没有这一行".into());
            }
        }
        Some(part)
    }
}

/// Reads a report out of JSON as [`to_value`] writes it; tables alone are enough. Unknown keys are passed over.
///
/// The second part of the answer says what could not be read, each with its place.
///
/// # Errors
/// Says in Chinese why the value is no report: it has none of `part2`, `part3` and `part4`.
pub fn from_value(value: &Value) -> Result<(AnnualReport, Vec<Problem>), String> {
    let mut reader = Reader { problems: Vec::new() };
    let object = value.as_object().ok_or("JSON里不是一份报告：最外层应为对象")?;
    let present = |key: &str| object.get(key).filter(|value| value.is_object());
    if ["part2", "part2_2019", "part3", "part4"].iter().all(|key| present(key).is_none()) {
        return Err("JSON里不是一份报告：没有part2、part3、part4".into());
    }
    let trial = present("part2_2019").map(|value| reader.part2_trial(value));
    let mut part2 = present("part2").map(|value| reader.part2(value));
    if trial.is_some() && part2 == Some(Part2::default()) {
        part2 = None;
    }
    let part3 = present("part3").and_then(|value| reader.part3(value));
    let part4 = present("part4").map(|value| {
        let mut block = |name: &str| {
            let place = format!("表四，{name}");
            reader.cells(value.get(name).unwrap_or(&Value::Null), &place, REMEDY_COLUMNS)
        };
        Part4 {
            reviews: block("复议"),
            direct_suits: block("未经复议直接起诉"),
            suits_after_review: block("复议后起诉"),
        }
    });
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let paragraphs = |value: Option<&Value>| -> Vec<String> {
        value
            .and_then(Value::as_array)
            .map(|lines| lines.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    };
    let sections = object
        .get("sections")
        .and_then(Value::as_array)
        .map(|sections| {
            sections
                .iter()
                .map(|section| Section {
                    part: section
                        .get("part")
                        .and_then(Value::as_u64)
                        .and_then(|part| part.checked_sub(1))
                        .filter(|part| *part < 6)
                        .map(|part| part as usize),
                    heading: section.get("heading").and_then(Value::as_str).unwrap_or_default().to_owned(),
                    paragraphs: paragraphs(section.get("paragraphs")),
                })
                .collect()
        })
        .unwrap_or_default();
    let year = object.get("year").and_then(Value::as_i64).and_then(|year| i16::try_from(year).ok());
    let report = AnnualReport {
        agency: text("agency"),
        year,
        title: text("title"),
        published_on: text("published_on").and_then(|day| day.parse().ok()),
        preamble: paragraphs(object.get("preamble")),
        sections,
        tables: Tables { part2, part2_2019: trial, part3, part4 },
    };
    Ok((report, reader.problems))
}
