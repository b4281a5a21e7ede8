//! A template and the facts of a case become a letter, or an error that names what is missing.

use statute::letters::{Annex, Fact, FactSource, Letter, LetterForm};
use statute::readings::Readings;
use statute::remedy::Class;

use super::facts::LetterFacts;
use super::templates::{OPENING, REMEDY, Templates, file, remedy_facts};
use super::values::{ANNEX, Case, TITLE};
use crate::template::{NotWritten, Slip, parse};

/// A letter cannot be composed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotComposed {
    /// Facts the letter must contain are not known; of each group one is needed.
    #[error("{}缺少必须载明的事项：{}", form.zh(), listed(facts))]
    Missing {
        /// Which letter.
        form: LetterForm,
        /// What is missing.
        facts: Vec<&'static [Fact]>,
    },
    /// A fact is none of its choices.
    #[error("{}的“{}”写作“{given}”，应为{}", form.zh(), fact.zh(), fact.choices().join("、"))]
    NotAChoice {
        /// Which letter.
        form: LetterForm,
        /// Which fact.
        fact: Fact,
        /// What was given.
        given: String,
    },
    /// A letter is no ground for withholding a part.
    #[error("{}的不予提供部分不能以“{}”为理由", form.zh(), ground.zh())]
    NotAGround {
        /// Which letter.
        form: LetterForm,
        /// What was given as ground.
        ground: LetterForm,
    },
    /// The template leaves out, in this case, what the letter must contain.
    #[error("{}的模板（{}）在本件中没有写出必须载明的事项：{}", form.zh(), file(form.code()), fact.zh())]
    NotStated {
        /// Which letter.
        form: LetterForm,
        /// What is left out.
        fact: Fact,
    },
    /// It would get a number without the agency's code.
    #[error("{}没有文号：本机关尚未填写发文代字", form.zh())]
    NoCode {
        /// Which letter.
        form: LetterForm,
    },
    /// The template is wrong.
    #[error(transparent)]
    Template(#[from] NotWritten),
}

fn listed(facts: &[&[Fact]]) -> String {
    let group = |group: &&[Fact]| group.iter().map(|fact| fact.zh()).collect::<Vec<_>>().join("或者");
    facts.iter().map(group).collect::<Vec<_>>().join("、")
}

/// Stated where there are any.
const FURTHER: &[Fact] = &[Fact::FurtherGrounds];

/// The facts that are still needed for a letter; of each group one. Empty where it can be composed.
pub fn missing(form: LetterForm, facts: &LetterFacts, readings: &Readings) -> Vec<&'static [Fact]> {
    const FRAME: [&[Fact]; 2] = [&[Fact::AgencyName], &[Fact::Addressee]];
    const ONLINE: &[Fact] = &[Fact::RemedyOnline];
    let case = Case::new(form, facts, readings);
    let needs_online = case.notice.as_ref().is_some_and(|notice| notice.needs_online_channel);
    FRAME
        .into_iter()
        .chain(form.must_contain().iter().copied())
        .chain(remedy_facts(form).iter().copied())
        .chain(needs_online.then_some(ONLINE))
        .chain(case.has_further_grounds().then_some(FURTHER))
        .filter(|group| case.is_bound(group) && group.iter().all(|fact| case.value(*fact).is_none()))
        .collect()
}

/// Composes a letter. Without a number it is a draft, with neither number nor date, unless it was sent without one.
/// 《条例》第36条
///
/// # Errors
/// A required fact is missing, a choice is none, or the template is wrong; never a letter with a gap.
pub fn compose(
    form: LetterForm,
    facts: &LetterFacts,
    templates: &Templates,
    readings: &Readings,
) -> Result<Letter, NotComposed> {
    check_choices(form, facts)?;
    let absent = missing(form, facts, readings);
    if !absent.is_empty() {
        return Err(NotComposed::Missing { form, facts: absent });
    }
    let mut case = Case::new(form, facts, readings);
    if facts.application.is_some() {
        case.opening = Some(written(OPENING, templates, &case)?.trim().to_owned());
    }
    let text = written(form.code(), templates, &case)?;
    let mut letter = laid_out(&case, &text);
    if case.notice.is_some() {
        letter.remedy = paragraphs(&written(REMEDY, templates, &case)?);
    }
    check_stated(&case, &letter)?;
    Ok(letter)
}

