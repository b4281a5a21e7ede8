//! The facts of a case as the words that stand in the letter.

mod agency;
mod answer;
mod course;
mod words;

pub(crate) use statute::calendar::date_zh as day;
pub(super) use words::{ANNEX, TITLE};

use statute::citation::formal_list;
use statute::leaf::Leaf;
use statute::letters::{Fact, FactSource, LetterForm, Notice, law_words};
use statute::readings::Readings;
use statute::remedy::Class;

use crate::letters::facts::{Ground, LetterFacts};
use crate::template::{Lookup, Names, near};
use words::{mark, some};

/// A case seen through the form of a letter.
pub(super) struct Case<'a> {
    pub(super) form: LetterForm,
    pub(super) facts: &'a LetterFacts,
    pub(super) notice: Option<Notice>,
    /// Workdays another agency has for its opinion.
    other_agency_workdays: u32,
    /// The opening, once it is written out.
    pub(super) opening: Option<String>,
}

impl<'a> Case<'a> {
    pub(super) fn new(form: LetterForm, facts: &'a LetterFacts, readings: &Readings) -> Self {
        let grounds =
            if form == LetterForm::PartlyGranted { &facts.withheld } else { &facts.further_grounds };
        let leaves: Vec<Leaf> = grounds.iter().filter_map(|ground| ground.form.leaf()).collect();
        let notice = Notice::of(form, &leaves, facts.signed_on, facts.is_delivered_online, readings);
        Self {
            form,
            facts,
            notice,
            other_agency_workdays: readings.other_agency_reply_workdays,
            opening: None,
        }
    }

    /// The words of a fact; none where it is not known.
    pub(super) fn value(&self, fact: Fact) -> Option<String> {
        match fact.source() {
            FactSource::Words | FactSource::Choice => {
                self.facts.stated.get(&fact).and_then(|text| some(text))
            }
            FactSource::Confirmed => self.facts.confirmed.contains(&fact).then(|| law_words(fact)).flatten(),
            FactSource::Law => law_words(fact).or_else(|| self.of_law(fact)),
            FactSource::Record => {
                self.of_agency(fact).or_else(|| self.of_course(fact)).or_else(|| self.of_answer(fact))
            }
        }
    }

    /// What the law says of this case.
    fn of_law(&self, fact: Fact) -> Option<String> {
        let class = self.notice.as_ref().map(|notice| notice.class);
        let flag = |holds: bool| holds.then(|| "是".to_owned());
        match fact {
            Fact::Basis => {
                let grounds: Vec<_> = self.grounds().iter().map(|ground| ground.form).collect();
                let tariff = self.facts.fee.as_ref().map(|fee| fee.fee.mode);
                some(&formal_list(&self.form.cited(&grounds, tariff)))
            }
            Fact::FeeStandard => self.facts.fee.as_ref().map(|fee| fee.fee.mode.standard()),
            Fact::RemedyReviewFirst => flag(class == Some(Class::ReviewFirst)),
            Fact::RemedyMixed => flag(class == Some(Class::Mixed)),
            _ => None,
        }
    }

    /// Whether the letter must state one of these facts: what went out before they were asked for need not.
    pub(super) fn is_bound(&self, group: &[Fact]) -> bool {
        let since = self.form.asked_since();
        !(self.facts.is_sent && group.iter().all(|fact| since.contains(fact)))
    }

    /// Whether an answer that gives nothing rests on more than the ground of its form.
    pub(super) fn has_further_grounds(&self) -> bool {
        self.form != LetterForm::PartlyGranted && !self.grounds().is_empty()
    }

    /// The grounds the letter states beside that of its form.
    fn grounds(&self) -> &[Ground] {
        match self.form.leaf() {
            Some(Leaf::PartlyGranted) => &self.facts.withheld,
            Some(_) => &self.facts.further_grounds,
            None => &[],
        }
    }

    /// What of a mixed answer must go to review first: 第（一）部分; of an answer on several grounds 以第（一）项理由, or all
    /// but those that need not.
    fn first_parts(&self, notice: &Notice) -> Option<String> {
        let marks = |is_listed: &dyn Fn(&usize) -> bool| {
            let listed = (0..self.grounds().len()).filter(is_listed).map(mark);
            listed.collect::<Vec<_>>().join("、")
        };
        let is_first = |part: &usize| notice.review_first_parts.contains(part);
        let (first, others) = (marks(&is_first), marks(&|part| !is_first(part)));
        match self.form {
            LetterForm::PartlyGranted => some(&first).map(|parts| format!("第{parts}部分")),
            _ if notice.is_outcome_first => some(&others).map(|others| format!("以第{others}项以外的理由")),
            _ => some(&first).map(|parts| format!("以第{parts}项理由")),
        }
    }
}

impl Names for Case<'_> {
    const KIND: &'static str = "事项";
    const PAGE: &'static str = "工作台“文书模板”各页的“全部占位符”";

    fn lookup(&self, name: &str) -> Lookup {
        match Fact::from_name(name) {
            Some(fact) => self.value(fact).map_or(Lookup::Undefined("案卷中没有"), Lookup::Text),
            None => Lookup::Unknown,
        }
    }

    fn nearest(&self, name: &str) -> Vec<String> {
        near(name, Fact::ALL.iter().map(|fact| fact.name()))
    }
}
