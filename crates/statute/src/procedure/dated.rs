//! What is done on one day and recorded on another (补录): who posts a letter on Friday may enter it on Monday.
//! 《条例》第31条, 国办公开办函〔2016〕235号

use jiff::civil::Date;

use super::rule::To;
use super::step::Step;
use super::verb::Verb;

impl Verb {
    /// What the day of its own is called on a form; none for verbs that are done on the day they are recorded.
    pub const fn day_zh(self) -> Option<&'static str> {
        match self {
            Self::Confirm => Some("确认日期"),
            Self::Serve => Some("送达日期"),
            Self::FailService => Some("退回日期"),
            _ => None,
        }
    }

    /// Since when it can have been done: what led to the stage at which it is done.
    const fn since_zh(self) -> &'static str {
        match self {
            Self::Confirm => "申请到达之日",
            Self::Serve => "签发或者上次送达未成之日",
            _ => "送达之日",
        }
    }
}

/// The first day on which something can have been done that ends the stage the steps led to: the day they led there.
/// None where there are no steps.
pub fn earliest_day<'a>(steps: impl IntoIterator<Item = &'a Step>) -> Option<Date> {
    let leads = |step: &&Step| step.act.verb().is_none_or(|verb| matches!(verb.rule().to, To::Goes(_)));
    steps.into_iter().filter(leads).last().map(|step| step.on)
}

/// What speaks against a verb's day: it lies before the stage began, or in the future.
pub fn day_objection(verb: Verb, on: Date, earliest: Date, today: Date) -> Option<String> {
    if on == today || (verb.day_zh().is_some() && (earliest..today).contains(&on)) {
        return None;
    }
    let Some(named) = verb.day_zh() else {
        return Some(format!("{}的日期应为今天（{today}）", verb.zh()));
    };
    let since = verb.since_zh();
    Some(format!("{named} {on} 应不早于 {earliest}（{since}），不晚于今天（{today}）"))
}
