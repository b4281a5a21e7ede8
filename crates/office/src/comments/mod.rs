//! Comments of citizens on drafts (公众意见): taken from the form or entered, answered one by one, told as a whole on the
//! page of the draft. Load, decide in `statute`, save. 国办发〔2018〕37号

mod answer;
mod read;
mod receive;

use statute::comment::NotPermitted;

pub use answer::{Answering, answer};
pub use read::{Opened, listed, opened};
pub use receive::{Incoming, TEXT_LIMIT, receive, resubmitted};

use crate::applications::{FieldFault, messages};

/// What of a citizen no index of texts may hold; it is kept under this name.
const WHO: &str = "person";

/// Why something about a comment is not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// There is no such comment, or nothing that asks for any.
    #[error("没有找到这条意见")]
    Missing,
    /// Not for whoever asks.
    #[error("本岗位不处理公众意见")]
    NotYours,
    /// It came too early or too late.
    #[error(transparent)]
    NotTaken(#[from] NotPermitted),
    /// Fields that cannot be taken.
    #[error("{}", messages(.0))]
    Invalid(Vec<FieldFault>),
    /// Somebody else was faster.
    #[error("这条意见刚刚由他人处理过，请核对后再提交，填写的内容没有丢失")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for NotDone {
    fn from(error: store::Error) -> Self {
        if error.is_conflict() { Self::Conflict } else { Self::Store(error) }
    }
}
