//! One report checked: by itself, with last year's, with its other files, and for text it has from elsewhere.

use statute::report::checks::{self, codes};
use statute::report::{AnnualReport, Finding};

use super::Options;
use super::file::ReadReport;
use super::group::{Group, key};

fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0).floor())
}

pub(super) fn check(
    group: &Group,
    earlier: Option<&Group>,
    sister: Option<(&Group, f64)>,
    only: bool,
    options: &Options,
) -> Vec<Finding> {
    let main = group.main();
    let report = &main.reading.report;
    let given = options.previous.as_ref().and_then(|file| Some((&file.file, file.reading.as_ref().ok()?)));
    // Among several reports the given one belongs to its own agency; a single report is the one it is given for.
    let name = |report: &AnnualReport| report.agency.as_deref().map(key);
    let given = given.filter(|(_, read)| only || name(&read.reading.report) == name(report));
    let last_year = report.year.and_then(|year| year.checked_sub(1));
    let found = earlier.filter(|earlier| earlier.report().year == last_year);
    let previous = found.map(|group| (&group.files[0].0, group.main())).or(given);
    let mut findings = checks::check(report, previous.map(|(_, read)| &read.reading.report));
    if let Some((_, read)) = previous
        && let (Some(now), Some(before)) = (&report.agency, &read.reading.report.agency)
        && key(now) != key(before)
    {
        let values = vec![("本报告".into(), now.clone()), ("上年度报告".into(), before.clone())];
        let message = format!("上年度报告的机关名称是{before}，与本报告的{now}不同，仍按上年度报告核对");
        findings.push(codes::OTHER_NAME.finding("跨年", values, message, vec![]));
    }
    for problem in &main.reading.problems {
        findings.push(codes::UNREAD.finding(&problem.place, vec![], &problem.message, vec![]));
    }
    let (file, _) = &group.files[0];
    for (other, read) in &group.files[1..] {
        findings.extend(checks::compare(report, file, &read.reading.report, other));
    }
    let compared = previous.filter(|(_, read)| read.reading.report.year < report.year);
    let compared = compared.or_else(|| earlier.map(|group| (&group.files[0].0, group.main())));
    if let Some((other, read)) = compared {
        alike_years(main, other, read, options, &mut findings);
    }
    if let Some((other, share)) = sister {
        let name = other.report().agency.as_deref().unwrap_or("名称未读到的机关");
        let year = other.report().year.map_or_else(String::new, |year| format!("{year}年"));
        let values = vec![
            ("相同部分".into(), percent(share)),
            ("另一份报告".into(), format!("{name}{year}（{}）", other.files[0].0)),
        ];
        let message = format!("第一、五、六部分的文字与{name}{year}报告相同{}", percent(share));
        findings.push(codes::ALIKE_AGENCIES.finding("正文", values, message, vec![]));
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

fn alike_years(
    main: &ReadReport,
    file: &str,
    earlier: &ReadReport,
    options: &Options,
    findings: &mut Vec<Finding>,
) {
    let least = f64::from(options.alike) / 100.0;
    let year = earlier.reading.report.year.map_or_else(|| "上年".into(), |year| format!("{year}年"));
    let values = |share: f64| {
        vec![("相同部分".into(), percent(share)), ("较早的报告".into(), format!("{year}（{file}）"))]
    };
    let share = main.text.share(&earlier.text);
    if share >= least {
        let message = format!("第一、五、六部分的文字与{year}报告相同{}", percent(share));
        findings.push(codes::ALIKE_YEARS.finding("正文", values(share), message, vec![]));
    }
    let share = main.problems.share(&earlier.problems);
    if share >= least {
        let message = format!("第五部分（存在的主要问题及改进情况）与{year}报告相同{}", percent(share));
        findings.push(codes::PROBLEMS.finding("第五部分", values(share), message, vec![]));
    }
}
