//! What a page shows once: a query code, between the form that gave it out and the receipt it stands on; what is to be
//! looked at in a file that was brought in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use office::accounts::Token;

/// How long a code waits for its page.
const WAITS: SignedDuration = SignedDuration::from_mins(10);

/// Of which sign-in, and of which application.
type Key = (String, String);

/// Codes that wait to be shown, in memory only: what is not fetched in time is given out anew.
#[derive(Default)]
pub(crate) struct Once(Mutex<HashMap<Key, (String, Timestamp)>>);

impl Once {
    /// Keeps a code for the page that comes next.
    pub(crate) fn put(&self, of: &Token, number: &str, query_code: String, now: Timestamp) {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, (_, at)| now.duration_since(*at) <= WAITS);
        codes.insert(key(of, number), (query_code, now));
    }

    /// The code, for the first who asks.
    pub(crate) fn take(&self, of: &Token, number: &str, now: Timestamp) -> Option<String> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (query_code, at) = codes.remove(&key(of, number))?;
        (now.duration_since(at) <= WAITS).then_some(query_code)
    }
}

fn key(of: &Token, number: &str) -> Key {
    (of.as_str().to_owned(), number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_once_to_who_gave_it_out_and_not_for_long() {
        let (once, clerk, other) = (Once::default(), Token::from_text("a"), Token::from_text("b"));
        let now = Timestamp::UNIX_EPOCH;
        once.put(&clerk, "2026-1", "abcd".into(), now);
        assert_eq!(once.take(&other, "2026-1", now), None);
        assert_eq!(once.take(&clerk, "2026-2", now), None);
        assert_eq!(once.take(&clerk, "2026-1", now).as_deref(), Some("abcd"));
        assert_eq!(once.take(&clerk, "2026-1", now), None);
        once.put(&clerk, "2026-1", "abcd".into(), now);
        assert_eq!(once.take(&clerk, "2026-1", now + WAITS * 2), None);
    }
}
