//! What a publication is about in a few words, for machines and readers of feeds: 内容概述, or how its text begins.

use statute::publication::Card;
use store::{Store, StoredPublication};

use super::site::body;

/// How much of a text's beginning is told, in signs.
const LONGEST: usize = 120;

/// What a card and its text say it is about: its summary, else the answer of a plain card, else how the text begins.
pub fn description(card: &Card, text: &str) -> String {
    if !card.summary.trim().is_empty() {
        return card.summary.clone();
    }
    let answer = card.worked.as_ref().map_or("", |worked| worked.answer.as_str());
    beginning(if answer.trim().is_empty() { text } else { answer })
}

/// The same of public rows of a list, each in its place; empty for what is not public. A text is read only where there
/// is no summary.
///
/// # Errors
/// Where the database does not answer.
pub async fn descriptions(store: &Store, rows: &[StoredPublication]) -> store::Result<Vec<String>> {
    let mut descriptions = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(public) = row.item.visible() else {
            descriptions.push(String::new());
            continue;
        };
        let card = &public.edition.card;
        let mut told = description(card, "");
        if told.is_empty() {
            told = description(card, &body(store, &public.edition).await?.text());
        }
        descriptions.push(told);
    }
    Ok(descriptions)
}

/// How a text begins, in one line: whole sentences where some fit.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(LONGEST) else { return line };
    let (start, _) = line.split_at(end);
    match start.rsplit_once('。') {
        Some((sentences, _)) => format!("{sentences}。"),
        None => format!("{start}…"),
    }
}

#[cfg(test)]
mod tests {
    use statute::publication::Kind;

    use super::*;

    #[test]
    fn a_summary_is_told_else_how_the_text_begins() {
        let card = Card::new(Kind::News, "动态");
        assert_eq!(description(&card, ""), "");
        assert_eq!(description(&card, "一\n二\t三"), "一 二 三");
        let long = format!("{}。{}", "甲".repeat(50), "乙".repeat(100));
        assert_eq!(description(&card, &long), format!("{}。", "甲".repeat(50)));
        assert_eq!(description(&card, &"乙".repeat(130)), format!("{}…", "乙".repeat(120)));
        let card = Card { summary: "概述".into(), ..card };
        assert_eq!(description(&card, "正文"), "概述");
    }
}
