//! Going through a folder file by file: the names of one folder and of those above it are known at a time, however many
//! files there are below.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::Fault;

/// Folders within folders.
const MAX_DEPTH: usize = 30;

/// The files of a folder and of all below it, in the order of names: each by its name from the folder on, or what is
/// wrong with it.
#[derive(Debug)]
pub struct Files<'a> {
    root: &'a Path,
    /// What comes next stands last: name, and how deep it lies.
    waiting: Vec<(PathBuf, usize)>,
}

impl<'a> Files<'a> {
    pub(super) fn of(root: &'a Path) -> Self {
        Self { root, waiting: vec![(root.to_path_buf(), 0)] }
    }

    fn fault(&self, path: &Path, message: String) -> Fault {
        let file = path.strip_prefix(self.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        Fault { file, message }
    }

    /// Puts what lies in a folder in front of what waits.
    fn enter(&mut self, folder: &Path, depth: usize) -> Result<(), Fault> {
        if depth > MAX_DEPTH {
            let message = format!("文件夹嵌套超过{MAX_DEPTH}层，其中的文件没有读取");
            return Err(self.fault(folder, message));
        }
        let unreadable = |error| self.fault(folder, format!("文件夹打不开（{error}）"));
        let entries = fs::read_dir(folder).map_err(unreadable)?;
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry.map_err(unreadable)?.path());
        }
        paths.sort_unstable_by(|one, other| other.cmp(one));
        self.waiting.extend(paths.into_iter().map(|path| (path, depth + 1)));
        Ok(())
    }
}

impl Iterator for Files<'_> {
    type Item = Result<String, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (path, depth) = self.waiting.pop()?;
            let kind = match fs::symlink_metadata(&path) {
                Ok(known) => known.file_type(),
                Err(error) => return Some(Err(self.fault(&path, format!("打不开（{error}）")))),
            };
            if kind.is_dir() {
                match self.enter(&path, depth) {
                    Ok(()) => continue,
                    Err(fault) => return Some(Err(fault)),
                }
            }
            // A link could lead anywhere.
            let refused = if kind.is_symlink() {
                Some("是符号链接，没有读取")
            } else if kind.is_file() {
                None
            } else {
                Some("不是普通文件，没有读取")
            };
            let name = path.strip_prefix(self.root).ok().and_then(Path::to_str);
            return Some(match (refused, name) {
                (Some(refused), _) => Err(self.fault(&path, refused.into())),
                (None, Some(name)) => Ok(name.replace('\\', "/")),
                (None, None) => Err(self.fault(&path, "文件名不是UTF-8编码，没有读取；请改名".into())),
            });
        }
    }
}
