//! Terms for people: the date first, then why, day by day.

use jiff::civil::Date;
use serde_json::json;
use statute::calendar::weekday_zh;
use statute::clock::{Case, Deadline, Event, Happening, State, Step, StepKind};
use statute::proactive;
use statute::receipt::Receipt;
use statute::registers::{Channel, ConsultationKind};

use super::Law;
use crate::commands::Outcome;

/// `2024-03-14（星期四）`
pub(super) fn day(date: Date) -> String {
    format!("{date}（{}）", weekday_zh(date))
}

pub(super) fn deadline(case: &Case, law: &Law, as_json: bool) -> anyhow::Result<()> {
    let deadline = case.deadline(&law.calendar, &law.readings);
    if as_json {
        println!("{}", serde_json::to_string(&deadline)?);
        return Ok(());
    }
    match deadline.due {
        Some(due) => println!("答复期限 {}，含当日", day(due)),
        None => println!("答复期限 待申请人补正或者缴费后重新起算"),
    }
    println!("状态     {}，截至 {}", deadline.state.zh(), day(case.today()));
    if deadline.state == State::Suspended {
        println!("         征求意见尚未结束，以上日期按当日结束推算；每晚结束一个工作日，期限顺延一个工作日");
    }
    if matches!(deadline.state, State::Running | State::Suspended)
        && let Some(due) = deadline.due
    {
        // The last counted day before the last one: what an office aims at.
        let counted = deadline.steps.iter().rev().filter(|step| step.kind == StepKind::Counted);
        if let Some(step) = counted.clone().find(|step| step.date < due) {
            println!("内部时限 {}，早一个工作日，供内部掌握", day(step.date));
        }
        match law.calendar.workdays_between(case.today(), due) {
            0 if case.today() > due => {
                let over = law.calendar.workdays_between(due, case.today());
                println!("注意     已逾期 {over} 个工作日");
            }
            0 => println!("剩余     当日届满"),
            left => println!("剩余     {left} 个工作日"),
        }
    }
    if deadline.provisional {
        provisional();
    }
    for flag in &deadline.flags {
        println!("注意     {}", flag.zh());
    }
    if case.events().len() > 1 {
        println!("\n办理事件");
        for event in case.events() {
            println!("  {}  {}", day(event.on), told(event));
        }
    }
    limits(case, &deadline);
    steps(&deadline.steps);
    notes(case, &deadline, law);
    Ok(())
}

fn limits(case: &Case, deadline: &Deadline) {
    println!("\n其他期限");
    println!("  告知补正最迟 {}（《条例》第30条，收到申请后7个工作日）", day(deadline.limits.supplement_by));
    for (id, by) in &deadline.limits.consultation_by {
        let asked = case.events().iter().find_map(|event| match &event.what {
            Happening::ConsultationSent { id: sent, kind } if sent == id => Some(*kind),
            _ => None,
        });
        let kind = asked.unwrap_or(ConsultationKind::ThirdParty);
        let who = format!("{}意见（{id}）", kind.zh());
        match by {
            Some(by) => println!("  {who}最迟 {}（{}，收到征求意见书后15个工作日）", day(*by), kind.basis()),
            None => println!("  {who}征求意见书尚未送达，15个工作日未起算（{}）", kind.basis()),
        }
        println!("    {}", kind.silence().zh());
    }
    if let Some(by) = deadline.limits.pay_by {
        println!("  缴费最迟 {}（《信息处理费管理办法》第6条，收到通知次日起20个工作日）", day(by));
    }
}

/// An event with what belongs to it.
fn told(event: &Event) -> String {
    let name = event.what.zh();
    match &event.what {
        Happening::SupplementAsked { reply_by: Some(by) } => format!("{name}，补正期限至 {}", day(*by)),
        Happening::ConsultationSent { id, kind } => format!("{name}（{id}，{}）", kind.zh()),
        Happening::ConsultationServed { id } | Happening::ConsultationClosed { id } => {
            format!("{name}（{id}）")
        }
        Happening::Extended { workdays } => format!("{name} {workdays} 个工作日"),
        Happening::DelayFixed { until } => format!("{name}至 {}", day(*until)),
        _ => name.to_owned(),
    }
}

