//! Words that mean the same for the search (同义词): a line each, `社保 = 社会保险`.

use std::sync::{Arc, Mutex, PoisonError};

use search::Synonyms;
use store::Store;

use super::{Kept, held, lines};

/// What people type for what documents say; an office keeps its own list.
pub const SYNONYMS: &str = "# 每行一组意思相同的词，用 = 分开\n\
    社保 = 社会保险\n\
    五险 = 社会保险\n\
    失业金 = 失业保险金\n\
    退休金 = 养老金 = 基本养老金\n\
    医保 = 医疗保险\n\
    工伤险 = 工伤保险\n\
    人社局 = 人力资源和社会保障局\n\
    应届生 = 高校毕业生\n\
    开店 = 创业\n\
    招工 = 招聘\n";

/// The most words of a group, and the longest word in characters.
const MOST: usize = 50;
const LONGEST: usize = 30;

/// Reads a list.
///
/// # Errors
/// What is wrong, line by line.
pub(super) fn read(text: &str) -> Result<Vec<Vec<String>>, Vec<String>> {
    let (mut groups, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in lines(text) {
        let words: Vec<_> = line.split(['=', '＝']).map(|word| word.trim().to_owned()).collect();
        if words.len() < 2 || words.iter().any(String::is_empty) {
            faults.push(format!("第{number}行“{line}”应为用 = 分开的两个以上的词"));
        } else if words.len() > MOST {
            faults.push(format!("第{number}行有{}个词，应不超过{MOST}个", words.len()));
        } else if let Some(long) = words.iter().find(|word| word.chars().count() > LONGEST) {
            faults.push(format!("第{number}行的“{long}”超过{LONGEST}个字"));
        } else {
            groups.push(words);
        }
    }
    if faults.is_empty() { Ok(groups) } else { Err(faults) }
}

/// The synonyms of an agency, read again only where its list changed.
#[derive(Default)]
pub struct SynonymsKept(Mutex<Option<(i64, Arc<Synonyms>)>>);

impl SynonymsKept {
    /// The synonyms as they hold.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(&self, store: &Store, agency: i64) -> store::Result<Arc<Synonyms>> {
        let version = store.list_version(agency, Kept::Synonyms.code()).await?;
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, synonyms)) = kept.filter(|(known, _)| *known == version) {
            return Ok(synonyms);
        }
        // What is written from here on is read with it and once more next time: the version is that from before.
        let (text, _) = held(store, agency, Kept::Synonyms).await?;
        let synonyms = Arc::new(Synonyms::new(read(&text).unwrap_or_default()));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, Arc::clone(&synonyms)));
        Ok(synonyms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_is_built_in_is_read_and_a_wrong_line_is_named() {
        assert_eq!(read(SYNONYMS).unwrap().len(), 10);
        let faults = read("社保\n甲 = \n乙 ＝ 丙").unwrap_err();
        assert!(faults.len() == 2 && faults[1].contains("第2行“甲 =”"), "{faults:?}");
    }
}
