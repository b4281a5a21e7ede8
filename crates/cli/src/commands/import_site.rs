//! `gongkai import-site`: a folder of an old site's pages, told file by file first.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use documents::page::OldSite;
use office::ledger;
use office::publications::old_site::{
    self, Coming, Done, Named, NotImported, Outcome as Fate, Summary, Told,
};
use serde_json::json;
use statute::publication::{COLUMNS, Column};

use super::Outcome;
use crate::database::{DatabaseArgs, author, counter, wait};

/// 导入旧网站的网页和文件：全部写入或者全部不写，写入前先逐个文件说明
#[derive(clap::Args)]
#[command(
    after_help = "示例：\n  gongkai import-site 旧网站 --dry-run\n  gongkai import-site 旧网站\n  gongkai import-site 政策 --address http://www.example.gov.cn/zcfg/ --column 政策法规=zcwj\n  gongkai import-site 旧网站 --with-files --file \"zcwj/扫描.pdf=2021-03-05 关于示例的通知\" --dry-run\n导入的信息视为自原发布日期起公开，原地址永久转到新地址；再次导入不会重复。\n退出码：0 完成，1 有文件不能导入，2 不能执行。"
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Args {
    /// 网页所在的文件夹，目录结构与旧网站相同
    #[arg(value_name = "文件夹")]
    dir: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 只逐个文件说明，不写入
    #[arg(long)]
    dry_run: bool,
    /// 文件夹在旧网站的地址（缺省为整个网站）；写明的，网页中带网站域名的链接也一并改写
    #[arg(long, value_name = "网址")]
    address: Option<String>,
    /// 原来的栏目（网页写明的名称，或者文件夹）放进哪个栏目（名称或者代码）；可以重复
    #[arg(long, value_name = "原栏目=栏目", value_parser = column)]
    column: Vec<(String, &'static Column)>,
    /// 不能导入的文件略去，导入其余的
    #[arg(long)]
    leave_out: bool,
    /// 没有网页链接的 DOCX、PDF、XLSX、TXT 文件也导入，各作为一条信息，文件本身附为原件
    #[arg(long)]
    with_files: bool,
    /// 这样的文件的发布日期和标题，文件自己没有写明或者写得不对的；标题可以不写；可以重复
    #[arg(long, value_name = "文件=日期 标题", value_parser = named, requires = "with_files")]
    file: Vec<(String, Named)>,
    /// 每个文件输出一行 JSON，最后一行是合计
    #[arg(long)]
    json: bool,
}

fn column(text: &str) -> Result<(String, &'static Column), String> {
    let known = || {
        let each = COLUMNS
            .iter()
            .filter(|one| one.takes_publications())
            .map(|one| format!("{}（{}）", one.name, one.code));
        each.collect::<Vec<_>>().join("、")
    };
    let (old, new) = text.split_once('=').ok_or("应写成 原栏目=栏目，如 政策法规=zcwj")?;
    let column = Column::named(new.trim()).filter(|column| column.takes_publications());
    let column = column.ok_or_else(|| format!("没有可以放信息的栏目“{new}”，应为：{}", known()))?;
    Ok((old.trim().to_owned(), column))
}

fn named(text: &str) -> Result<(String, Named), String> {
    let form = "应写成 文件=日期 标题，如 通知/甲.pdf=2023-05-08 关于甲的通知";
    let (file, said) = text.split_once('=').ok_or(form)?;
    let (day, title) = said.trim().split_once(char::is_whitespace).unwrap_or((said.trim(), ""));
    let published_on = day.parse().map_err(|_| format!("日期“{day}”应为存在的日期；{form}"))?;
    let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
    Ok((file.trim().trim_start_matches("./").to_owned(), Named { published_on, title }))
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let site =
        OldSite::open(&args.dir, args.address.as_deref()).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    let is_there = |file: &String| args.dir.join(file).is_file() && OldSite::is_lone(file);
    if let Some((file, _)) = args.file.iter().find(|(file, _)| !is_there(file)) {
        bail!("--file {file}：应为文件夹里的 DOCX、PDF、XLSX、TXT 文件，从文件夹起写，如 通知/甲.pdf");
    }
    let coming = Coming {
        site,
        columns: args.column.clone(),
        leaves_out: args.leave_out,
        takes_files: args.with_files,
        named: args.file.iter().cloned().collect(),
    };
    let bar = counter("读取网页");
    let tell = |told: Told| {
        bar.inc(1);
        bar.suspend(|| print(args, &told));
    };
    let outcome = wait(async {
        if args.dry_run {
            let store = args.database.existing().await?;
            let agency = ledger::agency(&store, args.agency.as_deref()).await?;
            let planned = old_site::plan(&store, &agency, &coming, jiff::Timestamp::now(), tell).await;
            return Ok(planned.map(|plan| (plan.summary, Done::Nothing)));
        }
        let store = args.database.existing().await?;
        store.close().await;
        let store = args.database.create().await?;
        let agency = ledger::agency(&store, args.agency.as_deref()).await?;
        let outcome = old_site::import(&store, &author(), &agency, &coming, tell).await;
        store.close().await;
        Ok(outcome)
    })?;
    bar.finish_and_clear();
    match outcome {
        Ok((summary, done)) => {
            sum(args, summary, done)?;
            Ok(if summary.left_out == 0 { Outcome::Done } else { Outcome::Findings })
        }
        Err(NotImported::Store(error)) => bail!(error),
        Err(error @ NotImported::NoCode(..)) => {
            Err(error).context("未导入。机关代码用 gongkai agency set --code 填写")
        }
        Err(error) => bail!(error),
    }
}

fn print(args: &Args, told: &Told) {
    if args.json {
        println!("{}", json!(told));
        return;
    }
    let Told { file, outcome, title, number, why } = told;
    let number = number.as_deref().unwrap_or_default();
    match outcome {
        Fate::TakenIn if !title.is_empty() => println!("导入 {file} {number}《{title}》"),
        Fate::TakenIn => {}
        Fate::Known => println!("已导入 {file} {number}"),
        Fate::PassedOver => println!("略过 {file}：{}", why.join("；")),
        Fate::LeftOut => println!("有误 {file}：{}", why.join("；")),
    }
    if matches!(outcome, Fate::TakenIn | Fate::Known) {
        for one in why {
            println!("  注意 {file}：{one}");
        }
    }
}

fn sum(args: &Args, summary: Summary, done: Done) -> anyhow::Result<()> {
    if args.json {
        let is_written = done == Done::Written;
        println!("{}", json!({ "summary": summary, "is_written": is_written }));
        return Ok(());
    }
    let Summary { taken_in, known, passed_over, unlinked, left_out, incomplete } = summary;
    println!(
        "\n导入 {taken_in} 件（其中 {incomplete} 件有缺漏或者须核对），已导入 {known} 件，略过 {passed_over} 个文件，有误 {left_out} 个文件"
    );
    if unlinked > 0 {
        let advice = if args.with_files {
            "标题、日期用 --file 指明"
        } else {
            "加 --with-files 一并导入"
        };
        println!("略过的文件中有 {unlinked} 个没有网页链接，需要的{advice}");
    }
    match done {
        Done::Refused => println!(
            "有误的文件没有改正，全部未导入；栏目对应不上的用 --column 指明，可以略去的加 --leave-out 导入其余的"
        ),
        Done::Written => println!("已写入 {}，原地址已转到新地址", args.database.address()?),
        Done::Nothing if args.dry_run => println!("试运行，未写入"),
        Done::Nothing => println!("没有新的网页，未写入"),
    }
    Ok(())
}
