//! Structures a PDF may have besides the plain one: updated in place, linearized, encrypted, and in circles.

use std::fmt::Write;

use documents::read::pdf;
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary,
};

use super::made::{Made, text};
use super::{lines, read};

/// A file written object by object, so that its cross-reference tables can be any.
#[derive(Default)]
struct Raw {
    file: String,
    offsets: Vec<(usize, usize)>,
}

impl Raw {
    fn object(&mut self, number: usize, body: &str) -> &mut Self {
        self.offsets.push((number, self.file.len()));
        writeln!(self.file, "{number} 0 obj {body} endobj").unwrap();
        self
    }

    fn content(&mut self, number: usize, words: &str) -> &mut Self {
        let content = format!("BT /L 10 Tf 100 700 Td ({words}) Tj ET");
        self.object(number, &format!("<</Length {}>> stream\n{content}\nendstream", content.len()))
    }

    /// The objects since the last table, as a table; its place.
    fn table(&mut self, trailer: &str) -> usize {
        let at = self.file.len();
        self.file.push_str("xref\n");
        for (number, offset) in std::mem::take(&mut self.offsets) {
            writeln!(self.file, "{number} 1\n{offset:010} 00000 n ").unwrap();
        }
        writeln!(self.file, "trailer <</Size 9/Root 1 0 R{trailer}>>").unwrap();
        at
    }

    fn end(&mut self, table: usize) -> Vec<u8> {
        write!(self.file, "startxref\n{table}\n%%EOF\n").unwrap();
        self.file.clone().into_bytes()
    }

