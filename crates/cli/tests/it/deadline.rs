//! `gongkai deadline`: the scenarios for jurists, and the batch form.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::program::{gongkai, gongkai_fed};

#[derive(Deserialize)]
struct Scenarios {
    scenario: Vec<Scenario>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    name: String,
    args: String,
    due: Option<String>,
    state: Option<String>,
    supplement_by: Option<String>,
    pay_by: Option<String>,
    provisional: Option<bool>,
    excluded: Option<usize>,
    flags: Option<Vec<String>>,
    #[serde(default)]
    consultation_by: BTreeMap<String, String>,
    #[serde(default)]
    counted: BTreeMap<String, String>,
    #[serde(default)]
    shown: Vec<String>,
    #[serde(default)]
    hidden: Vec<String>,
}

#[test]
fn every_scenario_comes_out() {
    let scenarios: Scenarios = toml::from_str(include_str!("scenarios/deadline.toml")).unwrap();
    assert!(scenarios.scenario.len() > 40);
    for scenario in scenarios.scenario {
        check(&scenario);
    }
}

fn check(scenario: &Scenario) {
    let name = &scenario.name;
    let mut args: Vec<&str> = vec!["deadline"];
    args.extend(scenario.args.split(' '));
    let told = gongkai(&args);
    assert_eq!(told.code, 0, "{name}: {}", told.stderr);
    for words in &scenario.shown {
        assert!(told.stdout.contains(words), "{name}: 没有「{words}」\n{}", told.stdout);
    }
    for words in &scenario.hidden {
        assert!(!told.stdout.contains(words), "{name}: 不应有「{words}」\n{}", told.stdout);
    }
    if let Some(due) = &scenario.due {
        assert!(told.stdout.contains(due.as_str()), "{name}: 没有 {due}\n{}", told.stdout);
    }

    args.push("--json");
    let answer = gongkai(&args);
    let value: Value = serde_json::from_str(&answer.stdout).unwrap();
    let value = match value.get("deadline") {
        Some(inner) => inner.clone(),
        None => value,
    };
    let expect =
        |field: &str, found: &Value, expected: Value| assert_eq!(*found, expected, "{name}: {field}");
    if let Some(due) = &scenario.due {
        expect("due", &value["due"], json!(due));
    }
    if let Some(state) = &scenario.state {
        expect("state", &value["state"], json!(state));
        if state == "awaiting_applicant" {
            expect("due", &value["due"], Value::Null);
        }
    }
    if let Some(by) = &scenario.supplement_by {
        expect("supplement_by", &value["limits"]["supplement_by"], json!(by));
    }
    if let Some(by) = &scenario.pay_by {
        expect("pay_by", &value["limits"]["pay_by"], json!(by));
    }
    for (id, by) in &scenario.consultation_by {
        expect("consultation_by", &value["limits"]["consultation_by"][id], json!(by));
    }
    if value.get("flags").is_some() {
        expect("flags", &value["flags"], json!(scenario.flags.clone().unwrap_or_default()));
    }
    if value.get("provisional").is_some() {
        expect("provisional", &value["provisional"], json!(scenario.provisional.unwrap_or(false)));
    }
    let Some(steps) = value["steps"].as_array() else { return };
    for (n, date) in &scenario.counted {
        let step = steps.iter().find(|step| step["n"] == json!(n.parse::<u32>().unwrap())).unwrap();
        expect(n, &step["date"], json!(date));
    }
    if let Some(excluded) = scenario.excluded {
        let found = steps.iter().filter(|step| step["kind"] == "excluded").count();
        assert_eq!(found, excluded, "{name}: excluded");
    }
}

/// The example of `docs/deadline.md`.
const EXAMPLE: &str = r#"{"events":[{"on":"2024-01-22","event":"received"},{"on":"2024-01-26","event":"consultation_sent","id":"a","kind":"third_party"},{"on":"2024-01-30","event":"consultation_served","id":"a"},{"on":"2024-02-21","event":"consultation_closed","id":"a"}],"today":"2024-02-22"}"#;

