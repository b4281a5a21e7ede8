//! Checking many published reports together (核查): files of one report, years of one agency, agencies among
//! each other. 《条例》第47条、第50条

mod check;
mod file;
mod group;
mod parallel;

pub use file::{CheckedFile, ReadReport, read, unread};

use std::collections::BTreeMap;

use documents::read::NotReadable;
use documents::write::findings::{Inspected, Inspection, Unreadable};
use search::likeness::{Fingerprint, likest};
use statute::report::Finding;

use check::check;
use group::{Group, fullness, key};
use parallel::in_parallel;

/// The share from which texts are called alike, in percent, unless the user says otherwise.
pub const USUAL_LIKENESS: u8 = 70;

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
