//! Every text of a file, whatever part of it it stands in, each with its place: what is screened before a file is
//! published. A file is opened whole or refused; none is called clean because a part of it could not be read.

mod docx;
mod gather;
mod html;
pub(crate) mod markup;
mod metadata;
mod package;
mod picture;
mod xlsx;

use crate::page::kind;
use crate::read::{Format, MAX_FILE, NotReadable, TIME_LIMIT, sniff, within};

pub(crate) use gather::Gather;
pub(crate) use package::{Package, beside};

/// A text of a file that a reader of the file may come to see (可公开面).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Where it stands, in Chinese: `正文第3段`, `隐藏工作表“名单”B2`, `PDF 第2页批注`.
    pub place: String,
    /// The text; empty for a picture.
    pub text: String,
    /// Whether a picture stands there, which only a person can look at.
    pub is_picture: bool,
    /// Whether whoever opens the file reads the text in it: neither hidden, nor a comment, a property, a deletion.
    pub is_shown: bool,
}

/// What whoever opens a file reads in it, a line for each paragraph, row or cell, at most so many characters; nothing of
/// what is hidden, deleted, or said beside the text.
///
/// # Errors
/// As [`surfaces`].
pub fn shown_text(name: &str, bytes: impl Into<Vec<u8>>, most: usize) -> Result<String, NotReadable> {
    let (mut text, mut left) = (String::new(), most);
    for surface in surfaces(name, bytes)?.into_iter().filter(|surface| surface.is_shown) {
        if left == 0 {
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let before = text.len();
        text.extend(surface.text.chars().take(left));
        left -= text[before..].chars().count();
    }
    Ok(text)
}

/// All surfaces of a file; `name` is its file name and decides only where the content does not.
///
/// # Errors
/// The file is of a kind that cannot be looked through (old binary Office files, encrypted ones, macros, archives,
/// unknown ones), broken, or beyond the limits. It cannot be published as it is; the message says what to do.
pub fn surfaces(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Vec<Surface>, NotReadable> {
    let (name, bytes) = (name.to_owned(), bytes.into());
    within(TIME_LIMIT, move || {
        let mut gather = Gather::default();
        if !name.is_empty() {
            gather.tell("文件名", &name);
        }
        file(&name, &bytes, &mut gather)?;
        Ok(gather.finish())
    })
}

/// Looks through a file, or one inside another.
fn file(name: &str, bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    if bytes.len() > MAX_FILE {
        return Err(refused("文件超过50MB", "请拆成较小的文件"));
    }
    if kind(bytes).is_some() || picture::is_picture(bytes) {
        return picture::surfaces(bytes, gather);
    }
    match sniff::format(bytes, name)? {
        Format::Docx => docx::surfaces(bytes, gather),
        Format::Xlsx => xlsx::surfaces(bytes, gather),
        Format::Pdf => crate::read::pdf::surfaces(bytes, gather),
        Format::Html => html::surfaces(bytes, gather),
        Format::Markdown | Format::Text | Format::Json => text(bytes, gather),
    }
}

/// A file of plain text, line by line.
fn text(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    let text = decoded(bytes)?;
    for (at, line) in text.split('\n').enumerate() {
        gather.show(format!("第{}行", at + 1), line);
    }
    Ok(())
}

/// The text of bytes all of which are characters.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, NotReadable> {
    let (text, problems) = crate::read::decode(bytes);
    if problems.iter().any(|problem| problem.message.contains("已跳过")) {
        return Err(refused("文件里有不能识别的字符编码", "请用UTF-8或GB18030编码另存"));
    }
    Ok(text)
}

/// A refusal: the file cannot be looked through, and so not be published as it is.
pub(crate) fn refused(what: impl Into<String>, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: format!("{advice}；不能检查的文件不能公开") }
}
