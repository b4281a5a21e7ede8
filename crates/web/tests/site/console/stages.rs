//! For every verb: an application at which it can be done, and a sound form.

use jiff::civil::date;
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, FeeNotice, Role, Service, Verb};
use statute::registers::{Channel, ConsultationKind};

use super::{Office, moment};

/// The acts that lead to where the verb can be done.
pub(crate) fn path(verb: Verb) -> Vec<(Role, Act)> {
    use Role::{Clerk, Handler, Reviewer, Signer};
    let assigned = (Clerk, Act::Assigned { to: Handler.code().into() });
    let accepted = (Handler, Act::Accepted);
    let reply_by = if verb == Verb::LapseSupplement { date(2026, 1, 20) } else { date(2026, 3, 31) };
    let supplement = (Handler, Act::SupplementAsked { reply_by });
    let sent = (Handler, Act::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty });
    let extension = (Handler, Act::ExtensionAsked { workdays: 5 });
    let reasons = (Handler, Act::ReasonsAsked { reply_by });
    let fee = FeeNotice { mode: Tariff::Pages, n: 40, after: 0, total: 100 };
    let decision = Decision::of(Leaf::Granted);
    let answer = [
        (Handler, Act::Drafted(decision)),
        (Reviewer, Act::Approved),
        (Signer, Act::Signed { letter: String::new() }),
        (Clerk, Act::Served { way: Service::Post }),
    ];
    let further: Vec<(Role, Act)> = match verb {
        Verb::Confirm | Verb::Assign | Verb::Split | Verb::Join | Verb::IssueQueryCode | Verb::Withdraw => {
            return vec![];
        }
        Verb::Accept => return vec![assigned],
        Verb::Supplement | Verb::LapseSupplement => vec![supplement],
        Verb::ServeConsultation | Verb::CloseConsultation => vec![sent],
        Verb::ApproveExtension | Verb::RefuseExtension => vec![extension],
        Verb::GiveReasons => vec![reasons],
        Verb::FixDelay => vec![reasons, (Clerk, Act::ReasonsGiven)],
        Verb::PayFee | Verb::LapseFee => vec![(Handler, Act::FeeNotified(fee))],
        Verb::Approve | Verb::SendBack => answer[..1].to_vec(),
        Verb::Sign => answer[..2].to_vec(),
        Verb::Serve => answer[..3].to_vec(),
        Verb::Reopen | Verb::FailService => answer.to_vec(),
        Verb::Return
        | Verb::AskSupplement
        | Verb::SendConsultation
        | Verb::AskExtension
        | Verb::AskReasons
        | Verb::NotifyFee
        | Verb::RecordSearch
        | Verb::RecordTransfer
        | Verb::Draft => vec![],
    };
    [assigned, accepted].into_iter().chain(further).collect()
}

/// An application at which the verb can be done.
pub(crate) async fn application(office: &Office, verb: Verb) -> String {
    let is_lapse = matches!(verb, Verb::LapseSupplement | Verb::LapseFee);
    let now = moment(if is_lapse { "2026-01-05T02:00:00Z" } else { "2026-03-13T02:00:00Z" });
    let channel = if verb == Verb::Confirm { Channel::Internet } else { Channel::Counter };
    let number = office.register(channel, now).await;
    for (role, act) in path(verb) {
        office.does(&number, role, act, now).await;
    }
    number
}

/// A form that is taken, but for the version.
pub(crate) fn form(verb: Verb, other: &str) -> Vec<(&'static str, String)> {
    let fields: Vec<(&str, &str)> = match verb {
        Verb::Assign => vec![("to", "handler")],
        Verb::AskSupplement => {
            vec![("defects", "没有写明年度"), ("guidance", "请写明起止年度"), ("reply_by", "2026-03-31")]
        }
        Verb::Supplement => vec![("content", "2025年度")],
        Verb::SendConsultation => {
            vec![
                ("kind", "第三方"),
                ("party", "示例公司"),
                ("question", "《合作协议》中的报价明细"),
                ("interest", "商业秘密"),
            ]
        }
        Verb::ServeConsultation => vec![("id", "1")],
        Verb::CloseConsultation => vec![("id", "1"), ("opinion", "objects")],
        Verb::AskExtension => vec![("workdays", "10"), ("reason", "资料较多")],
        Verb::ApproveExtension => vec![("workdays", "5")],
        Verb::AskReasons => vec![("excess", "您一个月内提出申请60件"), ("reply_by", "2026-03-31")],
        Verb::GiveReasons | Verb::Withdraw => vec![("reason", "书面说明")],
        Verb::FixDelay => vec![("until", "2026-06-30"), ("reasons.judgement", "理由合理")],
        Verb::NotifyFee => vec![
            ("tariff", "pages"),
            ("n", "40"),
            ("fee.excess", "申请的资料共40页"),
            ("fee.payment", "到本机关缴纳"),
        ],
        Verb::PayFee => vec![("evidence", "票据1号")],
        Verb::RecordSearch => vec![
            ("searcher", "测试承办人"),
            ("places", "档案室"),
            ("words", "技能培训"),
            ("searched_on", "2026-03-16，2020年至2025年"),
            ("result", "没有"),
        ],
        Verb::RecordTransfer => vec![("agency", "示例市示例局，电话0000-0000000")],
        Verb::Split => vec![("parts", "第一项内容\n第二项内容")],
        Verb::Join => vec![("into", other)],
        Verb::IssueQueryCode => vec![("identity_check", "当面出示居民身份证"), ("reason", "回执遗失")],
        Verb::Draft => vec![
            ("form", "r1b"),
            ("chosen", "r1b"),
            ("supplied.what", "《关于技能培训补贴的通知》"),
            ("supplied.form", "电子文件"),
            ("supplied.pages", "3页"),
            ("facts", "所需信息可以公开"),
        ],
        Verb::Serve => vec![("way", "post"), ("evidence", "XA00000000011")],
        Verb::FailService => vec![("reason", "退信，收件人不存在")],
        Verb::Return | Verb::SendBack | Verb::RefuseExtension => vec![("note", "理由")],
        Verb::Reopen => vec![("decision", "示复决〔2026〕1号，责令重新答复")],
        Verb::Confirm
        | Verb::Accept
        | Verb::LapseSupplement
        | Verb::LapseFee
        | Verb::Approve
        | Verb::Sign => vec![("note", "说明")],
    };
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}
