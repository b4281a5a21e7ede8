//! A workbook before it is opened: what it unpacks to, and whether it promises more than it holds. The library that
//! opens it reserves room for as many shared strings as the file says it has, whatever that is.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Why a workbook is not opened.
#[derive(Debug, PartialEq)]
pub(crate) enum Unsound {
    /// No zip file, or one with a part that cannot be unpacked or that promises what cannot be there.
    Damaged,
    /// It unpacks to more than it may.
    TooLarge,
}

/// The part with the shared strings, wherever it stands; the library does not mind case.
const STRINGS: &str = "sharedstrings.xml";
/// The bytes of the smallest shared string, `<si><t/></si>`.
const SMALLEST_STRING: usize = 13;
/// Room for so many strings is nothing; a writer that counts wrongly is not refused for less.
const FEW_STRINGS: usize = 100_000;

/// Unpacks every part, at most to this many bytes together, and looks at the number of strings promised.
pub(crate) fn look_into(bytes: &[u8], most: u64) -> Result<(), Unsound> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unsound::Damaged)?;
    let mut left = most;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let holds_strings = part.name().is_ok_and(|name| name.to_lowercase().ends_with(STRINGS));
        let mut part = part.take(left.saturating_add(1));
        let unpacked = if holds_strings {
            let mut strings = Vec::new();
            let unpacked = part.read_to_end(&mut strings).map_err(|_| Unsound::Damaged)?;
            if promised(&strings) > FEW_STRINGS.max(unpacked / SMALLEST_STRING) {
                return Err(Unsound::Damaged);
            }
            unpacked as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| Unsound::Damaged)?
        };
        left = left.checked_sub(unpacked).ok_or(Unsound::TooLarge)?;
    }
    Ok(())
}

/// The largest `uniqueCount` that stands anywhere.
fn promised(part: &[u8]) -> usize {
    const COUNT: &[u8] = b"uniqueCount";
    let starts = part.windows(COUNT.len()).enumerate().filter(|(_, word)| *word == COUNT);
    let counts = starts.map(|(at, _)| {
        let after = part[at + COUNT.len()..].iter();
        let value = after.skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte));
        let digits = value.take_while(|byte| byte.is_ascii_digit());
        digits
            .fold(0_usize, |count, digit| count.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
    });
    counts.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn book(name: &str, content: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_promise_of_strings_that_cannot_be_there_is_seen() {
        for sound in
            ["<sst uniqueCount=\"2\"/>", "<sst count='9' uniqueCount='100000'/>", "<sst/>", "uniqueCount"]
        {
            assert_eq!(look_into(&book("xl/sharedStrings.xml", sound), 1000), Ok(()), "{sound}");
        }
        for false_one in [
            "<sst uniqueCount=\"4294967295\"/>",
            "<sst uniqueCount \n= '00099999999999999999999'>",
            "<sst uniqueCount=\"100001\">",
        ] {
            let book = book("XL\\SharedStrings.XML", false_one);
            assert_eq!(look_into(&book, 1000), Err(Unsound::Damaged), "{false_one}");
        }
    }

    #[test]
    fn every_part_counts() {
        for name in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "a"] {
            let book = book(name, &" ".repeat(1000));
            assert_eq!(look_into(&book, 1000), Ok(()), "{name}");
            assert_eq!(look_into(&book, 999), Err(Unsound::TooLarge), "{name}");
        }
        assert_eq!(look_into(b"PK", 999), Err(Unsound::Damaged));
    }
}