fn lines(input: &str) -> (Vec<Value>, i32) {
    let run = gongkai_fed(&["deadline", "--jsonl"], input.as_bytes());
    assert_eq!(run.stderr, "");
    (run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), run.code)
}

#[test]
fn the_example_comes_out_in_the_documented_shape() {
    let run = gongkai_fed(&["deadline", "--jsonl"], EXAMPLE.as_bytes());
    assert_eq!(run.code, 0);
    let start = concat!(
        r#"{"due":"2024-03-14","state":"running","provisional":false,"#,
        r#""limits":{"supplement_by":"2024-01-31","consultation_by":{"a":"2024-02-23"},"pay_by":null},"#,
        r#""steps":[{"date":"2024-01-22","kind":"day0","why":""#
    );
    assert!(run.stdout.starts_with(start), "{}", run.stdout);
    assert!(run.stdout.contains(r#"{"date":"2024-01-23","kind":"counted","n":1,"why":"#));
    assert!(run.stdout.ends_with("\"flags\":[]}\n"));
}

#[test]
fn a_bad_line_is_answered_and_the_rest_goes_on() {
    let good = r#"{"events":[{"on":"2024-02-01","event":"received"}]}"#;
    let (answers, code) = lines(&format!("{good}\nnot json\n\n{good}\r\n{{\"events\":[]}}\n{good}"));
    assert_eq!(code, 1);
    assert_eq!(answers.len(), 6);
    for at in [0, 3, 5] {
        assert_eq!(answers[at]["due"], "2024-03-05");
    }
    for (at, line) in [(1, 2), (2, 3), (4, 5)] {
        let answer = answers[at].as_object().unwrap();
        assert_eq!(answer.keys().collect::<Vec<_>>(), ["line", "error"]);
        assert_eq!(answer["line"], line);
        let error = answer["error"].as_object().unwrap();
        assert_eq!(error.keys().collect::<Vec<_>>(), ["place", "value", "expected"]);
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let case = |events: &str| format!(r#"{{"events":[{{"on":"2024-01-22","event":"received"}}{events}]}}"#);
    let sent = r#",{"on":"2024-01-26","event":"consultation_sent","id":"a","kind":"third_party"}"#;
    for (input, place) in [
        (r#"{"events":[{"on":"2024-01-26","event":"answered"}]}"#.to_owned(), "events"),
        (r#"{"today":"2024-01-22"}"#.to_owned(), "events"),
        ("[]".to_owned(), "整行"),
        (case(r#",{"on":"2024-01-23","event":"received"}"#), "events[1].event"),
        (case(r#",{"on":"2024-02-30","event":"answered"}"#), "events[1].on"),
        (case(r#",{"on":"20240201","event":"answered"}"#), "events[1].on"),
        (case(r#",{"on":"2024-02-01T00:00","event":"answered"}"#), "events[1].on"),
        (case(r#",{"on":20240201,"event":"answered"}"#), "events[1].on"),
        (case(r#",{"event":"answered"}"#), "events[1].on"),
        (case(r#",{"on":"2024-02-01"}"#), "events[1].event"),
        (case(r#",{"on":"2024-02-01","event":"decided"}"#), "events[1].event"),
        (case(r#",{"on":"2024-02-01","event":"answered","by":"x"}"#), "events[1].by"),
        (case(r#",{"on":"2024-01-19","event":"answered"}"#), "events[1].on"),
        (case(r#",{"on":"2024-02-01","event":"extended","workdays":0}"#), "events[1].workdays"),
        (case(r#",{"on":"2024-02-01","event":"extended","workdays":-5}"#), "events[1].workdays"),
        (case(r#",{"on":"2024-02-01","event":"extended","workdays":2.5}"#), "events[1].workdays"),
        (case(r#",{"on":"2024-02-01","event":"extended"}"#), "events[1].workdays"),
        (case(r#",{"on":"2024-02-01","event":"delay_fixed"}"#), "events[1].until"),
        (case(r#",{"on":"2024-02-01","event":"delay_fixed","until":"2024-01-31"}"#), "events[1].until"),
        (
            case(r#",{"on":"2024-02-01","event":"supplement_asked","reply_by":"2024-01-31"}"#),
            "events[1].reply_by",
        ),
        (case(r#",{"on":"2024-02-01","event":"consultation_sent","kind":"third_party"}"#), "events[1].id"),
        (case(r#",{"on":"2024-02-01","event":"consultation_sent","id":"a"}"#), "events[1].kind"),
        (
            case(r#",{"on":"2024-02-01","event":"consultation_sent","id":"a","kind":"friend"}"#),
            "events[1].kind",
        ),
        (case(r#",{"on":"2024-02-01","event":"consultation_closed","id":"a"}"#), "events[1].id"),
        (case(&format!("{sent}{sent}")), "events[2].id"),
        (
            case(&format!(r#"{sent},{{"on":"2024-01-25","event":"consultation_closed","id":"a"}}"#)),
            "events[2].on",
        ),
        (
            case(&format!(r#"{sent},{{"on":"2024-01-25","event":"consultation_served","id":"a"}}"#)),
            "events[2].on",
        ),
        (
            r#"{"events":[{"on":"2024-01-22","event":"received"}],"today":"2024-01-21"}"#.to_owned(),
            "events[0].on",
        ),
        (r#"{"events":[{"on":"2024-01-22","event":"received"}],"toady":"2024-01-23"}"#.to_owned(), "toady"),
    ] {
        let (answers, code) = lines(&input);
        assert_eq!(code, 1, "{input}");
        assert_eq!(answers[0]["error"]["place"], place, "{input}: {}", answers[0]);
    }
}

#[test]
fn bytes_that_are_no_text_and_a_byte_order_mark() {
    let run = gongkai_fed(&["deadline", "--jsonl"], b"\xff\xfe\n");
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("UTF-8"));
    let run = gongkai_fed(&["deadline", "--jsonl"], format!("\u{feff}{EXAMPLE}").as_bytes());
    assert_eq!(run.code, 0);
    let run = gongkai_fed(&["deadline", "--jsonl"], b"");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn wrong_options_are_exit_code_2_and_wrong_content_is_1() {
    assert_eq!(gongkai(&["deadline"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--received", "2023-02-30"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--received", "2024-01-22", "--publication", "2024-01-22"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--remedy", "2024-01-22"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--remedy", "2024-01-22", "--leaf", "3.9"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--arrived", "2024-01-22", "--channel", "鸽子"]).code, 2);
    assert_eq!(gongkai(&["deadline", "--jsonl", "/nowhere/cases.jsonl"]).code, 2);
    let run = gongkai(&["deadline", "--received", "2024-01-22", "--answered", "2024-01-19"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("不早于收到申请之日"), "{}", run.stderr);
    let confirmed_before =
        ["deadline", "--arrived", "2024-01-22", "--channel", "互联网", "--confirmed", "2024-01-19"];
    assert_eq!(gongkai(&confirmed_before).code, 1);
}

#[test]
fn the_documentation_lists_what_the_program_knows() {
    use statute::clock::{CASE_FIELDS, Flag, Happening, State, StepKind};

    let page = include_str!("../../../../docs/deadline.md");
    // The first column of the table that follows a heading cell.
    let column = |heading: &str| -> Vec<String> {
        let table = page.split(&format!("| {heading} |")).nth(1).unwrap();
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        rows.map(|row| row.split('`').nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(column("event"), Happening::NAMES);
    assert_eq!(column("event"), CASE_FIELDS.map(|(name, _)| name));
    assert_eq!(column("flag"), Flag::ALL.map(Flag::code));
    assert_eq!(column("state"), State::ALL.map(State::code));
    assert_eq!(column("step kind"), StepKind::ALL.map(StepKind::code));
    for (name, fields) in CASE_FIELDS {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap();
        for field in fields {
            assert!(row.contains(&format!("`{field}`")), "{name}: {field}");
        }
    }
    assert!(page.contains(EXAMPLE));
    let (answers, _) = lines(EXAMPLE);
    let shown = page.split("### The result").nth(1).unwrap().split("```json\n").nth(1).unwrap();
    let mut shown: Value = serde_json::from_str(shown.split("\n```").next().unwrap()).unwrap();
    let step = shown["steps"][0].take();
    assert!(answers[0]["steps"].as_array().unwrap().contains(&step));
    for field in ["due", "state", "provisional", "limits", "flags"] {
        assert_eq!(shown[field], answers[0][field], "{field}");
    }
}

#[test]
fn a_later_calendar_and_other_readings_come_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let calendar = folder.path().join("2027.csv");
    std::fs::write(&calendar, "date,kind,name\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,off,元旦\n2027-01-16,work,春节\n").unwrap();
    let calendar = calendar.to_str().unwrap();
    let args = ["deadline", "--received", "2026-12-20", "--json", "--calendar", calendar];
    let value: Value = serde_json::from_str(&gongkai(&args).stdout).unwrap();
    assert_eq!((&value["due"], &value["provisional"]), (&json!("2027-01-16"), &json!(false)));

    let readings = folder.path().join("readings.toml");
    std::fs::write(&readings, "payment_restarts = false\n").unwrap();
    let readings = readings.to_str().unwrap();
    let paid = [
        "deadline",
        "--received",
        "2024-04-15",
        "--fee-paid",
        "2024-05-13",
        "--json",
        "--readings",
        readings,
    ];
    let value: Value = serde_json::from_str(&gongkai(&paid).stdout).unwrap();
    assert_eq!(value["due"], "2024-05-14");

    std::fs::write(folder.path().join("readings.toml"), "payment = 1\n").unwrap();
    assert_eq!(gongkai(&paid).code, 2);
    std::fs::write(folder.path().join("2027.csv"), "2027-13-01,off,元旦\n").unwrap();
    let run = gongkai(&args);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("2027-13-01"), "{}", run.stderr);
}

#[test]
fn a_program_that_waits_for_each_answer_gets_it() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["deadline", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        writeln!(stdin, "{EXAMPLE}").unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(r#"{"due":"2024-03-14""#));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_other_questions_have_the_documented_fields() {
    let page = include_str!("../../../../docs/deadline.md");
    for (args, question) in [
        (&["--arrived", "2024-01-22", "--channel", "当面"][..], "--arrived"),
        (&["--publication", "2024-09-20"], "--publication"),
        (&["--remedy", "2024-08-07", "--leaf", "2", "--withheld", "3.4,4.1"], "--remedy"),
    ] {
        let mut all = vec!["deadline", "--json"];
        all.extend(args);
        let value: Value = serde_json::from_str(&gongkai(&all).stdout).unwrap();
        let keys: Vec<String> = value.as_object().unwrap().keys().map(|key| format!("\"{key}\"")).collect();
        let documented = format!("`{question}`: `{{{}}}`", keys.join(","));
        assert!(page.contains(&documented), "{documented}");
        if question == "--remedy" {
            assert_eq!(value["class"], "mixed");
        }
    }
}

#[test]
fn faults_of_options_name_the_event() {
    let run = gongkai(&["deadline", "--received", "2024-01-22", "--consultation", "2024-01-26,-,2024-01-25"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr.trim_end(),
        "「征求意见结束」：2024-01-25，应为不早于该征求意见书发出之日（2024-01-26）的日期"
    );
}
