//! What each verb of a case asks for, and the act it becomes.

use jiff::civil::Date;
use statute::registers::RemedyKind;
use statute::remedy_case::{Act, Filing, Outcome, RemedyCase, Ruling, Track, Verb};

use super::super::fields::{Choice, Field, Kind, field};
use crate::layout::Typed;

/// Says that the application is to be answered again.
const AGAIN: &str = "again";
/// Says that it is not.
const NOT_AGAIN: &str = "not";

fn choice(value: &str, label: &str) -> Choice {
    (value.to_owned(), label.to_owned())
}

/// The code of a kind of case in forms.
fn kind_code(kind: RemedyKind) -> &'static str {
    match kind {
        RemedyKind::Review => "review",
        RemedyKind::DirectSuit => "direct_suit",
        RemedyKind::SuitAfterReview => "suit_after_review",
    }
}

/// The fields of a verb, in the order of its form.
pub(super) fn fields(verb: Verb, case: Option<&RemedyCase>) -> Vec<Field> {
    use Kind::{Code, Day, Files, Line, One, Text};
    let note = || field("note", "说明", Text);
    let files = |label| field("files", label, Files);
    match verb {
        Verb::File => vec![
            field("kind", "类别", One(RemedyKind::ALL.map(|kind| choice(kind_code(kind), kind.zh())).into()))
                .needed(),
            field("track", "审理程序", One(Track::ALL.map(|track| choice(track.code(), track.zh())).into()))
                .needed()
                .hint("按答复通知书、应诉通知书所写。复议：普通程序10个工作日、简易程序5个工作日内答复；诉讼：15日内答辩。"),
            field("received_on", "收到日期", Day)
                .needed()
                .hint("本机关收到申请书或者起诉状副本之日；答复期限从次日起算。"),
            field("application", "所涉申请的编号", Code).hint("不针对某一件申请的，留空。"),
            field("body", "复议机关或者法院", Line).needed(),
            field("case_number", "复议机关或者法院的案号", Line),
            field("claimant", "申请人或者原告", Line),
            field("claim", "请求和主要理由", Text),
            files("答复通知书、应诉通知书和申请书、起诉状副本"),
            note(),
        ],
        Verb::Reply => vec![
            field("reply", "答复的要点", Text).needed(),
            field("evidence", "提交的证据、依据", Text).needed().hint("逐项列出；没有提交的视为没有证据、依据。"),
            files("答复书或者答辩状、证据目录"),
            note(),
        ],
        Verb::Decide => outcome(case),
        Verb::Appeal => vec![
            field("appellant", "上诉人", One(vec![choice("本机关", "本机关"), choice("对方当事人", "对方当事人")]))
                .needed()
                .sealed(),
            field("reason", "上诉的理由", Text),
            files("上诉状"),
            note(),
        ],
        Verb::Correct => {
            let mut fields = outcome(case);
            fields.retain(|field| field.name != "note");
            fields.push(field("correction", "为什么更正", Text).needed());
            fields
        }
        Verb::Retract => vec![
            field("retraction", "为什么不应登记", Text)
                .needed()
                .hint("如重复登记、不属于本机关的案件。撤销之后不再计入表四；已经重新办理的申请不因此改变。"),
        ],
    }
}

fn outcome(case: Option<&RemedyCase>) -> Vec<Field> {
    let kind = case.map_or(RemedyKind::Review, |case| case.kind);
    let rulings = Ruling::of(kind).map(|ruling| {
        (ruling.code().to_owned(), format!("{}——{}，{}", ruling.zh(), ruling.result().zh(), ruling.basis()))
    });
    let is_second = case.is_some_and(RemedyCase::is_appealed);
    let hint = if is_second {
        "二审维持原判的，选原判的结果；改判的，选改判后的结果。发回重审的，重审判决作出后再记录。"
    } else {
        ""
    };
    let mut fields = vec![
        field("ruling", "结果", Kind::One(rulings.collect())).needed().hint(hint),
        field("decided_on", "决定书或者裁判文书的日期", Kind::Day).needed(),
        field("document", "决定书或者裁判文书的文号", Kind::Line).needed(),
        field("reasons", "主要理由和要求", Kind::Text),
    ];
    if case.is_some_and(|case| case.application.is_some()) {
        let again = vec![
            choice(AGAIN, "重新答复：同时重新办理所涉申请"),
            choice(
                NOT_AGAIN,
                "不另行重新答复：没有纠正原答复、只确认违法、由复议机关直接变更，或者已在重新办理",
            ),
        ];
        fields.push(field("redo", "是否重新答复", Kind::One(again)).needed());
        fields.push(
            field("redo_by", "重新答复的期限", Kind::Day).hint("决定书或者裁判文书写明期限的，填最后一日。"),
        );
    }
    fields.push(field("files", "决定书或者裁判文书", Kind::Files));
    fields.push(field("note", "说明", Kind::Text));
    fields
}

/// The labels of sealed fields, for the history.
pub(super) fn label(name: &str) -> Option<&'static str> {
    let mut fields = Verb::ALL.into_iter().flat_map(|verb| fields(verb, None));
    fields.find(|field| field.name == name && field.is_sealed).map(|field| field.label)
}

/// What a filing says that was checked.
pub(super) fn filing(form: &Typed) -> Option<Filing> {
    let kind = RemedyKind::ALL.into_iter().find(|kind| kind_code(*kind) == form.value("kind"))?;
    let track = Track::ALL.into_iter().find(|track| track.code() == form.value("track"))?;
    let given = |name: &str| Some(form.value(name).to_owned()).filter(|value| !value.is_empty());
    Some(Filing {
        kind,
        track,
        received_on: form.value("received_on").parse().ok()?,
        application: given("application"),
        submission: given("submission"),
    })
}

/// The act of a form that was checked; none for the filing, which is no act on a case.
pub(super) fn act(verb: Verb, form: &Typed) -> Option<Act> {
    let day = |name: &str| form.value(name).parse::<Date>().ok();
    let outcome = || {
        Some(Outcome {
            ruling: Ruling::from_code(form.value("ruling"))?,
            decided_on: day("decided_on")?,
            reopens: form.value("redo") == AGAIN,
            redo_by: day("redo_by"),
        })
    };
    match verb {
        Verb::File => None,
        Verb::Reply => Some(Act::Replied),
        Verb::Decide => Some(Act::Decided(outcome()?)),
        Verb::Appeal => Some(Act::Appealed),
        Verb::Correct => Some(Act::Corrected(outcome()?)),
        Verb::Retract => Some(Act::Retracted),
    }
}

/// What a form starts with.
pub(super) fn start(verb: Verb, case: &RemedyCase) -> Typed {
    let form = Typed::default();
    match (verb, case.outcome) {
        (Verb::Correct, Some(outcome)) => {
            let form = form
                .with("ruling", outcome.ruling.code())
                .with("decided_on", outcome.decided_on.to_string())
                .with("redo", if outcome.reopens { AGAIN } else { NOT_AGAIN });
            match outcome.redo_by {
                Some(by) => form.with("redo_by", by.to_string()),
                None => form,
            }
        }
        _ => form,
    }
}
