//! Lists that an office keeps: words that publications are screened for (词库), synonyms of the search (同义词), columns it
//! has nothing to put into (本机关没有的信息).

mod absent;
mod synonyms;
mod words;

use store::{Author, Store, StoredList};

pub use absent::{ABSENT, Absent, absent};
pub use synonyms::{SYNONYMS, SynonymsKept};
pub use words::{WORDS, word_list};

use crate::applications::FieldFault;
use crate::publications::closing;

/// The longest list, in bytes.
const LONGEST: usize = 4 << 20;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// 发布前筛查词库
    Words,
    /// 检索同义词
    Synonyms,
    /// 本机关没有的信息
    Absent,
}

impl Kept {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Words, Self::Synonyms, Self::Absent];

    /// The code in addresses and streams.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Synonyms => "synonyms",
            Self::Absent => "absent",
        }
    }

    /// The list with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kept| kept.code() == code)
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Words => "筛查词库",
            Self::Synonyms => "检索同义词",
            Self::Absent => "本机关没有的信息",
        }
    }

    /// What holds where an office wrote none.
    pub const fn built_in(self) -> &'static str {
        match self {
            Self::Words => WORDS,
            Self::Synonyms => SYNONYMS,
            Self::Absent => ABSENT,
        }
    }

    /// What is wrong with a list, line by line.
    fn faults(self, text: &str) -> Vec<String> {
        match self {
            Self::Words => words::read(text).err().unwrap_or_default(),
            Self::Synonyms => synonyms::read(text).err().unwrap_or_default(),
            Self::Absent => absent::read(text).err().unwrap_or_default(),
        }
    }
}

/// Why a list is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// Lines that cannot be read.
    #[error("{}", .0.message)]
    Invalid(FieldFault),
    /// Somebody else was faster.
    #[error("列表刚刚由他人改过，请核对后再保存，填写的内容没有丢失")]
    Conflict,
    /// The ledger.
    #[error(transparent)]
    Store(store::Error),
}

/// A list as it holds for an agency, with the version of its stream.
///
/// # Errors
/// Where the database does not answer.
pub async fn held(store: &Store, agency: i64, kept: Kept) -> store::Result<(String, Option<StoredList>)> {
    let own = store.list(agency, kept.code()).await?;
    let text = own.as_ref().map_or_else(|| kept.built_in().to_owned(), |list| list.text.clone());
    Ok((text, own))
}

/// Keeps a list on top of the version that was on the screen; it holds from the next screening or search on.
///
/// # Errors
/// [`NotKept::Invalid`] with the first lines that cannot be read and why.
pub async fn keep(
    store: &Store,
    author: &Author,
    agency: i64,
    kept: Kept,
    version: i64,
    text: &str,
) -> Result<(), NotKept> {
    /// Lines told of at once.
    const TOLD: usize = 5;
    let text = text.replace("\r\n", "\n");
    let mut faults = kept.faults(&text);
    if text.len() > LONGEST {
        faults.insert(0, format!("列表有{}KB，应不超过{}KB", text.len() >> 10, LONGEST >> 10));
    }
    if kept == Kept::Absent && faults.is_empty() {
        // Citizens read it at once: what the machine stops cannot be let pass here.
        let found = closing(store, agency, vec![(kept.zh().to_owned(), text.clone())], author.at).await;
        let found = found.map_err(NotKept::Store)?;
        faults.extend(found.iter().map(|one| format!("发布前筛查——{one}，应当改正")));
    }
    if !faults.is_empty() {
        let more = faults.len().saturating_sub(TOLD);
        faults.truncate(TOLD);
        let mut message = faults.join("；");
        if more > 0 {
            message.push_str(&format!("；另有{more}处"));
        }
        return Err(NotKept::Invalid(FieldFault { field: "text", message }));
    }
    let written = store.write_list(author, agency, kept.code(), version, text).await;
    written.map_err(|error| if error.is_conflict() { NotKept::Conflict } else { NotKept::Store(error) })
}

/// The lines that say something, with their numbers; what stands behind `#` is a remark.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let said = |line: &'_ str| -> usize { line.find('#').unwrap_or(line.len()) };
    text.lines()
        .enumerate()
        .map(move |(at, line)| (at + 1, line[..said(line)].trim()))
        .filter(|(_, line)| !line.is_empty())
}
