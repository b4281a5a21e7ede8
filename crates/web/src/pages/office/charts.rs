//! A year's applications as charts: by month, outcome, channel, punctuality. Every number is a figure of the report.

use statute::report::Figure;

use crate::layout::{Chart, Series};

/// The charts of a year, each with its table; none where nothing came in and nothing was answered.
pub(super) fn of_year(figures: &[Figure], year: i16) -> Vec<Chart> {
    let value = |name: &str| {
        let figure = figures.iter().find(|figure| figure.name == name);
        figure.and_then(|figure| u64::try_from(figure.value).ok()).unwrap_or_default()
    };
    let family = |name: &str| -> Vec<(String, u64)> {
        let member = |figure: &Figure| {
            Some((figure.name.strip_prefix(name)?.to_owned(), u64::try_from(figure.value).ok()?))
        };
        figures.iter().filter_map(member).collect()
    };
    let (received, closed) = (value("applications.received"), value("applications.closed"));
    if received + closed == 0 {
        return Vec::new();
    }
    let (months, came): (Vec<_>, _) = family("applications.received_in_month.").into_iter().unzip();
    let (_, answered): (Vec<_>, _) = family("applications.closed_in_month.").into_iter().unzip();
    let in_months = vec![Series::new("新收", came), Series::new("办结", answered)];
    let late = value("applications.answered_late");
    let punctual =
        vec![("按期答复".to_owned(), closed.saturating_sub(late)), ("超过法定期限答复".to_owned(), late)];
    vec![
        Chart::columns("by-month", format!("{year}年各月新收和办结"), "月份", "件", months, in_months),
        Chart::bars("outcomes", "办理结果", "结果", "件", family("applications.by_result.")),
        Chart::bars("channels", "申请渠道", "渠道", "件", family("applications.by_channel.")),
        Chart::bars("punctuality", "答复是否按期", "期限", "件", punctual),
    ]
}
