//! The templates: one file for each form, the opening and the remedies; an office's own take the place of ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use statute::letters::{Fact, LetterForm, Recourse};
use statute::readings::Readings;

use super::facts::LetterFacts;
use super::values::Case;
use crate::template::{NotWritten, Slip, Template, parse};

/// The template of what all answers begin with.
pub(super) const OPENING: &str = "opening";
/// The template of the paragraphs on remedies.
pub(super) const REMEDY: &str = "remedy";
/// How the files of templates end.
const ENDING: &str = "txt";

macro_rules! standard {
    ($($code:literal)*) => {
        /// Our own templates, by code.
        const STANDARD: &[(&str, &str)] = &[$(($code, include_str!(concat!("templates/", $code, ".txt")))),*];
    };
}

standard! {
    "opening" "remedy"
    "receipt" "supplement" "extension" "third_party_consultation" "third_party_decision" "co_maker_consultation" "other_agency_consultation"
    "reasons" "delay" "fee_notice" "consultation_told" "corrected" "correction_refused" "correction_forwarded"
    "r1a" "r1b" "r2" "r3_1" "r3_2" "r3_3" "r3_4" "r3_5" "r3_6" "r3_7" "r3_8" "r4_1a" "r4_1b" "r4_2" "r4_3"
    "r5_1" "r5_2" "r5_3" "r5_4" "r5_5" "r6_1" "r6_2" "r6_3"
}

/// Templates of an office, ours where it has none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    own: BTreeMap<&'static str, String>,
}

/// A folder of templates that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateFault {
    /// A file or the folder cannot be read.
    #[error("{} 读不出来：{error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is named after no letter.
    #[error("{file}：没有代码为“{code}”的文书模板；代码见 docs/letters.md")]
    UnknownCode {
        /// The file.
        file: String,
        /// What stands before its ending.
        code: String,
    },
    /// A template is wrong.
    #[error(transparent)]
    Wrong(#[from] NotWritten),
}

impl Templates {
    /// Ours.
    pub fn standard() -> Self {
        Self::default()
    }

    /// The templates in a folder, ours where it has none; other files than `*.txt` are left alone.
    ///
    /// # Errors
    /// A file cannot be read, is named after no letter, or is no sound template: nothing of the folder is used then.
    pub fn from_folder(folder: &Path) -> Result<Self, TemplateFault> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |error| TemplateFault::Unreadable { path, error }
        };
        let mut own = BTreeMap::new();
        let mut slips = Vec::new();
        let entries = fs::read_dir(folder).map_err(unreadable(folder))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == ENDING)) {
            let text = fs::read_to_string(path).map_err(unreadable(path))?;
            let code = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let Some((known, _)) = STANDARD.iter().find(|(known, _)| *known == code) else {
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
                return Err(TemplateFault::UnknownCode { file: file.unwrap_or_default(), code });
            };
            match check_template(known, &text) {
                Ok(()) => _ = own.insert(*known, text),
                Err(wrong) => slips.extend(wrong.slips),
            }
        }
        if slips.is_empty() { Ok(Self { own }) } else { Err(NotWritten { slips }.into()) }
    }

    /// The same templates with one replaced by an office's own.
    ///
    /// # Errors
    /// There is no such code, or the text is no sound template.
    pub fn with(mut self, code: &str, text: &str) -> Result<Self, TemplateFault> {
        let Some((known, _)) = STANDARD.iter().find(|(known, _)| *known == code) else {
            return Err(TemplateFault::UnknownCode { file: file(code), code: code.to_owned() });
        };
        check_template(known, text)?;
        self.own.insert(known, text.to_owned());
        Ok(self)
    }

    /// Those an office has saved, by code; what this program has no form for any more is left out.
    pub(super) fn saved(texts: impl Iterator<Item = (String, String)>) -> Self {
        let known = |code: &str| STANDARD.iter().map(|(known, _)| *known).find(|known| *known == code);
        Self { own: texts.filter_map(|(code, text)| Some((known(&code)?, text))).collect() }
    }

    /// Whether the office has a template of its own for this code.
    pub fn is_own(&self, code: &str) -> bool {
        self.own.contains_key(code)
    }

    /// The text of the template with this code; empty where there is no such code.
    pub fn text(&self, code: &str) -> &str {
        let standard = || STANDARD.iter().find(|(known, _)| *known == code).map_or("", |(_, text)| text);
        self.own.get(code).map_or_else(standard, String::as_str)
    }

    /// The codes of all templates, the opening and the remedies first.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        STANDARD.iter().map(|(code, _)| *code)
    }
}

