//! A case as JSON: `{"events":[{"on":"2024-01-22","event":"received"}],"today":"2024-02-22"}`.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::case::{Case, Fault, YEARS};
use super::event::{Event, Happening};
use crate::registers::ConsultationKind;

/// The fields each event may have beside `on` and `event`, all required but `reply_by`.
pub const CASE_FIELDS: [(&str, &[&str]); 14] = [
    ("received", &[]),
    ("supplement_asked", &["reply_by"]),
    ("supplement_received", &[]),
    ("supplement_lapsed", &[]),
    ("consultation_sent", &["id", "kind"]),
    ("consultation_served", &["id"]),
    ("consultation_closed", &["id"]),
    ("extended", &["workdays"]),
    ("fee_notice_served", &[]),
    ("fee_paid", &[]),
    ("fee_lapsed", &[]),
    ("delay_fixed", &["until"]),
    ("answered", &[]),
    ("withdrawn", &[]),
];

const DATE: &str = "存在的日期，写作 2024-01-22（2000年至2199年）";

/// Reads a case.
///
/// # Errors
/// The first thing that is wrong: no JSON, a missing or unknown field, a value of the wrong kind, or events that
/// contradict one another.
pub fn case_from_json(text: &str) -> Result<Case, Fault> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let shown: String = text.chars().take(80).collect();
        Fault::new(format!("第{}列", error.column()), shown, "一个完整的 JSON 对象")
    })?;
    let Value::Object(case) = &value else {
        return Err(Fault::new("整行", value, "JSON 对象"));
    };
    only(case, "", &["events", "today"])?;
    let events = match case.get("events") {
        Some(Value::Array(events)) => events,
        other => return Err(Fault::new("events", other.cloned().unwrap_or_default(), "事件数组")),
    };
    let events =
        events.iter().enumerate().map(|(at, event)| read_event(at, event)).collect::<Result<_, _>>()?;
    let today = match case.get("today") {
        None | Some(Value::Null) => None,
        Some(value) => Some(read_date("today", value)?),
    };
    Case::new(events, today)
}

fn read_event(at: usize, value: &Value) -> Result<Event, Fault> {
    let place = |field: &str| format!("events[{at}].{field}");
    let Value::Object(event) = value else {
        return Err(Fault::new(format!("events[{at}]"), value.clone(), "JSON 对象"));
    };
    let name = event.get("event").cloned().unwrap_or_default();
    let known = name.as_str().and_then(|name| CASE_FIELDS.into_iter().find(|(known, _)| *known == name));
    let Some((name, fields)) = known else {
        let names = Happening::NAMES.join("、");
        return Err(Fault::new(place("event"), name, format!("以下之一：{names}")));
    };
    let mut allowed = vec!["on", "event"];
    allowed.extend(fields);
    only(event, &format!("events[{at}]."), &allowed)?;
    let missing = Value::Null;
    let field = |name: &str| event.get(name).unwrap_or(&missing);
    let id = || match field("id") {
        Value::String(id) if !id.is_empty() => Ok(id.clone()),
        other => Err(Fault::new(place("id"), other.clone(), "征求意见编号，非空的字符串")),
    };
    let on = read_date(&place("on"), field("on"))?;
    let what = match name {
        "received" => Happening::Received,
        "supplement_asked" => Happening::SupplementAsked {
            reply_by: match field("reply_by") {
                Value::Null => None,
                value => Some(read_date(&place("reply_by"), value)?),
            },
        },
        "supplement_received" => Happening::SupplementReceived,
        "supplement_lapsed" => Happening::SupplementLapsed,
        "consultation_sent" => Happening::ConsultationSent {
            id: id()?,
            kind: serde_json::from_value::<ConsultationKind>(field("kind").clone()).map_err(|_| {
                Fault::new(place("kind"), field("kind").clone(), "third_party、co_maker 或者 other_agency")
            })?,
        },
        "consultation_served" => Happening::ConsultationServed { id: id()? },
        "consultation_closed" => Happening::ConsultationClosed { id: id()? },
        "extended" => Happening::Extended {
            workdays: field("workdays")
                .as_u64()
                .filter(|&n| n > 0)
                // However many, only 20 count.
                .map(|n| u32::try_from(n).unwrap_or(u32::MAX))
                .ok_or_else(|| Fault::new(place("workdays"), field("workdays").clone(), "正整数"))?,
        },
        "fee_notice_served" => Happening::FeeNoticeServed,
        "fee_paid" => Happening::FeePaid,
        "fee_lapsed" => Happening::FeeLapsed,
        "delay_fixed" => Happening::DelayFixed { until: read_date(&place("until"), field("until"))? },
        "answered" => Happening::Answered,
        _ => Happening::Withdrawn,
    };
    Ok(Event { on, what })
}

fn read_date(place: &str, value: &Value) -> Result<Date, Fault> {
    value
        .as_str()
        .filter(|text| text.len() == 10 && text.is_ascii())
        .and_then(|text| text.parse::<Date>().ok())
        .filter(|date| YEARS.contains(&date.year()))
        .ok_or_else(|| Fault::new(place, value.clone(), DATE))
}

fn only(object: &Map<String, Value>, place: &str, allowed: &[&str]) -> Result<(), Fault> {
    match object.keys().find(|key| !allowed.contains(&key.as_str())) {
        Some(key) => {
            let expected = format!("只有 {} 这些字段", allowed.join("、"));
            Err(Fault::new(format!("{place}{key}"), object[key].clone(), expected))
        }
        None => Ok(()),
    }
}
