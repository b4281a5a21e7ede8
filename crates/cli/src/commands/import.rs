//! `gongkai import`: a folder of registers into the ledger, the difference first.

use std::path::PathBuf;

use anyhow::bail;
use documents::registers::{BadCell, read_folder};
use office::ledger::{self, Change, Handed, Import, NotImported, Reasons, Retraction, Vanished};
use serde_json::json;

use super::{Outcome, import_template};
use crate::database::{DatabaseArgs, author, wait};

/// Changed rows told one by one; more are told by number.
const SHOWN: usize = 200;

/// 导入一年的台账：全部写入或者全部不写，写入前先比较
#[derive(clap::Args)]
#[command(
    after_help = "示例：\n  gongkai import --template 2023年台账\n  gongkai import 2023年台账 --dry-run\n  gongkai import 2023年台账\n  gongkai import 2023年台账 --correct 复查发现漏登一件\n  gongkai import 2023年台账 --retract-vanished 收到日期误登，重复录入 --dry-run\n退出码：0 完成，1 有误、有缺行或未获准，2 不能执行。"
)]
pub(crate) struct Args {
    /// 台账所在的文件夹（或者一个 XLSX 工作簿），其中 agency.toml 写明机关
    #[arg(value_name = "文件夹")]
    dir: PathBuf,
    /// 不导入，在文件夹中生成空白台账（带下拉选项）和一份填好的示例
    #[arg(long, conflicts_with_all = ["dry_run", "correct", "retract_vanished", "json"])]
    template: bool,
    #[command(flatten)]
    database: DatabaseArgs,
    /// 只比较，不写入
    #[arg(long)]
    dry_run: bool,
    /// 更正已公布年度的台账，写明理由
    #[arg(long, value_name = "理由")]
    correct: Option<String>,
    /// 撤销录入：台账中已删去的行（缺行）不再计入，写明理由；先加 --dry-run 查看
    #[arg(long, value_name = "理由")]
    retract_vanished: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    if args.template {
        return import_template::write(&args.dir);
    }
    if !args.dir.exists() {
        bail!("{} 不存在", args.dir.display());
    }
    if args.correct.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        bail!("--correct：应写明更正的理由");
    }
    if args.retract_vanished.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        bail!("--retract-vanished：应写明撤销录入的理由");
    }
    let reasons = Reasons { correct: args.correct.clone(), retract: args.retract_vanished.clone() };
    let mut folder = match read_folder(&args.dir) {
        Ok(folder) => folder,
        Err(bad) => return Ok(refuse(args, &bad)),
    };
    let notes = std::mem::take(&mut folder.notes);
    let handed = Handed::from(folder);
    let outcome = wait(async {
        if args.dry_run {
            let store = args.database.open().await?;
            return Ok(ledger::plan(store.as_ref(), handed, &reasons).await);
        }
        let store = args.database.create().await?;
        let outcome = ledger::import(&store, &author(), handed, &reasons).await;
        store.close().await;
        Ok(outcome)
    })?;
    let mut import = match outcome {
        Ok(import) => import,
        Err(NotImported::Store(error)) => bail!(error),
        Err(error) => {
            eprintln!("{error}\n未导入");
            return Ok(Outcome::Findings);
        }
    };
    import.notes.splice(0..0, notes);
    if args.json {
        println!("{}", serde_json::to_string(&import)?);
    } else {
        print(args, &import)?;
    }
    let is_clean = import.refused.is_empty() && import.vanished.is_empty();
    Ok(if is_clean { Outcome::Done } else { Outcome::Findings })
}

/// Every bad cell at once.
fn refuse(args: &Args, bad: &[BadCell]) -> Outcome {
    if args.json {
        println!("{}", json!({ "errors": bad }));
    } else {
        for cell in bad {
            eprintln!("{cell}");
        }
        eprintln!("{} 处有误，未导入", bad.len());
    }
    Outcome::Findings
}

