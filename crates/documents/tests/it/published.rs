//! Published reports against the values read from them by eye.

use std::path::{Path, PathBuf};

use documents::{read, report_json};
use serde_json::Value;

/// The folder of published reports, if it is at hand.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there, published reports are not compared", folder.display());
        return None;
    }
    Some(folder)
}

/// Numbers as numbers, whatever their form: 7545 and 7545.0 are the same.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(n) => n.as_f64().map_or(Value::Null, Value::from),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_published_report_reads_as_printed() {
    let Some(folder) = shared() else { return };
    let mut compared = 0;
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = name.split('.').next().unwrap();
        let expected = folder.join("expected").join(format!("{stem}.json"));
        if !expected.is_file() {
            continue;
        }
        let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
        let reading = match read::report(std::fs::read(&path).unwrap(), &name) {
            Ok(reading) => reading,
            Err(refusal) => {
                wrong.push(format!("{name}: {refusal}"));
                continue;
            }
        };
        let value = report_json::to_value(&reading.report, &[]);
        for key in ["year", "part2", "part2_2019", "part3", "part4"] {
            let (ours, theirs) = (plain(&value[key]), plain(&expected[key]));
            if ours != theirs {
                wrong.push(format!(
                    "{name} {key}\n  read     {ours}\n  expected {theirs}\n  {:?}",
                    reading.problems
                ));
            }
        }
        if !name.contains("kewei") && value["agency"] != expected["agency"] {
            wrong.push(format!("{name}: agency {} for {}", value["agency"], expected["agency"]));
        }
        compared += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 15, "only {compared} files compared");
}
