//! The letter as a Word file, to be signed, sealed and printed.

use statute::letters::{Annex, Letter};

use super::super::docx::{pack_letter, paragraph, properties, run, twips};
use super::super::error::WriteError;
use super::super::layout::{TYPE_AREA, units};
use super::super::xml::clean;
use super::{annex_mark, attachments, date, number};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
/// As reports have it, and a first page of its own: the head 30 mm from the top, the rule 20 mm from the bottom,
/// without a number. GB/T 9704-2012
const CLOSE: &str = "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId6\"/>\
    <w:footerReference w:type=\"first\" r:id=\"rId7\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"1701\" \
    w:footer=\"1134\" w:gutter=\"0\"/><w:titlePg/><w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>\
    </w:body></w:document>";
/// The size of the text, 三号, in points.
const SIZE: f64 = 16.0;
/// The date stands this many characters from the right edge, to leave room for the seal.
const DATE_INDENT: f64 = 4.0;
/// The largest and the smallest size of the issuer's mark, in points.
const MARK: (f64, f64) = (36.0, 22.0);
/// Lines left between text and signature for the upper half of the seal.
const SEAL_LINES: usize = 2;

/// The letter as a Word file (信函格式).
///
/// # Errors
/// [`WriteError::Package`] where the package cannot be put together.
pub fn docx(letter: &Letter) -> Result<Vec<u8>, WriteError> {
    let title = clean(&letter.title);
    let properties = properties(&title, &letter.agency, "政府信息公开文书", letter.signed_on);
    pack_letter(&document(letter), &properties, &head(&clean(&letter.agency)))
}

/// The size at which the mark fits one line, in half points.
pub(in crate::write) fn mark_size(agency: &str) -> f64 {
    (TYPE_AREA / units(agency).max(1.0)).floor().clamp(MARK.1, MARK.0)
}

/// The head of the first page: the issuer's mark over a red double rule.
fn head(agency: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    );
    let half_points = (mark_size(agency) * 2.0).round();
    let size = format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
    // The order of properties within a run is fixed: fonts stand before sizes.
    let runs = run("", agency).replace("</w:rPr>", &format!("{size}</w:rPr>"));
    paragraph(&mut out, "IssuerMark", "", &runs);
    out.push_str("</w:hdr>");
    out
}

fn document(letter: &Letter) -> String {
    const KEEP: &str = "<w:keepNext/><w:keepLines/>";
    let mut out = String::from(OPEN);
    if let Some(number) = number(letter) {
        paragraph(&mut out, "DocumentNumber", "", &run("", &number));
    }
    paragraph(&mut out, "Title", "<w:spacing w:before=\"1158\"/>", &run("", &clean(&letter.title)));
    paragraph(&mut out, "Addressee", "", &run("", &(clean(&letter.addressee) + "：")));
    let texts: Vec<_> = letter.paragraphs.iter().chain(&letter.remedy).map(|text| clean(text)).collect();
    for (index, text) in texts.iter().enumerate() {
        // A page that holds nothing but a seal invites a forgery: the last paragraph goes with the signature.
        let keep = if index + 1 == texts.len() { KEEP } else { "" };
        paragraph(&mut out, "BodyText", keep, &run("", text));
    }
    let enclosed = attachments(letter);
    if !enclosed.is_empty() {
        paragraph(&mut out, "BodyText", KEEP, "");
        for line in &enclosed {
            paragraph(&mut out, "BodyText", KEEP, &run("", line));
        }
    }
    for _ in 0..SEAL_LINES {
        paragraph(&mut out, "Signature", "", "");
    }
    signature(&mut out, letter);
    if let Some(contact) = &letter.contact {
        paragraph(&mut out, "BodyText", "", &run("", &format!("（{}）", clean(contact))));
    }
    for (index, it) in letter.annexes.iter().enumerate() {
        annex(&mut out, &annex_mark(letter, index), it);
    }
    out.push_str(CLOSE);
    out
}

/// Agency and date: the date four characters from the edge, the agency's name centred over it.
fn signature(out: &mut String, letter: &Letter) {
    let (agency, date) = (clean(&letter.agency), date(letter));
    let over = (units(&agency) - units(&date)) / 2.0;
    for (text, indent) in [(&agency, (DATE_INDENT - over).max(0.0)), (&date, DATE_INDENT.max(over.min(8.0)))]
    {
        let indent = format!("<w:ind w:right=\"{}\"/>", twips(indent * SIZE));
        paragraph(out, "Signature", &indent, &run("", text));
    }
}

fn annex(out: &mut String, mark: &str, annex: &Annex) {
    let hei =
        "<w:rFonts w:ascii=\"黑体\" w:hAnsi=\"黑体\" w:eastAsia=\"黑体\" w:cs=\"黑体\" w:hint=\"eastAsia\"/>";
    let head = run("", mark).replace("<w:rFonts w:hint=\"eastAsia\"/>", hei);
    paragraph(out, "Addressee", "<w:pageBreakBefore/>", &head);
    paragraph(out, "Title", "<w:spacing w:before=\"579\"/>", &run("", &clean(&annex.title)));
    for line in &annex.paragraphs {
        paragraph(out, "Normal", "", &run("", line.trim_end()));
    }
}
