//! Something an officer does with a review, a lawsuit or a request to correct records, as a form sends it.

use serde_json::{Map, Value};

use crate::applications::Upload;

/// What an officer does, with what they wrote and handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed<A> {
    /// The act. The number of a letter that goes out with it is filled in when it is recorded.
    pub act: A,
    /// The version of the case that was on the screen.
    pub version: i64,
    /// What was written, by field; sealed.
    pub texts: Map<String, Value>,
    /// What was handed in; sealed.
    pub files: Vec<Upload>,
}
