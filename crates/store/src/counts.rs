//! Counters of tables three and four for one agency and year, and the tables they give.
//!
//! They hold what happened in the year; what is carried over follows from the years before.

use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{ApplicationEntry, RemedyEntry, RemedyKind, RemedyResult};
use statute::report::{Cell, Part3, Part4, Row};

/// Kinds of applicants.
const APPLICANTS: usize = 6;

/// Received, then the outcomes, each by kind of applicant.
const APPLICATIONS: usize = (1 + Leaf::ALL.len()) * APPLICANTS;

/// For each kind of remedy: received, then decided by result.
const REMEDY: usize = 4;

/// All counters.
const ALL: usize = APPLICATIONS + 3 * REMEDY;

/// The counters of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counts([i32; ALL]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; ALL])
    }
}

/// A change of one counter: year, counter, difference.
pub(crate) type Change = (i16, usize, i32);

/// What an application adds to the counters; with −1 what it took before.
pub(crate) fn application(row: &ApplicationEntry, sign: i32) -> impl Iterator<Item = Change> {
    let column = row.applicant.column();
    let received = (row.received_on.year(), column, sign);
    let outcome = row
        .leaf
        .zip(row.answered_on)
        .map(|(leaf, on)| (on.year(), (1 + leaf as usize) * APPLICANTS + column, sign));
    std::iter::once(received).chain(outcome)
}

/// What a remedy adds to the counters.
pub(crate) fn remedy(row: &RemedyEntry, sign: i32) -> impl Iterator<Item = Change> {
    let base = APPLICATIONS + row.kind as usize * REMEDY;
    let received = (row.received_on.year(), base, sign);
    let decided =
        row.result.zip(row.decided_on).map(|(result, on)| (on.year(), base + 1 + result as usize, sign));
    std::iter::once(received).chain(decided)
}

impl Counts {
    pub(crate) fn add(&mut self, counter: usize, difference: i32) {
        self.0[counter] += difference;
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|n| n.to_le_bytes()).collect()
    }

    /// The first counter that differs between two sets of bytes: both in words.
    pub(crate) fn first_other(one: &[u8], other: &[u8]) -> Option<(String, String)> {
        let (Self(one), Self(other)) = (Self::from_bytes(one)?, Self::from_bytes(other)?);
        let index = one.iter().zip(&other).position(|(one, other)| one != other)?;
        let (row, rest) = (index / APPLICANTS, index % APPLICANTS);
        let name = if index < APPLICATIONS {
            let applicant = Applicant::ALL.into_iter().find(|applicant| applicant.column() == rest)?;
            let what = if row == 0 { "收到" } else { Leaf::ALL.get(row - 1)?.zh() };
            format!("{}，{what}", applicant.zh())
        } else {
            let (kind, result) = ((index - APPLICATIONS) / REMEDY, (index - APPLICATIONS) % REMEDY);
            let what = if result == 0 { "收到" } else { RemedyResult::ALL.get(result - 1)?.zh() };
            format!("{}，{what}", RemedyKind::ALL.get(kind)?.zh())
        };
        Some((format!("{name} {}", one[index]), format!("{name} {}", other[index])))
    }

    /// The counters out of their bytes, if these are as many as there are counters.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, rest) = bytes.as_chunks::<4>();
        let mut counts = [0; ALL];
        if numbers.len() != ALL || !rest.is_empty() {
            return None;
        }
        for (count, number) in counts.iter_mut().zip(numbers) {
            *count = i32::from_le_bytes(*number);
        }
        Some(Self(counts))
    }
}

/// Table three as numbers: the 25 rows of the form of 2021, six columns of applicants and 总计.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableThree(pub [[i64; APPLICANTS + 1]; 25]);

/// Table four as numbers: three blocks of 结果维持, 结果纠正, 其他结果, 尚未审结, 总计.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFour(pub [[i64; 5]; 3]);

impl std::iter::Sum for TableThree {
    fn sum<I: Iterator<Item = Self>>(tables: I) -> Self {
        tables.fold(Self([[0; APPLICANTS + 1]; 25]), |Self(mut sum), Self(table)| {
            for (sum, cell) in sum.iter_mut().flatten().zip(table.iter().flatten()) {
                *sum += cell;
            }
            Self(sum)
        })
    }
}

