//! Inserting many rows: one statement for a run of them, in so few texts that the database has prepared each before.

use crate::database::Write;

/// The most rows of one statement, a power of two: with the widest table both databases still take the parameters.
pub(crate) const ROWS: usize = 512;

/// Inserts rows and answers how that went; `$bound` binds the values of a row.
macro_rules! insert_rows {
    ($write:expr, $head:expr, $columns:literal, $tail:expr, $rows:expr, |$query:ident, $row:pat_param| $bound:expr) => {{
        let mut outcome: sqlx::Result<()> = Ok(());
        for run in $crate::rows::runs($write, $rows) {
            let sql = $crate::rows::values($write, $head, $columns, run.len(), $tail);
            outcome = $crate::database::on!(&mut *$write, Write, |db| {
                let mut $query = sqlx::query(sqlx::AssertSqlSafe(sql));
                for $row in run {
                    $query = $bound;
                }
                $query.execute(&mut **db).await.map(drop)
            });
            if outcome.is_err() {
                break;
            }
        }
        outcome
    }};
}
pub(crate) use insert_rows;

/// Rows in runs that are inserted by one statement each.
///
/// A group of submissions has any number of rows, and a text of its own for each number is read and planned anew nearly
/// every time. That costs SQLite more than the rows, so that its runs are powers of two, the longest first. PostgreSQL
/// is a way off: there every statement more costs more than to plan it.
pub(crate) fn runs<'a, T>(write: &Write, rows: &'a [T]) -> impl Iterator<Item = &'a [T]> + use<'a, T> {
    divided(rows, matches!(write, Write::Sqlite(_)))
}

fn divided<T>(rows: &[T], into_powers: bool) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let longest = 1 << rest.len().checked_ilog2()?;
        let (run, later) = rest.split_at(ROWS.min(if into_powers { longest } else { rest.len() }));
        rest = later;
        Some(run)
    })
}

/// `insert … values ($1, $2), ($3, $4)` for that many rows, with its end.
///
/// SQLite looks a numbered parameter up by walking through all of them, so that thousands cost their square:
/// there the parameters are plain question marks, in the same order.
pub(crate) fn values(write: &Write, head: &str, columns: usize, rows: usize, tail: &str) -> String {
    use std::fmt::Write as _;
    let is_numbered = matches!(write, Write::Postgres(_));
    let mut sql = String::with_capacity(head.len() + rows * columns * 7 + tail.len());
    sql.push_str(head);
    let mut parameter = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            parameter += 1;
            sql.push_str(if column == 0 { "" } else { ", " });
            if is_numbered {
                write!(sql, "${parameter}").expect("a string takes everything");
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push_str(tail);
    sql
}

/// A statement that asks for many values, as rows of `asked` with the column `value`, from that parameter on: as many
/// as the next power of two, the last value again for those that are too many.
///
/// Joined crosswise, each is looked up by itself. Of a list after `in` that has more than a few values SQLite makes a
/// filter instead, and walks through all rows of the agency.
pub(crate) fn asked(first: usize, count: usize, select: &str) -> String {
    let values: Vec<_> =
        (first..first + count.next_power_of_two()).map(|parameter| format!("(${parameter})")).collect();
    format!("with asked (value) as (values {}) {select}", values.join(", "))
}

/// The values for [`asked`].
pub(crate) fn padded<T>(values: &[T]) -> impl Iterator<Item = &T> {
    let again = values.len().next_power_of_two() - values.len();
    values.iter().chain(values.last().into_iter().cycle().take(again))
}

#[cfg(test)]
mod tests {
    use super::{ROWS, asked, divided, padded};

    #[test]
    fn any_number_of_rows_is_divided_into_few_lengths_and_none_is_lost() {
        for count in [0, 1, 2, 3, 63, 64, 100, ROWS, ROWS + 1, 3 * ROWS + 7] {
            let rows: Vec<usize> = (0..count).collect();
            let runs: Vec<&[usize]> = divided(&rows, true).collect();
            assert_eq!(runs.concat(), rows);
            assert!(runs.iter().all(|run| run.len().is_power_of_two() && run.len() <= ROWS));
            assert_eq!(divided(&rows, false).collect::<Vec<_>>().concat(), rows);
            assert!(runs.len() <= count / ROWS + 9, "{count} rows in {} statements", runs.len());
        }
    }

    #[test]
    fn a_list_of_values_is_filled_up_with_its_last() {
        assert_eq!(padded(&[1, 2, 3]).copied().collect::<Vec<_>>(), [1, 2, 3, 3]);
        assert_eq!(asked(2, 3, "select"), "with asked (value) as (values ($2), ($3), ($4), ($5)) select");
        assert_eq!(padded(&[7]).copied().collect::<Vec<_>>(), [7]);
        assert_eq!(asked(2, 1, "select"), "with asked (value) as (values ($2)) select");
    }
}
