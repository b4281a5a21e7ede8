//! A report to JSON.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use statute::report::{AnnualReport, Cell, Figure, Part2, Part2Trial, Stock, TrialItems, TrialStock};

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
