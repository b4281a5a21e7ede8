//! A question with its plain answer and worked examples (看得懂算得清), as its page shows it.

use askama::Template;
use jiff::civil::Date;
use statute::publication::{Card, Example, Publication, Validity, Worked};

use super::article::lines;
use crate::layout::{Notice, Tone};

/// A question with its plain answer and worked examples, and how far it may be relied on.
pub(crate) struct WorkedCard {
    pub(super) question: String,
    pub(super) answer: Vec<String>,
    /// What whoever is concerned has to know: what it is called, and its lines.
    pub(super) facts: Vec<(&'static str, Vec<String>)>,
    pub(super) examples: Vec<Example>,
    /// What it rests on, with the address of the policy where a line names it and it is public.
    pub(super) basis: Vec<(String, Option<String>)>,
    /// 适用期限
    pub(super) validity: String,
    /// What the reader of one that does not hold any more should know first.
    pub(super) banner: Option<Notice>,
}

impl WorkedCard {
    pub(super) fn of(item: &Publication, related: &[Publication], today: Date) -> Option<Self> {
        let card = &item.visible()?.edition.card;
        let worked = card.worked.as_ref()?;
        let ended = related.iter().filter_map(|one| one.validity(today)).any(Validity::has_ended);
        let is_over = card.valid_until.is_some_and(|last| last < today);
        let banner = if ended {
            Some(Notice::new(Tone::Late, "依据的文件已经废止或者失效", "解答和算例仅供查阅。"))
        } else if is_over {
            Some(Notice::new(Tone::Late, "已过适用期限", "解答和算例仅供查阅，标准以现行文件为准。"))
        } else {
            None
        };
        let facts = worked.facts().into_iter().map(|(label, text)| (label, lines(text)));
        Some(Self {
            question: worked.question.clone(),
            answer: lines(&worked.answer),
            facts: facts.filter(|(_, lines)| !lines.is_empty()).collect(),
            examples: worked.examples(),
            basis: basis(worked, related),
            validity: term(card),
            banner,
        })
    }
}

/// The card as text of a document: headings, paragraphs, numbered steps.
#[derive(Template)]
#[template(path = "public/worked.html")]
struct Text<'a> {
    worked: &'a WorkedCard,
}

impl WorkedCard {
    /// The card as it stands in the files of its page.
    pub(super) fn text(&self) -> askama::Result<String> {
        Text { worked: self }.render()
    }
}

/// Lines of what a card rests on; the policy it explains is linked where it is named, or in a line of its own.
fn basis(worked: &Worked, related: &[Publication]) -> Vec<(String, Option<String>)> {
    let mut basis: Vec<_> = lines(&worked.basis).into_iter().map(|line| (line, None)).collect();
    let policy = related.iter().find(|one| worked.policy.as_deref() == Some(one.number.as_str()));
    let Some((policy, public)) = policy.and_then(|one| Some((one, one.visible()?))) else { return basis };
    let Card { title, document_number, .. } = &public.edition.card;
    let names_it = |line: &str| {
        line.contains(title) || document_number.as_ref().is_some_and(|number| line.contains(number))
    };
    let address = Some(format!("/p/{}", policy.number));
    match basis.iter_mut().find(|(line, _)| names_it(line)) {
        Some((_, link)) => *link = address,
        None => basis.push((title.clone(), address)),
    }
    basis
}

/// 适用期限 of a card, as far as it says.
fn term(card: &Card) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match card.valid_until {
        Some(_) => format!("{}至{}", day(card.valid_from), day(card.valid_until)),
        None => format!("{}起", day(card.valid_from)),
    }
}
