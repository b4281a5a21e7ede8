//! What changed from one wording to the next, character by character: Chinese has no blanks between its words.

use similar::{ChangeTag, TextDiff};

/// A piece of two wordings laid over one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Removed(String),
    /// Only in the later one.
    Added(String),
}

/// What stands in both and is shorter than this, between two changes, is read as part of them.
const SHORTEST: usize = 2;

/// The earlier and the later wording as pieces in reading order, what was removed before what was added.
pub fn pieces(earlier: &str, later: &str) -> Vec<Piece> {
    let changes = TextDiff::from_chars(earlier, later);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in changes.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let (mut pieces, mut removed, mut added) = (Vec::new(), String::new(), String::new());
    let last = runs.len().saturating_sub(1);
    for (index, (tag, text)) in runs.into_iter().enumerate() {
        match tag {
            ChangeTag::Delete => removed.push_str(&text),
            ChangeTag::Insert => added.push_str(&text),
            ChangeTag::Equal if 0 < index && index < last && text.chars().count() < SHORTEST => {
                removed.push_str(&text);
                added.push_str(&text);
            }
            ChangeTag::Equal => {
                changed(&mut pieces, &mut removed, &mut added);
                pieces.push(Piece::Same(text));
            }
        }
    }
    changed(&mut pieces, &mut removed, &mut added);
    pieces
}

fn changed(pieces: &mut Vec<Piece>, removed: &mut String, added: &mut String) {
    if !removed.is_empty() {
        pieces.push(Piece::Removed(std::mem::take(removed)));
    }
    if !added.is_empty() {
        pieces.push(Piece::Added(std::mem::take(added)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn told(earlier: &str, later: &str) -> String {
        let mut told = String::new();
        for piece in pieces(earlier, later) {
            match piece {
                Piece::Same(text) => told.push_str(&text),
                Piece::Removed(text) => told.push_str(&format!("[-{text}]")),
                Piece::Added(text) => told.push_str(&format!("[+{text}]")),
            }
        }
        told
    }

    #[test]
    fn a_changed_wording_is_told_in_runs_that_can_be_read() {
        assert_eq!(told("纸质复印件三页", "纸质复印件五页"), "纸质复印件[-三][+五]页");
        assert_eq!(told("", "新写"), "[+新写]");
        assert_eq!(told("删去", ""), "[-删去]");
        assert_eq!(told("不变", "不变"), "不变");
        // A single character in common is no reason to tear two words apart.
        assert_eq!(told("由甲科检索。", "由丙乙科室查找。"), "由[-甲科检索][+丙乙科室查找]。");
    }

    #[test]
    fn both_wordings_come_back_from_the_pieces() {
        let (earlier, later) =
            ("第三方不同意公开，\n其报价属于商业秘密。", "第三方部分同意，报价明细属于商业秘密。");
        let (mut one, mut other) = (String::new(), String::new());
        for piece in pieces(earlier, later) {
            match piece {
                Piece::Same(text) => {
                    one.push_str(&text);
                    other.push_str(&text);
                }
                Piece::Removed(text) => one.push_str(&text),
                Piece::Added(text) => other.push_str(&text),
            }
        }
        assert_eq!((one.as_str(), other.as_str()), (earlier, later));
    }
}
