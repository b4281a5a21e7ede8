//! Going through the site by the rules: what an inspector would note, and what comes near.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::rule::{Check, Rule, Rules, Severity};
use crate::publication::Column;

/// Days before a limit on which it is told.
const AHEAD: i32 = 3;
/// Points of a site without a finding.
const FULL: u32 = 100;

/// A column as it stands.
#[derive(Clone, Debug)]
pub struct ColumnState {
    /// Which.
    pub column: &'static Column,
    /// The day of its newest item; none where it has nothing.
    pub newest: Option<Date>,
}

/// A site as it stands.
#[derive(Clone, Debug, Default)]
pub struct SiteState {
    /// The columns that hold items of their own.
    pub columns: Vec<ColumnState>,
    /// The registered code of the site.
    pub site_code: String,
    /// Links and files that lead nowhere: what they are called, and the address of the page they stand on.
    pub broken: Vec<(String, String)>,
    /// Links to other sites that do not open: why, what the link is called, and the address of the page it stands on.
    pub broken_outside: Vec<(String, (String, String))>,
    /// Policies that are public without an interpretation: title and address.
    pub unexplained: Vec<(String, String)>,
    /// What came or waits beyond its term: title and address.
    pub late: Vec<(String, String)>,
    /// Entries of the catalogue of which nothing is published, or nothing new: what is found, title and address.
    pub unfulfilled: Vec<(String, (String, String))>,
    /// Normative documents that expire within six months: title and address.
    pub expiring: Vec<(String, String)>,
}

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
    let at = |list: &[(String, String)], said: &str| -> Vec<Finding> {
        list.iter().map(|place| finding(said.to_owned(), Some(place.clone()), false)).collect()
    };
    let each = |list: &[(String, (String, String))]| -> Vec<Finding> {
        list.iter().map(|(said, place)| finding(said.clone(), Some(place.clone()), false)).collect()
    };
    let column = |state: &ColumnState| Some((state.column.name.to_owned(), state.column.address()));
    match rule.check {
        Check::HomeStale => {
            let newest = site.columns.iter().filter_map(|state| state.newest).max();
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
            many(count, rule)
                .then(|| finding(format!("{count}个栏目应更新未更新"), None, false))
                .into_iter()
                .collect()
        }
        Check::ColumnBlank => {
            blank(site).map(|state| finding("没有内容".into(), column(state), false)).collect()
        }
        Check::ColumnsBlank => {
            let count = blank(site).count();
            many(count, rule)
                .then(|| finding(format!("{count}个栏目没有内容"), None, false))
                .into_iter()
                .collect()
        }
        Check::LinkBroken => {
            let mut broken = at(&site.broken, "打不开");
            broken.extend(each(&site.broken_outside));
            broken
        }
        Check::PolicyUnexplained => at(&site.unexplained, "没有公开的解读"),
        Check::PublishedLate => at(&site.late, "超过20个工作日"),
        Check::CatalogueUnfulfilled => each(&site.unfulfilled),
        Check::EvaluationDue => at(&site.expiring, "有效期届满前六个月，应当评估"),
        Check::SiteCode if is_site_code(&site.site_code) => Vec::new(),
        Check::SiteCode => {
            let said = format!("标识码“{}”应为 bm 加8位数字或者10位数字", site.site_code);
            vec![finding(said, None, false)]
        }
    }
}

fn many(count: usize, rule: &Rule) -> bool {
    rule.count.is_some_and(|least| count >= least as usize)
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
    Beyond(i32),
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
            Self::Beyond(days) => write!(f, "已超过{days}天"),
            Self::Before(0) => write!(f, "今天到期"),
            Self::Before(days) => write!(f, "还有{days}天到期"),
        }
    }
}

/// None where nothing is near the limit; what never had anything is beyond it only where a rule asks for the home page.
fn age(newest: Option<Date>, days: Option<u32>, today: Date) -> Option<Age> {
    let days = i32::try_from(days?).ok()?;
    let Some(newest) = newest else { return Some(Age::Beyond(0)) };
    let limit = newest.checked_add(days.days()).ok()?;
    let left = (limit - today).get_days();
    match left {
        ..0 => Some(Age::Beyond(-left)),
        0..=AHEAD => Some(Age::Before(left)),
        _ => None,
    }
}

fn shown(day: Option<Date>) -> String {
    day.map_or_else(|| "（没有内容）".to_owned(), |day| day.to_string())
}
