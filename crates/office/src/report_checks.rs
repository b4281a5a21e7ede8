//! Checking many published reports together (核查): files of one report, years of one agency, agencies among
//! each other. 《条例》第47条、第50条

use std::collections::BTreeMap;

use documents::read::{NotReadable, Reading, guarded};
use documents::write::findings::{Inspected, Inspection, Unreadable};
use search::likeness::{Fingerprint, likest};
use statute::report::checks::{self, codes};
use statute::report::{AnnualReport, Finding};

/// The share from which texts are called alike, in percent, unless the user says otherwise.
pub const USUAL_LIKENESS: u8 = 70;

/// A file that was to be checked.
#[derive(Debug)]
pub struct CheckedFile {
    /// The file as the user knows it.
    pub file: String,
    /// What it gave.
    pub reading: Result<ReadReport, NotReadable>,
}

/// A report that was read, with what comparing it needs.
#[derive(Debug)]
pub struct ReadReport {
    reading: Reading,
    /// Parts one, five and six.
    text: Fingerprint,
    /// Part five, the problems.
    problems: Fingerprint,
}

/// Reads one file; pure and independent of others, so that many can be read at the same time.
pub fn read(file: String, bytes: Vec<u8>) -> CheckedFile {
    // What is made of the reading is guarded as the reading itself is.
    let reading = guarded(|| {
        let reading = documents::read::report(bytes, &file)?;
        if checks::is_blank(&reading.report) {
            return Err(NotReadable {
                what: "空白的年度报告格式，没有填写任何数据".into(),
                advice: "请提供填写后的报告".into(),
            });
        }
        Ok(ReadReport { text: text(&reading.report), problems: part(&reading.report, &[4]), reading })
    });
    CheckedFile { file, reading }
}

/// A file that was not read at all.
pub fn unread(file: String, reason: NotReadable) -> CheckedFile {
    CheckedFile { file, reading: Err(reason) }
}

impl CheckedFile {
    /// The report, if it was read.
    pub fn report(&self) -> Option<&AnnualReport> {
        self.reading.as_ref().ok().map(|read| &read.reading.report)
    }
}

/// The fingerprint of parts of the text.
fn part(report: &AnnualReport, parts: &[usize]) -> Fingerprint {
    let mut current = None;
    let mut pieces = Vec::new();
    for section in &report.sections {
        current = section.part.or(current);
        if current.is_some_and(|part| parts.contains(&part)) {
            pieces.extend(section.paragraphs.iter().map(String::as_str));
        }
    }
    Fingerprint::of(pieces)
}

/// What 内容雷同 is judged by: parts one, five and six; the whole text where the parts are not told apart.
fn text(report: &AnnualReport) -> Fingerprint {
    let parts = part(report, &[0, 4, 5]);
    if parts.says_enough() {
        return parts;
    }
    Fingerprint::of(report.sections.iter().flat_map(|section| &section.paragraphs).map(String::as_str))
}

/// How the files are compared.
#[derive(Debug)]
pub struct Options {
    /// Last year's report, for a report whose year before is not among the files.
    pub previous: Option<CheckedFile>,
    /// The share from which texts are called alike, in percent.
    pub alike: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self { previous: None, alike: USUAL_LIKENESS }
    }
}

/// One report with all its files.
struct Group {
    files: Vec<(String, ReadReport)>,
}

impl Group {
    fn main(&self) -> &ReadReport {
        &self.files[0].1
    }

    fn report(&self) -> &AnnualReport {
        &self.main().reading.report
    }
}

/// How much of a report a file holds: the fullest one is checked, the others are compared with it.
fn fullness(read: &ReadReport) -> (usize, usize) {
    let report = &read.reading.report;
    let tables = &report.tables;
    let count = usize::from(tables.part2.is_some() || tables.part2_2019.is_some())
        + usize::from(tables.part3.is_some())
        + usize::from(tables.part4.is_some());
    let text = report.sections.iter().flat_map(|section| &section.paragraphs).map(String::len).sum::<usize>();
    (usize::MAX - read.reading.problems.len(), count * 1_000_000 + text)
}

