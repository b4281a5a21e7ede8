//! The tables of a public publication as files of data (表格数据). 《条例》第23条

use documents::page::DataTable;
use documents::write::table_csv;

use super::Shown;
use super::printable::file_stem;

/// The media type of a table as CSV.
pub const CSV: &str = "text/csv; charset=utf-8";

/// A table of a publication as a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// What it is called where it is kept: the title with which table it is, and its unit.
    pub name: String,
    /// CSV.
    pub bytes: Vec<u8>,
}

/// The table that the end of an address names, from 1: `1.csv`.
pub fn table_named(name: &str) -> Option<usize> {
    let number: usize = name.strip_suffix(".csv")?.parse().ok()?;
    (number > 0 && format!("{number}.csv") == name).then_some(number)
}

/// What the files of tables are called on a page, in their order.
pub fn table_labels(tables: &[DataTable]) -> Vec<String> {
    /// The longest caption that is shown, in characters.
    const LONGEST: usize = 30;
    let is_short = |title: &str| (1..=LONGEST).contains(&title.chars().count()) && !title.contains('\n');
    let label = |(nth, table): (usize, &DataTable)| match table.title.as_str() {
        title if is_short(title) => format!("{title}（CSV）"),
        _ if tables.len() == 1 => "表格（CSV）".to_owned(),
        _ => format!("表{nth}（CSV）"),
    };
    (1..).zip(tables).map(label).collect()
}

/// A table as a file, by its place from 1; none where there are not so many.
pub fn table_file(shown: &Shown, number: usize) -> Option<TableFile> {
    let tables = shown.body.tables();
    let table = tables.get(number.checked_sub(1)?)?;
    let unit = if table.unit.is_empty() { String::new() } else { format!("，{}", table.unit) };
    let title = &shown.public().edition.card.title;
    let name = format!("{}（表{number}{}）.csv", file_stem(title), file_stem(&unit));
    Some(TableFile { name, bytes: table_csv(table) })
}
