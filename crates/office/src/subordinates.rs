//! What a superior agency may see of those under it (下级机关): the tree, and texts without who they are about. 《条例》第47条

use std::collections::BTreeSet;

use store::{AgencyRow, Store};

use crate::applications::Person;

/// Stands in the place of what is hidden.
const HIDDEN: char = '＊';
/// That many digits in a row may be somebody's number.
const LONG_NUMBER: usize = 7;

/// An agency under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subordinate {
    /// The agency.
    pub row: AgencyRow,
    /// How far below: 1 for those directly under it.
    pub depth: usize,
}

/// Every agency under another one, near and far, each after the one it belongs to.
///
/// # Errors
/// Where the database does not answer.
pub async fn subordinates(store: &Store, agency: i64) -> store::Result<Vec<Subordinate>> {
    let agencies = store.agencies().await?;
    let mut found = Vec::new();
    if let Some(top) = agencies.iter().find(|row| row.id == agency) {
        // A circle, which cannot be entered but may be in an old ledger, is walked once.
        let mut seen = BTreeSet::from([top.id]);
        below(&agencies, top, 1, &mut seen, &mut found);
    }
    Ok(found)
}

fn below(
    agencies: &[AgencyRow],
    top: &AgencyRow,
    depth: usize,
    seen: &mut BTreeSet<i64>,
    found: &mut Vec<Subordinate>,
) {
    for row in agencies.iter().filter(|row| row.agency.parent.as_ref() == Some(&top.agency.name)) {
        if seen.insert(row.id) {
            found.push(Subordinate { row: row.clone(), depth });
            below(agencies, row, depth + 1, seen, found);
        }
    }
}

/// One agency under another by its number; none where it is not under it.
///
/// # Errors
/// Where the database does not answer.
pub async fn subordinate(store: &Store, agency: i64, id: i64) -> store::Result<Option<Subordinate>> {
    Ok(subordinates(store, agency).await?.into_iter().find(|one| one.row.id == id))
}

/// A text without what names a person: everything they gave about themselves, and every long number.
pub fn masked(text: &str, person: &Person) -> String {
    let Person {
        name,
        workplace,
        identity_number,
        representative,
        contact,
        telephone,
        address,
        email,
        fax,
        ..
    } = person;
    let mut text = text.to_owned();
    let mut told =
        [name, workplace, identity_number, representative, contact, telephone, address, email, fax];
    // The longer first: a name may be part of an address.
    told.sort_by_key(|told| std::cmp::Reverse(told.chars().count()));
    for told in told.into_iter().filter(|told| told.trim().chars().count() > 1) {
        text = text.replace(told.trim(), &HIDDEN.to_string().repeat(2));
    }
    let mut masked = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_numeric() || (!digits.is_empty() && matches!(c, '-' | 'x' | 'X')) {
            digits.push(c);
            continue;
        }
        let count = digits.chars().filter(|c| c.is_numeric()).count();
        if count >= LONG_NUMBER {
            masked.push_str(&HIDDEN.to_string().repeat(2));
        } else {
            masked.push_str(&digits);
        }
        digits.clear();
        masked.push(c);
    }
    masked.pop();
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_person_is_hidden_and_the_rest_stays() {
        let person = Person {
            name: "张示例".into(),
            telephone: "0533-1234567".into(),
            address: "示例市测试路1号张示例收".into(),
            ..Person::default()
        };
        let text = "张示例（电话0533-1234567，或者１３０００００００００）住示例市测试路1号张示例收，请公开2025年第12号文件";
        assert_eq!(masked(text, &person), "＊＊（电话＊＊，或者＊＊）住＊＊，请公开2025年第12号文件");
        assert_eq!(masked("身份证37030019900101123X", &person), "身份证＊＊");
        assert_eq!(masked("2023-1-5至2024", &Person::default()), "2023-1-5至2024");
        assert_eq!(masked("", &person), "");
    }
}
