//! A clean-up as it is being decided: what is in force, what is chosen of it, what can be done with that.

use std::collections::BTreeSet;

use office::publications::{CleaningFault, Decided, in_force};
use statute::publication::CleaningResult;
use store::StoredPublication;

use super::choices::{Choice, Choices};
use crate::desk::Bench;
use crate::error::Error;

/// Documents of a page: their fields stay well within what a form may have.
pub(super) const ROWS: usize = 100;

/// A clean-up as it is being decided.
pub(super) struct Deciding {
    /// What is in force, in the order of the list.
    pub(super) documents: Vec<StoredPublication>,
    pub(super) choices: Choices,
    /// Choices that are not in the list any more.
    pub(super) left: Choices,
    /// What is said of them.
    pub(super) gone: Vec<String>,
}

impl Deciding {
    /// The list as it is now, and what of the choices is in it.
    pub(super) async fn of(bench: &Bench, choices: Choices) -> Result<Self, Error> {
        let desk = &bench.desk;
        let documents = in_force(&desk.store, desk.agency, desk.clock.today()).await?;
        let there: BTreeSet<_> = documents.iter().map(|document| document.item.number.as_str()).collect();
        let (choices, left): (Choices, Choices) =
            choices.into_iter().partition(|(number, _)| there.contains(number.as_str()));
        let mut gone = Vec::new();
        for number in left.keys() {
            let read = desk.store.publication(desk.agency, number).await?;
            gone.push(read.map_or_else(
                || format!("没有编号为 {number} 的文件"),
                |read| format!("《{}》（{number}）", read.item.card().title),
            ));
        }
        Ok(Self { documents, choices, left, gone })
    }

    pub(super) fn pages(&self) -> usize {
        self.documents.len().div_ceil(ROWS).max(1)
    }

    /// The page, from 1, that a document stands on.
    pub(super) fn page_of(&self, number: &str) -> Option<usize> {
        let place = self.documents.iter().position(|document| document.item.number == number)?;
        Some(place / ROWS + 1)
    }

    /// What is decided, in the order of the list, with what has left it: it is refused, unless the form was sent before. And
    /// what cannot be read.
    pub(super) fn decided(&self) -> (Vec<Decided>, Vec<CleaningFault>) {
        let (mut decided, mut faults) = (Vec::new(), Vec::new());
        for document in &self.documents {
            let number = &document.item.number;
            let Some(Choice { version, result, until }) = self.choices.get(number) else { continue };
            let title = &document.item.card().title;
            let mut fault = |field, message| {
                faults.push(CleaningFault { number: Some(number.clone()), field, message });
            };
            let valid_until = until.parse().ok();
            if valid_until.is_none() && !until.is_empty() {
                let said = format!("《{title}》新的有效期止“{until}”应为存在的日期，形如 2031-03-01");
                fault("valid_until", said);
            }
            match CleaningResult::from_code(result) {
                Some(result) => {
                    decided.push(Decided { number: number.clone(), version: *version, result, valid_until });
                }
                None => fault("result", format!("《{title}》填写了有效期止，请选择清理结果")),
            }
        }
        for (number, Choice { version, result, until }) in &self.left {
            let Some(result) = CleaningResult::from_code(result) else { continue };
            let (number, valid_until) = (number.clone(), until.parse().ok());
            decided.push(Decided { number, version: *version, result, valid_until });
        }
        (decided, faults)
    }
}
