//! Citations as they stand in a text: 《条例》第33条第2款、第34条.

use super::numerals::number;
use super::{Act, Citation};

/// A provision found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As it is written, with the act's name: `《条例》第33条第2款`.
    pub text: String,
    /// The provision; none where the act or the provision is not in the index.
    pub citation: Option<Citation>,
}

/// All provisions cited in a text as 《name》第N条, with the further articles joined by 、 or by the word `to`.
///
/// Numbers may be Arabic or Chinese. Other uses of 《…》, without an article behind it, are not citations.
pub fn find(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('《') {
        rest = after;
        let Some((name, mut tail)) = after.split_once('》') else { break };
        if name.contains('《') || name.chars().count() > 40 {
            continue;
        }
        while let Some((article, paragraph, item, written, behind)) = provision(tail) {
            let citation =
                Act::from_name(name).and_then(|act| Citation::checked(act, article, paragraph, item));
            found.push(Written { text: format!("《{name}》{written}"), citation });
            rest = behind;
            let Some(next) = behind.strip_prefix('、').or_else(|| behind.strip_prefix(" to ")) else {
                break;
            };
            tail = next;
        }
    }
    found
}

/// Reads 第N条, then 第N款 and 第（N）项 where they follow; what was read and what stands behind it.
fn provision(text: &str) -> Option<(u16, u8, u8, &str, &str)> {
    let (article, mut rest) = part(text, '条')?;
    let (mut paragraph, mut item) = (0, 0);
    if let Some((n, behind)) = part(rest, '款') {
        (paragraph, rest) = (u8::try_from(n).ok()?, behind);
    }
    if let Some((n, behind)) = part(rest, '项') {
        (item, rest) = (u8::try_from(n).ok()?, behind);
    }
    let written = text.strip_suffix(rest)?;
    Some((article, paragraph, item, written, rest))
}

/// Reads one 第N条, 第N款 or 第（N）项.
fn part(text: &str, unit: char) -> Option<(u16, &str)> {
    let (digits, behind) = text.strip_prefix('第')?.split_once(unit)?;
    let digits = digits.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    Some((number(digits)?, behind))
}
