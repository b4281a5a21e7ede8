//! E-mail addresses.

use std::ops::Range;

use crate::screening::character::half;

/// Endings that make a name of a file, not of a host.
const FILES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js"];

/// The longest name of a mailbox, in characters (RFC 5321).
const LONGEST_NAME: usize = 64;

/// The address around an `@` that stands from `at` to `behind`, unless a government domain ends it.
pub(super) fn around(text: &str, at: usize, behind: usize) -> Option<Range<usize>> {
    let is_of_name =
        |c: char| half(c).is_ascii_alphanumeric() || matches!(half(c), '.' | '_' | '%' | '+' | '-');
    let is_of_host = |c: char| half(c).is_ascii_alphanumeric() || matches!(half(c), '.' | '-');
    let before = text[..at].chars().rev().take(LONGEST_NAME).take_while(|c| is_of_name(*c));
    let name: usize = before.map(char::len_utf8).sum();
    let rest = &text[behind..];
    let host: String = rest.chars().take(100).take_while(|c| is_of_host(*c)).collect();
    let host_trimmed = host.trim_end_matches(|c| matches!(half(c), '.' | '-'));
    let plain: String = host_trimmed.chars().map(|c| half(c).to_ascii_lowercase()).collect();
    let (domain, ending) = plain.rsplit_once('.')?;
    let is_host = !domain.is_empty()
        && (2..=10).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_lowercase())
        && !FILES.contains(&ending);
    let is_official = plain == "gov.cn" || plain.ends_with(".gov.cn");
    (name > 0 && is_host && !is_official).then(|| at - name..behind + host_trimmed.len())
}
