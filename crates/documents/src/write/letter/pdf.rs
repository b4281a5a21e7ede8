//! The letter as PDF, set by typst from `letter.typ`.

use serde_json::json;
use statute::letters::Letter;

use super::super::error::WriteError;
use super::super::pdf::{Layout, set};
use super::super::xml::clean;
use super::docx::mark_size;
use super::{annex_mark, attachments, date, number};

/// The letter as PDF (版式文件): PDF/UA-1, and PDF/A-2a once it is signed.
///
/// # Errors
/// As for reports: [`WriteError::NoGlyph`] names every character no font can show, [`WriteError::NoFonts`] says where
/// fonts were looked for.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, WriteError> {
    let agency = clean(&letter.agency);
    let cleaned = |texts: &[String]| texts.iter().map(|text| clean(text)).collect::<Vec<_>>();
    let paragraphs = cleaned(&[letter.paragraphs.as_slice(), letter.remedy.as_slice()].concat());
    let annexes = letter.annexes.iter().enumerate().map(|(index, annex)| {
        // Lines of blanks stay: they are to be written on.
        let lines: Vec<_> = annex.paragraphs.iter().map(|line| line.trim_end().to_owned()).collect();
        json!({ "mark": annex_mark(letter, index), "title": clean(&annex.title), "lines": lines })
    });
    let data = json!({
        "agency": agency,
        "mark_size": mark_size(&agency),
        "number": number(letter),
        "title": clean(&letter.title),
        "addressee": clean(&letter.addressee),
        "paragraphs": paragraphs,
        "attachments": attachments(letter),
        "date": letter.signed_on.map(|day| json!([day.year(), day.month(), day.day()])),
        "signed_on": date(letter),
        "contact": letter.contact.as_deref().map(clean),
        "annexes": annexes.collect::<Vec<_>>(),
    });
    set(Layout::Letter, &texts(letter), &data, letter.signed_on.is_some())
}

/// Every text of the letter with its place.
fn texts(letter: &Letter) -> Vec<(String, String)> {
    let mut texts = vec![
        ("发文机关".to_owned(), letter.agency.clone()),
        ("标题".to_owned(), letter.title.clone()),
        ("收件人".to_owned(), letter.addressee.clone()),
        ("发文字号".to_owned(), number(letter).unwrap_or_default()),
        ("联系方式".to_owned(), letter.contact.clone().unwrap_or_default()),
    ];
    let body = letter.paragraphs.iter().chain(&letter.remedy).enumerate();
    texts.extend(body.map(|(index, text)| (format!("正文第{}段", index + 1), text.clone())));
    texts.extend(letter.attachments.iter().map(|name| ("附件".to_owned(), name.clone())));
    for annex in &letter.annexes {
        let lines = std::iter::once(&annex.title).chain(&annex.paragraphs);
        texts.extend(lines.map(|line| (annex.title.clone(), line.clone())));
    }
    texts
}
