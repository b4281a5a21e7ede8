//! Which column a page of an old site goes into: by what the office said, by what the page says, by its address.

use statute::publication::{Column, Kind};

/// The column of a page, or why none is known.
pub(super) fn of(
    given: &[(String, &'static Column)],
    said: Option<&str>,
    address: &str,
) -> Result<&'static Column, String> {
    let by_hand = given.iter().find(|(old, _)| {
        said == Some(old.as_str()) || address.starts_with(&format!("/{}/", old.trim_matches('/')))
    });
    let takes = |column: &&'static Column| column.takes_publications();
    let own = || Column::at(address).filter(takes);
    let named = || Column::named(said?).filter(takes);
    let folder = || address.split('/').rev().skip(1).find_map(|part| Column::from_code(part).filter(takes));
    by_hand.map(|(_, column)| *column).or_else(named).or_else(own).or_else(folder).ok_or_else(|| {
        let said = said.map_or("网页没有写明栏目".into(), |said| format!("网页写的栏目是“{said}”"));
        format!("没有对应的栏目：{said}，原地址是 {address}")
    })
}

/// What goes into a column, and the column where it is another than that of its kind.
pub(super) fn kind_in(column: &'static Column) -> (Kind, Option<String>) {
    match Kind::ALL.iter().find(|kind| kind.column() == column.code) {
        Some(kind) => (*kind, None),
        None => (Kind::Notice, Some(column.code.to_owned())),
    }
}
