//! From what is wanted to questions to the index, from the narrowest to the widest.
//!
//! What a narrow step finds comes before what only a wider one finds, so that the wide ones, which cost more, are
//! asked only for pages that the narrow ones do not fill. Each step is an intersection of terms where it can be.

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::number::Found;
use crate::query::{Filters, Within};
use crate::schema::Fields;
use crate::tokens::{Cut, tokens};
use crate::understand::{Asked, Form, Part, Want, parts};

/// A step: the later ones find all that the earlier ones do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The item whose number it is.
    Number,
    /// All that was typed stands in the title, as it was typed.
    WholeTitle,
    /// Every word stands in the title as a word.
    TitleWords,
    /// Every word stands in the title, by its pairs.
    Title,
    /// Every word stands somewhere as a word.
    Words,
    /// Every word stands somewhere, by its pairs: nothing that has the words is missed, whatever the dictionary says.
    Anywhere,
}

/// A clause of a query.
type Clause = (Occur, Box<dyn Query>);

/// What is needed to put questions.
pub(crate) struct Ladder<'a> {
    pub fields: Fields,
    pub searcher: &'a Searcher,
    pub asked: &'a Asked,
    pub filters: &'a Filters,
    pub within: Within,
}

impl Ladder<'_> {
    /// The steps that are worth asking.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let has_number =
            self.asked.wants.iter().any(|want| matches!(want.forms.as_slice(), [Form::Number(_)]));
        let is_long = parts(&self.asked.text).len() >= 2;
        let mut steps = Vec::with_capacity(6);
        steps.extend(has_number.then_some(Step::Number));
        steps.extend(is_long.then_some(Step::WholeTitle));
        steps.extend([Step::TitleWords, Step::Title]);
        if self.within == Within::Everything {
            steps.extend([Step::Words, Step::Anywhere]);
        }
        steps
    }

    /// The step that finds everything.
    pub(crate) fn widest(&self) -> Step {
        if self.within == Within::Title { Step::Title } else { Step::Anywhere }
    }

    /// The question of a step.
    pub(crate) fn question(&self, step: Step) -> BooleanQuery {
        let mut clauses: Vec<Clause> = Vec::new();
        if step == Step::WholeTitle {
            clauses.push((Occur::Must, phrase(self.fields.title, &parts(&self.asked.text))));
        } else {
            for want in &self.asked.wants {
                self.add_want(&mut clauses, want, step);
            }
        }
        self.close(clauses)
    }

    /// Items that have some of what is wanted: those that have most of it, and in the title, come first.
    pub(crate) fn nearest(&self) -> BooleanQuery {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut terms: Vec<Term> = Vec::new();
        for (_, token) in tokens(Cut::Title, &self.asked.rest) {
            terms.push(Term::from_field_text(self.fields.title, &token));
        }
        for form in self.asked.wants.iter().flat_map(|want| &want.forms) {
            match form {
                Form::Word { text, is_known: true } if self.within == Within::Everything => {
                    terms.push(Term::from_field_text(self.fields.words, text));
                }
                Form::Word { text, .. } | Form::Phrase(text) => {
                    let field =
                        if self.within == Within::Title { self.fields.title } else { self.fields.pairs };
                    terms.extend(parts(text).iter().map(|part| Term::from_field_text(field, &part.text)));
                }
                Form::Number(_) | Form::Period(_) => {}
            }
        }
        terms.sort();
        terms.dedup();
        clauses.extend(terms.into_iter().map(|term| (Occur::Should, scored(term))));
        if self.filter_terms().is_empty() {
            return BooleanQuery::new(clauses);
        }
        self.close(vec![(Occur::Must, Box::new(BooleanQuery::new(clauses)))])
    }

    /// Adds the filters.
    fn close(&self, mut clauses: Vec<Clause>) -> BooleanQuery {
        let filters = self.filter_terms();
        if clauses.is_empty() && filters.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        for term in filters {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(unscored(term), 0.0))));
        }
        BooleanQuery::new(clauses)
    }

    fn filter_terms(&self) -> Vec<Term> {
        let Filters { column, theme, kind, genre, validity, agency, year } = self.filters;
        let fields = self.fields;
        let texts = [
            (fields.column, column),
            (fields.theme, theme),
            (fields.kind, kind),
            (fields.genre, genre),
            (fields.validity, validity),
            (fields.agency, agency),
        ];
        let texts = texts.into_iter().filter_map(|(field, value)| Some((field, value.clone()?)));
        texts
            .chain(year.map(|year| (fields.period, format!("{year:04}"))))
            .map(|(field, value)| Term::from_field_text(field, value.trim_end_matches('/')))
            .collect()
    }

    fn add_want(&self, clauses: &mut Vec<Clause>, want: &Want, step: Step) {
        let mut forms: Vec<Vec<Box<dyn Query>>> =
            want.forms.iter().map(|form| self.form(form, step)).filter(|all| !all.is_empty()).collect();
        if let ([_], true) = (forms.as_slice(), want.is_needed) {
            clauses.extend(forms.remove(0).into_iter().map(|query| (Occur::Must, query)));
            return;
        }
        let any = forms.into_iter().map(all_of).collect();
        let occur = if want.is_needed { Occur::Must } else { Occur::Should };
        clauses.push((occur, Box::new(BooleanQuery::union(any))));
    }

    /// What all must hold for a form to stand in an item.
    fn form(&self, form: &Form, step: Step) -> Vec<Box<dyn Query>> {
        let fields = self.fields;
        let is_title = matches!(step, Step::TitleWords | Step::Title) || self.within == Within::Title;
        match form {
            Form::Word { text, is_known } => {
                let is_word = *is_known && text.chars().nth(1).is_some();
                match step {
                    Step::TitleWords if is_word => {
                        vec![scored(Term::from_field_text(fields.title_words, text))]
                    }
                    Step::Words if is_word => vec![scored(Term::from_field_text(fields.words, text))],
                    _ => parts(text).iter().map(|part| scored(self.part(part, is_title))).collect(),
                }
            }
            Form::Phrase(text) => self.phrase(text, is_title),
            Form::Number(found) => {
                let keys = self.keys(found);
                // What stands before a code in a sentence is no part of it: a number that no item has is looked for
                // in texts by the last two signs of its code.
                let said = keys.last().or(found.keys.first());
                let said =
                    said.filter(|_| step != Step::Number).map(|key| all_of(self.phrase(key, is_title)));
                let term = |key: &String| unscored(Term::from_field_text(fields.keys, key));
                let tail = found.tail.as_ref().filter(|_| keys.is_empty());
                vec![Box::new(BooleanQuery::union(keys.iter().chain(tail).map(term).chain(said).collect()))]
            }
            Form::Period(period) => vec![unscored(Term::from_field_text(fields.period, period))],
        }
    }

    /// The keys of a number that the index has.
    fn keys(&self, found: &Found) -> Vec<String> {
        let is_there = |key: &&String| {
            let term = Term::from_field_text(self.fields.keys, key);
            self.searcher.doc_freq(&term).is_ok_and(|count| count > 0)
        };
        found.keys.iter().filter(is_there).cloned().collect()
    }

    fn part(&self, part: &Part, is_title: bool) -> Term {
        let field = match (is_title, part.is_pair) {
            (true, _) => self.fields.title,
            (false, true) => self.fields.pairs,
            (false, false) => self.fields.units,
        };
        Term::from_field_text(field, &part.text)
    }

    fn phrase(&self, text: &str, is_title: bool) -> Vec<Box<dyn Query>> {
        let parts = parts(text);
        if is_title {
            return vec![phrase(self.fields.title, &parts)];
        }
        let (pairs, alone): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.is_pair);
        let mut all: Vec<Box<dyn Query>> = alone.iter().map(|part| scored(self.part(part, false))).collect();
        if !pairs.is_empty() {
            all.push(phrase(self.fields.pairs, &pairs));
        }
        all
    }
}

/// The parts side by side in a field; every other pair is enough where they overlap.
pub(crate) fn phrase(field: Field, parts: &[Part]) -> Box<dyn Query> {
    let mut needed: Vec<(usize, Term)> = Vec::with_capacity(parts.len());
    let mut covered = None;
    for (index, part) in parts.iter().enumerate() {
        let next = parts.get(index + 1).filter(|next| next.is_pair && next.position == part.position + 1);
        // What begins where the last taken pair ends is needed only if nothing behind it covers both its units.
        let is_covered = part.is_pair && covered == Some(part.position) && next.is_some();
        if !is_covered {
            needed.push((part.position, Term::from_field_text(field, &part.text)));
            covered = Some(part.position + 1);
        }
    }
    if needed.len() == 1 {
        return scored(needed.remove(0).1);
    }
    Box::new(PhraseQuery::new_with_offset(needed))
}

fn all_of(mut all: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if all.len() == 1 { all.remove(0) } else { Box::new(BooleanQuery::intersection(all)) }
}

pub(crate) fn scored(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

pub(crate) fn unscored(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}
