//! PDF files made to exhaust the reader: little to send, much to unpack, to remember or to walk.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::hostile::refused;

/// A file of one page, object by object.
struct Made {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Made {
    /// The page's content is object 4, its resources are these.
    fn new(resources: &str) -> Self {
        let mut made = Self { bytes: b"%PDF-1.5\n".to_vec(), offsets: Vec::new() };
        made.object("<</Type/Catalog/Pages 2 0 R>>");
        made.object("<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>");
        made.object(&format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<{resources}>>>>"));
        made
    }

    fn object(&mut self, body: &str) {
        self.offsets.push(self.bytes.len());
        writeln!(self.bytes, "{} 0 obj {body} endobj", self.offsets.len()).unwrap();
    }

    /// A stream, packed.
    fn stream(&mut self, dict: &str, content: &[u8]) {
        let data = zlib(content);
        self.offsets.push(self.bytes.len());
        let (number, length) = (self.offsets.len(), data.len());
        writeln!(self.bytes, "{number} 0 obj <</Filter/FlateDecode/Length {length}{dict}>> stream").unwrap();
        self.bytes.extend(data);
        self.bytes.extend(b"\nendstream endobj\n");
    }

    fn refused(mut self, message: &str) {
        let at = self.bytes.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", self.offsets.len() + 1);
        for offset in &self.offsets {
            writeln!(end, "{offset:010} 00000 n ").unwrap();
        }
        let size = self.offsets.len() + 1;
        write!(end, "trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").unwrap();
        self.bytes.extend(end.into_bytes());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, &self.bytes).unwrap();
        refused(&path, message);
    }
}

/// Packed as PDF wants it; the zip library packs without the frame of zlib.
fn zlib(content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a", SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    let mut archive = ZipArchive::new(writer.finish().unwrap()).unwrap();
    let mut packed = vec![0x78, 0x01];
    archive.by_index_raw(0).unwrap().read_to_end(&mut packed).unwrap();
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in content {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    packed.extend((high << 16 | low).to_be_bytes());
    packed
}

#[test]
fn a_content_stream_that_unpacks_to_too_much() {
    let mut made = Made::new("");
    made.stream("", &vec![b' '; 210 << 20]);
    made.refused("200MB");
}

#[test]
fn fonts_that_share_a_large_table_of_widths() {
    const FONTS: usize = 100;
    let mut fonts = String::from("/Font<<");
    let mut content = String::new();
    for font in 0..FONTS {
        write!(fonts, "/F{font} {} 0 R", font + 6).unwrap();
        write!(content, "/F{font} 1 Tf ").unwrap();
    }
    let mut made = Made::new(&(fonts + ">>"));
    made.stream("", content.as_bytes());
    made.object(&format!("[0[{}]]", "500 ".repeat(60_000)));
    for _ in 0..FONTS {
        made.object(
            "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/W 5 0 R>>]>>",
        );
    }
    made.refused("对象数据过大");
}

#[test]
fn forms_that_draw_each_other_a_hundred_times() {
    let objects: String = (0..12).map(|level| format!("/F{level} {} 0 R", level + 5)).collect();
    let mut made = Made::new(&format!("/XObject<<{objects}>>"));
    made.stream("", b"/F0 Do");
    for level in 0..12 {
        made.stream("/Subtype/Form", format!("/F{} Do ", level + 1).repeat(100).as_bytes());
    }
    made.refused("超过");
}

#[test]
fn tables_of_objects_that_promise_billions() {
    for index in ["/Index[0 4294967295]/W[0 0 0]", "/Index[0 4294967295]/W[1 2 1]", "/W[1 4000000000 1]"] {
        let mut made = Made::new("");
        made.object("<<>>");
        let at = made.bytes.len();
        made.stream(&format!("/Type/XRef/Size 4294967295/Root 1 0 R{index}"), b"0123456789abcdef");
        write!(made.bytes, "startxref\n{at}\n%%EOF\n").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, &made.bytes).unwrap();
        refused(&path, "PDF");
    }
}
