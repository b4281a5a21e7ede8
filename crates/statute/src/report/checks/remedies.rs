//! What the text says of reviews and suits against table four (行政复议、行政诉讼). 《条例》第50条、第51条

use rust_decimal::Decimal;

use super::claims::disagree;
use super::codes;
use super::scope::{Scope, scope_in};
use super::tables::named;
use super::text::{Mention, Sentence, Text, has, trimmed};
use crate::report::identities::addend;
use crate::report::tables::REMEDY_COLUMNS;
use crate::report::{AnnualReport, CellPlace, Finding, Part4};

/// The column of 总计 in each block.
const ALL: usize = 4;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    Reviews,
    /// Both blocks of suits.
    Suits,
    DirectSuits,
    SuitsAfterReview,
    /// Reviews and suits together.
    Both,
}

impl Remedy {
    fn zh(self) -> &'static str {
        match self {
            Self::Reviews => "行政复议",
            Self::Suits => "行政诉讼",
            Self::DirectSuits => "未经复议直接起诉",
            Self::SuitsAfterReview => "复议后起诉",
            Self::Both => "行政复议和行政诉讼",
        }
    }

    /// The block to be marked.
    fn block(self) -> &'static str {
        match self {
            Self::Reviews | Self::Both => "复议",
            Self::Suits | Self::DirectSuits => "未经复议直接起诉",
            Self::SuitsAfterReview => "复议后起诉",
        }
    }

    /// The number in a column of table four.
    fn count(self, part4: &Part4, column: usize) -> Option<Decimal> {
        let cell = |cells: &[crate::report::Cell; 5]| addend(&cells[column]);
        let reviews = cell(&part4.reviews);
        let direct = cell(&part4.direct_suits);
        let after = cell(&part4.suits_after_review);
        let suits = direct.zip(after).and_then(|(a, b)| a.checked_add(b));
        match self {
            Self::Reviews => reviews,
            Self::Suits => suits,
            Self::DirectSuits => direct,
            Self::SuitsAfterReview => after,
            Self::Both => reviews.zip(suits).and_then(|(a, b)| a.checked_add(b)),
        }
    }
}

/// Checks reviews and suits.
pub(super) fn check(
    report: &AnnualReport,
    previous: Option<&AnnualReport>,
    text: &Text,
    findings: &mut Vec<Finding>,
) {
    let Some(part4) = &report.tables.part4 else { return };
    if part4.blocks().iter().all(|(_, cells)| cells.iter().all(|cell| *cell == crate::report::Cell::Blank)) {
        return;
    }
    for sentence in text.sentences.iter().filter(|sentence| sentence.part.is_none_or(|part| part < 4)) {
        if !sentence.has(&["复议", "诉讼"]) {
            continue;
        }
        // 行政复议 may be the agency's own business; only what follows from disclosure stands in table four.
        let on_disclosure = text.paragraph_of(sentence).any(|other| {
            other.has(&[
                "信息公开申请",
                "依申请",
                "信息公开行政",
                "信息公开类",
                "信息公开的行政",
                "信息公开工作",
            ])
        }) || sentence.part == Some(3);
        none(report, part4, text, sentence, findings);
        if on_disclosure {
            counts(report, previous, part4, text, sentence, findings);
            upheld(part4, sentence, findings);
        }
    }
}

fn remedy_of(sentence: &Sentence, mention: &Mention) -> Option<Remedy> {
    let item = trimmed(sentence.item(mention));
    let item = ["申请", "案", "数"].iter().find_map(|end| item.strip_suffix(end)).map_or(item, trimmed);
    let tail = sentence.tail(mention);
    let clause = sentence.clause(mention);
    if item.ends_with("未经复议直接起诉") || item.ends_with("直接起诉") {
        return Some(Remedy::DirectSuits);
    }
    if item.ends_with("复议后起诉") {
        return Some(Remedy::SuitsAfterReview);
    }
    for (word, remedy) in [("复议", Remedy::Reviews), ("诉讼", Remedy::Suits)] {
        let other = if word == "复议" { "诉讼" } else { "复议" };
        if item.ends_with(word) {
            // 行政复议、行政诉讼3件: both; after a number of its own it is one of them.
            let joined = clause.len() > item.len() && has(clause, &[other]) || item.contains(other);
            let narrowed = has(clause, &["审理", "办理行政", "作为被申请人以外", "办结"]);
            return (!narrowed).then_some(if joined { Remedy::Both } else { remedy });
        }
        // 1件涉及政府信息公开工作的行政复议
        if tail.ends_with(word) && has(tail, &["信息公开"]) {
            return Some(if tail.contains(other) { Remedy::Both } else { remedy });
        }
    }
    None
}

/// The column that a number of results counts.
fn result_of(sentence: &Sentence, mention: &Mention) -> Option<usize> {
    let item = trimmed(sentence.item(mention));
    REMEDY_COLUMNS.iter().take(ALL).position(|column| item.ends_with(column))
}