/// The file of a template: `r4_1a.txt`.
pub(super) fn file(code: &str) -> String {
    format!("{code}.{ENDING}")
}

/// Whether a text can take the place of a template (保存前核查).
///
/// # Errors
/// Every unknown placeholder, every tag that is not closed and every fact the form must contain and the text does not
/// use, with file, line and reason in Chinese.
pub fn check_template(code: &str, text: &str) -> Result<(), NotWritten> {
    let mut slips = Vec::new();
    let name = file(code);
    let template = parse(&name, text, &mut slips);
    let nothing = LetterFacts::default();
    let form = LetterForm::from_code(code);
    let case = Case::new(form.unwrap_or(LetterForm::OtherHandling), &nothing, &Readings::default());
    template.check(&case, &mut slips);
    let lines = text.lines().count().max(1);
    let mut tell = |line, message| slips.push(Slip { file: name.clone(), line, message });
    if let Some(form) = form {
        if !text.lines().next().is_some_and(|line| line.starts_with("# ")) {
            tell(1, "第一行应为标题，写作“# 标题”".to_owned());
        }
        for group in absent(form, &template) {
            let names: Vec<_> = group.iter().map(|fact| format!("{{{{ {} }}}}", fact.name())).collect();
            let message = format!(
                "到结尾没有用到必须载明的“{}”，请加上 {}",
                group.iter().map(|fact| fact.zh()).collect::<Vec<_>>().join("”或者“"),
                names.join(" 或者 ")
            );
            tell(lines, message);
        }
    }
    let needed = match code {
        REMEDY => REMEDY_FACTS.to_vec(),
        OPENING => opening_facts(),
        _ => Vec::new(),
    };
    if !needed.is_empty() {
        let used = template.names();
        for fact in needed.iter().filter(|fact| !used.iter().any(|(name, _)| *name == fact.name())) {
            tell(lines, format!("到结尾没有用到“{}”，请加上 {{{{ {} }}}}", fact.zh(), fact.name()));
        }
    }
    slips.sort_by_key(|slip| slip.line);
    slips.dedup();
    if slips.is_empty() { Ok(()) } else { Err(NotWritten { slips }) }
}

/// What the paragraphs on remedies must say. 《行政复议法》第20条、第23条、《行政诉讼法》第45条、第46条
const REMEDY_FACTS: [Fact; 8] = [
    Fact::RemedyReviewFirst,
    Fact::RemedyMixed,
    Fact::RemedyReviewBody,
    Fact::RemedyCourt,
    Fact::RemedyOnline,
    Fact::RemedyReviewDays,
    Fact::RemedySuitMonths,
    Fact::RemedySuitAfterReviewDays,
];

/// What the forms leave to the opening: facts they must contain and do not name themselves.
fn opening_facts() -> Vec<Fact> {
    let standard = Templates::standard();
    let names = |code: &str| {
        let template = parse(code, standard.text(code), &mut Vec::new());
        template.names().into_iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    let opening = names(OPENING);
    let mut needed: Vec<Fact> = Vec::new();
    for form in LetterForm::ALL {
        let own = names(form.code());
        let is_named = |names: &[String], fact: &Fact| names.iter().any(|name| name == fact.name());
        for group in form.must_contain() {
            if !group.iter().any(|fact| is_named(&own, fact)) {
                needed.extend(group.iter().filter(|fact| is_named(&opening, fact)));
            }
        }
    }
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// The groups of facts a template of the form uses none of, directly or through the opening.
fn absent(form: LetterForm, template: &Template) -> Vec<&'static [Fact]> {
    const BASIS: &[Fact] = &[Fact::Basis];
    let opening = parse(OPENING, Templates::standard().text(OPENING), &mut Vec::new());
    let used = template.names();
    let in_opening =
        if used.iter().any(|(name, _)| *name == Fact::Opening.name()) { opening.names() } else { Vec::new() };
    let is_used = |fact: &Fact| used.iter().chain(&in_opening).any(|(name, _)| *name == fact.name());
    let basis = (!form.basis().is_empty()).then_some(BASIS);
    let groups = form.must_contain().iter().copied().chain(basis);
    groups.filter(|group| !group.iter().any(is_used)).collect()
}

/// The facts on remedies a letter of the form must have besides its own.
pub(super) const fn remedy_facts(form: LetterForm) -> &'static [&'static [Fact]] {
    match form.recourse() {
        Recourse::None => &[],
        Recourse::Either | Recourse::OfOutcome => &[&[Fact::RemedyReviewBody], &[Fact::RemedyCourt]],
    }
}
