//! One policy in plain words with worked examples (看得懂算得清).

use serde::{Deserialize, Serialize};

use super::arithmetic::wrong;

/// A question, its plain answer, what whoever is concerned has to know, and worked examples.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Worked {
    /// 问题
    pub question: String,
    /// 通俗解答
    pub answer: String,
    /// 适用对象
    #[serde(skip_serializing_if = "String::is_empty")]
    pub audience: String,
    /// 条件
    #[serde(skip_serializing_if = "String::is_empty")]
    pub conditions: String,
    /// 标准
    #[serde(skip_serializing_if = "String::is_empty")]
    pub standard: String,
    /// 材料
    #[serde(skip_serializing_if = "String::is_empty")]
    pub materials: String,
    /// 办理渠道
    #[serde(skip_serializing_if = "String::is_empty")]
    pub places: String,
    /// 办理时限
    #[serde(skip_serializing_if = "String::is_empty")]
    pub term: String,
    /// 咨询电话
    #[serde(skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// 算例的条件, those of each example after an empty line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// 算例的步骤, one a line, those of each example after an empty line: `月标准：2000元×90%=1800元`.
    pub steps: String,
    /// 算例的结果, that of each example after an empty line.
    pub result: String,
    /// The number of the policy it explains, where it is one of this agency's publications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// 依据: the policy with its article.
    pub basis: String,
}

/// One example of a card (算例), by lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// 条件
    pub given: Vec<String>,
    /// 步骤
    pub steps: Vec<String>,
    /// 结果
    pub result: Vec<String>,
}

impl Worked {
    /// What whoever is concerned has to know, with what it is called, empty where the card does not say it.
    pub fn facts(&self) -> [(&'static str, &str); 7] {
        [
            ("适用对象", &self.audience),
            ("条件", &self.conditions),
            ("标准", &self.standard),
            ("材料", &self.materials),
            ("办理渠道", &self.places),
            ("办理时限", &self.term),
            ("咨询电话", &self.telephone),
        ]
    }

    /// Every text of it with what it is called, in the order of the page, without those that are empty.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let first = [("问题", self.question.as_str()), ("通俗解答", &self.answer)];
        let last = [
            ("算例的条件", self.given.as_str()),
            ("算例的步骤", &self.steps),
            ("算例的结果", &self.result),
            ("依据", &self.basis),
        ];
        first.into_iter().chain(self.facts()).chain(last).filter(|(_, text)| !text.is_empty())
    }

    /// The examples one by one; all as one where not each has its result, or only some have their conditions.
    pub fn examples(&self) -> Vec<Example> {
        let (given, steps, result) = (parts(&self.given), parts(&self.steps), parts(&self.result));
        let is_apart = result.len() == steps.len() && (given.is_empty() || given.len() == steps.len());
        if !is_apart {
            let (given, steps, result) = (given.concat(), steps.concat(), result.concat());
            return vec![Example { given, steps, result }];
        }
        let given = given.into_iter().chain(std::iter::repeat(Vec::new()));
        let each = steps.into_iter().zip(given).zip(result);
        each.map(|((steps, given), result)| Example { given, steps, result }).collect()
    }

    /// Which texts are not divided as the steps are into examples: the field's name in forms, and what is expected.
    pub(super) fn undivided(&self) -> Vec<(&'static str, String)> {
        let steps = parts(&self.steps).len();
        if steps < 2 {
            return Vec::new();
        }
        let told = |name: &str, found: usize| {
            format!("算例的步骤用空行分为{steps}个算例，{name}有{found}段，应一个算例一段、各段之间空一行")
        };
        let (given, result) = (parts(&self.given).len(), parts(&self.result).len());
        let mut all = Vec::new();
        if given != 0 && given != steps {
            all.push(("given", told("算例的条件", given)));
        }
        if result != 0 && result != steps {
            all.push(("result", told("算例的结果", result)));
        }
        all
    }

    /// Steps whose two sides are not equal. A step that is no arithmetic is not judged.
    pub fn wrong(&self) -> Vec<String> {
        self.steps.lines().filter_map(wrong).collect()
    }
}

/// The lines of a text, parted where a line is empty.
fn parts(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|part| !part.is_empty());
    parts.map(|part| part.iter().map(|line| (*line).to_owned()).collect()).collect()
}
