//! The letter as plain text, for reading on a page, for mail and for the differences between drafts.

use statute::letters::Letter;

use super::{annex_mark, attachments, date, number};

/// The letter as plain text, one line a paragraph.
pub fn text(letter: &Letter) -> String {
    let mut lines = vec![letter.agency.clone()];
    lines.extend(number(letter));
    lines.extend([String::new(), letter.title.clone(), String::new(), format!("{}：", letter.addressee)]);
    let indented = |text: &String| format!("　　{text}");
    lines.extend(letter.paragraphs.iter().chain(&letter.remedy).map(indented));
    let enclosed = attachments(letter);
    if !enclosed.is_empty() {
        lines.push(String::new());
        lines.extend(enclosed.iter().map(indented));
    }
    lines.extend([String::new(), letter.agency.clone(), date(letter)]);
    lines.extend(letter.contact.as_ref().map(|contact| format!("　　（{contact}）")));
    for (index, annex) in letter.annexes.iter().enumerate() {
        lines.extend([String::new(), annex_mark(letter, index), annex.title.clone()]);
        lines.extend(annex.paragraphs.iter().map(|line| line.trim_end().to_owned()));
    }
    lines.join("\n") + "\n"
}
