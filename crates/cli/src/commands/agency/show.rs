//! `gongkai agency show`: what holds of an agency on a day, and its versions.

use jiff::civil::Date;
use office::agencies::{self, ITEMS, Settings};
use office::applications::day_of;

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 显示机关设置：某一日适用的全部内容，和各个版本改了什么
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 哪一日适用的（缺省为今天）
    #[arg(long, value_name = "日期")]
    on: Option<Date>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = office::ledger::agency(&store, args.agency.as_deref()).await?;
        let today = day_of(author().at);
        let on = args.on.unwrap_or(today);
        let history = agencies::history(&store, agency.id).await?;
        println!("{on}适用：");
        print(&history.on(on));
        println!("\n各版本：");
        let versions = history.versions();
        let in_force = versions.iter().map(|version| version.from).find(|from| *from <= today);
        for version in versions {
            let standing = match version.from {
                from if from > today => "以后适用",
                from if Some(from) == in_force => "现行",
                _ => "以前",
            };
            let (from, at, actor) = (version.from, day_of(version.at), &version.actor);
            println!("  自{from}起（{standing}），{actor}，{at}保存");
            for item in ITEMS.iter().filter(|item| version.changed.contains(&item.code)) {
                println!("    {}  {}", item.zh, shown(&item.get(&version.settings)));
            }
        }
        Ok(Outcome::Done)
    })
}

/// Prints everything that is set.
pub(super) fn print(settings: &Settings) {
    for item in ITEMS {
        println!("  {}  {}", item.zh, shown(&item.get(settings)));
    }
}

fn shown(value: &str) -> String {
    if value.is_empty() { "（未填）".to_owned() } else { value.replace('\n', "、") }
}