    /// A file of one page whose content is object 4.
    fn of_one_page() -> Self {
        let mut raw = Self { file: "%PDF-1.4\n".into(), ..Self::default() };
        raw.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            .object(2, "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>")
            .object(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</L 5 0 R>>>>>>")
            .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        raw
    }
}

#[test]
fn an_update_in_place_holds() {
    let mut raw = Raw::of_one_page();
    let first = raw.content(4, "before").table("");
    raw.end(first);
    let second = raw.content(4, "after").table(&format!("/Prev {first}"));
    let bytes = raw.end(second);
    assert_eq!(lines(&read(&bytes)), ["after"]);
    // A table that names itself as the one before ends.
    let mut circle = Raw::of_one_page();
    let at = circle.content(4, "once").file.len();
    circle.table(&format!("/Prev {at}"));
    assert_eq!(lines(&read(&circle.end(at))), ["once"]);
}

#[test]
fn a_linearized_file_is_read() {
    // The first page's objects and table stand in front, the table of the rest at the end; the last line of the file
    // points to the front.
    let mut raw = Raw { file: "%PDF-1.4\n".into(), ..Raw::default() };
    raw.object(6, "<</Linearized 1/L 9999/H[0 0]/O 3/E 999/N 1/T 9999>>");
    let front = raw.file.len();
    // The place of the main table is not known yet: numbers of ten digits keep the length.
    let mut late = Raw::of_one_page();
    late.content(4, "linearized");
    let head = |offsets: &[(usize, usize)], main: usize| {
        let mut table = Raw { file: String::new(), offsets: offsets.to_vec() };
        table.table(&format!("/Prev {main:010}"));
        table.file + "startxref\n0\n%%EOF\n"
    };
    let body = late.file.trim_start_matches("%PDF-1.4\n").to_owned();
    let shift = |number: &usize, offset: &usize, by: usize| (*number, offset - "%PDF-1.4\n".len() + by);
    let split = |by: usize, main: bool| -> Vec<(usize, usize)> {
        let all = late.offsets.iter().map(|(number, offset)| shift(number, offset, by));
        all.filter(|(number, _)| matches!(number, 2 | 5) == main).collect()
    };
    let length = head(&split(0, false), 0).len();
    let start = front + length;
    raw.file += &head(&split(start, false), start + body.len());
    raw.file += &body;
    raw.offsets = split(start, true);
    raw.table("");
    assert_eq!(lines(&read(&raw.end(front))), ["linearized"]);
}

/// A sound file under a password.
fn encrypted(user: &str) -> Vec<u8> {
    let mut made = Made::new();
    made.page(&text(100.0, 700.0, "一、总体情况"));
    let document: &mut Document = made.finish();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a state");
    document.encrypt(&state).expect("is encrypted");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes it");
    bytes
}

#[test]
fn an_encrypted_file_is_read_only_where_it_opens_without_password() {
    let refusal = pdf::content(&encrypted("secret")).expect_err("is refused");
    assert!(refusal.what.starts_with("PDF已加密"), "{refusal}");
    assert_eq!(lines(&read(&encrypted(""))), ["一、总体情况"]);
}

#[test]
fn circles_in_the_page_tree_end() {
    let mut raw = Raw { file: "%PDF-1.4\n".into(), ..Raw::default() };
    raw.object(1, "<</Type/Catalog/Pages 2 0 R>>")
        .object(2, "<</Type/Pages/Count 9/Kids[3 0 R 2 0 R 6 0 R]/Parent 6 0 R>>")
        .object(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</L 5 0 R>>>>>>")
        .content(4, "once")
        .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
        .object(6, "<</Type/Pages/Count 9/Kids[2 0 R 6 0 R 3 0 R]/Parent 2 0 R>>");
    let at = raw.table("");
    assert_eq!(lines(&read(&raw.end(at))), ["once"]);
    // A reference to itself, where a number or a stream is due.
    let mut raw = Raw::of_one_page();
    let at = raw.object(4, "4 0 R").table("");
    assert!(pdf::content(&raw.end(at)).is_err());
}

#[test]
fn forms_that_draw_themselves_or_each_other_end() {
    let mut made = Made::new();
    let form = || dictionary! { "Subtype" => "Form" };
    made.object("A", Stream::new(form(), b"/A Do /B Do".to_vec()));
    made.object("B", Stream::new(form(), format!("/A Do {}", text(100.0, 700.0, "一")).into_bytes()));
    let content = read(&made.page("/A Do").bytes());
    assert_eq!(lines(&content), ["一"]);
}

#[test]
fn forms_twice_in_each_other_end() {
    // Each of forty draws the next one twice: 2^40 times the last, were it not for the limit on depth.
    let mut made = Made::new();
    for level in 0..40 {
        let next = format!("/F{} Do /F{} Do", level + 1, level + 1);
        made.object(
            &format!("F{level}"),
            Stream::new(dictionary! { "Subtype" => "Form" }, next.into_bytes()),
        );
    }
    let bytes = made.page(&format!("/F0 Do {}", text(100.0, 700.0, "一"))).bytes();
    assert_eq!(lines(&read(&bytes)), ["一"]);
}

/// A font whose descendant has these widths.
fn font(made: &mut Made, widths: Object) -> Dictionary {
    let below = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "W" => widths,
    };
    let below = made.document.add_object(below);
    dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
        "Encoding" => "GBK-EUC-H", "DescendantFonts" => vec![below.into()],
    }
}

#[test]
fn many_fonts_with_full_tables_of_widths_are_refused() {
    let mut made = Made::new();
    let mut content = String::new();
    for number in 0..100 {
        let widths = vec![0.into(), 65_535.into(), 500.into()];
        let font = font(&mut made, widths.into());
        made.font(&format!("W{number}"), font);
        write!(content, "/W{number} 1 Tf ").unwrap();
    }
    let refusal = pdf::content(&made.page(&content).bytes()).expect_err("is refused");
    assert!(refusal.what.contains("对象数据过大"), "{refusal}");
}

#[test]
fn a_code_that_stands_for_a_long_text_counts_as_long() {
    // One byte of a string becomes 500 characters.
    let mut made = Made::new();
    let long = "4e00".repeat(500);
    let table = format!(
        "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <{long}> endbfchar endcmap"
    );
    let table = made.document.add_object(Stream::new(Dictionary::new(), table.into_bytes()));
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "ToUnicode" => table,
    };
    made.font("T", font);
    let one = pdf::content(&made.page("BT /T 1 Tf 9 700 Td (A) Tj ET").bytes()).expect("is read");
    assert_eq!(lines(&one)[0].chars().count(), 500);
    let many = format!("BT /T 0.01 Tf 9 700 Td ({}) Tj ET", "A".repeat(200_000));
    let refusal = pdf::content(&made.page(&many).bytes()).expect_err("is refused");
    assert!(refusal.what.contains("200MB"), "{refusal}");
}
