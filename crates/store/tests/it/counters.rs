//! The counters equal a count over every application, whatever happens to them.

use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{ApplicationEntry, RemedyKind, RemedyResult};
use store::{Scope, Step, TableThree};

use crate::databases::story;
use crate::rows::{agency, application, author, remedy, retracted, row};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn application(&mut self, number: &str) -> ApplicationEntry {
        let received = self.date(2020);
        let outcome = (self.roll(4) > 0).then(|| {
            let leaf = Leaf::ALL[self.roll(21) as usize];
            // Some answers come years later.
            (leaf, self.date(received.year() + 1))
        });
        let mut row = row(number, received, outcome);
        row.applicant = Applicant::ALL[self.roll(6) as usize];
        row
    }

    fn date(&mut self, from: i16) -> Date {
        date(from + self.roll(4) as i16, 1 + self.roll(12) as i8, 1 + self.roll(28) as i8)
    }
}

/// Table three as the law defines it, application by application.
fn naive(rows: &[ApplicationEntry], year: i16) -> Vec<[i64; 7]> {
    let mut cells = vec![[0; 7]; 25];
    for row in rows {
        let mut add = |line: usize| {
            cells[line][row.applicant.column()] += 1;
            cells[line][6] += 1;
        };
        let first = date(year, 1, 1);
        let last = date(year, 12, 31);
        let answered = row.answered_on;
        if row.received_on >= first && row.received_on <= last {
            add(0);
        }
        if row.received_on < first && answered.is_none_or(|on| on >= first) {
            add(1);
        }
        if let (Some(leaf), Some(on)) = (row.leaf, answered)
            && on >= first
            && on <= last
        {
            add(2 + Leaf::ALL.iter().position(|other| *other == leaf).unwrap());
            add(23);
        }
        if row.received_on <= last && answered.is_none_or(|on| on > last) {
            add(24);
        }
    }
    cells
}

story! {
    async fn counters_full_count_and_definition_agree(database) {
        let store = database.open().await;
        let mut dice = Dice(7);
        store.append(&author(), [agency(1, "某某局"), agency(2, "某某委")]).await.unwrap();
        let mut rows: Vec<ApplicationEntry> = (0..1500).map(|n| dice.application(&n.to_string())).collect();
        let drafts: Vec<_> = rows.iter().map(|row| application(Step::Entered, 0, row.clone())).collect();
        store.append(&author(), drafts).await.unwrap();
        // Every third is altered, some twice.
        for version in 1..3 {
            let mut changes = Vec::new();
            for (n, row) in rows.iter_mut().enumerate().filter(|(n, _)| n % (3 * version) == 0) {
                *row = dice.application(&n.to_string());
                changes.push(application(Step::Corrected, version as i64, row.clone()));
            }
            store.append(&author(), changes).await.unwrap();
        }
        // Every seventh is retracted; of these every other comes back as something else.
        let versions = |n: usize| 1 + i64::from(n.is_multiple_of(3)) + i64::from(n.is_multiple_of(6));
        let gone = rows.iter().enumerate().filter(|(n, _)| n % 7 == 0);
        let gone = gone.map(|(n, row)| retracted(versions(n), row.clone())).collect::<Vec<_>>();
        store.append(&author(), gone).await.unwrap();
        let mut back = Vec::new();
        for (n, row) in rows.iter_mut().enumerate().filter(|(n, _)| n % 14 == 0) {
            *row = dice.application(&n.to_string());
            back.push(application(Step::Entered, versions(n) + 1, row.clone()));
        }
        // One more that is new stands between them.
        rows.push(dice.application("1500"));
        back.insert(3, application(Step::Entered, 0, rows[1500].clone()));
        store.append(&author(), back).await.unwrap();
        let rows: Vec<_> = rows.into_iter().enumerate().filter(|(n, _)| n % 7 != 0 || n % 14 == 0).map(|(_, row)| row).collect();
        // A second agency with a part of the same.
        let others: Vec<_> = rows[..100].to_vec();
        store.append(&author(), others.iter().map(|row| {
            let mut draft = application(Step::Entered, 0, row.clone());
            draft.agency = 2;
            draft.stream = draft.stream.replace("/1/", "/2/");
            draft
        }).collect::<Vec<_>>()).await.unwrap();

        let all: Vec<_> = rows.iter().chain(&others).cloned().collect();
        for year in 2018..2030 {
            let counted = store.count_table_three(year).await.unwrap();
            for (id, rows) in [(1, &rows), (2, &others)] {
                let expected = naive(rows, year);
                let TableThree(cells) = store.table_three(Scope::Agency(id), year).await.unwrap();
                assert_eq!(cells.to_vec(), expected, "counters of agency {id} in {year}");
                assert_eq!(counted[&id].0.to_vec(), expected, "full count of agency {id} in {year}");
            }
            let TableThree(cells) = store.table_three(Scope::All, year).await.unwrap();
            assert_eq!(cells.to_vec(), naive(&all, year), "counters of all in {year}");
        }
    }
}

story! {
    async fn table_four_follows_the_case(database) {
        let store = database.open().await;
        store.append(&author(), [agency(1, "某某局"), remedy(Step::Entered, 0, None)]).await.unwrap();
        let review = async |year| store.table_four(Scope::Agency(1), year).await.unwrap().0[RemedyKind::Review as usize];
        assert_eq!(review(2021).await, [0; 5]);
        assert_eq!(review(2022).await, [0, 0, 0, 1, 1]);
        assert_eq!(review(2023).await, [0, 0, 0, 1, 1], "still undecided");
        let decided = remedy(Step::Completed, 1, Some((RemedyResult::Corrected, date(2023, 2, 1))));
        store.append(&author(), [decided]).await.unwrap();
        assert_eq!(review(2022).await, [0, 0, 0, 1, 1]);
        assert_eq!(review(2023).await, [0, 1, 0, 0, 1]);
        assert_eq!(review(2024).await, [0; 5]);
        let result = Some((RemedyResult::Corrected, date(2023, 2, 1)));
        store.append(&author(), [remedy(Step::Retracted, 2, result)]).await.unwrap();
        assert_eq!([review(2022).await, review(2023).await], [[0; 5]; 2], "retracted");
        store.append(&author(), [remedy(Step::Entered, 3, None)]).await.unwrap();
        assert_eq!(review(2023).await, [0, 0, 0, 1, 1], "entered again, undecided");
    }
}