fn counts(
    report: &AnnualReport,
    previous: Option<&AnnualReport>,
    part4: &Part4,
    text: &Text,
    sentence: &Sentence,
    findings: &mut Vec<Finding>,
) {
    let mut current = None;
    for mention in sentence.cases() {
        if has(sentence.clause(mention), &["诉讼", "起诉"]) || has(sentence.clause(mention), &["复议"])
        {
            current = None;
        }
        let scope = scope_in(report, text, sentence, sentence.lead(mention));
        if scope == Scope::OtherPeriod {
            continue;
        }
        let (remedy, column) = match (remedy_of(sentence, mention), result_of(sentence, mention), current) {
            (Some(remedy), _, _) => {
                current = Some(remedy);
                (remedy, ALL)
            }
            (None, Some(column), Some(remedy)) => (remedy, column),
            _ => continue,
        };
        let Some(table) = remedy.count(part4, column) else { continue };
        if table == mention.value {
            continue;
        }
        let one_block = remedy == Remedy::Suits
            && [Remedy::DirectSuits, Remedy::SuitsAfterReview]
                .iter()
                .any(|block| block.count(part4, column) == Some(mention.value) && !mention.value.is_zero());
        let same = scope == Scope::Same
            && !one_block
            && !without_carried(previous, text, sentence, remedy, mention.value, table);
        let what = if column == ALL {
            remedy.zh().to_string()
        } else {
            format!("{}{}", remedy.zh(), REMEDY_COLUMNS[column])
        };
        let code = codes::SAID_REMEDY;
        findings.push(disagree(code, same, &what, mention.value, table, 4, remedy.block(), column));
    }
}

/// Whether the text may leave out the cases carried in, which table four counts.
fn without_carried(
    previous: Option<&AnnualReport>,
    text: &Text,
    sentence: &Sentence,
    remedy: Remedy,
    said: Decimal,
    table: Decimal,
) -> bool {
    if said >= table {
        return false;
    }
    let open =
        previous.and_then(|report| report.tables.part4.as_ref()).and_then(|part4| remedy.count(part4, 3));
    let new = ["新增", "新收", "新发生", "今年", "本年", "当年", "年内"];
    let told = sentence.has(&new)
        || text.sentences.iter().any(|other| {
            other.has(&["复议", "诉讼"]) && other.has(&["结转", "上年未审结", "上年度未审结", "含上年"])
        });
    open.is_some_and(|open| said.checked_add(open) == Some(table)) || told
}

/// Words after 复议 or 诉讼 that make "none" speak of something narrower.
const NARROWER: [&str; 9] = ["纠错", "纠正", "败诉", "撤销", "未审结", "尚未", "被", "违法", "责任"];

/// 无行政复议和诉讼情况: all of table four is 0.
fn none(report: &AnnualReport, part4: &Part4, text: &Text, sentence: &Sentence, findings: &mut Vec<Finding>) {
    const DENIALS: [&str; 9] =
        ["无", "未发生", "没有发生", "没有", "未出现", "未产生", "未引发", "未收到", "不存在"];
    // A denial holds to the end of its clause.
    for clause in sentence.text.split(['，', '（', '）', '：']) {
        let Some(at) = [clause.find("复议"), clause.find("诉讼")].into_iter().flatten().min() else {
            continue;
        };
        let Some(before) = clause.get(..at) else { continue };
        let words = clause.get(at..).unwrap_or_default();
        let denied = DENIALS
            .iter()
            .filter_map(|denial| before.rfind(denial).map(|place| (denial, place)))
            .any(|(denial, place)| {
                let between = before.get(place + denial.len()..).unwrap_or_default();
                let link = [
                    "因",
                    "政府信息公开",
                    "信息公开",
                    "依申请公开",
                    "引发",
                    "引起",
                    "相关",
                    "有关",
                    "被",
                    "工作",
                    "申请",
                    "提起",
                    "行政",
                    "的",
                    "类",
                    "产生",
                    "涉及",
                    "任何",
                ];
                let mut rest = between;
                while let Some(shorter) = link.iter().find_map(|word| rest.strip_prefix(word)) {
                    rest = shorter;
                }
                rest.is_empty()
            });
        let zero = words.ends_with("均为0件")
            || words.ends_with("均为0")
            || words.ends_with("均为零")
            || words.ends_with("均无")
            || words.ends_with("均未发生");
        if !(denied || zero) || has(words, &NARROWER) || has(words, &["申请公开"]) {
            continue;
        }
        let remedy = match (words.contains("复议"), words.contains("诉讼")) {
            (true, true) => Remedy::Both,
            (true, false) => Remedy::Reviews,
            _ => Remedy::Suits,
        };
        let Some(table) = remedy.count(part4, ALL).filter(|n| *n > Decimal::ZERO) else { continue };
        let scope = scope_in(report, text, sentence, &sentence.text);
        if scope != Scope::OtherPeriod {
            let same = scope == Scope::Same;
            let code = codes::SAID_REMEDY;
            findings.push(disagree(code, same, remedy.zh(), Decimal::ZERO, table, 4, remedy.block(), ALL));
        }
    }
}

/// 均获维持: no other result and nothing undecided in the table.
fn upheld(part4: &Part4, sentence: &Sentence, findings: &mut Vec<Finding>) {
    if !sentence.has(&["均获维持", "全部维持", "均被维持", "均维持", "均予维持", "全部获维持"])
    {
        return;
    }
    for (word, remedy) in [("复议", Remedy::Reviews), ("诉讼", Remedy::Suits)] {
        if !sentence.text.contains(word) {
            continue;
        }
        let others =
            (1..ALL).try_fold(Decimal::ZERO, |all, column| all.checked_add(remedy.count(part4, column)?));
        let Some(others) = others.filter(|others| *others > Decimal::ZERO) else { continue };
        let cells = (1..ALL).map(|column| CellPlace { table: 4, row: remedy.block().into(), column });
        findings.push(codes::SAID_REMEDY.finding(
            format!("正文 {}", remedy.zh()),
            vec![named("未维持或者尚未审结", others)],
            format!("正文称{}都已维持，表四有{others}件不是“结果维持”", remedy.zh()),
            cells.collect(),
        ));
    }
}
