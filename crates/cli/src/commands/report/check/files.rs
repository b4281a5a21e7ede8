//! Which files are checked: folders walked without following links, zip files opened, many read at the same time.

use std::fs;
use std::io::{IsTerminal, Read, stderr};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use documents::read::{NotReadable, archive};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use office::report_checks::{CheckedFile, read, unread};

/// Endings of files that may be a report, or of which it is worth saying why they are not read.
const ENDINGS: [&str; 16] = [
    "txt", "html", "htm", "shtml", "md", "markdown", "docx", "pdf", "xlsx", "json", "zip", "doc", "xls",
    "wps", "ofd", "rar",
];

/// From this many files on a progress bar is shown.
const MANY: usize = 50;

/// What was found in the paths.
#[derive(Default)]
pub(super) struct Found {
    /// Files to be read, in order.
    pub(super) files: Vec<PathBuf>,
    /// Folders and files that cannot even be opened.
    pub(super) unread: Vec<CheckedFile>,
    /// Files of other kinds in folders.
    pub(super) skipped: usize,
}

/// Collects the files: those named as they are, those in folders by their ending.
pub(super) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut found),
            Ok(_) => found.files.push(path.clone()),
            Err(error) => found.unread.push(refused(path, &error)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.files.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    found
}

fn walk(folder: &Path, found: &mut Found) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return found.unread.push(refused(folder, &error)),
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
        match entry.file_type() {
            _ if hidden => {}
            // A link may lead out of the folder or in a circle.
            Ok(kind) if kind.is_symlink() => found.skipped += 1,
            Ok(kind) if kind.is_dir() => walk(&path, found),
            Ok(_) if is_wanted(&path.to_string_lossy()) => found.files.push(path),
            Ok(_) => found.skipped += 1,
            Err(error) => found.unread.push(refused(&path, &error)),
        }
    }
}

fn is_wanted(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether a path is taken for a zip file of reports.
pub(super) fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn refused(path: &Path, error: &std::io::Error) -> CheckedFile {
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "文件不存在".into(),
        std::io::ErrorKind::PermissionDenied => "没有读取权限".into(),
        _ => format!("不能打开（{error}）"),
    };
    unread(path.display().to_string(), NotReadable { what, advice: "请检查路径和权限".into() })
}

/// The bytes of a file, if they are not too many.
#[expect(clippy::result_large_err, reason = "a file that cannot be opened is rare")]
fn bytes(path: &Path) -> Result<Vec<u8>, CheckedFile> {
    let file = fs::File::open(path).map_err(|error| refused(path, &error))?;
    let size = file.metadata().map_err(|error| refused(path, &error))?.len();
    // A zip file may be as large as what it may unpack to.
    let limit = if is_zip(path) { archive::UNPACKED_LIMIT } else { archive::FILE_LIMIT };
    let large = |size: u64| {
        archive::too_large(size)
            .filter(|_| size > limit)
            .map(|reason| unread(path.display().to_string(), reason))
    };
    if let Some(file) = large(size) {
        return Err(file);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A pipe or a growing file tells no size.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| refused(path, &error))?;
    match large(bytes.len() as u64) {
        Some(file) => Err(file),
        None => Ok(bytes),
    }
}

/// Reads the report in one file that is no zip file.
pub(super) fn read_one(path: &Path) -> CheckedFile {
    match bytes(path) {
        Ok(bytes) => read(path.display().to_string(), bytes),
        Err(file) => file,
    }
}

fn read_path(path: &Path) -> Vec<CheckedFile> {
    let content = match bytes(path) {
        Ok(content) => content,
        Err(file) => return vec![file],
    };
    let name = path.display().to_string();
    if !archive::is_archive(&name, &content) {
        return vec![read(name, content)];
    }
    let mut files = Vec::new();
    let opened = archive::entries(&content, is_wanted, |entry| {
        let name = format!("{name}/{}", entry.name);
        files.push(match entry.bytes {
            Ok(bytes) => read(name, bytes),
            Err(reason) => unread(name, reason),
        });
    });
    if let Err(reason) = opened {
        files.push(unread(name, reason));
    }
    files
}

/// Reads all files, in as many threads as the machine has; the results keep the order of the files.
pub(super) fn read_all(paths: &[PathBuf]) -> Vec<CheckedFile> {
    let shown = stderr().is_terminal() && paths.len() >= MANY;
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(paths.len() as u64), target);
    if let Ok(style) = ProgressStyle::with_template("读取 {pos}/{len} {wide_bar} {eta}") {
        bar.set_style(style);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len().max(1));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(paths.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = paths.get(index) else { return };
                    let files = read_path(path);
                    done.lock().expect("no reader panics while it holds the list").push((index, files));
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut done = done.into_inner().expect("all readers are done");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().flat_map(|(_, files)| files).collect()
}
