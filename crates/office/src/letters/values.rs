//! The facts of a case as the words that stand in the letter.

pub(crate) use statute::calendar::date_zh as day;
use statute::citation::{chinese, formal_list};
use statute::leaf::Leaf;
use statute::letters::{Fact, FactSource, LetterForm, Notice, law_words};
use statute::readings::Readings;
use statute::remedy::Class;

use super::facts::{FeeFacts, Ground, LetterFacts, Search};
use crate::template::{Lookup, Names, near};

/// Marks that a template's headings become; no text of a case holds them.
pub(super) const TITLE: char = '\u{e000}';
/// As [`TITLE`], for the title of an annex.
pub(super) const ANNEX: char = '\u{e001}';

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

/// The words on one line, without the marks of headings and a stop or comma at the end, which the template has.
fn words(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line: String = lines.join(" ").chars().filter(|c| !matches!(*c, TITLE | ANNEX)).collect();
    line.trim_end_matches(['。', '；', ';', '，', ',', '、']).to_owned()
}

/// The words, none if there are none.
fn some(text: &str) -> Option<String> {
    Some(words(text)).filter(|text| !text.is_empty())
}

/// Names of which the reader chooses one.
fn one_of(names: &[String]) -> Option<String> {
    let names: Vec<_> = names.iter().filter_map(|name| some(name)).collect();
    some(&names.join("或者"))
}

