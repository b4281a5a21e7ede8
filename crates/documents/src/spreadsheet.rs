//! CSV as spreadsheets read it: UTF-8 with the mark by which they know it, every cell in quotes, no text a formula.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// Lines of cells as a file.
pub(crate) fn csv_file<'a, L>(lines: impl IntoIterator<Item = L>) -> Vec<u8>
where
    L: IntoIterator<Item = Cow<'a, str>>,
{
    let mark = "\u{FEFF}".as_bytes().to_vec();
    let mut form = WriterBuilder::new();
    form.quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).flexible(true);
    let mut writer = form.from_writer(mark);
    for line in lines {
        let cells = line.into_iter().map(Cow::into_owned);
        writer.write_record(cells).expect("writing into memory does not fail");
    }
    writer.into_inner().expect("writing into memory does not fail")
}

/// A text that no spreadsheet takes for a formula: one that begins like one gets the mark before it by which
/// spreadsheets know a text.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    let is_formula = text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_stays_a_text() {
        for formula in ["=1+1", "+86", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        for plain in ["", "-", "甲=1", "1-2", "'甲"] {
            assert_eq!(text(plain), plain);
        }
        let file = csv_file([["甲,\"乙\"", "丙\n丁"].map(Cow::Borrowed)]);
        assert_eq!(file, "\u{FEFF}\"甲,\"\"乙\"\"\",\"丙\n丁\"\r\n".as_bytes());
    }
}
