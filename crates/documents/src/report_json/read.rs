//! A report out of JSON: its tables, and its text where it has one.

use serde_json::Value;
use statute::report::{AnnualReport, Part2, Section, Tables};

use super::tables::Reader;
use crate::read::Problem;

/// Reads a report out of JSON as [`super::to_value`] writes it; tables alone are enough. Unknown keys are passed over.
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
    let part4 = present("part4").map(|value| reader.part4(value));
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