/// An agency's name as files of the same report may differ in it.
fn key(agency: &str) -> String {
    agency.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Groups the files by agency and year and checks every report, alone and among the others.
pub fn inspect(files: Vec<CheckedFile>, options: &Options) -> Inspection {
    let mut unreadable = Vec::new();
    let mut known: BTreeMap<(String, i16), Vec<(String, ReadReport)>> = BTreeMap::new();
    let mut single = Vec::new();
    for CheckedFile { file, reading } in files {
        match reading {
            Err(NotReadable { what, advice }) => unreadable.push(Unreadable { file, what, advice }),
            Ok(read) => match (&read.reading.report.agency, read.reading.report.year) {
                (Some(agency), Some(year)) => {
                    known.entry((key(agency), year)).or_default().push((file, read));
                }
                _ => single.push(Group { files: vec![(file, read)] }),
            },
        }
    }
    unreadable.sort_by(|a, b| a.file.cmp(&b.file));
    let mut groups: Vec<Group> = known
        .into_values()
        .map(|mut files| {
            // The fullest first; the names keep the order the same on every machine.
            files.sort_by(|a, b| fullness(&b.1).cmp(&fullness(&a.1)).then_with(|| a.0.cmp(&b.0)));
            Group { files }
        })
        .collect();
    groups.append(&mut single);
    let years: BTreeMap<(String, i16), usize> = groups
        .iter()
        .enumerate()
        .filter_map(|(index, group)| {
            Some(((key(group.report().agency.as_deref()?), group.report().year?), index))
        })
        .collect();
    let before: Vec<Option<usize>> = groups
        .iter()
        .map(|group| {
            let agency = key(group.report().agency.as_deref()?);
            let year = group.report().year?;
            let start = (agency.clone(), i16::MIN);
            years.range(start..(agency, year)).next_back().map(|(_, index)| *index)
        })
        .collect();
    let sisters = sisters(&groups, f64::from(options.alike) / 100.0);
    let only = groups.len() == 1;
    let findings: Vec<Vec<Finding>> = in_parallel(groups.len(), |index| {
        let earlier = before[index].map(|earlier| &groups[earlier]);
        let sister = sisters[index].map(|(other, share)| (&groups[other], share));
        check(&groups[index], earlier, sister, only, options)
    });
    let reports =
        groups.into_iter().zip(findings).map(|(group, findings)| inspected(group, findings)).collect();
    Inspection { reports, unreadable }
}

/// For each report the other agency's report that its text is most like.
fn sisters(groups: &[Group], least: f64) -> Vec<Option<(usize, f64)>> {
    let texts: Vec<Fingerprint> = groups.iter().map(|group| group.main().text.clone()).collect();
    let agency = |index: usize| groups[index].report().agency.as_deref().map(key);
    let agencies: Vec<Option<String>> = (0..groups.len()).map(agency).collect();
    let other = |a: usize, b: usize| agencies[a].is_none() || agencies[a] != agencies[b];
    likest(&texts, least, other)
        .into_iter()
        .map(|likest| likest.map(|likest| (likest.other, likest.share)))
        .collect()
}

/// Works on the numbers from 0 up in as many threads as the machine has, results in order.
fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    use std::sync::atomic::{AtomicUsize, Ordering};

    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= count {
                            return own;
                        }
                        own.push((index, work(index)));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("checks do not panic")).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0).floor())
}

fn check(
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

fn inspected(group: Group, findings: Vec<Finding>) -> Inspected {
    let mut files = group.files.into_iter();
    let (file, read) = files.next().expect("a group has a file");
    Inspected {
        file,
        format: read.reading.format,
        others: files.map(|(file, _)| file).collect(),
        report: read.reading.report,
        findings,
    }
}
