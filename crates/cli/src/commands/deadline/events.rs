//! The usual events of an application as options.

use jiff::civil::Date;
use statute::clock::{EXTENSION_WORKDAYS, Event, Happening};
use statute::registers::ConsultationKind;

use super::dates::date;

/// Events after the receipt; each may be given more than once.
#[derive(clap::Args)]
#[command(next_help_heading = "办理事件（与 --received 或者 --arrived 同用）")]
pub(super) struct EventOptions {
    /// 告知补正之日，可加补正期限届满之日
    #[arg(long, value_name = "日期[,期限]", value_parser = asked, conflicts_with_all = OTHERS)]
    supplement_asked: Vec<Asked>,
    /// 收到补正之日，期限重新起算
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    supplement_received: Vec<Date>,
    /// 因逾期不补正不再处理之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    supplement_lapsed: Option<Date>,
    /// 征求意见：类型为第三方（缺省）、共同制作机关、其他机关；送达、收回可以不填
    #[arg(long, value_name = "[类型,]发出[,送达[,收回]]", value_parser = consultation, conflicts_with_all = OTHERS)]
    consultation: Vec<Consultation>,
    /// 告知延长之日和延长的工作日（缺省20）
    #[arg(long, value_name = "日期[,工作日]", value_parser = extension, conflicts_with_all = OTHERS)]
    extended: Vec<(Date, u32)>,
    /// 收费通知送达之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    fee_notice: Vec<Date>,
    /// 缴费之日，期限重新起算
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    fee_paid: Vec<Date>,
    /// 因逾期不缴费不再处理之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    fee_lapsed: Option<Date>,
    /// 确定延迟答复期限之日和告知的期限（《条例》第35条）
    #[arg(long, value_name = "日期,期限", value_parser = delay, conflicts_with_all = OTHERS)]
    delayed: Vec<(Date, Date)>,
    /// 答复之日：邮寄为交邮之日，当面为签收之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    answered: Option<Date>,
    /// 申请人撤回之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    withdrawn: Option<Date>,
    /// 从哪一天看；缺省为最后一个事件之日
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with_all = OTHERS)]
    pub(super) today: Option<Date>,
}

/// The questions these options do not belong to.
const OTHERS: [&str; 3] = ["publication", "remedy", "jsonl"];

#[derive(Clone, Debug)]
struct Asked {
    on: Date,
    reply_by: Option<Date>,
}

#[derive(Clone, Debug)]
struct Consultation {
    kind: ConsultationKind,
    sent: Date,
    served: Option<Date>,
    closed: Option<Date>,
}

impl EventOptions {
    /// The events the options name.
    pub(super) fn events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut add = |on: Date, what: Happening| events.push(Event { on, what });
        for asked in &self.supplement_asked {
            add(asked.on, Happening::SupplementAsked { reply_by: asked.reply_by });
        }
        for &on in &self.supplement_received {
            add(on, Happening::SupplementReceived);
        }
        for (at, consultation) in self.consultation.iter().enumerate() {
            let id = (at + 1).to_string();
            add(consultation.sent, Happening::ConsultationSent { id: id.clone(), kind: consultation.kind });
            if let Some(on) = consultation.served {
                add(on, Happening::ConsultationServed { id: id.clone() });
            }
            if let Some(on) = consultation.closed {
                add(on, Happening::ConsultationClosed { id });
            }
        }
        for &(on, workdays) in &self.extended {
            add(on, Happening::Extended { workdays });
        }
        for &on in &self.fee_notice {
            add(on, Happening::FeeNoticeServed);
        }
        for &on in &self.fee_paid {
            add(on, Happening::FeePaid);
        }
        for &(on, until) in &self.delayed {
            add(on, Happening::DelayFixed { until });
        }
        for (on, what) in [
            (self.supplement_lapsed, Happening::SupplementLapsed),
            (self.fee_lapsed, Happening::FeeLapsed),
            (self.answered, Happening::Answered),
            (self.withdrawn, Happening::Withdrawn),
        ] {
            if let Some(on) = on {
                add(on, what);
            }
        }
        events
    }
}

/// The parts of a value, which may stand between Chinese or Latin commas; `-` and nothing mean none.
fn parts(text: &str) -> Vec<Option<&str>> {
    text.split([',', '，'])
        .map(str::trim)
        .map(|part| Some(part).filter(|p| !p.is_empty() && *p != "-"))
        .collect()
}

fn asked(text: &str) -> Result<Asked, String> {
    match parts(text).as_slice() {
        [Some(on)] => Ok(Asked { on: date(on)?, reply_by: None }),
        [Some(on), by] => Ok(Asked { on: date(on)?, reply_by: by.map(date).transpose()? }),
        _ => Err("应为 日期 或者 日期,期限".into()),
    }
}

fn extension(text: &str) -> Result<(Date, u32), String> {
    match parts(text).as_slice() {
        [Some(on)] => Ok((date(on)?, EXTENSION_WORKDAYS)),
        [Some(on), Some(workdays)] => {
            let workdays = workdays.parse().ok().filter(|&n| n > 0).ok_or("延长的工作日应为正整数")?;
            Ok((date(on)?, workdays))
        }
        _ => Err("应为 日期 或者 日期,工作日".into()),
    }
}

fn delay(text: &str) -> Result<(Date, Date), String> {
    match parts(text).as_slice() {
        [Some(on), Some(until)] => Ok((date(on)?, date(until)?)),
        _ => Err("应为 日期,期限".into()),
    }
}

fn consultation(text: &str) -> Result<Consultation, String> {
    let parts = parts(text);
    let named = parts.first().copied().flatten().and_then(kind);
    let days = if named.is_some() { &parts[1..] } else { &parts[..] };
    let day = |at: usize| days.get(at).copied().flatten().map(date).transpose();
    let Some(sent) = day(0)?.filter(|_| days.len() <= 3) else {
        return Err("应为 [类型,]发出[,送达[,收回]]，类型为第三方、共同制作机关或者其他机关".into());
    };
    Ok(Consultation {
        kind: named.unwrap_or(ConsultationKind::ThirdParty),
        sent,
        served: day(1)?,
        closed: day(2)?,
    })
}

fn kind(word: &str) -> Option<ConsultationKind> {
    match word {
        "third_party" => Some(ConsultationKind::ThirdParty),
        "co_maker" => Some(ConsultationKind::CoMaker),
        "other_agency" => Some(ConsultationKind::OtherAgency),
        _ => ConsultationKind::ALL.into_iter().find(|kind| kind.zh() == word),
    }
}
