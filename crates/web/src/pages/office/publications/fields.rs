//! What each verb of a publication asks for, and the act it becomes.

use jiff::civil::{Date, DateTime};
use statute::publication::{
    Act, Cleaning, CleaningResult, Deliberation, Heard, Tally, Verb, Withdrawal, WithdrawalKind,
};

use super::super::fields::{Choice, Field, Kind, choice, field};
use super::Opened;
use crate::layout::Typed;

/// Whether a verb has a form here: what begins a publication and what writes on it have pages of their own, and what
/// another site had published comes by the command line.
pub(super) fn has_form(verb: Verb) -> bool {
    !matches!(verb, Verb::Begin | Verb::Import | Verb::Save)
}

/// What is taken down together with a document.
pub(super) const ALONG: &str = "along";

/// What a review of legality comes to.
const REFUSED: &str = "refused";
const LEGALITY: [(&str, &str); 2] = [("passed", "通过"), (REFUSED, "不通过")];

/// What is looked at one by one before it is published.
fn parts(opened: &Opened) -> Vec<Choice> {
    let draft = &opened.file.stored.item.draft;
    let files = draft.files.iter().map(|file| {
        let kind = if file.is_picture { "图片" } else { "附件" };
        choice(&file.sm3, &format!("{kind}：{}", file.name))
    });
    [choice("card", "元数据"), choice("body", "正文")].into_iter().chain(files).collect()
}

/// The fields of a verb, in the order of its form.
pub(super) fn fields(opened: &Opened, verb: Verb) -> Vec<Field> {
    use Kind::{Code, Count, Day, Every, Line, Many, Moment, One, Text};
    match verb {
        Verb::RecordComments => vec![
            field("place", "在哪里征求意见", Line)
                .needed()
                .hint("不是用本网站征求的，写明方式和地址；本网站征求的，公布结果时自动登记。"),
            field("from", "开始日期", Day).needed(),
            field("until", "截止日期", Day).needed(),
            field("received", "收到意见条数", Count).needed(),
            field("adopted", "采纳条数", Count).needed(),
            field("partly", "部分采纳条数", Count).needed(),
            field("said", "意见采纳情况的说明", Text).needed().hint("没有采纳的，写明理由。"),
            field("shortened", "缩短期限的理由", Line).hint("短于最短期限的填写。"),
        ],
        Verb::CloseComments => vec![field("said", "意见采纳情况的说明", Text).needed().hint(
            "对外公布：采纳了什么，没有采纳的是什么、为什么；不写提出意见的人。收到和采纳的条数自动统计。",
        )],
        Verb::ReviewLegality => {
            let results = One(LEGALITY.map(|(code, zh)| choice(code, zh)).into());
            vec![
                field("result", "审核结果", results).needed().hint("不通过的不得提交集体审议，修改后重新审核。"),
                field("opinion", "合法性审核意见", Text).needed(),
            ]
        }
        Verb::Deliberate => vec![
            field("meeting", "审议的会议", Line).needed().hint("如：第4次局长办公会议。"),
            field("held_on", "审议日期", Day).needed(),
        ],
        Verb::Number => vec![
            field("registration", "统一登记号", Code)
                .needed()
                .hint("由登记机关统一编制，写法以当地规定为准。"),
        ],
        Verb::Exempt => vec![
            field("reason", "免于解读的理由", Text).needed().hint("由签发人批准，姓名和理由留在办理经过中。"),
        ],
        Verb::Review => vec![
            field("seen", "逐项审查", Every(parts(opened)))
                .needed()
                .hint("元数据、正文、每个附件和图片打开看过一项，选一项；图片和扫描件中的文字机器不能识别，只能人工查看。"),
            field("opinion", "审查意见", Text).needed().hint("如：不涉密，可以公开。"),
        ],
        Verb::SendBack => vec![field("reason", "退回的理由", Text).needed()],
        Verb::Sign => vec![
            field("publish_at", "定时发布的时间", Moment)
                .hint("北京时间；不填的，签发后由登记员或者承办人发布。解读材料随文件一并签发。"),
        ],
        Verb::Withdraw => {
            let kinds = One(WithdrawalKind::ALL.map(|kind| choice(kind.code(), kind.zh())).into());
            let mut fields = vec![
                field("kind", "撤下方式", kinds).needed(),
                field("notice", "撤下公告", Text).needed().hint("留在原地址，对外公布：为什么撤下。"),
                field("replaced_by", "替代它的信息（编号）", Code)
                    .hint("已被替代的填写，如 P2026-2，应当已经公开。"),
            ];
            let explaining: Vec<_> = opened
                .file
                .explaining()
                .map(|one| choice(&one.item.number, &format!("{} {}", one.item.number, one.item.card().title)))
                .collect();
            if !explaining.is_empty() {
                let along = field(ALONG, "一并撤下的解读材料", Many(explaining)).sealed();
                fields.push(along.hint("解读本文件、现在公开的材料；勾选的同时撤下，用同一公告，不勾选的仍然公开，页面说明文件已经撤下。"));
            }
            fields
        }
        Verb::Clean => {
            let results = One(CleaningResult::ALL.map(|one| choice(one.code(), one.zh())).into());
            vec![
                field("result", "清理结果", results).needed(),
                field("holds_from", "自哪一日起", Day).needed(),
                field("decision", "清理决定的文号或者名称", Line).needed(),
                field("valid_until", "新的有效期止", Day).hint("继续有效的必填，其他结果不填。"),
            ]
        }
        Verb::Discard => vec![field("reason", "作废的理由", Text).needed()],
        Verb::Override => {
            let passable = opened.closing().filter(|one| one.may_pass());
            let found = passable.map(|one| choice(&one.key, &one.to_string())).collect();
            vec![
                field("hits", "放行哪些提示", Many(found)).needed(),
                field("reason", "放行的理由", Text)
                    .needed()
                    .hint("姓名和理由留在办理经过中；应当改正的，退给起草人改正。"),
            ]
        }
        Verb::Begin | Verb::Import | Verb::Save | Verb::Submit | Verb::Publish | Verb::Drop => vec![],
    }
}

