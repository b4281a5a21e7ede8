//! `gongkai audit verify`: every chain, sealed record and seal checked, and every projection held against the events.

use serde_json::json;
use store::Verification;

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, counter, wait};

/// 核验全部事件链、封存记录与封印，并将列表与统计同事件比对，指出被改动之处
#[derive(clap::Args)]
#[command(
    after_help = "不需要密钥，不写入，不影响他人办理。列表与统计同事件不符的，执行 gongkai rebuild 重建。\n退出码：0 完好，1 有改动，2 不能核验。"
)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let bar = counter("核验");
    let found = wait(async {
        let store = args.database.existing().await?;
        let found = store.verify(|done| bar.set_position(done)).await?;
        // The write-ahead log goes into the file, which is then whole in itself.
        store.close().await;
        Ok(found)
    })?;
    bar.finish_and_clear();
    if args.json {
        println!("{}", as_json(&found));
    } else {
        print(&found);
    }
    Ok(if found.is_sound() { Outcome::Done } else { Outcome::Findings })
}

fn as_json(found: &Verification) -> serde_json::Value {
    let faults: Vec<_> = found
        .faults
        .iter()
        .map(|fault| json!({"stream": fault.stream, "version": fault.version, "problem": fault.problem}))
        .collect();
    let differences: Vec<_> = found
        .differences
        .iter()
        .map(|place| {
            json!({
                "table": place.table,
                "key": place.key,
                "column": place.column,
                "found": place.found,
                "expected": place.expected,
            })
        })
        .collect();
    json!({
        "sound": found.is_sound(),
        "events": found.events,
        "streams": found.streams,
        "sealed": found.sealed,
        "erased": found.erased,
        "seals": found.seals,
        "unsealed": found.unsealed,
        "compared": found.compared,
        "faults": faults,
        "differences": differences,
    })
}

fn print(found: &Verification) {
    for fault in &found.faults {
        match fault.version {
            0 => println!("{}：{}", fault.stream, fault.problem),
            version => println!("{} 第{version}版：{}", fault.stream, fault.problem),
        }
    }
    for difference in &found.differences {
        println!("{difference}");
    }
    if found.compared.is_none() {
        println!("事件被改动，列表与统计未同事件比对");
    } else if !found.differences.is_empty() {
        let count = found.differences.len();
        println!("列表与统计 {count} 处与事件不符（一张表只列出前一百处），执行 gongkai rebuild 按事件重建");
    }
    let verdict = match found.faults.len() + found.differences.len() {
        0 => "完好".to_owned(),
        count => format!("{count} 处被改动"),
    };
    println!(
        "{verdict}：事件 {} 条，事件流 {} 个，封存记录 {} 件（已依法删除 {} 件），封印 {} 个，尚未封印的事件 {} 条，列表与统计 {} 行",
        found.events,
        found.streams,
        found.sealed,
        found.erased,
        found.seals,
        found.unsealed,
        found.compared.unwrap_or(0)
    );
}
