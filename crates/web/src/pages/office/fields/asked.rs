//! What each verb asks for: one table for every form of the procedure.

use statute::letters::Fact;
use statute::procedure::{Opinion, Service, Verb};
use statute::registers::ConsultationKind;

use super::super::draft;
use super::context::Context;
use super::field::{Field, Kind, choice, fact_field, field};

/// The fields of a verb, in the order of its form.
pub(crate) fn fields(verb: Verb, context: &Context<'_>) -> Vec<Field> {
    use Kind::{Code, Count, Day, Files, Line, Lines, One, Text};
    let note = || field("note", "说明", Text);
    let files = |label| field("files", label, Files);
    let on = |hint| {
        let label = verb.day_zh().expect("it is asked of verbs that have a day");
        Field { range: context.days, ..field("on", label, Day).hint(hint) }
    };
    let reply_by = || {
        field("reply_by", "给申请人的期限", Day)
            .needed()
            .hint("期限的最后一日，应晚于今天，给申请人留出合理时间。")
    };
    match verb {
        Verb::Confirm => vec![
            on("与申请人确认的当日，为收到申请之日（《条例》第31条）；不填的为今天。"),
            field("late_reason", "确认日期早于今天的原因", Line)
                .hint("早于今天的必填，如：昨日下班后电话确认，今日登记；留在案卷中。"),
            note().hint("与谁、以什么方式确认。"),
        ],
        Verb::Assign => vec![field("to", "承办人", One(context.handlers.to_vec())).needed(), note()],
        Verb::Return | Verb::SendBack | Verb::RefuseExtension => vec![field("note", "理由", Text).needed()],
        Verb::AskSupplement => vec![
            field("defects", "需要补正的内容", Text)
                .needed()
                .hint("每行一项，一次写全（《条例》第30条）；写入补正告知书。"),
            field("guidance", "怎样补正", Text).needed().hint("每行一项，与上面逐项对应。"),
            reply_by(),
            note(),
        ],
        Verb::Supplement => vec![field("content", "补正的内容", Text).needed(), files("补正材料"), note()],
        Verb::SendConsultation => vec![
            field(
                "kind",
                "征求谁的意见",
                One(ConsultationKind::ALL.map(|kind| choice(kind.zh(), kind.zh())).into()),
            )
            .needed(),
            field("party", "被征求意见一方的姓名或者名称", Line).needed().hint("征求意见书的收件人。"),
            field("party_kind", "该方是", One(vec![choice("单位", "单位"), choice("个人", "个人")]))
                .sealed()
                .hint("不选的，按单位称呼。"),
            field("party_contact", "联系方式", Line),
            field("question", "征求意见的信息", Text).needed().hint("信息名称、文号和要点，不写申请人。"),
            fact_field(Fact::Interest, false)
                .expect("it is a choice")
                .hint("征求第三方意见的必选（《条例》第32条）。"),
            files("附送的材料"),
            note(),
        ],
        Verb::ServeConsultation => vec![
            field("id", "哪一次", context.inquiries(|one| one.served_on.is_none())).needed(),
            field("evidence", "送达凭证", Line),
            note(),
        ],
        Verb::CloseConsultation => vec![
            field("id", "哪一次", context.inquiries(|_| true)).needed(),
            field("opinion", "结果", One(Opinion::ALL.map(|one| choice(one.code(), one.zh())).into()))
                .needed(),
            field("reply", "答复的内容和理由", Text),
            files("书面意见"),
            note(),
        ],
        Verb::AskExtension => vec![
            field("workdays", "延长的工作日数", Count)
                .needed()
                .hint("不超过20个工作日（《条例》第33条第2款）。"),
            field("reason", "延长的理由", Text)
                .needed()
                .hint("写入延期答复告知书：因……，不能在原答复期限内作出答复。"),
        ],
        Verb::ApproveExtension => {
            vec![field("workdays", "批准延长的工作日数", Count).needed(), note()]
        }
        Verb::AskReasons => {
            let hint = "写入说明理由通知书，如：您自今年1月以来已提出申请46件，其中31件内容相同或者相似。";
            vec![
                field("excess", "数量、频次明显超过合理范围的事实", Text).needed().hint(hint),
                reply_by(),
                note(),
            ]
        }
        Verb::GiveReasons => {
            vec![field("reason", "申请人说明的理由", Text).needed(), files("书面说明"), note()]
        }
        Verb::FixDelay => vec![
            field("until", "延迟答复到哪一日", Day).needed(),
            fact_field(Fact::ReasonsJudgement, true).expect("it is in words"),
            note(),
        ],
        Verb::NotifyFee => vec![
            field("tariff", "收费方式", One(vec![choice("items", "按件计收"), choice("pages", "按量计收")]))
                .needed(),
            field("n", "本月累计件数，或者本件页数", Count)
                .needed()
                .hint("按件计收的可以不填，以登记簿为准。金额由系统按标准计算。"),
            field("after", "其中本件之前已计的件数", Count).hint("只用于按件计收；可以不填，以登记簿为准。"),
            fact_field(Fact::FeeExcess, true).expect("it is in words"),
            fact_field(Fact::FeePayment, true).expect("it is in words"),
            note(),
        ],
        Verb::PayFee => vec![field("evidence", "票据号或者缴款凭证", Line).needed(), note()],
        Verb::RecordSearch => vec![
            field("searcher", "检索人", Line).needed(),
            field("places", "检索的库、档案和科室", Text).needed(),
            field("words", "检索词", Line).needed(),
            field("searched_on", "检索日期和资料的起止时间", Line).needed(),
            field("result", "结果", Text).needed(),
        ],
        Verb::RecordTransfer => {
            vec![field("agency", "告知或者转送的机关及其联系方式", Line).needed(), note()]
        }
        Verb::Split => vec![
            field("parts", "拆分成的各件申请内容", Lines).needed().hint(
                "每行一件，至少两件，合起来是原申请的全部内容。各件分别编号、计数、答复，收到日期、期限、申请人和渠道不变；原申请随之办结，不再计数。",
            ),
            note(),
        ],
        Verb::Join => vec![field("into", "并入哪一件申请（编号）", Code).needed(), note()],
        Verb::Draft => draft::fields(context),
        Verb::Serve => {
            let way = One(Service::ALL.map(|way| choice(way.code(), way.zh())).into());
            let mut fields = vec![
                field("way", "送达方式", way).needed(),
                on(
                    "邮寄的为交邮之日（国办公开办函〔2016〕235号），当面领取的为签收之日，网上下载、电子邮件的为发出之日，公告的为发布之日；答复是否按期、救济期限都按此日计算。不填的为今天。",
                ),
            ];
            if context.application.is_none_or(|application| application.unserved.is_some()) {
                fields.push(
                    field("email", "更正后的电子邮箱", Line)
                        .hint("申请人另外提供了电子邮箱的填写；不填的，用申请表上的。"),
                );
            }
            fields.extend([
                field("evidence", "送达凭证（邮件号、签收人等）", Line).hint(
                    "电子邮件不由本系统发出的，写明何时从哪个邮箱发出，或者上传凭证；公告的，写明发布的位置。",
                ),
                files("送达凭证扫描件"),
                note(),
            ]);
            fields
        }
        Verb::FailService => vec![
            on("邮件退回或者拒收之日；不填的为今天。"),
            field("reason", "没有送到的情况和凭证", Text)
                .needed()
                .hint("如查无此人、逾期未领、邮件服务器拒收；写明退件上的记载。"),
            files("退件、退信等凭证"),
        ],
        Verb::IssueQueryCode => vec![
            field("identity_check", "怎样核对申请人身份", Text)
                .needed()
                .hint("如：当面出示居民身份证；拨打登记的联系电话核对。不写证件号码。"),
            field("reason", "换发的原因", Text)
                .needed()
                .hint("如：回执遗失。换发后原查询码立即失效，新的查询码只显示一次，不写入案卷。"),
        ],
        Verb::Withdraw => vec![field("reason", "申请人撤回的方式和理由", Text).needed(), files("书面材料")],
        // What the result of a case writes; no officer has this form.
        Verb::Reopen => vec![field("decision", "复议决定书或者判决书", Text)],
        Verb::Accept | Verb::Approve | Verb::Sign | Verb::LapseSupplement | Verb::LapseFee => vec![note()],
    }
}
