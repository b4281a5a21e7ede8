//! What of a card cannot be kept, not even as a draft.

use jiff::civil::Date;

use super::{Card, CardFault};
use crate::publication::arithmetic::STEP;
use crate::publication::column::Column;
use crate::publication::commentary::Commentary;
use crate::publication::kind::Kind;
use crate::publication::number::DocumentNumber;
use crate::publication::revision::SAID;
use crate::publication::theme::Theme;

/// Characters of a title.
const TITLE: usize = 200;

/// Characters of a summary.
const SUMMARY: usize = 500;

/// Characters of what explains a draft.
const EXPLANATION: usize = 5000;

impl Card {
    /// What cannot be kept, not even as a draft.
    pub fn impossible(&self, today: Date) -> Vec<CardFault> {
        let mut faults = Vec::new();
        let mut fault = |field, message: String| faults.push(CardFault { field, message });
        let characters = self.title.chars().count();
        if self.title.trim().is_empty() {
            fault("title", "请填写标题".into());
        } else if characters > TITLE {
            fault("title", format!("标题有{characters}个字，应不超过{TITLE}个字"));
        }
        if self.title.chars().any(char::is_control) {
            fault("title", "标题中有不可见的控制字符，应删除".into());
        }
        let characters = self.summary.chars().count();
        if characters > SUMMARY {
            fault("summary", format!("内容概述有{characters}个字，应不超过{SUMMARY}个字"));
        }
        if let Some(made_on) = self.made_on
            && made_on > today
        {
            fault("made_on", format!("成文日期 {made_on} 晚于今天（{today}）"));
        }
        if let (Some(first), Some(last)) = (self.valid_from, self.valid_until)
            && last < first
        {
            fault("valid_until", format!("有效期止 {last} 早于有效期起 {first}"));
        }
        if let Some(Commentary { from, until, explanation, .. }) = &self.commentary {
            if let (Some(from), Some(until)) = (from, until)
                && until < from
            {
                fault("comments_until", format!("征求意见截止日期 {until} 早于开始日期 {from}"));
            }
            let characters = explanation.chars().count();
            if characters > EXPLANATION {
                fault("explanation", format!("起草说明有{characters}个字，应不超过{EXPLANATION}个字"));
            }
        }
        if let Some(worked) = &self.worked {
            for line in worked.steps.lines().filter(|line| line.chars().count() > STEP) {
                let characters = line.chars().count();
                fault("steps", format!("算例的步骤有一行{characters}个字，应不超过{STEP}个字"));
            }
        }
        let characters = self.revision.as_ref().map_or(0, |one| one.said.chars().count());
        if characters > SAID {
            fault("revised", format!("修改说明有{characters}个字，应不超过{SAID}个字"));
        }
        if let Some(changed_on) = self.revision.as_ref().and_then(|one| one.changed_on)
            && changed_on > today
        {
            fault("changed_on", format!("变更日期 {changed_on} 晚于今天（{today}）"));
        }
        match self.column.as_deref().map(|code| (code, Column::from_code(code))) {
            Some((code, None)) => fault("column", format!("没有栏目 {code:?}")),
            // Its lists are told apart by the days that only a notice of a draft has.
            Some((code, Some(_)))
                if (code == Kind::Commentary.column()) != (self.kind == Kind::Commentary) =>
            {
                fault(
                    "column",
                    format!("栏目“征求意见”只放征求意见的公告，{}应选择其他栏目", self.kind.zh()),
                );
            }
            Some((_, Some(column))) if !column.takes_publications() => {
                fault("column", format!("栏目“{}”不直接发布信息，应选择其他栏目", column.name));
            }
            _ => {}
        }
        if let Some(theme) = &self.theme
            && !Theme::is_listed(theme)
        {
            fault("theme", format!("主题分类 {theme:?} 不在国务院主题分类中，应从列表中选择"));
        }
        if let Some(number) = &self.document_number {
            match number.parse::<DocumentNumber>() {
                Err(expected) => fault("document_number", format!("发文字号 {number:?} {expected}")),
                Ok(number) => {
                    if let Some(made_on) = self.made_on
                        && let Some(year) = number.year()
                        && year != made_on.year()
                    {
                        let message = format!("发文字号的年份 {year} 与成文日期 {made_on} 不同年");
                        fault("document_number", message);
                    }
                }
            }
        }
        faults
    }
}
