//! `gongkai fee`: the information processing fee, band by band.

use clap::ArgGroup;
use statute::fee::{Fee, by_items, by_pages};

use super::Outcome;

/// 计算信息处理费：按件或者按量，二者不能并用
#[derive(clap::Args)]
#[command(
    group(ArgGroup::new("tariff").required(true).multiple(false).args(["items", "pages"])),
    after_help = "示例：\n  gongkai fee --items 45\n  gongkai fee --items 45 --after 20\n  gongkai fee --pages 250 --json"
)]
pub(crate) struct Args {
    /// 按件计收：同一申请人一个自然月内累计申请的件数
    #[arg(long, value_name = "件数")]
    items: Option<u64>,
    /// 按量计收：一件申请提供的页数
    #[arg(long, value_name = "页数")]
    pages: Option<u64>,
    /// 累计件数中本月此前已提出的件数，只计其后的件数
    #[arg(long, value_name = "件数", requires = "items", conflicts_with = "pages")]
    after: Option<u64>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let fee = match (args.items, args.pages) {
        (Some(items), _) => by_items(items, args.after.unwrap_or(0))?,
        (None, pages) => by_pages(pages.unwrap_or(0))?,
    };
    if args.json {
        println!("{}", serde_json::to_string(&fee)?);
    } else {
        print(&fee);
    }
    Ok(Outcome::Done)
}

fn print(fee: &Fee) {
    let unit = fee.mode.unit();
    println!("信息处理费 {} 元", fee.total);
    print!("{}，{} {unit}", fee.mode.zh(), fee.n);
    if fee.after > 0 {
        print!("，其中本月此前已提出 {} {unit}，不再计入", fee.after);
    }
    println!("（{}）", fee.mode.basis());
    if fee.bands.is_empty() {
        println!("  均在免费范围内");
    }
    for band in &fee.bands {
        println!(
            "  第 {}—{} {unit}：{} {unit} × {} 元 = {} 元",
            band.from, band.to, band.n, band.rate, band.amount
        );
    }
    println!(
        "提示：是否收费由行政机关决定（《条例》第42条第1款）；同一申请按件与按量只适用一种（《信息处理费管理办法》第3条）。"
    );
}
