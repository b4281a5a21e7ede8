//! What a letter says of what was found out for the answer.

use statute::citation::formal_list;
use statute::letters::{Fact, FactSource, law_words};

use super::words::{lines, mark, some, words};
use super::{Case, day};
use crate::letters::facts::{Ground, Search};

impl Case<'_> {
    /// What was found out for the answer.
    pub(super) fn of_answer(&self, fact: Fact) -> Option<String> {
        let facts = self.facts;
        match fact {
            Fact::Withheld => self.stated_grounds(&facts.withheld),
            Fact::FurtherGrounds => self.stated_grounds(&facts.further_grounds),
            Fact::SearchLog => {
                let log = self.search_log()?.into_iter().enumerate();
                lines(log.map(|(index, search)| format!("{}{search}。", mark(index))))
            }
            Fact::EarlierNumber => facts.earlier.as_ref().and_then(|it| some(&it.number)),
            Fact::EarlierAnsweredOn => facts.earlier.as_ref().map(|it| day(it.answered_on)),
            _ => None,
        }
    }

    /// What was searched, a sentence for each entry of the log; none where one lacks something.
    fn search_log(&self) -> Option<Vec<String>> {
        let sentence = |it: &Search| {
            let (by, place, by_words) = (some(&it.by)?, some(&it.place)?, some(&it.words)?);
            Some(format!("{}，{by}在{place}以“{by_words}”检索，没有找到", day(it.on)))
        };
        self.facts.searches.iter().map(sentence).collect()
    }

    /// Grounds beside the outcome, a line each; none where one lacks something. What is withheld is named, and so is what
    /// a further ground is about that leads to something else than the answer itself.
    fn stated_grounds(&self, grounds: &[Ground]) -> Option<String> {
        let stated = grounds.iter().enumerate().map(|(index, ground)| {
            some(&ground.reason)?;
            if self.form.names_passage(ground.form) {
                some(&ground.passage)?;
            }
            Some(stated_ground(index, ground, &self.part_facts(ground)?))
        });
        lines(stated.collect::<Option<Vec<_>>>()?.into_iter())
    }

    /// The facts of a ground in one sentence, those that its own letter must contain; none where one is missing. What
    /// went out before parts were asked for them stays what it was. 《条例》第37条
    fn part_facts(&self, part: &Ground) -> Option<String> {
        let mut said: Vec<(Fact, String)> = Vec::new();
        for group in part.form.part_must_contain() {
            let known: Vec<_> =
                group.iter().filter_map(|fact| Some((*fact, self.of_part(part, *fact)?))).collect();
            if known.is_empty() && self.facts.number.is_none() {
                return None;
            }
            let is_new = |fact: Fact| !said.iter().any(|(known, _)| *known == fact);
            let known: Vec<_> = known.into_iter().filter(|(fact, _)| is_new(*fact)).collect();
            said.extend(known);
        }
        let said = said.into_iter().map(|(fact, text)| match fact.source() {
            FactSource::Confirmed => text,
            _ => format!("{}：{text}", fact.zh()),
        });
        let said = said.collect::<Vec<_>>().join("；");
        Some(if said.is_empty() { said } else { said + "。" })
    }

    /// The words of a fact of a ground.
    fn of_part(&self, part: &Ground, fact: Fact) -> Option<String> {
        match (fact, fact.source()) {
            (Fact::SearchLog, _) => self.search_log().and_then(|log| some(&log.join("；"))),
            (Fact::EarlierNumber, _) => part.earlier.as_ref().and_then(|it| some(&it.number)),
            (Fact::EarlierAnsweredOn, _) => part.earlier.as_ref().map(|it| day(it.answered_on)),
            (_, FactSource::Words | FactSource::Choice) => part.stated.get(&fact).and_then(|it| some(it)),
            (_, FactSource::Confirmed) => part.confirmed.contains(&fact).then(|| law_words(fact)).flatten(),
            (_, FactSource::Law | FactSource::Record) => self.value(fact),
        }
    }
}

/// （一）附件二：公开会对第三方合法权益造成损害，理由是：……。涉及的第三方权益：……。依据……的规定，不予公开。
fn stated_ground(index: usize, ground: &Ground, facts: &str) -> String {
    format!(
        "{}{}{}，理由是：{}。{facts}依据{}的规定，{}。",
        mark(index),
        some(&ground.passage).map(|passage| passage + "：").unwrap_or_default(),
        ground.form.ground().unwrap_or_default(),
        words(&ground.reason),
        formal_list(ground.form.basis()),
        ground.form.effect()
    )
}