fn steps(steps: &[Step]) {
    println!("\n逐日说明");
    for step in steps {
        let mark = match step.kind {
            StepKind::Day0 => "起算日  ",
            StepKind::Counted => "计入    ",
            StepKind::Rest => "休息日  ",
            StepKind::Excluded => "不计    ",
        };
        println!("  {}  {mark}{}｜{}", step.date, step.why, step.basis);
    }
    let count = |kind: StepKind| steps.iter().filter(|step| step.kind == kind).count();
    print!("  合计：计入 {} 个工作日，休息日 {} 天", count(StepKind::Counted), count(StepKind::Rest));
    match count(StepKind::Excluded) {
        0 => println!(),
        excluded => println!("，征求意见不计 {excluded} 个工作日"),
    }
}

fn provisional() {
    println!("暂定     涉及没有公布节假日安排的日期，只按周末和日期固定的法定假日推算；安排公布后可能变动");
}

/// The Regulation as it applies. 《条例》第56条
const REGULATION_SINCE: Date = Date::constant(2019, 5, 15);

/// The readings that went into a result, so that none is taken for the law.
fn notes(case: &Case, deadline: &Deadline, law: &Law) {
    let has = |is: fn(&Happening) -> bool| case.events().iter().any(|event| is(&event.what));
    println!("\n口径");
    println!(
        "  收到之日不计入，自次日起算（《民事诉讼法》第85条第2款）；也有计入当日的理解，期限早一个工作日。"
    );
    if case.events().iter().any(|event| event.what == Happening::Received && event.on < REGULATION_SINCE) {
        println!(
            "  2019年5月15日前收到的申请适用修订前的《条例》，本结果按现行《条例》计算（《条例》第56条）。"
        );
    }
    if has(|what| matches!(what, Happening::ConsultationSent { .. })) {
        println!("  发出征求意见书之日计入，收回意见之日不计入；多件征求意见重叠的日期只扣除一次。");
    }
    if has(|what| matches!(what, Happening::ConsultationSent { kind: ConsultationKind::OtherAgency, .. })) {
        println!(
            "  《条例》未规定其他机关的答复期限，按设置 other_agency_reply_workdays = {}。",
            law.readings.other_agency_reply_workdays
        );
    }
    if has(|what| matches!(what, Happening::SupplementAsked { .. })) {
        println!(
            "  补正期限应当合理，《条例》未规定天数；通常不超过 {} 个工作日（设置 usual_supplement_workdays）。",
            law.readings.usual_supplement_workdays
        );
    }
    if has(|what| matches!(what, Happening::FeeNoticeServed | Happening::FeePaid)) {
        println!(
            "  缴费后期限是否重新起算，按设置 payment_restarts = {}（《信息处理费管理办法》原文未核对）。",
            law.readings.payment_restarts
        );
    }
    if has(|what| matches!(what, Happening::Extended { .. })) {
        println!("  重新起算之前的延长不再计入；重新起算后能否再次延长，《条例》未写明。");
    }
    if deadline.state == State::Closed {
        println!("  已办结，期限以办结之日为准，不再变动。");
    }
}

pub(super) fn receipt(
    channel: Channel,
    receipt: &Receipt,
    case: Option<&Case>,
    law: &Law,
    as_json: bool,
) -> anyhow::Result<()> {
    if as_json {
        let deadline = case.map(|case| case.deadline(&law.calendar, &law.readings));
        let value = json!({
            "received_on": receipt.received_on,
            "channel": channel,
            "why": receipt.why,
            "basis": receipt.basis.to_string(),
            "notes": receipt.notes,
            "deadline": deadline,
        });
        println!("{value}");
        return Ok(());
    }
    match receipt.received_on {
        Some(date) => println!("收到申请之日 {}", day(date)),
        None => println!("收到申请之日 待确认"),
    }
    println!("渠道     {}：{}（{}）", channel.zh(), receipt.why, receipt.basis);
    for note in &receipt.notes {
        println!("注意     {note}");
    }
    if let Some(case) = case {
        println!();
        deadline(case, law, false)?;
    }
    Ok(())
}

pub(super) fn publication(made_on: Date, law: &Law, as_json: bool) -> Outcome {
    let due = proactive::publish_by(made_on, &law.calendar);
    let days = proactive::steps(made_on, &law.calendar);
    if as_json {
        let value = json!({
            "due": due.date,
            "provisional": due.provisional,
            "basis": proactive::BASIS.to_string(),
            "steps": days,
        });
        println!("{value}");
        return Outcome::Done;
    }
    println!("主动公开期限 {}", day(due.date));
    println!("依据     {}：形成或者变更之日起20个工作日；法律、法规另有规定的从其规定", proactive::BASIS);
    if due.provisional {
        provisional();
    }
    steps(&days);
    Outcome::Done
}
