//! What a notice tells that asks for comments on a draft (公开征求意见). 国办发〔2018〕37号

use jiff::civil::Date;
use statute::publication::Publication;

use super::article::lines;
use super::item::asked;
use crate::layout::Badge;

/// What a notice tells that asks for comments.
pub(crate) struct Asked {
    pub(super) standing: Option<Badge>,
    pub(super) days: String,
    /// Why the time is shorter than it should be.
    pub(super) shortened: String,
    pub(super) explanation: Vec<String>,
    pub(super) ways: Vec<String>,
    /// Where comments are written, while they are taken.
    pub(super) form: Option<String>,
    /// The day of the result, its numbers, what is told.
    pub(super) result: Option<(String, String, Vec<String>)>,
}

impl Asked {
    pub(super) fn of(item: &Publication, today: Date) -> Option<Self> {
        let commentary = item.commentary()?;
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let result = item.comment_result.as_ref();
        Some(Self {
            standing: asked(item, today),
            days: format!("{}至{}，截止日24:00为止", day(commentary.from), day(commentary.until)),
            shortened: commentary.shortened.clone(),
            explanation: lines(&commentary.explanation),
            ways: lines(&commentary.ways),
            form: item.takes_comment(today).is_ok().then(|| format!("/zqyj/{}", item.number)),
            result: result.map(|one| (one.on.to_string(), one.tally.zh(), lines(&one.said))),
        })
    }
}
