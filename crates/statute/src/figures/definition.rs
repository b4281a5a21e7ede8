//! What a figure is: name, definition, unit, source and the function that measures it.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Year;
use crate::registers::Register;
use crate::report::{Figure, RecordRef};

/// A figure, or a family of figures whose name ends in `*`.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// `applications.received`, or `applications.by_topic.*` for a family.
    pub name: &'static str,
    /// What is counted, in Chinese; `*` stands for the member of a family.
    pub definition: &'static str,
    /// 件, 万元, 条 …
    pub unit: &'static str,
    /// The registers it is computed from.
    pub sources: &'static [Register],
    /// One measured value, several of a family, or none where the figure is not defined for the year.
    pub measure: fn(&Year<'_>) -> Vec<Measured>,
}

/// One row of a list of figures.
pub(super) const fn define(
    name: &'static str,
    definition: &'static str,
    unit: &'static str,
    sources: &'static [Register],
    measure: fn(&Year<'_>) -> Vec<Measured>,
) -> Definition {
    Definition { name, definition, unit, sources, measure }
}

/// The families whose members are words of the office.
pub(super) const OPEN: [&str; 11] = [
    "applications.by_topic.*",
    "applications.topic_share.*",
    "applications.by_reason.*",
    "interpretations.by_form.*",
    "posts.by_channel.*",
    "posts.channel_share.*",
    "proposals.by_topic.*",
    "proposals.topic_share.*",
    "trainings.by_form.*",
    "tasks.by_section.*",
    "catalogue.by_subject.*",
];

/// A value with the records behind it.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// The member of a family: 互联网 of `applications.by_channel.*`.
    pub member: Option<String>,
    /// A definition of its own, where the family's does not say it.
    pub definition: Option<String>,
    /// The number.
    pub value: Decimal,
    /// The entries it is computed from.
    pub records: Vec<RecordRef>,
}

impl Measured {
    /// As many as there are records.
    pub(super) fn count(records: impl IntoIterator<Item = RecordRef>) -> Self {
        let records: Vec<_> = records.into_iter().collect();
        Self { value: Decimal::from(records.len()), records, ..Self::default() }
    }

    /// The sum over records of what each of them counts for.
    pub(super) fn sum(records: impl IntoIterator<Item = (Decimal, RecordRef)>) -> Self {
        let (values, records): (Vec<_>, Vec<_>) = records.into_iter().unzip();
        Self { value: values.into_iter().sum::<Decimal>().normalize(), records, ..Self::default() }
    }

    /// As the member of a family.
    pub(super) fn named(self, member: impl Into<String>) -> Self {
        Self { member: Some(member.into()), ..self }
    }

    /// As the only value of a figure.
    pub(super) fn alone(self) -> Vec<Self> {
        vec![self]
    }
}

/// Entries grouped by a word of their own: each word that ever occurs is a member, in the order of its first
/// occurrence and 其他 at the end; the value counts only the entries of the year.
pub(super) fn grouped(
    entries: impl IntoIterator<Item = (String, Option<(Decimal, RecordRef)>)>,
) -> Vec<Measured> {
    let mut members: Vec<Measured> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for (word, counted) in entries {
        let place = *places.entry(word.clone()).or_insert_with(|| {
            members.push(Measured::default().named(word));
            members.len() - 1
        });
        if let Some((value, record)) = counted {
            members[place].value += value;
            members[place].records.push(record);
        }
    }
    members.sort_by_key(|member| member.member.as_deref() == Some("其他"));
    members
}

/// The members as whole percents of their sum; none where the sum is 0.
pub(super) fn shares(members: Vec<Measured>) -> Vec<Measured> {
    let total: Decimal = members.iter().map(|member| member.value).sum();
    members
        .into_iter()
        .filter_map(|member| Some(Measured { value: percent(member.value, total)?, ..member }))
        .collect()
}

/// A part as whole percent of the whole, halves away from 0.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

impl Definition {
    /// Whether it is a family.
    pub fn is_family(&self) -> bool {
        self.name.ends_with(".*")
    }

    /// Whether members come from the office's own words, so that one that never occurs is not unknown but 0.
    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.name)
    }

    /// Whether it is a share of a sum, without a value where the sum is 0.
    pub fn is_share(&self) -> bool {
        self.unit == "%"
    }

    /// The name of a member, or the name itself.
    pub fn member_name(&self, member: &str) -> String {
        self.name.replace('*', member)
    }

    /// Its figures in the year.
    pub fn figures(&self, year: &Year<'_>) -> Vec<Figure> {
        (self.measure)(year)
            .into_iter()
            .map(|measured| {
                let member = measured.member.as_deref().unwrap_or_default();
                let definition = measured.definition.unwrap_or_else(|| self.definition.replace('*', member));
                Figure {
                    name: self.member_name(member),
                    definition,
                    unit: self.unit,
                    value: measured.value,
                    records: measured.records,
                }
            })
            .collect()
    }
}
