//! Whether a comment is taken, and who answers it (准许).

use jiff::civil::Date;

use crate::calendar::date_zh;
use crate::procedure::Role::{self, Clerk, Handler};
use crate::publication::{CommentStanding, Publication};

/// Who enters comments that came otherwise than by the form, and says what becomes of each.
pub const ANSWERING: &[Role] = &[Clerk, Handler];

/// Why a comment is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotPermitted(pub String);

impl Publication {
    /// Whether a comment that came on a day may be taken: the draft is public and asks for comments on that day.
    ///
    /// # Errors
    /// [`NotPermitted`] with the day that was missed.
    pub fn takes_comment(&self, came_on: Date) -> Result<(), NotPermitted> {
        let no = |why: String| Err(NotPermitted(why));
        let Some(commentary) = self.commentary() else { return no("这里没有征求意见".to_owned()) };
        if self.comment_result.is_some() {
            return no("征求意见结果已经公布".to_owned());
        }
        let shown = |day: Option<Date>| day.map(date_zh).unwrap_or_default();
        match commentary.standing(came_on) {
            Some(CommentStanding::Running { .. }) => Ok(()),
            Some(CommentStanding::Ahead) => no(format!("征求意见自{}开始", shown(commentary.from))),
            _ => no(format!("征求意见已于{}24:00截止", shown(commentary.until))),
        }
    }
}