fn lines(lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// （一）
fn mark(index: usize) -> String {
    format!("（{}）", chinese(u16::try_from(index + 1).unwrap_or(u16::MAX)))
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

    /// Agency, addressee, remedies.
    fn of_agency(&self, fact: Fact) -> Option<String> {
        let LetterFacts { agency, addressee, .. } = self.facts;
        match fact {
            Fact::AgencyName => some(&agency.name),
            Fact::AgencyOffice => some(&agency.office),
            Fact::AgencyAddress => some(&agency.address),
            Fact::AgencyPostcode => some(&agency.postcode),
            Fact::AgencyTelephone => some(&agency.telephone),
            Fact::AgencyFax => some(&agency.fax),
            Fact::AgencyEmail => some(&agency.email),
            Fact::AgencyHours => some(&agency.hours),
            Fact::Addressee => some(&addressee.name),
            Fact::You => Some(if addressee.is_person { "您" } else { "贵单位" }.to_owned()),
            Fact::ThisLetter => {
                let title: Vec<_> = self.form.title().chars().collect();
                let kind = ["告知书", "通知书", "意见书", "回执", "函"];
                let kind = kind.iter().find(|kind| title.ends_with(&kind.chars().collect::<Vec<_>>()));
                Some((*kind.unwrap_or(&"文书")).to_owned())
            }
            Fact::SignedOn => Some(day(self.facts.signed_on)),
            Fact::RemedyReviewBody => one_of(&agency.review_bodies),
            Fact::RemedyCourt => one_of(&agency.courts),
            Fact::RemedyCourtAfterReview => {
                one_of(&agency.courts_after_review).or_else(|| one_of(&agency.courts))
            }
            Fact::RemedyOnline => {
                let is_needed = self.notice.as_ref().is_some_and(|notice| notice.needs_online_channel);
                is_needed.then(|| some(&agency.online_review)).flatten()
            }
            Fact::RemedyFirstParts => self.notice.as_ref().and_then(|notice| self.first_parts(notice)),
            _ => None,
        }
    }

    /// What happened to the application.
    fn of_course(&self, fact: Fact) -> Option<String> {
        let LetterFacts { application, supplement, extension, consultations, fee, .. } = self.facts;
        let application = application.as_ref();
        let supplement = supplement.as_ref();
        let fee = fee.as_ref();
        match fact {
            Fact::Opening => self.opening.clone(),
            Fact::ApplicationNumber => application.and_then(|it| some(&it.number)),
            Fact::ApplicationSubject => application.and_then(|it| some(&it.subject)),
            Fact::ApplicationChannel => application.map(|it| it.channel.zh().to_owned()),
            Fact::HandedIn => application.map(|it| it.channel.handed_in().to_owned()),
            Fact::ReceivedOn => application.map(|it| day(it.received_on)),
            Fact::Due => application.and_then(|it| it.due).map(day),
            Fact::SupplementAskedOn => supplement.and_then(|it| it.asked_on).map(day),
            Fact::SupplementBy => supplement.map(|it| day(it.by)),
            Fact::SupplementReceivedOn => supplement.and_then(|it| it.received_on).map(day),
            Fact::SupplementPoints => {
                let points = supplement.map(|it| it.points.as_slice()).unwrap_or_default();
                if points.iter().any(|point| some(&point.defect).is_none() || some(&point.guidance).is_none())
                {
                    return None;
                }
                lines(points.iter().enumerate().map(|(index, point)| {
                    format!("{}{}。{}。", mark(index), words(&point.defect), words(&point.guidance))
                }))
            }
            Fact::ExtensionApproval => extension.map(|_| "经本机关政府信息公开工作机构负责人同意".to_owned()),
            Fact::ExtensionTold => {
                extension.filter(|_| self.form != LetterForm::Extension).map(|it| day(it.approved_on))
            }
            Fact::ExtensionUntil => extension.map(|it| day(it.until)),
            Fact::ConsultationHistory | Fact::ConsultationTold => {
                if fact == Fact::ConsultationTold && self.form == LetterForm::ConsultationTold {
                    return None;
                }
                let sent = consultations
                    .iter()
                    .map(|it| format!("于{}向{}征求意见", day(it.sent_on), it.kind.zh()))
                    .collect::<Vec<_>>();
                some(&sent.join("，"))
            }
            Fact::OtherAgencyTerm => {
                Some(format!("自收到本函之日起{}个工作日内", self.other_agency_workdays))
            }
            Fact::ReasonsAskedOn => self.facts.reasons_asked_on.map(day),
            Fact::ReasonsBy => self.facts.reasons_by.map(day),
            Fact::DelayUntil => self.facts.delay_until.map(day),
            Fact::FeeCalculation => fee.and_then(calculation),
            Fact::FeeAmount => fee.map(|it| format!("{}元", it.fee.total)),
            Fact::FeeNoticedOn => fee.and_then(|it| it.noticed_on).map(day),
            Fact::FeePayBy => fee.and_then(|it| it.pay_by).map(day),
            Fact::FeePaidOn => fee.and_then(|it| it.paid_on).map(day),
            _ => None,
        }
    }

    /// What was found out for the answer.
    fn of_answer(&self, fact: Fact) -> Option<String> {
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

/// The bands of a fee, a line each, and the sum.
fn calculation(facts: &FeeFacts) -> Option<String> {
    let fee = &facts.fee;
    let month = facts.month.map_or("本月".to_owned(), |day| format!("{}年{}月", day.year(), day.month()));
    let unit = fee.mode.unit();
    let bands = fee.bands.iter().map(|band| {
        let range = if band.from == band.to {
            format!("第{}{unit}", band.from)
        } else {
            format!("第{}至{}{unit}", band.from, band.to)
        };
        format!("{range}，共{}{unit}，每{unit}{}元，计{}元；", band.n, band.rate, band.amount)
    });
    let counted = match fee.after {
        0 => format!("合计{}元（{}，计{}{unit}）。", fee.total, fee.mode.zh(), fee.n),
        after => format!(
            "合计{}元（{}，{month}累计{}{unit}，其中此前已提出{after}{unit}）。",
            fee.total,
            fee.mode.zh(),
            fee.n
        ),
    };
    (fee.total > 0).then(|| bands.chain([counted]).collect::<Vec<_>>().join("\n"))
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

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_end_of_a_sentence_is_the_template_s() {
        for typed in ["材料多，", "材料多。", " 材料多；\n", "材料多"] {
            assert_eq!(words(typed), "材料多");
        }
        assert_eq!(words("材料多，\n人员少。"), "材料多， 人员少");
    }
}
