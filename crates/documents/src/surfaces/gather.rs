//! What has been found so far, and what may still be unpacked.

use crate::read::NotReadable;

use super::{Surface, refused};

/// Files inside each other that are opened.
const DEPTH: usize = 4;
/// Bytes that all files inside a file may unpack to together.
const UNPACKED: u64 = 200 << 20;
/// Texts of one file.
const MOST: usize = 2_000_000;

/// The surfaces gathered from a file and the files inside it.
pub(crate) struct Gather {
    surfaces: Vec<Surface>,
    /// The files that are open, as they stand before every place.
    inside: Vec<String>,
    left: u64,
}

impl Default for Gather {
    fn default() -> Self {
        Self { surfaces: Vec::new(), inside: Vec::new(), left: UNPACKED }
    }
}

impl Gather {
    /// Keeps a text, unless nothing stands in it.
    pub(crate) fn tell(&mut self, place: impl AsRef<str>, text: &str) {
        self.keep(place.as_ref(), text, false);
    }

    /// Keeps a text that whoever opens the file reads in it. Of a file inside another nobody reads anything.
    pub(crate) fn show(&mut self, place: impl AsRef<str>, text: &str) {
        self.keep(place.as_ref(), text, self.inside.is_empty());
    }

    /// Says that a picture stands somewhere.
    pub(crate) fn tell_picture(&mut self, place: impl AsRef<str>) {
        self.push(place.as_ref(), String::new(), true, false);
    }

    fn keep(&mut self, place: &str, text: &str, is_shown: bool) {
        let text = text.trim_end_matches(['\n', '\r', '\t', ' ']);
        if !text.trim().is_empty() {
            self.push(place, text.to_owned(), false, is_shown);
        }
    }

    fn push(&mut self, place: &str, text: String, is_picture: bool, is_shown: bool) {
        if self.surfaces.len() <= MOST {
            let place = format!("{}{place}", self.inside.concat());
            self.surfaces.push(Surface { place, text, is_picture, is_shown });
        }
    }

    /// Takes unpacked bytes off the account.
    pub(crate) fn spend(&mut self, bytes: u64) -> Result<(), NotReadable> {
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or_else(|| refused("文件解压后超过200MB", "请去掉图片和附件后另存"))?;
        Ok(())
    }

    /// Bytes that may still be unpacked.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Looks through a file inside the one that is open.
    pub(crate) fn inside(&mut self, what: &str, name: &str, bytes: &[u8]) -> Result<(), NotReadable> {
        if self.inside.len() == DEPTH {
            return Err(refused(format!("文件里的文件嵌套超过{DEPTH}层"), "请把里面的文件单独提交"));
        }
        if self.surfaces.len() > MOST {
            return Err(refused("文件里的文字段落过多", "请拆成较小的文件"));
        }
        self.inside.push(format!("{what}“{name}”中的"));
        let answer = super::file(name, bytes, self).map_err(|error| NotReadable {
            what: format!("{what}“{name}”无法检查：{}", error.what),
            advice: error.advice,
        });
        self.inside.pop();
        answer
    }

    /// The surfaces.
    pub(super) fn finish(self) -> Vec<Surface> {
        self.surfaces
    }
}
