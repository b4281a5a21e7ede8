//! `gongkai check-links`: every link of what is published to another site, opened once.

use std::sync::Arc;

use anyhow::Context as _;
use office::inspection::outside::{
    Checked, Linking, Manner, Opener, Outcome as Opened, keep, open_all, targets,
};
use office::ledger;
use serde_json::json;
use statute::inspection::Rules;

use super::Outcome;
use crate::database::{DatabaseArgs, author, counter, wait};
use crate::site::InspectionArgs;

/// Items that link to an address told one by one; more are told by number.
const SHOWN: usize = 10;

/// 核对公开信息中链接到其他网站的链接：逐个打开，每个网址一次
#[derive(clap::Args)]
#[command(
    after_help = "只打开 http、https 网址；同一网站一次只打开一个，打不开的再试一次。结果存入账本，显示在工作台的网站自查。\n示例：\n  gongkai check-links\n  gongkai check-links --json\n退出码：0 都打得开，1 有打不开的，2 不能执行。"
)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    #[command(flatten)]
    inspection: InspectionArgs,
    /// 也打开本机和内部网络的地址（缺省为不打开，以免信息中的链接使服务器访问内部系统）
    #[arg(long)]
    private: bool,
    /// 每个没有打开的网址输出一行 JSON，最后一行是合计
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let author = author();
    let today = office::applications::day_of(author.at);
    let rules = args.inspection.rules()?;
    let seconds = rules.as_ref().unwrap_or(Rules::built_in()).link_seconds(today);
    let seconds =
        seconds.with_context(|| format!("检查规则没有写明{today}链接打开的时限，请核对本机日期"))?;
    let opener = Arc::new(Opener::of_this_machine(Manner::new(seconds, args.private))?);
    let (checked, kept) = wait(async {
        let store = args.database.existing().await?;
        let agency = ledger::agency(&store, args.agency.as_deref()).await?.id;
        let bar = counter("读取信息");
        let targets = targets(&store, agency, today, |read| bar.set_position(read)).await?;
        bar.finish_and_clear();
        let bar = counter("打开网址");
        let checked = open_all(&opener, targets, |done, all| {
            bar.set_message(format!("打开网址（共{all}条）"));
            bar.set_position(done as u64);
        })
        .await;
        bar.finish_and_clear();
        let kept = keep(&store, &author, agency, &checked).await;
        store.close().await;
        Ok((checked, kept))
    })?;
    if args.json {
        print_json(&checked, kept.is_ok());
    } else {
        print(&checked);
    }
    kept.context("结果没有保存")?;
    let is_broken = checked.iter().any(|one| matches!(one.outcome, Opened::Broken(_)));
    Ok(if is_broken { Outcome::Findings } else { Outcome::Done })
}

/// How many opened, how many do not, of how many nobody can say.
fn counts(checked: &[Checked]) -> [usize; 3] {
    let mut counts = [0; 3];
    for one in checked {
        counts[match one.outcome {
            Opened::Opened => 0,
            Opened::Broken(_) => 1,
            Opened::Unknown(_) => 2,
        }] += 1;
    }
    counts
}

fn print_json(checked: &[Checked], is_kept: bool) {
    for Checked { target, outcome } in checked.iter().filter(|one| one.outcome != Opened::Opened) {
        let why = outcome.to_string();
        println!(
            "{}",
            json!({"address": target.address, "outcome": outcome, "why": why, "items": target.items})
        );
    }
    let [opened, broken, unknown] = counts(checked);
    let summary = json!({"addresses": checked.len(), "opened": opened, "broken": broken, "unknown": unknown});
    println!("{}", json!({"summary": summary, "is_written": is_kept}));
}

fn print(checked: &[Checked]) {
    let [opened, broken, unknown] = counts(checked);
    let told = |heading: String, is_told: &dyn Fn(Opened) -> bool| {
        println!("{heading}");
        for Checked { target, outcome } in checked.iter().filter(|one| is_told(one.outcome)) {
            println!("{}\t{outcome}", target.href);
            for Linking { number, title } in target.items.iter().take(SHOWN) {
                println!("  /p/{number}\t{title}");
            }
            if let Some(more) = target.items.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                println!("  另有{more}条信息");
            }
        }
        println!();
    };
    if broken > 0 {
        told(format!("打不开的网址 {broken} 个"), &|outcome| matches!(outcome, Opened::Broken(_)));
    }
    if unknown > 0 {
        told(format!("不能确定的网址 {unknown} 个"), &|outcome| {
            matches!(outcome, Opened::Unknown(_))
        });
    }
    println!(
        "链接到其他网站的网址 {} 个：打得开 {opened} 个，打不开 {broken} 个，不能确定 {unknown} 个",
        checked.len()
    );
}
