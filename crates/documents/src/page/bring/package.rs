//! The zip file that an Office file is: its parts, counted while they are unpacked.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::Element;
use crate::read::NotReadable;
use crate::read::docx::{MAX_UNPACKED, bomb, refused};

/// An open file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Where a relation of a part leads.
pub(super) struct Relation {
    pub(super) target: String,
    pub(super) is_external: bool,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, NotReadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        Ok(Self { archive, left: MAX_UNPACKED })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; none where there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, NotReadable> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|_| damaged())?;
        let mut content = Vec::new();
        part.take(self.left + 1).read_to_end(&mut content).map_err(|_| damaged())?;
        self.left = self.left.checked_sub(content.len() as u64).ok_or_else(bomb)?;
        Ok(Some(content))
    }

    /// A part as a tree, and whether it is broken.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<(Element, bool)>, NotReadable> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        Element::read(&crate::read::text::decode(&bytes).0).map(Some)
    }

    /// The relations of the main document by their names.
    pub(super) fn relations(&mut self, name: &str) -> Result<HashMap<String, Relation>, NotReadable> {
        let mut relations = HashMap::new();
        if let Some((tree, _)) = self.tree(name)? {
            tree.each("Relationship", &mut |it| {
                if let (Some(id), Some(target)) = (it.attribute("Id"), it.attribute("Target")) {
                    let is_external = it.attribute("TargetMode") == Some("External");
                    relations.insert(id.to_owned(), Relation { target: target.to_owned(), is_external });
                }
            });
        }
        Ok(relations)
    }
}

fn damaged() -> NotReadable {
    refused("损坏的Office文件（或未下载完整）", "请重新下载，或用Word、WPS打开后另存")
}
