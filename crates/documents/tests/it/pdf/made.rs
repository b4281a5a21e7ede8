//! PDF files made for the tests, page by page from content streams.

use encoding_rs::GBK;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A file in the making.
pub(crate) struct Made {
    pub(crate) document: Document,
    pages: ObjectId,
    pub(crate) resources: Dictionary,
    kids: Vec<Object>,
}

impl Made {
    /// Fonts: `/G` Chinese in GBK-EUC-H, `/U` Chinese in UniGB-UCS2-H, `/L` Helvetica, none of them embedded.
    pub(crate) fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let gbk = chinese(&mut document, "GBK-EUC-H");
        let unicode = chinese(&mut document, "UniGB-UCS2-H");
        let latin = document
            .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
        let resources = dictionary! {
            "Font" => dictionary! { "G" => gbk, "U" => unicode, "L" => latin },
            "XObject" => Dictionary::new(),
        };
        Self { document, pages, resources, kids: Vec::new() }
    }

    /// Adds a font under a name.
    pub(crate) fn font(&mut self, name: &str, font: Dictionary) {
        let id = self.document.add_object(font);
        self.resources.get_mut(b"Font").and_then(Object::as_dict_mut).expect("fonts").set(name, id);
    }

    /// Adds a form or an image under a name.
    pub(crate) fn object(&mut self, name: &str, stream: Stream) -> ObjectId {
        let id = self.document.add_object(stream);
        self.resources.get_mut(b"XObject").and_then(Object::as_dict_mut).expect("objects").set(name, id);
        id
    }

    /// Adds a page of A4.
    pub(crate) fn page(&mut self, content: &str) -> &mut Self {
        self.page_with(content, &Dictionary::new())
    }

    /// Adds a page with further entries.
    pub(crate) fn page_with(&mut self, content: &str, more: &Dictionary) -> &mut Self {
        let content = self.document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => self.pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        page.extend(more);
        self.kids.push(self.document.add_object(page).into());
        self
    }

    /// The document, ready to be saved.
    pub(crate) fn finish(&mut self) -> &mut Document {
        let count = self.kids.len() as i64;
        let pages = dictionary! {
            "Type" => "Pages", "Kids" => self.kids.clone(), "Count" => count, "Resources" => self.resources.clone(),
        };
        self.document.objects.insert(self.pages, pages.into());
        let catalog = self.document.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.pages });
        self.document.trailer.set("Root", catalog);
        self.document.compress();
        &mut self.document
    }

    /// The file.
    pub(crate) fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.finish().save_to(&mut bytes).expect("memory takes it");
        bytes
    }
}

fn chinese(document: &mut Document, encoding: &str) -> ObjectId {
    let below = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "DW" => 1000,
        "W" => vec![1.into(), 95.into(), 500.into(), 814.into(), 939.into(), 500.into()],
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("GB1"), "Supplement" => 2,
        },
    });
    document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
        "Encoding" => encoding, "DescendantFonts" => vec![below.into()],
    })
}

/// Text in GBK as a hexadecimal string operand.
pub(crate) fn gbk(text: &str) -> String {
    hex(&GBK.encode(text).0)
}

/// Text in UCS-2 as a hexadecimal string operand.
pub(crate) fn ucs2(text: &str) -> String {
    hex(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>())
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("<{digits}>")
}

/// Shows text with its baseline at a place, 10 points high.
pub(crate) fn text(x: f64, y: f64, text: &str) -> String {
    format!("BT /G 10 Tf {x} {y} Td {} Tj ET\n", gbk(text))
}

/// Strokes a line.
pub(crate) fn stroke(x0: f64, y0: f64, x1: f64, y1: f64) -> String {
    format!("{x0} {y0} m {x1} {y1} l S\n")
}

/// A table with all rulings: columns of 80 by rows of 20 points, from its upper left corner down.
pub(crate) fn table(x: f64, y: f64, rows: &[&[&str]]) -> String {
    let mut content = String::new();
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let (width, height) = (80.0 * columns as f64, 20.0 * rows.len() as f64);
    for row in 0..=rows.len() {
        let at = y - 20.0 * row as f64;
        content += &stroke(x, at, x + width, at);
    }
    for column in 0..=columns {
        let at = x + 80.0 * column as f64;
        content += &stroke(at, y, at, y - height);
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            content += &text(x + 4.0 + 80.0 * column as f64, y - 14.0 - 20.0 * row as f64, cell);
        }
    }
    content
}
