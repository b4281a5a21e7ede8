//! Tables two, three and four as the forms of 2021 and 2019 have them: cells with spans and headings, without a
//! format. 《条例》第50条

mod slot;
mod table_four;
mod table_three;
mod table_two;

pub(super) use slot::{Kind, Slot};

use statute::report::Tables;

use super::layout::{self, Layout};
use table_four::table_four;
use table_three::table_three;
use table_two::{table_two, table_two_trial};

/// A statutory table, ready to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// 2, 3 or 4.
    pub(super) table: u8,
    /// Unique in the report, for addresses within a page.
    pub(super) id: &'static str,
    /// What screen readers announce.
    pub(super) caption: &'static str,
    /// How many rows at the top are headings of all columns.
    pub(super) head_rows: usize,
    /// The rows; a slot covered from above or from the left is not repeated.
    pub(super) rows: Vec<Vec<Slot>>,
    /// Widths of the columns and size of the type.
    pub(super) layout: Layout,
}

/// Every table of a report with the part (0 to 5) it stands in.
pub(super) fn forms(tables: &Tables) -> Vec<(usize, Form)> {
    let mut forms = Vec::new();
    forms.extend(tables.part2.as_ref().map(|part| (1, table_two(part))));
    forms.extend(tables.part2_2019.as_ref().map(|part| (1, table_two_trial(part))));
    forms.extend(tables.part3.as_ref().map(|part| (2, table_three(part))));
    forms.extend(tables.part4.as_ref().map(|part| (3, table_four(part))));
    forms
}

impl Form {
    fn new(
        table: u8,
        id: &'static str,
        caption: &'static str,
        head_rows: usize,
        rows: Vec<Vec<Slot>>,
    ) -> Self {
        let layout = Layout { widths: Vec::new(), size: 0.0 };
        let mut form = Self { table, id, caption, head_rows, rows, layout };
        let columns = form.place();
        form.name_headings(columns);
        form.layout = layout::fit(&form, columns);
        form
    }

    /// Gives every slot its column; answers how many columns there are.
    fn place(&mut self) -> usize {
        let columns = self.rows.first().map_or(0, |row| row.iter().map(|slot| slot.colspan).sum());
        let mut covered = vec![0_usize; columns];
        for row in &mut self.rows {
            let mut column = 0;
            for slot in row {
                while covered[column] > 0 {
                    column += 1;
                }
                slot.column = column;
                covered[column..column + slot.colspan].fill(slot.rowspan);
                column += slot.colspan;
            }
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
        }
        columns
    }

    /// Gives every heading a name and every value the names of its headings.
    fn name_headings(&mut self, columns: usize) {
        let mut over: Vec<Vec<String>> = vec![Vec::new(); columns];
        let mut left: Vec<(String, usize)> = Vec::new();
        for (index, row) in self.rows.iter_mut().enumerate() {
            left.retain(|(_, last)| *last >= index);
            if row.iter().any(|slot| slot.kind == Kind::Band) {
                over.iter_mut().for_each(Vec::clear);
            }
            for slot in row {
                if slot.is_heading() {
                    slot.id = format!("{}-r{index}c{}", self.id, slot.column);
                }
                match slot.kind {
                    Kind::Band | Kind::ColumnHead => over[slot.column..slot.column + slot.colspan]
                        .iter_mut()
                        .for_each(|names| names.push(slot.id.clone())),
                    Kind::RowHead => left.push((slot.id.clone(), index + slot.rowspan - 1)),
                    Kind::Value(..) => {
                        slot.headers =
                            left.iter().map(|(name, _)| name).chain(&over[slot.column]).cloned().collect();
                    }
                    Kind::Note => {}
                }
            }
        }
    }
}
