//! Going through the site by the rules: what an inspector would note, and what comes near.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::rule::{Check, Rule, Rules, Severity};
use super::site::{ColumnState, Place, SiteState};
use crate::publication::Freshness;

/// Days before a limit on which it is told.
const AHEAD: i32 = 3;
/// Points of a site without a finding.
const FULL: u32 = 100;

/// Something an inspector would note, or would soon.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What was found, in Chinese.
    pub said: String,
    /// Where: what it is called, and its address.
    pub place: Option<(String, String)>,
    /// Whether it is not so yet, but will be within three days.
    pub is_ahead: bool,
}

/// What an inspection finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// What is left of a hundred points; none where something is vetoed.
    pub score: Option<Decimal>,
}

/// Whether this is a code as sites are registered under: `bm` and eight digits, or ten digits. 国办发〔2017〕47号
fn is_site_code(code: &str) -> bool {
    let digits = |text: &str, count| text.len() == count && text.chars().all(|c| c.is_ascii_digit());
    digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8))
}

/// Goes through the site by the rules that hold on a day.
pub fn examine(site: &SiteState, rules: &Rules, today: Date) -> Inspection {
    let mut findings: Vec<Finding> = rules.on(today).flat_map(|rule| found(site, rule, today)).collect();
    findings.sort_by_key(|finding| (finding.is_ahead, finding.rule.severity));
    let counted = || findings.iter().filter(|finding| !finding.is_ahead);
    let is_vetoed = counted().any(|finding| finding.rule.severity == Severity::Veto);
    let lost: Decimal =
        counted().filter(|one| one.rule.severity == Severity::Deduct).map(|one| one.rule.points).sum();
    let score = (!is_vetoed).then(|| (Decimal::from(FULL) - lost).max(Decimal::ZERO));
    Inspection { findings, score }
}

fn found(site: &SiteState, rule: &Rule, today: Date) -> Vec<Finding> {
    let finding = |said: String, place, is_ahead| Finding { rule: rule.clone(), said, place, is_ahead };
    let at = |list: &[Place], said: &str| -> Vec<Finding> {
        list.iter().map(|place| finding(said.to_owned(), Some(place.clone()), false)).collect()
    };
    let told = |list: &[(String, Place)]| -> Vec<Finding> {
        list.iter().map(|(said, place)| finding(said.clone(), Some(place.clone()), false)).collect()
    };
    let counted = |count: usize, said: &str| {
        let is_found = many(count, rule);
        is_found.then(|| finding(format!("{count}个{said}"), None, false)).into_iter().collect()
    };
    let column = |state: &ColumnState| Some((state.column.name.to_owned(), state.column.address()));
    match rule.check {
        Check::HomeStale => {
            let newest = site.updated_on;
            let said = |age: Age| format!("首页最近更新于{}，{age}", shown(newest));
            let judged = age(newest, rule.days, today);
            judged
                .map(|age| vec![finding(said(age), Some(("首页".into(), "/".into())), age.is_ahead())])
                .unwrap_or_default()
        }
        Check::ColumnStale => {
            let stale = stale(site, today).map(|(state, age)| {
                let said =
                    format!("{}，最近更新于{}，{age}", state.column.freshness.zh(), shown(state.newest));
                finding(said, column(state), age.is_ahead())
            });
            stale.collect()
        }
        Check::ColumnsStale => {
            let count = stale(site, today).filter(|(_, age)| !age.is_ahead()).count();
            counted(count, "栏目应更新未更新")
        }
        Check::NewsStale => {
            let is_news = |state: &ColumnState| {
                matches!(state.column.freshness, Freshness::Weeks2 | Freshness::Months6)
            };
            let count = stale(site, today).filter(|(state, age)| !age.is_ahead() && is_news(state)).count();
            counted(count, "应在两周或者六个月内更新的栏目没有更新")
        }
        Check::ColumnBlank => {
            blank(site).map(|state| finding("没有内容".into(), column(state), false)).collect()
        }
        Check::ColumnsBlank => counted(blank(site).count(), "栏目没有内容"),
        Check::LinkBroken => {
            let mut broken = at(&site.broken, "打不开");
            broken.extend(told(&site.broken_outside));
            broken
        }
        Check::PolicyUnexplained => at(&site.unexplained, "没有公开的解读"),
        Check::PublishedLate => at(&site.late, "超过20个工作日"),
        Check::CatalogueUnfulfilled => told(&site.unfulfilled),
        Check::EvaluationDue => at(&site.expiring, "有效期届满前六个月，应当评估"),
        Check::WordPublic => told(&site.words),
        Check::SecretPublic => told(&site.secrets),
        Check::DoubtfulPublic => told(&site.doubtful),
        Check::ConsultationsFew => {
            let since = rule.days.and_then(|days| today.checked_sub(i64::from(days).days()).ok());
            let since = since.unwrap_or(Date::MIN);
            let count = site.consulted_on.iter().filter(|day| **day > since && **day <= today).count();
            let is_few = rule.count.is_some_and(|least| count < least as usize);
            let said = || format!("{}天内公开征求意见{count}次", rule.days.unwrap_or_default());
            is_few.then(|| finding(said(), None, false)).into_iter().collect()
        }
        Check::GuideIncomplete => {
            let lacking = lacking(site, rule);
            lacking
                .map(|(lacks, place)| {
                    finding(format!("正文没有写明{}", lacks.join("、")), Some(place.clone()), false)
                })
                .collect()
        }
        Check::GuidesIncomplete => counted(
            lacking(site, rule).count(),
            &format!("办事指南缺少{}个以上要素", rule.missing.unwrap_or(1)),
        ),
        Check::SiteCode if is_site_code(&site.site_code) => Vec::new(),
        Check::SiteCode => {
            let said = if site.site_code.is_empty() {
                "没有设置网站标识码：系统管理员启动程序时用 --site-code 写明，为 bm 加8位数字或者10位数字"
                    .to_owned()
            } else {
                format!("标识码“{}”应为 bm 加8位数字或者10位数字", site.site_code)
            };
            vec![finding(said, None, false)]
        }
    }
}

