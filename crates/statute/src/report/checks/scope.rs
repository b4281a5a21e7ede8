//! Whether a sentence and the tables plainly speak of the same: the same body, the same year (统计范围). 《条例》第50条

use super::agencies::strip_office;
use super::text::{Sentence, Text, has};
use crate::report::AnnualReport;

/// What a sentence counts, against what the tables count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Plainly the same.
    Same,
    /// Perhaps narrower, wider or another period: disagreement is told as a note.
    Doubtful,
    /// Another year or a part of the year: not compared.
    OtherPeriod,
}

/// Words that tell a government's report speaks of its whole area.
const WHOLE: [&str; 20] = [
    "全市",
    "全区",
    "全县",
    "全省",
    "全镇",
    "全乡",
    "全州",
    "全旗",
    "全街道",
    "我市",
    "我区",
    "我县",
    "我省",
    "我镇",
    "我乡",
    "我州",
    "我旗",
    "各级",
    "本市",
    "本区",
];

/// Words that tell a government's report speaks of its own office or of a part.
const OWN_OFFICE: [&str; 14] = [
    "办公室",
    "办公厅",
    "政府办",
    "代表",
    "本级",
    "市政府",
    "区政府",
    "县政府",
    "省政府",
    "州政府",
    "部门",
    "乡镇",
    "街道",
    "镇街",
];

/// Words that tell a department's report speaks of a part of it or of more than itself.
const OWN_PART: [&str; 8] = ["系统", "下属", "所属", "直属", "本级", "机关本", "分局", "代表"];

/// Words of a period that is not the year reported on.
const PERIODS: [&str; 12] = [
    "季度",
    "上半年",
    "下半年",
    "累计",
    "以来",
    "近三年",
    "近五年",
    "月份",
    "三年来",
    "五年来",
    "历年",
    "1-6月",
];

/// What kind of body reports.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    /// A government of a county or above: its tables count its area, its text perhaps only its office.
    Government,
    /// A township, a subdistrict, a department: tables and text count the same.
    Simple,
}

fn body(report: &AnnualReport) -> Body {
    let Some(agency) = report.agency.as_deref() else { return Body::Government };
    let area = strip_office(agency).trim_end_matches("人民政府");
    if area.ends_with(['镇', '乡']) || area.ends_with("街道") {
        return Body::Simple;
    }
    if area.len() < agency.len() || area.ends_with(['省', '市', '县', '区', '州', '旗', '盟']) {
        return Body::Government;
    }
    Body::Simple
}

/// Words before a year that make it one that is compared with: 较2022年, 与2022年相比.
const COMPARED: [&str; 7] = ["较", "比", "与", "和", "同", "于", "从"];

/// The years told as `2023年`, each with the byte where it starts.
pub(super) fn years(text: &str) -> impl Iterator<Item = (usize, i16)> {
    text.match_indices('年').filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let start = before.len().checked_sub(4)?;
        let year = before.get(start..)?.parse::<i16>().ok().filter(|year| (2007..2100).contains(year))?;
        let digit_before = before.get(..start)?.ends_with(|c: char| c.is_ascii_digit());
        (!digit_before).then_some((start, year))
    })
}

/// Whether the year at this place is only compared with, or stands in a title or a number.
pub(super) fn is_aside(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let opened = before.matches('《').count() > before.matches('》').count();
    opened || has_end(before, &COMPARED) || before.ends_with(['〔', '“', '-', '—', '－', '至', '到'])
}

fn has_end(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// What the sentence speaks of, judged by what stands before the place.
pub(super) fn scope(report: &AnnualReport, lead: &str) -> Scope {
    let other_year = report.year.is_some_and(|year| {
        years(lead).filter(|(start, _)| !is_aside(lead, *start)).any(|(_, told)| told != year)
    });
    let last_year = ["上年", "去年", "上一年"].iter().filter(|word| lead.contains(**word)).any(|word| {
        lead.match_indices(*word).any(|(at, _)| {
            let before = lead.get(..at).unwrap_or_default();
            let after = lead.get(at..).unwrap_or_default();
            !has_end(before, &COMPARED) && !has(after, &["结转", "转入", "转来", "未办结", "未审结"])
        })
    });
    if other_year || last_year || has(lead, &PERIODS) {
        return Scope::OtherPeriod;
    }
    let doubtful = match body(report) {
        Body::Government => !has(lead, &WHOLE) && has(lead, &OWN_OFFICE),
        Body::Simple => has(lead, &OWN_PART),
    };
    if doubtful { Scope::Doubtful } else { Scope::Same }
}

/// What a sentence speaks of where it names no body itself: as the paragraph before it.
pub(super) fn scope_in(report: &AnnualReport, text: &Text, sentence: &Sentence, lead: &str) -> Scope {
    let own = scope(report, lead);
    if own != Scope::Same || has(lead, &WHOLE) {
        return own;
    }
    let mut inherited = Scope::Same;
    for other in text.paragraph_of(sentence) {
        if std::ptr::eq(other, sentence) {
            break;
        }
        if other.has(&["申请", "复议", "诉讼"]) && scope(report, &other.text) == Scope::Doubtful {
            inherited = Scope::Doubtful;
        } else if inherited == Scope::Doubtful && has(&other.text, &WHOLE) {
            inherited = Scope::Same;
        }
    }
    inherited
}
