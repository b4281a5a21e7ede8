//! How often somebody may try (限流): counted in memory by key, in windows of time. Behind it stand secrets of 80 bits;
//! it keeps guessing from being worth while and the ledger from being asked without end.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use jiff::Timestamp;

use crate::error::Error;

/// The most keys that are remembered; the oldest are forgotten first.
const KEYS: usize = 10_000;

/// A limit on one kind of attempt.
pub(crate) struct Limiter {
    most: u32,
    /// In seconds.
    window: i64,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    by_key: HashMap<String, Count>,
    /// When each window began, in that order: the first one belongs to the oldest key, or to one whose window began anew.
    begun: VecDeque<(i64, String)>,
}

struct Count {
    since: i64,
    attempts: u32,
}

impl Counts {
    /// Begins a window of a key. Whatever is forgotten for it is found at once, however many there are.
    fn begin(&mut self, key: &str, now: i64) {
        self.by_key.insert(key.to_owned(), Count { since: now, attempts: 1 });
        self.begun.push_back((now, key.to_owned()));
        // More than that began anew since the first one did: its window is over.
        while self.by_key.len() > KEYS || self.begun.len() > 2 * KEYS {
            let Some((since, key)) = self.begun.pop_front() else { return };
            if self.by_key.get(&key).is_some_and(|count| count.since == since) {
                self.by_key.remove(&key);
            }
        }
    }
}

impl Limiter {
    /// At most so many attempts by one key within a window of so many seconds.
    pub(crate) fn new(most: u32, window: i64) -> Self {
        Self { most, window, counts: Mutex::default() }
    }

    /// Refuses a key that has used its attempts up.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait.
    pub(crate) fn check(&self, key: &str, now: Timestamp) -> Result<(), Error> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let left = counts.by_key.get(key).filter(|count| count.attempts >= self.most).map_or(0, |count| {
            let passed = now.as_second() - count.since;
            if passed < 0 { 0 } else { self.window - passed }
        });
        if left > 0 { Err(Error::TooMany { wait: left as u32 }) } else { Ok(()) }
    }

    /// Counts an attempt.
    pub(crate) fn count(&self, key: &str, now: Timestamp) {
        let now = now.as_second();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let running = counts.by_key.get_mut(key);
        match running.filter(|count| (0..self.window).contains(&(now - count.since))) {
            Some(count) => count.attempts = count.attempts.saturating_add(1),
            None => counts.begin(key, now),
        }
    }
}

/// The limits of the portal.
pub(crate) struct Limits {
    /// Looking up an application, by address.
    pub(crate) lookups: Limiter,
    /// Wrong query codes, by number of the application; so many that one address alone cannot shut an applicant out.
    pub(crate) wrong_codes: Limiter,
    /// Comments on drafts, by address: an office behind one address may send some.
    pub(crate) comments: Limiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            lookups: Limiter::new(20, 60),
            wrong_codes: Limiter::new(200, 600),
            comments: Limiter::new(30, 600),
        }
    }
}

/// Where a request comes from, as far as limits tell senders apart: an IPv4 address, or the network of an IPv6 one.
pub(crate) struct Sender(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        // Only a proxy on this machine is believed, and only the last entry, which is its own.
        let forwarded = || {
            let line = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
            line.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let address = match peer {
            Some(peer) if peer.is_loopback() => forwarded().or(Some(peer)),
            other => other,
        };
        Ok(Self(match address.map(|address| address.to_canonical()) {
            Some(IpAddr::V6(address)) => {
                address.segments().iter().take(4).map(|part| format!("{part:x}:")).collect()
            }
            Some(IpAddr::V4(address)) => address.to_string(),
            None => String::new(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_key_waits_when_its_attempts_are_used_up_and_no_other_does() {
        let limiter = Limiter::new(2, 60);
        for second in [0, 10] {
            assert_eq!(limiter.check("a", at(second)), Ok(()));
            limiter.count("a", at(second));
        }
        assert_eq!(limiter.check("a", at(20)), Err(Error::TooMany { wait: 40 }));
        assert_eq!(limiter.check("b", at(20)), Ok(()));
        assert_eq!(limiter.check("a", at(60)), Ok(()), "the window is over");
        limiter.count("a", at(60));
        assert_eq!(limiter.check("a", at(61)), Ok(()), "and counted anew");
        limiter.count("a", at(62));
        assert_eq!(limiter.check("a", at(1)), Ok(()), "a clock that was set back shuts nobody out");
    }

    #[test]
    fn memory_is_bounded_and_the_oldest_key_goes() {
        let limiter = Limiter::new(1, 1_000_000);
        for key in 0..=KEYS {
            limiter.count(&key.to_string(), at(key as i64));
        }
        assert_eq!(limiter.counts.lock().unwrap().by_key.len(), KEYS);
        assert_eq!(limiter.check("0", at(KEYS as i64)), Ok(()));
        assert!(limiter.check("1", at(KEYS as i64)).is_err());
    }

    #[test]
    fn windows_that_begin_again_and_again_are_forgotten() {
        let limiter = Limiter::new(1, 10);
        limiter.count("first", at(0));
        for second in 0..=2 * KEYS as i64 {
            limiter.count("again", at(second * 10));
        }
        let last = 2 * KEYS as i64 * 10;
        assert!(limiter.check("again", at(last)).is_err(), "the window that runs is kept");
        let counts = limiter.counts.lock().unwrap();
        assert_eq!((counts.by_key.len(), counts.begun.len()), (1, 2 * KEYS));
    }

    async fn sender(peer: &str, forwarded: &str) -> String {
        let mut request =
            axum::http::Request::get("/").header("x-forwarded-for", forwarded).body(()).unwrap();
        let peer: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        let (mut parts, ()) = request.into_parts();
        Sender::from_request_parts(&mut parts, &()).await.unwrap().0
    }

    #[tokio::test]
    async fn only_a_proxy_on_this_machine_says_who_sends() {
        assert_eq!(sender("127.0.0.1:1", "9.9.9.9, 203.0.113.7").await, "203.0.113.7");
        assert_eq!(sender("127.0.0.1:1", "nonsense").await, "127.0.0.1");
        assert_eq!(sender("198.51.100.2:1", "203.0.113.7").await, "198.51.100.2");
        assert_eq!(sender("[2001:db8:1:2:3::4]:1", "").await, "2001:db8:1:2:");
        assert_eq!(sender("[::ffff:198.51.100.2]:1", "").await, "198.51.100.2");
    }
}
