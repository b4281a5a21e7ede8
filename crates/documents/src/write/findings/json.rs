//! Findings as JSON, stable and documented in `docs/report-check.md`.

use serde_json::{Map, Value, json};
use statute::report::{Finding, Severity};

use super::Inspection;

/// `{"reports":[…],"findings":[…],"unreadable":[…]}`
pub fn json(inspection: &Inspection) -> Value {
    let reports: Vec<Value> = inspection
        .reports
        .iter()
        .map(|report| {
            json!({
                "file": report.file,
                "others": report.others,
                "format": report.format.name(),
                "agency": report.report.agency,
                "year": report.report.year,
                "errors": report.count(Severity::Error),
                "warnings": report.count(Severity::Warning),
                "notes": report.count(Severity::Note),
            })
        })
        .collect();
    let findings: Vec<Value> = inspection
        .reports
        .iter()
        .flat_map(|report| report.findings.iter().map(|finding| one(&report.file, finding)))
        .collect();
    let unreadable: Vec<Value> = inspection
        .unreadable
        .iter()
        .map(|file| json!({ "file": file.file, "what": file.what, "advice": file.advice }))
        .collect();
    json!({ "reports": reports, "findings": findings, "unreadable": unreadable })
}

fn one(file: &str, finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "file": file,
        "place": finding.place,
        "values": values(&finding.values),
        "message": finding.message,
        "basis": finding.basis,
    })
}

/// An object of named values: a plain number as number, everything else as printed.
fn values(named: &[(String, String)]) -> Value {
    let mut object = Map::new();
    for (name, value) in named {
        let number = value.parse::<i64>().ok().map(Value::from).or_else(|| {
            let plain = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
            value.parse::<f64>().ok().filter(|_| plain).map(Value::from)
        });
        object.insert(name.clone(), number.unwrap_or_else(|| Value::from(value.as_str())));
    }
    Value::Object(object)
}
