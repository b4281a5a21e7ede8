//! What stands in a paragraph: text with its marks, links, pictures.

use std::fmt::Write;

use super::{FIRST, Writer};
use crate::page::model::{Inline, Marks};
use crate::write::publication::parts::{size, words};
use crate::write::xml::{clean, escape};

/// English Metric Units of a point.
const EMU: f64 = 12_700.0;

impl Writer<'_> {
    /// The runs of a line, set in `face` where it names one.
    pub(super) fn runs(&mut self, line: &[Inline], face: &str) -> String {
        let mut out = String::new();
        for it in line {
            let (content, href) = match it {
                Inline::Break => ("<w:r><w:br/></w:r>".to_owned(), None),
                Inline::Run { text, marks, href } => {
                    (run(&(face.to_owned() + &marked(*marks)), text), href.as_ref())
                }
                Inline::Image { src, alt, href } => (self.picture(src, alt), href.as_ref()),
            };
            match href {
                Some(href) => {
                    let id = self.extra.link(FIRST, href);
                    write!(out, "<w:hyperlink r:id=\"{id}\">{content}</w:hyperlink>")
                        .expect("a string takes text");
                }
                None => out.push_str(&content),
            }
        }
        out
    }

    fn picture(&mut self, src: &str, alt: &str) -> String {
        let bytes = self.printed.pictures.get(src);
        let shown = bytes.and_then(|bytes| {
            let (_, ending) = crate::page::kind(bytes).filter(|(_, ending)| *ending != "webp")?;
            Some((bytes, ending, size(bytes)?))
        });
        let Some((bytes, ending, (width, height))) = shown else { return run("", &words(alt)) };
        let (id, number) = self.extra.picture(FIRST, bytes, ending);
        let (width, height) = ((width * EMU).round(), (height * EMU).round());
        let alt = escape(alt);
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"图片{number}\" descr=\"{alt}\"/><a:graphic>\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"图片{number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        )
    }
}

/// A typeface for a run; the hint makes quotation marks Chinese.
pub(super) fn fonts(face: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"{face}\" w:hAnsi=\"{face}\" w:eastAsia=\"{face}\" w:cs=\"{face}\" w:hint=\"eastAsia\"/>"
    )
}

/// Marks as properties of a run, in the order of the schema.
fn marked(marks: Marks) -> String {
    let all = [
        (Marks::STRONG, "<w:b/><w:bCs/>"),
        (Marks::EM, "<w:i/><w:iCs/>"),
        (Marks::UNDERLINE, "<w:u w:val=\"single\"/>"),
        (Marks::SUB, "<w:vertAlign w:val=\"subscript\"/>"),
        (Marks::SUP, "<w:vertAlign w:val=\"superscript\"/>"),
    ];
    all.iter().filter(|(mark, _)| marks.has(*mark)).map(|(_, property)| *property).collect()
}

/// A run of text with its properties.
pub(super) fn run(properties: &str, text: &str) -> String {
    let hint = if properties.contains("<w:rFonts") { "" } else { "<w:rFonts w:hint=\"eastAsia\"/>" };
    // Blanks at the ends belong to the line; only what no format can hold is taken out.
    let text: String = text.chars().filter(|c| !clean(&format!("x{c}x")).eq("xx")).collect();
    format!("<w:r><w:rPr>{hint}{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&text))
}
