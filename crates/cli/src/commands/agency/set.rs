//! `gongkai agency set`: what an agency is called, where it is found and what its letters tell, from a day on.

use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use office::agencies::{self, ITEMS, Item, Settings, Shape};
use office::applications::day_of;

use super::show;
use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 填写机关设置，自某日起适用；没有给出的保持原样，之前的日期仍按原来的内容
#[derive(clap::Args)]
#[command(after_help = "给空的值（如 --fax ''）的，清空这一项。以后适用的版本中，与原来相同的内容一并改变。")]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 自哪一日起适用（缺省为今天）
    #[arg(long, value_name = "日期")]
    from: Option<Date>,
    /// 撤销自这一日起适用的版本；已经适用的不能撤销
    #[arg(long, value_name = "日期", conflicts_with = "from")]
    withdraw: Option<Date>,
    #[command(flatten)]
    given: Given,
}

/// What was given: each setting with its value, several values one a line.
struct Given(Vec<(&'static Item, String)>);

impl clap::Args for Given {
    fn augment_args(command: Command) -> Command {
        ITEMS.iter().fold(command, |command, item| {
            let (word, action) = match item.shape {
                Shape::Lines => ("；可以重复", ArgAction::Append),
                _ => ("", ArgAction::Set),
            };
            let hint = if item.hint.is_empty() { String::new() } else { format!("。{}", item.hint) };
            let help = format!("{}{word}{}", item.zh, hint.replace("每行一个。", "").trim_end_matches('。'));
            let option = Arg::new(item.code).long(item.option).help(help).action(action);
            command.arg(option.value_name("内容").allow_hyphen_values(true))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |item: &'static Item| {
            let values: Vec<_> = matches.get_many::<String>(item.code)?.cloned().collect();
            Some((item, values.join("\n")))
        };
        Ok(Self(ITEMS.iter().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = office::ledger::agency(&store, args.agency.as_deref()).await?;
        let author = author();
        let history = agencies::history(&store, agency.id).await?;
        if let Some(from) = args.withdraw {
            anyhow::ensure!(args.given.0.is_empty(), "--withdraw 不能和要填写的内容一起使用");
            agencies::withdraw(&store, &author, agency.id, &history, from).await?;
            println!("已经撤销自{from}起的版本");
            return Ok(Outcome::Done);
        }
        let from = args.from.unwrap_or_else(|| day_of(author.at));
        let mut settings: Settings = history.set_on(from);
        for (item, value) in &args.given.0 {
            if let Some(fault) = item.fault(value) {
                anyhow::bail!(fault.message);
            }
            item.put(&mut settings, value);
        }
        let moved = agencies::change(&store, &author, agency.id, &history, from, &settings).await?;
        println!("自{from}起：");
        show::print(&agencies::history(&store, agency.id).await?.on(from));
        for day in moved {
            println!("自{day}起的版本中，与原来相同的内容一并改变");
        }
        Ok(Outcome::Done)
    })
}