/// The act of a form that was checked; none where it does not say what it must.
pub(super) fn act(verb: Verb, form: &Typed) -> Option<Act> {
    let text = |name: &str| form.value(name).to_owned();
    let day = |name: &str| form.value(name).parse::<Date>().ok();
    let count = |name: &str| form.value(name).parse::<u32>().ok();
    let filled = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    Some(match verb {
        Verb::Begin | Verb::Import | Verb::Save => return None,
        Verb::Override => {
            let hits = form.values("hits").map(str::to_owned).collect();
            // What each of them says is filled in when it is recorded.
            Act::Overridden { hits, reason: text("reason"), found: Vec::new() }
        }
        Verb::RecordComments => {
            let (received, adopted, partly) = (count("received")?, count("adopted")?, count("partly")?);
            let rejected = received.saturating_sub(adopted.saturating_add(partly));
            Act::CommentsRecorded(Heard {
                place: text("place"),
                from: day("from")?,
                until: day("until")?,
                tally: Tally { received, adopted, partly, rejected },
                said: text("said"),
                shortened: text("shortened"),
            })
        }
        // The numbers are filled in when it is recorded.
        Verb::CloseComments => Act::CommentsClosed { tally: Tally::default(), said: text("said") },
        Verb::ReviewLegality => {
            Act::LegalityReviewed { opinion: text("opinion"), is_refused: form.value("result") == REFUSED }
        }
        Verb::Deliberate => {
            Act::Deliberated(Deliberation { meeting: text("meeting"), held_on: day("held_on")? })
        }
        Verb::Number => Act::Numbered { registration: text("registration") },
        Verb::Exempt => Act::Exempted { reason: text("reason") },
        Verb::Submit => Act::Submitted,
        // Hashes, moment and index number are filled in when it is recorded.
        Verb::Review => Act::Reviewed { sm3: String::new(), opinion: text("opinion") },
        Verb::SendBack => Act::SentBack { reason: text("reason") },
        Verb::Sign => Act::Signed { publish_at: form.value("publish_at").parse().ok() },
        Verb::Publish => {
            Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
        }
        Verb::Withdraw => Act::Withdrawn(Withdrawal {
            kind: WithdrawalKind::from_code(form.value("kind"))?,
            notice: text("notice"),
            replaced_by: filled("replaced_by"),
        }),
        Verb::Clean => Act::Cleaned(Cleaning {
            result: CleaningResult::from_code(form.value("result"))?,
            holds_from: day("holds_from")?,
            decision: text("decision"),
            valid_until: day("valid_until"),
        }),
        Verb::Drop => Act::Dropped,
        Verb::Discard => Act::Discarded { reason: text("reason") },
    })
}
