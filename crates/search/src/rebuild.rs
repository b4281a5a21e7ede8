//! An index made anew, beside the one that is in use.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::index::{CURRENT, Current, Index};
use crate::item::Item;
use crate::writer::Writer;

/// The least memory a thread can work with, in bytes.
const LEAST: usize = 16 << 20;

/// An index that is being made. Until [`finish`](Self::finish) the one in the folder stays as it is; a rebuild that
/// was given up leaves a folder behind that the next one takes away.
pub struct Rebuild<'a> {
    folder: PathBuf,
    generation: String,
    index: Index,
    writer: Writer,
    done: u64,
    told: Box<dyn FnMut(u64) + 'a>,
}

impl<'a> Rebuild<'a> {
    /// Begins: `threads` cut texts, `memory` bytes hold what is not written yet, `told` hears how many items are in.
    pub fn begin(
        folder: &Path,
        threads: usize,
        memory: usize,
        told: impl FnMut(u64) + 'a,
    ) -> Result<Self, Error> {
        own_folder(folder)?;
        let current = Current::read(folder).ok();
        let number = current.and_then(|current| current.generation.parse::<u32>().ok()).unwrap_or(0);
        let generation = format!("{:06}", number.wrapping_add(1) % 1_000_000);
        let place = folder.join(&generation);
        if place.exists() {
            fs::remove_dir_all(&place).map_err(Error::disk(&place))?;
        }
        fs::create_dir_all(&place).map_err(Error::disk(&place))?;
        let index = Index::create(folder, &place)?;
        let threads = threads.clamp(1, 8).min((memory / LEAST).max(1));
        let writer = index.writer_with(threads, memory.max(LEAST))?;
        let folder = folder.to_path_buf();
        Ok(Self { folder, generation, index, writer, done: 0, told: Box::new(told) })
    }

    /// Puts an item in. Each key comes once.
    pub fn put(&mut self, item: &Item) -> Result<(), Error> {
        self.writer.add(item)?;
        self.done += 1;
        (self.told)(self.done);
        Ok(())
    }

    /// Takes the place of the index that was there, and gives the new one.
    pub fn finish(mut self) -> Result<Index, Error> {
        self.writer.commit()?;
        let Writer { inner, folder, .. } = self.writer;
        inner.wait_merging_threads().map_err(|error| Error::of(&folder, error))?;
        self.index.reload()?;
        Current { version: crate::schema::VERSION, generation: self.generation.clone() }
            .write(&self.folder)?;
        for entry in fs::read_dir(&self.folder).map_err(Error::disk(&self.folder))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_generation = name.len() == 6 && name.chars().all(|c| c.is_ascii_digit());
            if is_generation && name != self.generation {
                // Somebody may still search in it; what cannot go now goes with the next rebuild.
                drop(fs::remove_dir_all(entry.path()));
            } else if name == format!("{CURRENT}.new") {
                drop(fs::remove_file(entry.path()));
            }
        }
        Ok(self.index)
    }
}

/// Makes the folder, for its owner only: what is no longer public stays in it until it is written anew.
fn own_folder(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Error::disk(folder))
}
