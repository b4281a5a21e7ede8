//! A filled form of our own and what a reader must make of it.

use serde_json::{Map, Value, json};
use statute::report::Row;

/// The cells of a report's tables as they are printed.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) agency: String,
    pub(crate) year: i16,
    /// 规章, 规范性文件: three cells each; 许可, 处罚, 强制, 收费: one.
    pub(crate) part2: [Vec<String>; 6],
    pub(crate) part3: Vec<(Row, [String; 7])>,
    pub(crate) part4: [String; 15],
}

/// Numbers that look random and are always the same.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

impl Form {
    /// A form whose sums hold; cells from 0 to `limit`.
    pub(crate) fn sound(seed: u64, limit: u64, merged: bool) -> Self {
        let mut numbers = Numbers(seed);
        let text = |n: u64| n.to_string();
        let form: Vec<Row> = if merged { Row::form_2019().collect() } else { Row::form_2021().collect() };
        let part3 = form
            .into_iter()
            .map(|row| {
                let mut cells: [u64; 7] =
                    std::array::from_fn(|_| if numbers.below(3) == 0 { 0 } else { numbers.below(limit) });
                cells[6] = cells[..6].iter().sum();
                (row, cells.map(text))
            })
            .collect();
        let mut part4 = [0; 15];
        for block in part4.chunks_exact_mut(5) {
            for cell in &mut block[..4] {
                *cell = numbers.below(limit);
            }
            block[4] = block[..4].iter().sum();
        }
        let mut part2 = |count: usize| (0..count).map(|_| text(numbers.below(limit * 10))).collect();
        Self {
            agency: "示例市测试局".into(),
            year: 2023,
            part2: [part2(3), part2(3), part2(1), part2(1), part2(1), part2(1)],
            part3,
            part4: part4.map(text),
        }
    }

    /// The usual form of these tests.
    pub(crate) fn usual() -> Self {
        Self::sound(7, 300, false)
    }

    pub(crate) fn row(&mut self, row: Row) -> &mut [String; 7] {
        &mut self.part3.iter_mut().find(|(r, _)| *r == row).unwrap().1
    }

    /// Every cell of the form, to be changed.
    pub(crate) fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        self.part2.iter_mut().flatten().for_each(&mut *change);
        self.part3.iter_mut().flat_map(|(_, cells)| cells).for_each(&mut *change);
        self.part4.iter_mut().for_each(change);
    }

    /// The tables as JSON, as the schema has them.
    pub(crate) fn expected(&self) -> Value {
        let list = |cells: &[String]| cells.iter().map(|cell| expected(cell)).collect::<Vec<_>>();
        let stock = |cells: &[String]| json!({"制发": expected(&cells[0]), "废止": expected(&cells[1]), "有效": expected(&cells[2])});
        let rows: Map<String, Value> =
            self.part3.iter().map(|(row, cells)| (row.key(), list(cells).into())).collect();
        json!({
            "year": self.year,
            "part2": {
                "规章": stock(&self.part2[0]),
                "行政规范性文件": stock(&self.part2[1]),
                "行政许可": expected(&self.part2[2][0]),
                "行政处罚": expected(&self.part2[3][0]),
                "行政强制": expected(&self.part2[4][0]),
                "行政事业性收费": expected(&self.part2[5][0]),
            },
            "part3": {"rows": rows},
            "part4": {
                "复议": list(&self.part4[..5]),
                "未经复议直接起诉": list(&self.part4[5..10]),
                "复议后起诉": list(&self.part4[10..]),
            },
        })
    }
}

/// What a printed cell means, said a second time and more simply than the reader says it.
fn expected(cell: &str) -> Value {
    let plain: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',' && *c != '\u{a0}')
        .map(|c| {
            if ('０'..='９').contains(&c) { char::from(b'0' + (c as u32 - '０' as u32) as u8) } else { c }
        })
        .collect();
    if matches!(plain.as_str(), "" | "/" | "-" | "—" | "－" | "无") {
        return Value::Null;
    }
    match plain.parse::<f64>() {
        Ok(n) => n.into(),
        Err(_) => cell.into(),
    }
}

/// Numbers as numbers, whatever their form.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(n) => n.as_f64().map_or(Value::Null, Value::from),
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        other => other.clone(),
    }
}

/// Reads a file and compares the tables with the form.
#[track_caller]
pub(crate) fn check(form: &Form, bytes: &[u8], name: &str) {
    compare(&form.expected(), bytes, name);
}

/// Reads a file and compares what `expected` names.
#[track_caller]
pub(crate) fn compare(expected: &Value, bytes: &[u8], name: &str) {
    let show = || String::from_utf8_lossy(bytes).into_owned();
    let reading = match documents::read::report(bytes, name) {
        Ok(reading) => reading,
        Err(refusal) => panic!("{name}: {refusal}\n{}", show()),
    };
    let value = documents::report_json::to_value(&reading.report, &[]);
    for (key, theirs) in expected.as_object().unwrap() {
        let (ours, theirs) = (plain(&value[key]), plain(theirs));
        if key == "part3" {
            for (row, cells) in theirs["rows"].as_object().unwrap() {
                assert_eq!(&ours["rows"][row], cells, "{name} {row}\n{:#?}\n{}", reading.problems, show());
            }
        }
        assert_eq!(ours, theirs, "{name} {key}\n{:#?}\n{}", reading.problems, show());
    }
}

/// Reads a file that must be refused.
#[track_caller]
pub(crate) fn refused(bytes: &[u8], name: &str, words: &str) {
    match documents::read::report(bytes, name) {
        Ok(reading) => panic!("{name} was read: {:#?}", reading.report.tables),
        Err(refusal) => {
            assert!(refusal.to_string().contains(words), "{name}: {refusal}");
            assert!(!refusal.advice.is_empty());
        }
    }
}
