//! Standard catalogues of fields that the program carries, to begin an agency's own from (标准目录). 国办发〔2019〕54号

use std::sync::LazyLock;

use serde::Deserialize;

use super::entry::Entry;

/// The standard catalogue of a field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its code in addresses.
    pub code: String,
    /// 领域
    pub field: String,
    /// Where it comes from, and what of it was read in the original.
    pub source: String,
    /// What entries say that say nothing else.
    pub usual: Entry,
    /// The entries.
    #[serde(rename = "entry")]
    entries: Vec<Entry>,
}

impl Standard {
    /// The entries in full, of an agency.
    pub fn entries(&self, agency: &str) -> Vec<Entry> {
        let usual = Entry { field: self.field.clone(), subject: agency.to_owned(), ..self.usual.clone() };
        let whole = |entry: &Entry| {
            let mut entry = entry.clone();
            for column in super::COLUMNS {
                if column.get(&entry).is_empty() {
                    column.put(&mut entry, column.get(&usual));
                }
            }
            entry
        };
        self.entries.iter().map(whole).collect()
    }
}

static STANDARDS: LazyLock<Vec<Standard>> = LazyLock::new(|| {
    let read = |text| toml::from_str(text).expect("a test reads the catalogues that are built in");
    [include_str!("employment.toml"), include_str!("social_insurance.toml")].map(read).into()
});

/// The standard catalogues: employment, social insurance.
pub fn standards() -> &'static [Standard] {
    &STANDARDS
}