/// Writes a template out; its headings become marks that no fact can hold.
fn written(code: &str, templates: &Templates, case: &Case<'_>) -> Result<String, NotWritten> {
    let marked: Vec<_> = templates
        .text(code)
        .lines()
        .map(|line| {
            if let Some(title) = line.strip_prefix("## ") {
                format!("{ANNEX}{title}")
            } else if let Some(title) = line.strip_prefix("# ") {
                format!("{TITLE}{title}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    let mut slips: Vec<Slip> = Vec::new();
    let template = parse(&file(code), &(marked.join("\n") + "\n"), &mut slips);
    template.check(case, &mut slips);
    let text = template.write(case, &mut |_, _| {}, &mut slips);
    if slips.is_empty() { Ok(text) } else { Err(NotWritten { slips }) }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The written text divided into title, paragraphs and annexes, with what stands around them.
fn laid_out(case: &Case<'_>, text: &str) -> Letter {
    let facts = case.facts;
    let mut title = case.form.title().to_owned();
    let mut body = Vec::new();
    let mut annexes: Vec<Annex> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix(TITLE) {
            heading.trim().clone_into(&mut title);
        } else if let Some(heading) = line.strip_prefix(ANNEX) {
            annexes.push(Annex { title: heading.trim().to_owned(), paragraphs: Vec::new() });
        } else if let Some(annex) = annexes.last_mut() {
            // Lines of blanks are lines to write on.
            let line = line.trim_matches([' ', '\t', '\r']);
            annex.paragraphs.extend((!line.is_empty()).then(|| line.to_owned()));
        } else {
            body.extend(paragraphs(line));
        }
    }
    let is_draft = facts.number.is_none() && case.form.is_numbered() && !facts.is_sent;
    let enclosed = facts.attachments.iter().map(|name| name.trim().to_owned());
    let enclosed = enclosed.filter(|name| !name.is_empty());
    Letter {
        form: case.form,
        agency: case.value(Fact::AgencyName).unwrap_or_default(),
        title,
        number: facts.number.clone().filter(|_| case.form.is_numbered()),
        addressee: case.value(Fact::Addressee).unwrap_or_default(),
        paragraphs: body,
        remedy: Vec::new(),
        contact: contact(case),
        attachments: enclosed.chain(annexes.iter().map(|annex| annex.title.clone())).collect(),
        annexes,
        signed_on: (!is_draft).then_some(facts.signed_on),
    }
}

/// 联系地址：……，联系电话：……
fn contact(case: &Case<'_>) -> Option<String> {
    let facts = [Fact::AgencyAddress, Fact::AgencyPostcode, Fact::AgencyTelephone, Fact::AgencyHours];
    let known = facts.iter().filter_map(|fact| Some((fact, case.value(*fact)?)));
    let parts: Vec<_> = known
        .map(|(fact, value)| match fact {
            Fact::AgencyAddress => format!("联系地址：{value}"),
            _ => format!("{}：{value}", fact.zh()),
        })
        .collect();
    if parts.is_empty() { None } else { Some(parts.join("，")) }
}

/// Choices are from their lists, grounds are grounds.
fn check_choices(form: LetterForm, facts: &LetterFacts) -> Result<(), NotComposed> {
    let of_parts = facts.withheld.iter().chain(&facts.further_grounds).flat_map(|part| &part.stated);
    let stated = facts.stated.iter().chain(of_parts);
    for (fact, given) in stated.filter(|(fact, _)| fact.source() == FactSource::Choice) {
        let is_choice = |word: &str| fact.choices().contains(&word.trim());
        if !given.trim().is_empty() && !given.split('、').all(is_choice) {
            return Err(NotComposed::NotAChoice { form, fact: *fact, given: given.clone() });
        }
    }
    let mut grounds = facts.withheld.iter().chain(&facts.further_grounds);
    match grounds.find(|ground| ground.form.ground().is_none()) {
        Some(ground) => Err(NotComposed::NotAGround { form, ground: ground.form }),
        None => Ok(()),
    }
}

/// What the letter must contain is in its text: a template may branch past it.
fn check_stated(case: &Case<'_>, letter: &Letter) -> Result<(), NotComposed> {
    const BASIS: &[Fact] = &[Fact::Basis];
    const REMEDY_FACTS: [&[Fact]; 2] = [&[Fact::RemedyReviewBody], &[Fact::RemedyReviewDays]];
    let annexes = letter.annexes.iter().flat_map(|annex| &annex.paragraphs);
    let text: Vec<_> =
        letter.paragraphs.iter().chain(&letter.remedy).chain(annexes).map(String::as_str).collect();
    let text = text.join("\n");
    let states =
        |fact: &Fact| case.value(*fact).is_some_and(|value| value.lines().all(|line| text.contains(line)));
    let basis = (!case.form.basis().is_empty()).then_some(BASIS);
    let class = case.notice.as_ref().map(|notice| notice.class);
    // Where every part must go to review first, no court is told but the one after it.
    let courts: &[&[Fact]] = match class {
        None => &[],
        Some(Class::ReviewFirst) => &[&[Fact::RemedyCourtAfterReview]],
        Some(Class::Either) => &[&[Fact::RemedyCourt]],
        Some(Class::Mixed) => &[&[Fact::RemedyCourt], &[Fact::RemedyCourtAfterReview]],
    };
    let remedy = REMEDY_FACTS.into_iter().filter(|_| class.is_some()).chain(courts.iter().copied());
    let further = case.has_further_grounds().then_some(FURTHER);
    let groups = case.form.must_contain().iter().copied().chain(basis).chain(remedy).chain(further);
    for group in groups.filter(|group| case.is_bound(group)) {
        if !group.iter().any(states) {
            return Err(NotComposed::NotStated { form: case.form, fact: group[0] });
        }
    }
    Ok(())
}
