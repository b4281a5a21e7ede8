//! Fonts, found at run time and loaded once: the system's own faces for official documents, the Fandol fonts that
//! come with the program, and large system fonts only when a character asks for them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use typst::foundations::Bytes;
use typst::text::Font;
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};

use super::super::error::WriteError;
use super::glyphs;

/// Names a folder of fonts that takes the place of those that come with the program.
const FOLDER: &str = "GONGKAI_FONTS";
/// The faces of official documents as font files call them, in lower case.
const OFFICIAL: [&str; 14] = [
    "simfang",
    "fangsong",
    "stfangso",
    "仿宋",
    "simkai",
    "kaiti",
    "楷体",
    "simhei",
    "黑体",
    "fzxbs",
    "fzxiaobiaosong",
    "方正小标宋",
    "simsun",
    "fandol",
];
/// Fonts with many more characters, in one weight.
const LARGE_FACES: [&str; 9] = [
    "notoserifcjk-regular",
    "notosanscjk-regular",
    "notoserifsc-regular",
    "notosanssc-regular",
    "sourcehanserif",
    "sourcehansans",
    "wqy",
    "hanamin",
    "simsunb",
];
/// Folders within folders are followed this far.
const DEPTH: usize = 6;

type Engine = TypstEngine<TypstTemplateMainFile>;

/// What is set: each has its own template, which an office may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::write) enum Layout {
    /// 年度报告
    Report,
    /// 文书
    Letter,
    /// 申请表
    BlankForm,
    /// 主动公开的信息
    Publication,
}

impl Layout {
    /// Names an office's own template.
    const fn variable(self) -> &'static str {
        match self {
            Self::Report => "GONGKAI_TEMPLATE",
            Self::Letter => "GONGKAI_LETTER_TEMPLATE",
            Self::BlankForm => "GONGKAI_FORM_TEMPLATE",
            Self::Publication => "GONGKAI_PUBLICATION_TEMPLATE",
        }
    }

    /// The name under which the template finds its data.
    pub(super) const fn input(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Letter => "letter",
            Self::BlankForm => "form",
            Self::Publication => "publication",
        }
    }

    /// The office's own template, or ours.
    fn template(self) -> Result<Cow<'static, str>, WriteError> {
        let variable = self.variable();
        let Some(path) = env::var_os(variable) else {
            return Ok(match self {
                Self::Report => include_str!("annual-report.typ").into(),
                Self::Letter => include_str!("../letter/letter.typ").into(),
                Self::BlankForm => include_str!("../blank_form/blank-form.typ").into(),
                Self::Publication => include_str!("../publication/publication.typ").into(),
            });
        };
        fs::read_to_string(&path).map(Cow::from).map_err(|error| {
            let path = Path::new(&path).display();
            WriteError::Typesetting(format!("{variable} 指明的版式文件 {path} 读不出来：{error}"))
        })
    }
}

/// The fonts that suffice for most texts.
fn small() -> Result<&'static [Font], WriteError> {
    static SMALL: OnceLock<Vec<Font>> = OnceLock::new();
    let small = SMALL.get_or_init(|| {
        let mut fonts = load(&own_folders(), &|_| true);
        fonts.extend(load(&system_folders(), &|name| OFFICIAL.iter().any(|face| name.starts_with(face))));
        fonts
    });
    if small.is_empty() { Err(WriteError::NoFonts(places())) } else { Ok(small) }
}

/// Whether PDF can be written here at all, before anybody waits for one.
///
/// # Errors
/// [`WriteError::NoFonts`] says where fonts were looked for.
pub fn look_for_fonts() -> Result<(), WriteError> {
    small().map(drop)
}

/// The typesetter that can show every character of these texts, each given with its place.
pub(super) fn engine_for(layout: Layout, texts: &[(String, String)]) -> Result<&'static Engine, WriteError> {
    static LARGE: OnceLock<Vec<Font>> = OnceLock::new();
    static ENGINES: [[OnceLock<Engine>; 2]; 4] = [const { [const { OnceLock::new() }; 2] }; 4];

    let template = layout.template()?;
    let small = small()?;
    let engines = &ENGINES[layout as usize];
    let engine = |at: usize, fonts: &[Font]| {
        let build =
            || TypstEngine::builder().main_file(template.as_ref()).fonts(fonts.iter().cloned()).build();
        engines[at].get_or_init(build)
    };
    if glyphs::missing(texts, small).is_empty() {
        return Ok(engine(0, small));
    }
    let large = LARGE.get_or_init(|| {
        let mut fonts = small.to_vec();
        fonts.extend(load(&system_folders(), &|name| LARGE_FACES.iter().any(|face| name.starts_with(face))));
        fonts
    });
    let missing = glyphs::missing(texts, large);
    if missing.is_empty() { Ok(engine(1, large)) } else { Err(WriteError::NoGlyph(missing)) }
}

/// Where the fonts that come with the program may lie: the folder named by `GONGKAI_FONTS`, beside the program, in
/// a checkout above it, in the system's share.
fn places() -> Vec<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER) {
        return vec![folder.into()];
    }
    let mut folders = Vec::new();
    if let Some(folder) = env::current_exe().ok().and_then(|path| path.parent().map(Path::to_owned)) {
        folders.push(folder.join("fonts"));
        folders.extend(folder.parent().map(|prefix| prefix.join("share/gongkai/fonts")));
        folders.extend(folder.ancestors().map(|above| above.join("assets/fonts")));
    }
    // `cargo run` and `cargo test` with a target folder outside the checkout.
    if let Some(folder) = env::var_os("CARGO_MANIFEST_DIR") {
        folders.extend(Path::new(&folder).ancestors().map(|above| above.join("assets/fonts")));
    }
    folders.extend(["/usr/local/share/gongkai/fonts", "/usr/share/gongkai/fonts"].map(PathBuf::from));
    folders
}

/// The first of the [`places`] that exists.
fn own_folders() -> Vec<PathBuf> {
    places().into_iter().filter(|folder| folder.is_dir()).take(1).collect()
}

/// Where systems keep their fonts.
fn system_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:\\Windows\\Fonts",
    ]
    .map(PathBuf::from)
    .into();
    if let Some(home) = env::var_os("HOME") {
        folders.extend([".fonts", ".local/share/fonts"].map(|name| Path::new(&home).join(name)));
    }
    folders
}

/// The fonts in these folders whose file names are wanted, no file name twice.
fn load(folders: &[PathBuf], wanted: &dyn Fn(&str) -> bool) -> Vec<Font> {
    let mut files = Vec::new();
    for folder in folders {
        walk(folder, DEPTH, wanted, &mut files);
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.file_name().map(OsStr::to_ascii_lowercase)));
    files
        .iter()
        .filter_map(|file| fs::read(file).ok())
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect()
}

/// Collects font files, in the order of their names.
fn walk(folder: &Path, depth: usize, wanted: &dyn Fn(&str) -> bool, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, wanted, files);
            }
            continue;
        }
        let is_font = path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| {
            matches!(ending.to_ascii_lowercase().as_str(), "otf" | "ttf" | "ttc" | "otc")
        });
        let name = path.file_stem().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if is_font && wanted(&name) {
            files.push(path);
        }
    }
}