impl std::iter::Sum for TableFour {
    fn sum<I: Iterator<Item = Self>>(tables: I) -> Self {
        tables.fold(Self([[0; 5]; 3]), |Self(mut sum), Self(table)| {
            for (sum, cell) in sum.iter_mut().flatten().zip(table.iter().flatten()) {
                *sum += cell;
            }
            Self(sum)
        })
    }
}

/// The place of each row in [`TableThree`].
pub(crate) const RECEIVED: usize = 0;
const CARRIED_IN: usize = 1;
pub(crate) const FIRST_OUTCOME: usize = 2;
const TOTAL_ROW: usize = 23;
const CARRIED_OUT: usize = 24;

impl TableThree {
    /// The table of a year: what was received and dealt with in it, and what was open on 1 January.
    pub(crate) fn assemble(
        received: [i64; APPLICANTS],
        outcomes: &[[i64; APPLICANTS]; 21],
        carried_in: [i64; APPLICANTS],
    ) -> Self {
        let mut cells = [[0; APPLICANTS + 1]; 25];
        for column in 0..APPLICANTS {
            cells[RECEIVED][column] = received[column];
            cells[CARRIED_IN][column] = carried_in[column];
            for (leaf, counts) in outcomes.iter().enumerate() {
                cells[FIRST_OUTCOME + leaf][column] = counts[column];
                cells[TOTAL_ROW][column] += counts[column];
            }
            cells[CARRIED_OUT][column] = received[column] + carried_in[column] - cells[TOTAL_ROW][column];
        }
        for row in &mut cells {
            row[APPLICANTS] = row[..APPLICANTS].iter().sum();
        }
        Self(cells)
    }

    /// The table of `year` out of the counters of that year and all before it.
    pub(crate) fn of(year: i16, years: &[(i16, Counts)]) -> Self {
        let (mut received, mut carried) = ([0; APPLICANTS], [0; APPLICANTS]);
        let mut outcomes = [[0; APPLICANTS]; 21];
        for (of, Counts(counts)) in years {
            for (index, count) in counts[..APPLICATIONS].iter().enumerate() {
                let (row, column, count) = (index / APPLICANTS, index % APPLICANTS, i64::from(*count));
                match (of.cmp(&year), row) {
                    (std::cmp::Ordering::Less, 0) => carried[column] += count,
                    (std::cmp::Ordering::Less, _) => carried[column] -= count,
                    (std::cmp::Ordering::Equal, 0) => received[column] += count,
                    (std::cmp::Ordering::Equal, row) => outcomes[row - 1][column] += count,
                    (std::cmp::Ordering::Greater, _) => {}
                }
            }
        }
        Self::assemble(received, &outcomes, carried)
    }

    /// The table as a report has it.
    pub fn to_part3(&self) -> Part3 {
        let rows: Vec<(Row, [Cell; 7])> = Row::form_2021()
            .zip(&self.0)
            .map(|(row, cells)| (row, cells.map(|n| Cell::Number(n.into()))))
            .collect();
        Part3 { rows }
    }
}

impl TableFour {
    /// The table of `year` out of the counters of that year and all before it.
    pub(crate) fn of(year: i16, years: &[(i16, Counts)]) -> Self {
        let mut cells = [[0; 5]; 3];
        for (of, Counts(counts)) in years.iter().filter(|(of, _)| *of <= year) {
            for (block, counters) in cells.iter_mut().zip(counts[APPLICATIONS..].chunks(REMEDY)) {
                block[3] += i64::from(counters[0]);
                for (result, count) in counters[1..].iter().enumerate() {
                    block[3] -= i64::from(*count);
                    if *of == year {
                        block[result] += i64::from(*count);
                    }
                }
            }
        }
        for block in &mut cells {
            block[4] = block[..4].iter().sum();
        }
        Self(cells)
    }

    /// The table as a report has it.
    pub fn to_part4(&self) -> Part4 {
        let [reviews, direct_suits, suits_after_review] =
            self.0.map(|block| block.map(|n| Cell::Number(n.into())));
        Part4 { reviews, direct_suits, suits_after_review }
    }
}
