//! The words that publications are screened for (筛查词库): a line each, `词语，建议，处置，例外1、例外2`.

use statute::screening::{Settings, Severity, Word, WordList};
use store::Store;

use super::{Kept, held, lines};

/// Neutral samples; an office keeps its own list.
pub const WORDS: &str = "# 每行一个词：词语，建议，处置（阻断、确认、提示），例外（可以不填，用、分开）\n\
    帐号，账号，提示\n\
    截止目前，截至目前，提示\n\
    法人代表，法定代表人，提示\n\
    莅临，到，提示\n";

/// Reads a list.
///
/// # Errors
/// What is wrong, line by line.
pub(super) fn read(text: &str) -> Result<Vec<Word>, Vec<String>> {
    let (mut words, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in lines(text) {
        let cells: Vec<_> = line.split([',', '，']).map(str::trim).collect();
        let (term, suggestion, severity, allowed) = match cells[..] {
            [term, suggestion, severity] => (term, suggestion, severity, ""),
            [term, suggestion, severity, allowed] => (term, suggestion, severity, allowed),
            _ => {
                faults.push(format!("第{number}行有{}项，应为 词语，建议，处置，例外", cells.len()));
                continue;
            }
        };
        let known = [Severity::Block, Severity::Confirm, Severity::Note];
        let Some(severity) = known.into_iter().find(|one| one.zh() == severity) else {
            faults.push(format!("第{number}行的处置“{severity}”应为阻断、确认或者提示"));
            continue;
        };
        let allowed = allowed.split('、').map(str::trim).filter(|phrase| !phrase.is_empty());
        words.push(Word {
            term: term.to_owned(),
            suggestion: suggestion.to_owned(),
            severity,
            allowed: allowed.map(str::to_owned).collect(),
        });
    }
    if faults.is_empty()
        && let Err(bad) = WordList::new(Settings::default(), words.clone())
    {
        faults.extend(bad.iter().map(ToString::to_string));
    }
    if faults.is_empty() { Ok(words) } else { Err(faults) }
}

/// The list of an agency, ready to be searched for.
///
/// # Errors
/// Where the database does not answer.
pub async fn word_list(
    store: &Store,
    agency: i64,
    own: impl IntoIterator<Item = String>,
) -> store::Result<WordList> {
    let (text, _) = held(store, agency, Kept::Words).await?;
    let settings = Settings { own: own.into_iter().collect(), ..Settings::default() };
    let list = WordList::new(settings, read(&text).unwrap_or_default());
    Ok(list.expect("what was kept was read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_is_built_in_is_read_and_a_wrong_line_is_named() {
        assert_eq!(read(WORDS).unwrap().len(), 4);
        let faults = read("甲，乙\n丙，丁，删除\n# 只是说明\n戊，己，阻断，戊己、戊庚").unwrap_err();
        assert_eq!(faults.len(), 2);
        assert!(faults[0].contains("第1行有2项") && faults[1].contains("第2行的处置“删除”"), "{faults:?}");
        let words = read("戊，己，阻断，含戊己、含戊庚").unwrap();
        assert_eq!((words[0].severity, words[0].allowed.len()), (Severity::Block, 2));
    }
}