fn print(args: &Args, import: &Import) -> anyhow::Result<()> {
    let sum = |count: fn(&ledger::RegisterCount) -> usize| import.registers.iter().map(count).sum::<usize>();
    println!(
        "{} {}年：新增 {} 行，补录 {} 行，更正 {} 行，未变 {} 行",
        import.agency,
        import.year,
        sum(|count| count.entered),
        sum(|count| count.completed),
        sum(|count| count.corrected),
        sum(|count| count.unchanged)
    );
    if !import.retracted.is_empty() {
        println!("  缺行 {} 行撤销录入", import.retracted.len());
    }
    for count in &import.registers {
        let parts = [
            ("新增", count.entered),
            ("补录", count.completed),
            ("更正", count.corrected),
            ("撤销录入", count.retracted),
            ("未变", count.unchanged),
        ];
        let told: Vec<_> =
            parts.iter().filter(|(_, rows)| *rows > 0).map(|(word, rows)| format!("{word} {rows}")).collect();
        println!("  {} {} 行：{}", count.register.zh(), count.rows, told.join("，"));
    }
    if !import.texts.is_empty() {
        println!("  {} 有变化", import.texts.join("、"));
    }
    for change in import.changes.iter().take(SHOWN) {
        print_change(change);
    }
    if import.changes.len() > SHOWN {
        println!("另有 {} 行变化，用 --json 列出全部", import.changes.len() - SHOWN);
    }
    for retraction in import.retracted.iter().take(SHOWN) {
        print_retraction(retraction);
    }
    if import.retracted.len() > SHOWN {
        println!("另有 {} 行撤销录入，用 --json 列出全部", import.retracted.len() - SHOWN);
    }
    for vanished in &import.vanished {
        print_vanished(args, vanished);
    }
    if args.retract_vanished.is_none() && import.vanished.iter().any(|vanished| vanished.key.is_some()) {
        println!("缺行确属误录的，加 --retract-vanished 理由，撤销录入（先加 --dry-run 查看）");
    }
    for note in &import.notes {
        println!("提示：{note}");
    }
    let address = args.database.address()?;
    if !import.refused.is_empty() {
        for refused in &import.refused {
            println!(
                "{}年年度报告已公布，本次有 {} 处涉及该年：未写入；确需更正的，加 --correct 理由",
                refused.year, refused.rows
            );
        }
    } else if import.is_unchanged {
        println!("与数据库一致，未写入");
    } else if args.dry_run {
        println!("试运行，未写入");
    } else {
        println!("已写入 {address}：事件 {} 条", import.events);
        for year in &import.corrected_years {
            println!("{year}年年度报告已记为更正，请重新编制、公布并冻结");
        }
    }
    Ok(())
}

fn print_change(change: &Change) {
    let word = if change.is_correction { "更正" } else { "补录" };
    let cells: Vec<_> = change
        .cells
        .iter()
        .map(|cell| {
            let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "空白".into());
            format!("{} {} → {}", cell.column, shown(&cell.before), shown(&cell.after))
        })
        .collect();
    println!("{word} {}「{}」：{}", change.register.zh(), change.key, cells.join("；"));
}

fn print_retraction(retraction: &Retraction) {
    println!("撤销录入 {}「{}」：数据库中有，本次没有，不再计入", retraction.register.zh(), retraction.key);
}

fn print_vanished(args: &Args, vanished: &Vanished) {
    let name = vanished.register.zh();
    match &vanished.key {
        Some(key) => println!("缺行 {name}「{key}」：数据库中有，本次没有，保留未删"),
        None if args.retract_vanished.is_some() => println!(
            "缺台账 {name}：数据库中有 {} 行，本次未提供，未撤销；确需全部撤销的，提供只有表头的台账",
            vanished.rows
        ),
        None => println!("缺台账 {name}：数据库中有 {} 行，本次未提供，保留未删", vanished.rows),
    }
}
