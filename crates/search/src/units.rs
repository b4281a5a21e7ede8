//! What a folded text is made of: single Chinese signs, and runs of Latin letters and digits.

/// The longest run that is kept whole, in bytes; the rest of a longer one is left out.
const LONGEST: usize = 64;

/// A unit of a text: its bytes, and whether it stands for one sign that is written without blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The first byte.
    pub from: u32,
    /// The byte behind the last one.
    pub to: u32,
    /// Where it stands: one more than the unit before, one more again where a mark stands between them.
    pub position: u32,
    /// A Chinese sign, not a run.
    pub is_sign: bool,
}

impl Unit {
    /// The unit's text.
    pub(crate) fn text<'a>(&self, folded: &'a str) -> &'a str {
        folded.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

/// Whether a letter is written without blanks between words: Chinese, Japanese, Korean.
fn is_sign(c: char) -> bool {
    matches!(c, '〇' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether this is a Chinese sign that a dictionary may know.
pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The units of a folded text, in their order.
pub(crate) fn units(folded: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(folded.len() / 3 + 1);
    // What stands directly before: nothing that binds, a run that goes on, or a mark.
    let (mut position, mut is_running, mut is_marked) = (0, false, false);
    for (at, c) in folded.char_indices() {
        let (from, to) = (at as u32, (at + c.len_utf8()) as u32);
        if is_sign(c) || (c.is_alphanumeric() && !is_running) {
            if !units.is_empty() {
                position += 1 + u32::from(is_marked);
            }
            units.push(Unit { from, to, position, is_sign: is_sign(c) });
            (is_running, is_marked) = (!is_sign(c), false);
        } else if c.is_alphanumeric() {
            if let Some(run) = units.last_mut().filter(|run| to - run.from <= LONGEST as u32) {
                run.to = to;
            }
        } else {
            is_running = false;
            is_marked |= !c.is_whitespace();
        }
    }
    units
}

/// Puts a pair of neighbors into `text`: two runs with a blank between them.
pub(crate) fn pair_into(text: &mut String, folded: &str, one: Unit, other: Unit) {
    text.push_str(one.text(folded));
    if !one.is_sign && !other.is_sign {
        text.push(' ');
    }
    text.push_str(other.text(folded));
}

/// The pair that two units make, if they stand side by side.
pub(crate) fn pair(folded: &str, one: Unit, other: Unit) -> Option<String> {
    (other.position == one.position + 1).then(|| {
        let mut text = String::new();
        pair_into(&mut text, folded, one, other);
        text
    })
}
