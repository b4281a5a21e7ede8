//! `gongkai deadline`: every date the law sets, explained day by day.

mod dates;
mod events;
mod jsonl;
mod remedies;
mod tell;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::ArgGroup;
use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::clock::{Case, Event, Fault, Happening};
use statute::leaf::Leaf;
use statute::readings::Readings;
use statute::receipt::{confirmation_overdue, receipt};
use statute::registers::Channel;

use super::Outcome;
use dates::date;

/// 计算并逐日说明期限：答复、收到、主动公开、复议诉讼
#[derive(clap::Args)]
#[command(group(
    ArgGroup::new("question").required(true).multiple(false)
        .args(["received", "arrived", "publication", "remedy", "jsonl"])
))]
#[command(after_help = "\
示例：
  gongkai deadline --received 2024-02-01
  gongkai deadline --received 2024-01-22 --consultation 第三方,2024-01-26,2024-01-30,2024-02-21
  gongkai deadline --received 2024-09-10 --extended 2024-10-08,10
  gongkai deadline --arrived 2024-01-20 --channel 互联网 --confirmed 2024-01-22
  gongkai deadline --publication 2024-09-20
  gongkai deadline --remedy 2024-08-07 --leaf 3.4
  gongkai deadline --jsonl < cases.jsonl

日期可写作 2024-01-22、2024/1/22、2024年1月22日。逐条字段见 docs/deadline.md。")]
pub(crate) struct Args {
    /// 收到申请之日（《条例》第31条），计算答复期限
    #[arg(long, value_name = "日期", value_parser = date)]
    received: Option<Date>,
    /// 申请送到之日，与 --channel 一起确定收到申请之日
    #[arg(long, value_name = "日期", value_parser = date, requires = "channel")]
    arrived: Option<Date>,
    /// 申请渠道：互联网、挂号信函、平常信函、当面、口头、传真、电子邮件、其他
    #[arg(long, value_name = "渠道", value_parser = dates::channel, requires = "arrived")]
    channel: Option<Channel>,
    /// 与申请人确认之日
    #[arg(long, value_name = "日期", value_parser = date, requires = "arrived")]
    confirmed: Option<Date>,
    /// 政府信息形成或者变更之日，计算主动公开期限（《条例》第26条）
    #[arg(long, value_name = "日期", value_parser = date)]
    publication: Option<Date>,
    /// 答复送达（知道）之日，计算复议和诉讼期限，与 --leaf 同用
    #[arg(long, value_name = "日期", value_parser = date, requires = "leaf")]
    remedy: Option<Date>,
    /// 办理结果代码或者名称：1、2、3.1—3.8、4.1—4.3、5.1—5.5、6.1—6.3
    #[arg(long, value_name = "代码", value_parser = dates::leaf, requires = "remedy")]
    leaf: Option<Leaf>,
    /// 部分公开时，不予提供部分的办理结果；其他答复，除办理结果以外的依据；可用逗号列出多个
    #[arg(long, value_name = "代码", value_parser = dates::leaf, value_delimiter = ',', requires = "remedy")]
    withheld: Vec<Leaf>,
    /// 作出答复之日，与送达之日不同时填写；决定适用新旧行政复议法
    #[arg(long, value_name = "日期", value_parser = date, requires = "remedy")]
    acted: Option<Date>,
    /// 批量：每行一个 JSON 申请，每行一个 JSON 结果；缺省读标准输入
    #[arg(long, value_name = "文件", num_args = 0..=1, default_missing_value = "-")]
    jsonl: Option<PathBuf>,
    #[command(flatten)]
    events: events::EventOptions,
    /// 输出 JSON
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    /// 补充节假日安排的 CSV 文件（date,kind,name），用于程序发布后公布的年份
    #[arg(long, value_name = "文件")]
    calendar: Option<PathBuf>,
    /// 解释口径的 TOML 文件，见 docs/dates.md
    #[arg(long, value_name = "文件")]
    readings: Option<PathBuf>,
}

/// What every answer is worked out with.
struct Law {
    calendar: Calendar,
    readings: Readings,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let law = law(args)?;
    if let Some(path) = &args.jsonl {
        return jsonl::run(path, &law);
    }
    if let Some(made_on) = args.publication {
        return Ok(tell::publication(made_on, &law, args.json));
    }
    if let (Some(known_on), Some(leaf)) = (args.remedy, args.leaf) {
        return remedies::run(
            known_on,
            args.acted.unwrap_or(known_on),
            leaf,
            &args.withheld,
            &law,
            args.json,
        );
    }
    let mut found = None;
    let received = match (args.received, args.arrived, args.channel) {
        (None, Some(arrived), Some(channel)) => {
            match receipt(channel, arrived, args.confirmed, &law.readings) {
                Ok(receipt) => found.insert((channel, receipt)).1.received_on,
                Err(fault) => {
                    eprintln!("{fault}");
                    return Ok(Outcome::Findings);
                }
            }
        }
        (received, ..) => received,
    };
    let Some(received) = received else {
        // Only a receipt that waits for its confirmation has no date.
        if let Some((channel, mut receipt)) = found {
            let late = args
                .arrived
                .zip(args.events.today)
                .is_some_and(|(arrived, today)| confirmation_overdue(arrived, today, &law.calendar));
            if late {
                receipt.notes.push("送到已超过一个工作日仍未确认".into());
            }
            tell::receipt(channel, &receipt, None, &law, args.json)?;
        }
        return Ok(Outcome::Done);
    };
    let mut events = vec![Event { on: received, what: Happening::Received }];
    events.extend(args.events.events());
    let names: Vec<&str> = events.iter().map(|event| event.what.zh()).collect();
    let case = match Case::new(events, args.events.today) {
        Ok(case) => case,
        Err(fault) => {
            eprintln!("{}", in_words(&fault, &names));
            return Ok(Outcome::Findings);
        }
    };
    match &found {
        Some((channel, receipt)) => tell::receipt(*channel, receipt, Some(&case), &law, args.json)?,
        None => tell::deadline(&case, &law, args.json)?,
    }
    Ok(Outcome::Done)
}

/// A fault with the name of the event in place of its number, which options do not have.
fn in_words(fault: &Fault, names: &[&str]) -> String {
    let number = fault.place.strip_prefix("events[").and_then(|rest| rest.split_once(']'));
    let name = number.and_then(|(number, _)| names.get(number.parse::<usize>().ok()?));
    match name {
        Some(name) => Fault { place: format!("「{name}」"), ..fault.clone() }.to_string(),
        None => fault.to_string(),
    }
}

fn law(args: &Args) -> anyhow::Result<Law> {
    let mut calendar = Calendar::published().clone();
    if let Some(path) = &args.calendar {
        let text = std::fs::read_to_string(path).with_context(|| format!("无法读取 {}", path.display()))?;
        calendar.extend(&text).with_context(|| path.display().to_string())?;
    }
    let readings = match &args.readings {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("无法读取 {}", path.display()))?;
            toml::from_str(&text).with_context(|| format!("{} 不是有效的设置", path.display()))?
        }
        None => Readings::default(),
    };
    Ok(Law { calendar, readings })
}
