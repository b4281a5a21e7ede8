//! `gongkai agency set`: what an agency writes on letters, from a day on.

use jiff::civil::Date;
use office::agencies;
use office::applications::day_of;

use crate::commands::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 填写告知书上的内容，自某日起适用；没有给出的保持原样，之前的日期仍按原来的内容
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 自哪一日起适用（缺省为今天）
    #[arg(long, value_name = "日期")]
    from: Option<Date>,
    /// 发文代字，如 示测公开
    #[arg(long, value_name = "代字")]
    letter_code: Option<String>,
    /// 办公时间
    #[arg(long, value_name = "文字")]
    hours: Option<String>,
    /// 复议机关；可以重复
    #[arg(long, value_name = "机关")]
    review_body: Vec<String>,
    /// 管辖法院
    #[arg(long, value_name = "法院")]
    court: Option<String>,
    /// 网上申请行政复议的地址
    #[arg(long, value_name = "地址")]
    online_review: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.existing().await?;
        let agency = office::ledger::agency(&store, args.agency.as_deref()).await?;
        let author = author();
        let from = args.from.unwrap_or_else(|| day_of(author.at));
        let mut settings = agencies::settings(&store, agency.id, from).await?;
        let given = [
            (&args.letter_code, &mut settings.letter_code),
            (&args.hours, &mut settings.hours),
            (&args.court, &mut settings.court),
            (&args.online_review, &mut settings.online_review),
        ];
        for (value, place) in given {
            if let Some(value) = value {
                place.clone_from(value);
            }
        }
        if !args.review_body.is_empty() {
            settings.review_bodies.clone_from(&args.review_body);
        }
        agencies::set(&store, &author, agency.id, from, &settings).await?;
        let shown = |text: &str| if text.is_empty() { "（未填）".to_owned() } else { text.to_owned() };
        println!("{}，自{from}起：", agency.agency.name);
        println!("  发文代字  {}", shown(&settings.letter_code));
        println!("  办公时间  {}", shown(&settings.hours));
        println!("  复议机关  {}", shown(&settings.review_bodies.join("、")));
        println!("  管辖法院  {}", shown(&settings.court));
        println!("  网上复议  {}", shown(&settings.online_review));
        Ok(Outcome::Done)
    })
}
