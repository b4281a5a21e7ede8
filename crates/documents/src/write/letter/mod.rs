//! A letter as plain text, Word file and PDF: the letter form of official documents (信函格式, GB/T 9704-2012).

mod docx;
mod pdf;
mod text;

pub use docx::docx;
pub(super) use docx::mark_size;
pub use pdf::pdf;
pub use text::text;

use statute::calendar::date_zh;
use statute::letters::Letter;

/// What stands in place of the number of a draft.
const DRAFT: &str = "（草稿）";

/// The number as it is printed; none for forms that bear none.
fn number(letter: &Letter) -> Option<String> {
    let number = letter.number.as_ref().map(ToString::to_string);
    number.or_else(|| letter.is_draft().then(|| DRAFT.to_owned()))
}

/// The date of signature (成文日期); blanks for a draft.
fn date(letter: &Letter) -> String {
    letter.signed_on.map_or_else(|| "　　　　年　　月　　日".to_owned(), date_zh)
}

/// The lines of the note on attachments (附件说明), without their indent.
fn attachments(letter: &Letter) -> Vec<String> {
    match letter.attachments.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("附件：{one}")],
        several => several
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let head = if index == 0 { "附件：" } else { "　　　" };
                format!("{head}{}. {name}", index + 1)
            })
            .collect(),
    }
}

/// The mark over an annex: 附件, with its number among the attachments where there are several.
fn annex_mark(letter: &Letter, index: usize) -> String {
    match letter.attachments.len() {
        0 | 1 => "附件".to_owned(),
        all => format!("附件{}", all.saturating_sub(letter.annexes.len()) + index + 1),
    }
}
