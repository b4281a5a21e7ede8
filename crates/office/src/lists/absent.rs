//! Columns that the agency has nothing to put into (本机关没有的信息): a line each, `规章，本机关没有规章制定权`. Citizens read it
//! in the column in the place of nothing. 《条例》第20条

use statute::publication::Column;
use store::{Store, StoredList};

use super::{Kept, held, lines};

/// What an office that wrote nothing has.
pub const ABSENT: &str = "# 每行一个栏目：栏目，本机关没有这类信息的理由（对外公布）\n\
    # 例：规章，本机关没有规章制定权\n";

/// The longest reason, in characters.
const LONGEST: usize = 200;

/// A column that the agency has nothing to put into.
#[derive(Clone, Debug)]
pub struct Absent {
    /// Which.
    pub column: &'static Column,
    /// Why, as citizens read it.
    pub reason: String,
}

/// Reads a list.
///
/// # Errors
/// What is wrong, line by line.
pub(super) fn read(text: &str) -> Result<Vec<Absent>, Vec<String>> {
    let (mut absent, mut faults): (Vec<Absent>, Vec<String>) = (Vec::new(), Vec::new());
    for (number, line) in lines(text) {
        let (name, reason) = line.split_once([',', '，']).unwrap_or((line, ""));
        let (name, reason) = (name.trim(), reason.trim());
        let column = Column::named(name).filter(|column| column.takes_publications());
        let Some(column) = column else {
            faults.push(format!("第{number}行的“{name}”应为放置信息的栏目的名称，如 规章"));
            continue;
        };
        let count = reason.chars().count();
        if reason.is_empty() {
            faults.push(format!("第{number}行没有理由，应为 栏目，理由"));
        } else if count > LONGEST {
            faults.push(format!("第{number}行的理由有{count}字，应不超过{LONGEST}字"));
        } else if absent.iter().any(|one| one.column.code == column.code) {
            faults.push(format!("第{number}行的“{name}”重复，每个栏目一行"));
        } else {
            absent.push(Absent { column, reason: reason.to_owned() });
        }
    }
    if faults.is_empty() { Ok(absent) } else { Err(faults) }
}

/// The columns that an agency has nothing to put into, and who said so.
///
/// # Errors
/// Where the database does not answer.
pub async fn absent(store: &Store, agency: i64) -> store::Result<(Vec<Absent>, Option<StoredList>)> {
    let (text, said) = held(store, agency, Kept::Absent).await?;
    Ok((read(&text).unwrap_or_default(), said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_is_built_in_is_empty_and_a_wrong_line_is_named() {
        assert!(read(ABSENT).unwrap().is_empty());
        let long = "长".repeat(201);
        let text = format!("规章\n政府信息公开，甲\n没有的，乙\n会议，{long}\n会议，丙\n会议，丁");
        let faults = read(&text).unwrap_err();
        let expected = [
            "第1行没有理由",
            "第2行的“政府信息公开”",
            "第3行的“没有的”",
            "第4行的理由有201字",
            "第6行的“会议”重复",
        ];
        assert_eq!(faults.len(), expected.len(), "{faults:?}");
        assert!(faults.iter().zip(expected).all(|(fault, said)| fault.starts_with(said)), "{faults:?}");
        let absent = read("规章，本机关没有规章制定权，也没有草案\n").unwrap();
        assert_eq!(
            (absent[0].column.code, absent[0].reason.as_str()),
            ("gz", "本机关没有规章制定权，也没有草案")
        );
    }
}
