//! The rules, as a dated list that an office can correct without a new program.

use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The newest item of the whole site is older than so many days.
    HomeStale,
    /// A column has had nothing new for longer than its class allows.
    ColumnStale,
    /// So many columns are stale.
    ColumnsStale,
    /// So many of the columns that must have something new within two weeks or six months are stale.
    NewsStale,
    /// A column has nothing at all.
    ColumnBlank,
    /// So many columns have nothing.
    ColumnsBlank,
    /// A link or an attachment leads nowhere, inside the site or on another.
    LinkBroken,
    /// A policy is public and its interpretation is not.
    PolicyUnexplained,
    /// Something was published after its term, or waits beyond it.
    PublishedLate,
    /// The site's registered code is missing or odd, and with it the way to report a fault.
    SiteCode,
    /// Nothing is published of an entry of the catalogue, or nothing new for longer than the entry says.
    CatalogueUnfulfilled,
    /// A normative document expires soon and is to be evaluated.
    EvaluationDue,
    /// The public was asked about drafts less often than so many times in so many days.
    ConsultationsFew,
    /// A service guide lacks so many of its elements.
    GuideIncomplete,
    /// So many service guides lack so many of their elements.
    GuidesIncomplete,
    /// Something public has a word that the office's list stops.
    WordPublic,
    /// Something public has a mark of secrecy or data of persons.
    SecretPublic,
    /// Something public has what somebody must confirm, and nobody did.
    DoubtfulPublic,
}

impl Check {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::HomeStale,
        Self::ColumnStale,
        Self::ColumnsStale,
        Self::NewsStale,
        Self::ColumnBlank,
        Self::ColumnsBlank,
        Self::LinkBroken,
        Self::PolicyUnexplained,
        Self::PublishedLate,
        Self::SiteCode,
        Self::CatalogueUnfulfilled,
        Self::EvaluationDue,
        Self::ConsultationsFew,
        Self::GuideIncomplete,
        Self::GuidesIncomplete,
        Self::WordPublic,
        Self::SecretPublic,
        Self::DoubtfulPublic,
    ];

    /// The word in files of rules.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HomeStale => "home_stale",
            Self::ColumnStale => "column_stale",
            Self::ColumnsStale => "columns_stale",
            Self::NewsStale => "news_stale",
            Self::ColumnBlank => "column_blank",
            Self::ColumnsBlank => "columns_blank",
            Self::LinkBroken => "link_broken",
            Self::PolicyUnexplained => "policy_unexplained",
            Self::PublishedLate => "published_late",
            Self::SiteCode => "site_code",
            Self::CatalogueUnfulfilled => "catalogue_unfulfilled",
            Self::EvaluationDue => "evaluation_due",
            Self::ConsultationsFew => "consultations_few",
            Self::GuideIncomplete => "guide_incomplete",
            Self::GuidesIncomplete => "guides_incomplete",
            Self::WordPublic => "word_public",
            Self::SecretPublic => "secret_public",
            Self::DoubtfulPublic => "doubtful_public",
        }
    }

    /// The numbers that its rule cannot do without.
    pub(super) const fn needs(self) -> &'static [&'static str] {
        match self {
            Self::ColumnsStale | Self::NewsStale | Self::ColumnsBlank => &["count"],
            Self::HomeStale => &["days"],
            Self::ConsultationsFew => &["count", "days"],
            Self::GuideIncomplete => &["missing"],
            Self::GuidesIncomplete => &["count", "missing"],
            _ => &[],
        }
    }
}

/// What a finding amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 单项否决
    Veto,
    /// 扣分
    Deduct,
    /// 提示
    Advice,
}

impl Severity {
    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Veto => "单项否决",
            Self::Deduct => "扣分",
            Self::Advice => "提示",
        }
    }
}

/// One rule of an inspection (检查指标).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in addresses and files.
    pub id: String,
    /// What it is called.
    pub zh: String,
    /// What it looks at.
    pub check: Check,
    /// From how many on it applies, where it counts.
    #[serde(default)]
    pub count: Option<u32>,
    /// After how many days it applies, where it measures time and the column's class does not say.
    #[serde(default)]
    pub days: Option<u32>,
    /// After how many seconds of waiting a page counts as one that does not open, where it is about links.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// From how many missing elements on it applies, where it looks at service guides.
    #[serde(default)]
    pub missing: Option<u32>,
    /// What a finding amounts to.
    pub severity: Severity,
    /// Points taken away for each finding.
    #[serde(default)]
    pub points: Decimal,
    /// Where it comes from.
    pub source: String,
    /// The first day it holds.
    pub valid_from: Date,
    /// The last day it holds.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// Whether the source was read in the original.
    pub is_certain: bool,
}

/// A list of rules.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    #[serde(rename = "rule")]
    pub(super) rules: Vec<Rule>,
}

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    Rules::read(include_str!("rules.toml")).expect("a test reads the rules that are built in")
});

impl Rules {
    /// The rules that the program carries.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The rules that hold on a day.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Rule> {
        self.rules
            .iter()
            .filter(move |rule| rule.valid_from <= day && rule.valid_until.is_none_or(|last| day <= last))
    }

    /// After how many seconds of waiting a link counts as one that does not open on a day; none where no rule says so.
    pub fn link_seconds(&self, day: Date) -> Option<u32> {
        self.on(day).filter(|rule| rule.check == Check::LinkBroken).find_map(|rule| rule.seconds)
    }
}
