//! What e-mails say: short, official, plain text; useful without an attachment.

use jiff::civil::Date;
use statute::procedure::{Act, Application, Service, Step, Today};

use super::{Telling, Topic};
use crate::letters::day;

/// Subject and text of an e-mail.
pub(super) fn written(
    telling: &Telling,
    topic: Topic,
    application: &Application,
    step: &Step,
    today: &Today<'_>,
) -> (String, String) {
    let (number, agency) = (&application.number, &telling.agency);
    let subject = format!("{}：{number}号政府信息公开申请{}", agency.name, topic.zh());
    let mut paragraphs = vec![format!("{}：", telling.person.name.trim())];
    paragraphs.extend(said(telling, application, step, today));
    paragraphs.push(where_to_look(telling, number));
    let telephone = agency.telephone.trim();
    let contact = if telephone.is_empty() { String::new() } else { format!("联系电话：{telephone}。") };
    paragraphs.push(format!("本邮件由系统发出，请勿直接回复。{contact}"));
    paragraphs.push(format!("{}\n{}", agency.name, day(today.date)));
    (subject, paragraphs.join("\n\n") + "\n")
}

fn where_to_look(telling: &Telling, number: &str) -> String {
    let site = telling.mailing.site.trim_end_matches('/');
    let place = if site.is_empty() {
        "本机关网站“依申请公开”的办理情况页".to_owned()
    } else {
        format!("{site}/apply/status?number={number} ")
    };
    format!(
        "凭申请编号和查询码，可以在{place}查询办理情况。查询码只在提交申请时显示，不用邮件发送，请勿告诉他人。"
    )
}

/// 答复期限为2026年3月30日（含当日）; none while no term runs.
fn term(application: &Application, today: &Today<'_>) -> Option<String> {
    let deadline = application.deadline(today)?;
    let due = deadline.due.filter(|_| deadline.standstill.is_none())?;
    Some(format!("答复期限为{}（含当日）", day(due)))
}

fn received(on: Date, application: &Application, today: &Today<'_>) -> String {
    let term = term(application, today).map(|term| format!("，{term}")).unwrap_or_default();
    format!("收到申请之日为{}{term}（《条例》第31条、第33条）。", day(on))
}

/// What the act itself tells, paragraph by paragraph.
fn said(telling: &Telling, application: &Application, step: &Step, today: &Today<'_>) -> Vec<String> {
    let number = &application.number;
    let letter = application.letter.as_deref().unwrap_or_default();
    let text = |name: &str| telling.texts.get(name).and_then(|text| text.as_str()).unwrap_or_default().trim();
    match &step.act {
        Act::Registered { .. } => {
            let registered =
                format!("您的政府信息公开申请已经登记，申请编号：{number}，送到日期：{}。", day(step.on));
            let next = match application.received_on {
                Some(on) => received(on, application, today),
                None => "本机关与您确认后，申请即为收到，答复期限从次日起算（《条例》第31条、第33条）。"
                    .to_owned(),
            };
            vec![registered, next]
        }
        Act::Confirmed => {
            vec![format!("本机关已经与您确认，{}", received(step.on, application, today))]
        }
        Act::SupplementAsked { reply_by } => {
            let mut said = vec![format!(
                "您的{number}号申请需要补正，请在{}前（含当日）一次补齐。没有正当理由逾期不补正的，视为放弃申请，本机关不再处理（《条例》第30条）。",
                day(*reply_by)
            )];
            for (label, name) in [("需要补正的内容", "defects"), ("怎样补正", "guidance")] {
                let text = text(name);
                said.extend((!text.is_empty()).then(|| format!("{label}：{text}")));
            }
            said
        }
        Act::ExtensionApproved { workdays } => {
            let term = term(application, today).map(|term| format!("，延长后{term}")).unwrap_or_default();
            vec![format!(
                "您的{number}号申请需要延长答复期限，经本机关政府信息公开工作机构负责人同意，延长{workdays}个工作日{term}（《条例》第33条）。"
            )]
        }
        Act::DelayFixed { until } => vec![format!(
            "您申请公开政府信息的数量、频次明显超过合理范围，本机关对{number}号申请延迟答复，答复期限为{}（含当日）（《条例》第35条）。",
            day(*until)
        )],
        Act::FeeNotified(fee) => {
            let limit = application.limit(today);
            let by =
                limit.map(|limit| format!("请在{}前（含当日）缴纳。", day(limit.by))).unwrap_or_default();
            vec![format!(
                "您的{number}号申请需要缴纳信息处理费{}元（{}，{}{}）。{by}逾期未缴纳的，视为放弃申请，本机关不再处理（《条例》第42条、《政府信息公开信息处理费管理办法》第6条）。",
                fee.total,
                fee.mode.zh(),
                fee.n,
                fee.mode.unit()
            )]
        }
        Act::SupplementLapsed { .. } => vec![format!(
            "您没有在规定期限内补正{number}号申请，视为放弃申请，本机关不再处理，告知书文号：{letter}（《条例》第30条）。"
        )],
        Act::FeeLapsed { .. } => vec![format!(
            "您没有在规定期限内缴纳信息处理费，视为放弃{number}号申请，本机关不再处理，告知书文号：{letter}（《政府信息公开信息处理费管理办法》第6条）。"
        )],
        Act::Signed { .. } => {
            let way = telling.way.trim();
            let way = if way.is_empty() {
                String::new()
            } else {
                format!("您选择的获取方式是：{way}，本机关按此送达。")
            };
            vec![format!(
                "对您{number}号申请的答复已经签发，文号：{letter}。{way}您也可以在办理情况页确认收到。"
            )]
        }
        Act::Served { way: Service::Email } => {
            let title = telling.answer.as_ref().map_or("答复书", |answer| answer.title.as_str());
            let enclosed = telling.answer.iter().flat_map(|answer| &answer.enclosed);
            let mut names: Vec<_> = telling.answer.iter().map(|answer| answer.name.clone()).collect();
            names.extend(enclosed.map(|(name, _)| name.clone()));
            let names = names.iter().enumerate().map(|(index, name)| format!("{}. {name}", index + 1));
            vec![
                format!(
                    "现以电子邮件送达对您{number}号申请的《{title}》（{letter}），见附件。对答复不服的，救济途径和期限写在答复书中。"
                ),
                format!("附件：\n{}", names.collect::<Vec<_>>().join("\n")),
            ]
        }
        Act::Served { way } => {
            let way = if *way == Service::Post { "交邮寄出" } else { "公告送达" };
            vec![format!("对您{number}号申请的答复（{letter}）已于{}{way}。", day(step.on))]
        }
        _ => Vec::new(),
    }
}