fn many(count: usize, rule: &Rule) -> bool {
    rule.count.is_some_and(|least| count >= least as usize)
}

/// Service guides that lack as many elements as the rule says.
fn lacking<'a>(site: &'a SiteState, rule: &Rule) -> impl Iterator<Item = &'a (Vec<&'static str>, Place)> {
    let least = rule.missing.unwrap_or(1).max(1) as usize;
    site.guides.iter().filter(move |(lacks, _)| lacks.len() >= least)
}

fn blank(site: &SiteState) -> impl Iterator<Item = &ColumnState> {
    site.columns.iter().filter(|state| state.newest.is_none())
}

/// Columns that have had something, but not lately enough.
fn stale(site: &SiteState, today: Date) -> impl Iterator<Item = (&ColumnState, Age)> {
    site.columns.iter().filter(|state| state.newest.is_some()).filter_map(move |state| {
        age(state.newest, state.column.freshness.days(), today).map(|age| (state, age))
    })
}

/// How far something is beyond its limit, or how near to it.
#[derive(Clone, Copy, Debug)]
enum Age {
    /// So many days old, and how old it may be; none where there never was anything.
    Beyond(Option<i32>, i32),
    Before(i32),
}

impl Age {
    const fn is_ahead(self) -> bool {
        matches!(self, Self::Before(_))
    }
}

impl std::fmt::Display for Age {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Beyond(Some(days), limit) => write!(f, "已有{days}天没有更新，应在{limit}天内更新"),
            Self::Beyond(None, limit) => write!(f, "应在{limit}天内更新"),
            Self::Before(0) => write!(f, "今天到期"),
            Self::Before(days) => write!(f, "还有{days}天到期"),
        }
    }
}

/// None where nothing is near the limit; what never had anything is beyond it only where a rule asks for the home page.
fn age(newest: Option<Date>, days: Option<u32>, today: Date) -> Option<Age> {
    let days = i32::try_from(days?).ok()?;
    let Some(newest) = newest else { return Some(Age::Beyond(None, days)) };
    let limit = newest.checked_add(days.days()).ok()?;
    let left = (limit - today).get_days();
    match left {
        ..0 => Some(Age::Beyond(Some(days - left), days)),
        0..=AHEAD => Some(Age::Before(left)),
        _ => None,
    }
}

fn shown(day: Option<Date>) -> String {
    day.map_or_else(|| "（没有内容）".to_owned(), |day| day.to_string())
}
