//! What each verb of a request asks for, and the act it becomes.

use office::rectifications::{CaseFile, KIND, NAME, PERSON};
use statute::letters::Fact;
use statute::procedure::Service;
use statute::rectification::{Act, Judgement, Verb};
use statute::registers::Channel;

use super::super::fields::{Field, Kind, choice, fact_field, field};
use crate::layout::Typed;

/// The facts a draft states, with the judgement whose letter asks for them; the record is asked for in any case.
const STATED: [(Fact, Judgement); 4] = [
    (Fact::CorrectionResult, Judgement::Corrected),
    (Fact::CorrectionRefusal, Judgement::Refused),
    (Fact::CorrectionForwardedTo, Judgement::Forwarded),
    (Fact::CorrectionTransferred, Judgement::Forwarded),
];

/// The fields of a verb, in the order of its form.
pub(super) fn fields(verb: Verb) -> Vec<Field> {
    use Kind::{Day, Files, Line, One, Text};
    let note = || field("note", "说明", Text);
    match verb {
        Verb::Register => vec![
            field("channel", "渠道", One(Channel::ALL.map(|one| choice(one.code(), one.zh())).into()))
                .needed(),
            field("received_on", "收到日期", Day).needed(),
            field(NAME, "申请人姓名或者名称", Line).needed(),
            field(KIND, "申请人类型", One(vec![choice(PERSON, PERSON), choice("单位", "单位")]))
                .needed()
                .sealed(),
            field("contact", "联系方式", Line).needed().hint("电话、地址、电子邮箱，文书按此送达。"),
            field("record", "要求更正的信息记录", Text)
                .needed()
                .hint("与申请人自身相关、由本机关提供的政府信息：记录名称、所在系统或者文号。"),
            field("claim", "哪里不准确，应当怎样记录", Text).needed(),
            field("proof", "证据", Text)
                .hint("有哪些证据证明记录不准确（《条例》第41条）；没有提供的，不填。"),
            field("files", "证据和身份证明", Files),
            field(
                "way",
                "答复的送达方式",
                One(["邮寄", "当面领取", "电子邮件"].map(|way| choice(way, way)).into()),
            )
            .needed()
            .sealed(),
            note(),
        ],
        Verb::Draft => {
            let judged = One(Judgement::ALL.map(|one| choice(one.code(), one.zh())).into());
            let mut fields = vec![
                field("judgement", "处理", judged)
                    .needed()
                    .hint("审核属实的，予以更正；记录准确或者没有证据的，不予更正；不属于本机关职能范围的，转送或者告知（《条例》第41条）。"),
            ];
            fields.extend(fact_field(Fact::CorrectionRecord, true));
            fields.extend(STATED.into_iter().filter_map(|(fact, _)| fact_field(fact, false)));
            fields.extend([
                field("facts", "核实的情况（供审核）", Text).needed(),
                field("files", "核实材料", Files),
                note(),
            ]);
            fields
        }
        Verb::SendBack => vec![field("note", "理由", Text).needed()],
        Verb::Serve => vec![
            field("way", "送达方式", One(ways().map(|way| choice(way.code(), way.zh())).collect())).needed(),
            field("evidence", "送达凭证（邮件号、签收人等）", Line),
            field("files", "送达凭证扫描件", Files),
            note(),
        ],
        Verb::Withdraw => {
            vec![field("reason", "申请人撤回的方式和理由", Text).needed(), field("files", "书面材料", Files)]
        }
        Verb::Approve | Verb::Sign => vec![note()],
    }
}

/// How the letter of a request is served: it is on no status page, so that nobody downloads it.
fn ways() -> impl Iterator<Item = Service> {
    Service::ALL.into_iter().filter(|way| *way != Service::Download)
}

/// What of a draft its judgement asks for and is not there; what another judgement asks for is left out.
pub(super) fn settle(verb: Verb, form: &mut Typed) {
    let Some(judgement) = Judgement::from_code(form.value("judgement")).filter(|_| verb == Verb::Draft)
    else {
        return;
    };
    for (fact, asked_by) in STATED {
        if asked_by != judgement {
            form.set(fact.name(), "");
        } else if fact != Fact::CorrectionTransferred {
            form.require(fact.name(), &format!("请填写{}", fact.zh()));
        }
    }
}

/// The labels of sealed fields, for the history.
pub(super) fn label(name: &str) -> Option<&'static str> {
    let mut fields = Verb::ALL.into_iter().flat_map(fields);
    fields.find(|field| field.name == name && field.is_sealed).map(|field| field.label)
}

/// The act of a form that was checked; none where it does not say what it must.
pub(super) fn act(verb: Verb, form: &Typed) -> Option<Act> {
    Some(match verb {
        Verb::Register => return None,
        Verb::Draft => Act::Drafted { judgement: Judgement::from_code(form.value("judgement"))? },
        Verb::Approve => Act::Approved,
        Verb::SendBack => Act::SentBack,
        Verb::Sign => Act::Signed { letter: String::new() },
        Verb::Serve => Act::Served { way: ways().find(|way| way.code() == form.value("way"))? },
        Verb::Withdraw => Act::Withdrawn,
    })
}

/// What a form starts with: a draft with the record as it was registered.
pub(super) fn start(verb: Verb, file: &CaseFile) -> Typed {
    let form = Typed::default();
    if verb == Verb::Draft { form.with(Fact::CorrectionRecord.name(), file.field("record")) } else { form }
}
