//! Reading a file of rules: what is wrong in it is told with its line, what stands there, and what was expected.

use std::collections::HashSet;

use super::rule::{Check, Rule, Rules};

/// A file that is no list of rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("检查规则不能识别：{}", .0.join("；"))]
pub struct BadRules(Vec<String>);

/// Every field of a rule and what it takes.
const FIELDS: [(&str, &str); 12] = [
    ("id", "一段不重复的文字"),
    ("zh", "一段文字"),
    ("check", "检查的名称"),
    ("count", "正整数"),
    ("days", "正整数"),
    ("missing", "正整数"),
    ("severity", "\"veto\"、\"deduct\"或者\"advice\""),
    ("points", "数，如 0.5"),
    ("source", "一段文字"),
    ("valid_from", "日期，形如 \"2019-04-01\""),
    ("valid_until", "日期，形如 \"2019-04-01\""),
    ("is_certain", "true 或者 false"),
];
/// Those that a rule cannot do without.
const REQUIRED: [&str; 7] = ["id", "zh", "check", "severity", "source", "valid_from", "is_certain"];

impl Rules {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// [`BadRules`] with the place, what stands there, and what was expected.
    pub fn read(text: &str) -> Result<Self, BadRules> {
        let rules: Self = toml::from_str(text).map_err(|error| BadRules(vec![told(text, &error)]))?;
        let faults = rules.faults();
        if faults.is_empty() { Ok(rules) } else { Err(BadRules(faults)) }
    }

    fn faults(&self) -> Vec<String> {
        let mut known = HashSet::new();
        let mut faults = Vec::new();
        if self.rules.is_empty() {
            faults.push("没有一条规则，应有 [[rule]]".to_owned());
        }
        for rule in &self.rules {
            let id = &rule.id;
            if !known.insert(id.as_str()) {
                faults.push(format!("规则“{id}”重复，id 应不重复"));
            }
            for name in rule.check.needs() {
                match rule.number(name) {
                    Some(0) => faults.push(format!("规则“{id}”的 {name} 为0，应为正整数")),
                    Some(_) => {}
                    None => {
                        let check = rule.check.code();
                        faults.push(format!("规则“{id}”没有 {name}，{check} 的规则应填写正整数"));
                    }
                }
            }
            if let Some(last) = rule.valid_until.filter(|last| *last < rule.valid_from) {
                let first = rule.valid_from;
                faults.push(format!("规则“{id}”的 valid_until {last} 早于 valid_from {first}"));
            }
        }
        faults
    }
}

impl Rule {
    fn number(&self, name: &str) -> Option<u32> {
        match name {
            "count" => self.count,
            "days" => self.days,
            _ => self.missing,
        }
    }
}

/// What is wrong at a place of the file.
fn told(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let number = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default().trim();
    let key = line.split('=').next().unwrap_or_default().trim();
    let field = FIELDS.iter().find(|(name, _)| *name == key);
    let checks = || Check::ALL.map(|check| format!("\"{}\"", check.code())).join("、");
    let expected = match field {
        Some(("check", _)) => format!("应为{}之一", checks()),
        Some((_, expected)) => format!("应为{expected}"),
        None if line.starts_with("[[rule]]") => format!("规则缺少字段，应有 {}", REQUIRED.join("、")),
        None if line.contains('=') => format!("应为 {} 之一", FIELDS.map(|(name, _)| name).join("、")),
        None => "应为 [[rule]] 或者 字段 = 值".to_owned(),
    };
    format!("第{number}行“{line}”，{expected}")
}
