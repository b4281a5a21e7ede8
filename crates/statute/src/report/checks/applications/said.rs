//! What a sentence says of the year's applications as a whole, by its verb and its noun.

use crate::report::checks::text::{Mention, Sentence, has, trimmed};

/// What a sentence says of the year's applications as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::checks) enum Said {
    /// 收到, 受理
    Received,
    /// 新收
    New,
    /// 答复, 办结
    Answered,
    /// 上年结转
    CarriedIn,
    /// 结转下年度
    CarriedOut,
}

/// What is received, by the names it goes by; longer ones first.
const NOUNS: [&str; 12] = [
    "依申请公开政府信息申请",
    "依申请公开政府信息",
    "政府信息依申请公开申请",
    "政府信息公开申请",
    "政府信息公开的申请",
    "依申请公开申请",
    "依申请公开事项",
    "依申请公开信息",
    "信息公开申请",
    "依申请公开",
    "依申请",
    "申请",
];

/// What may stand between the verb and the noun without narrowing what is counted.
const WIDE: [&str; 16] = [
    "",
    "到",
    "各类",
    "的",
    "了",
    "公民",
    "群众",
    "公众",
    "社会公众",
    "有关",
    "群众提交的",
    "公民、法人和其他组织",
    "公民、法人或其他组织",
    "公民、法人及其他组织",
    "公民、法人或者其他组织",
    "公民、法人和其他组织提交的",
];

/// Words before the verb that narrow what is counted.
pub(super) const NARROW: [&str; 14] = [
    "通过",
    "其中",
    "网上",
    "线上",
    "线下",
    "现场",
    "信函",
    "邮寄",
    "自然人",
    "法人",
    "涉及",
    "关于",
    "企业",
    "平台",
];

/// The noun at the end of the words, taken off.
fn without_noun(words: &str) -> Option<&str> {
    NOUNS.iter().find_map(|noun| words.strip_suffix(noun))
}

/// The verb at the end of the words, what is left before it, and whether it is one of answering.
fn verb(words: &str) -> Option<(Said, &str)> {
    const VERBS: [(&str, Said); 17] = [
        ("新收到", Said::New),
        ("新收", Said::New),
        ("新受理", Said::New),
        ("收到并受理", Said::Received),
        ("收到", Said::Received),
        ("受理", Said::Received),
        ("接收", Said::Received),
        ("接到", Said::Received),
        ("收悉", Said::Received),
        ("办理答复", Said::Answered),
        ("办结答复", Said::Answered),
        ("按时答复", Said::Answered),
        ("依法答复", Said::Answered),
        ("予以答复", Said::Answered),
        ("已答复", Said::Answered),
        ("答复", Said::Answered),
        ("办结", Said::Answered),
    ];
    WIDE.iter().find_map(|wide| {
        let words = trimmed(words.strip_suffix(wide)?);
        VERBS.iter().find_map(|(verb, said)| Some((*said, words.strip_suffix(verb)?)))
    })
}

/// What the number counts, if it is plainly one of the year's applications as a whole.
pub(in crate::report::checks) fn said(sentence: &Sentence, mention: &Mention) -> Option<Said> {
    let clause = trimmed(sentence.clause(mention));
    let tail = sentence.tail(mention);
    let carried = ["结转", "顺延", "转入", "转下", "延续", "转至"];
    let next = ["下年", "下一年", "次年", "明年", "下年度"];
    let last = ["上年", "上一年", "去年"];
    for words in [clause, tail] {
        if has(words, &next) && has(words, &carried) && !has(words, &NARROW) {
            return Some(Said::CarriedOut);
        }
    }
    if has(clause, &last) && has(clause, &["结转", "转入"]) && !has(clause, &NARROW) {
        return Some(Said::CarriedIn);
    }
    let before_noun = without_noun(clause);
    let (found, rest, noun) = if let Some((found, rest)) = before_noun.and_then(verb) {
        (found, rest, true)
    } else {
        let (found, rest) = verb(clause)?;
        // 收到10件政府信息公开申请; 答复3050件 in a sentence on applications.
        let noun = NOUNS.iter().any(|noun| tail.starts_with(noun) || tail.strip_prefix('的') == Some(*noun));
        let answered = found == Said::Answered
            && has(sentence.lead(mention), &["信息公开申请", "依申请", "公开申请"])
            && tail.is_empty();
        if !noun && !answered {
            return None;
        }
        (found, rest, noun)
    };
    let lead = sentence.lead(mention);
    let of_part = lead.get(..lead.len().saturating_sub(sentence.clause(mention).len()));
    // 不予公开答复2件 counts an outcome.
    let outcome = found == Said::Answered && has(rest, &["公开", "提供", "处理"]);
    let narrowed = outcome || has(rest, &NARROW) || of_part.is_some_and(|before| before.ends_with("其中，"));
    // 申请 alone may be an application for anything.
    let plain = noun && before_noun.is_some_and(|words| clause.len() == words.len() + "申请".len());
    let other = plain && !has(&sentence.text, &["信息公开", "依申请"]);
    (!narrowed && !other).then_some(found)
}

/// Whether the words say that nothing was received: 未收到政府信息公开申请.
pub(super) fn says_none(sentence: &Sentence) -> Option<usize> {
    ["未收到", "没有收到", "未接到", "未受理", "无政府信息公开申请", "无依申请公开"].iter().find_map(
        |words| {
            let at = sentence.text.find(words)?;
            let rest = sentence.text.get(at + words.len()..)?;
            if words.starts_with('无') {
                return (rest.is_empty()
                    || rest.starts_with(['，', '、'])
                    || rest.starts_with("件")
                    || rest.starts_with("情况")
                    || rest.starts_with("事项")
                    || rest.starts_with("申请"))
                .then_some(at);
            }
            let rest = ["任何", "过", "公民", "有关", "相关", "书面"]
                .iter()
                .find_map(|wide| rest.strip_prefix(wide))
                .unwrap_or(rest);
            NOUNS.iter().any(|noun| *noun != "申请" && rest.starts_with(noun)).then_some(at)
        },
    )
}
