//! `gongkai user`: officers' accounts.

use anyhow::bail;
use office::accounts;
use statute::procedure::Role;

use super::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// The verbs of `user`.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 开立账户，给出一次性密码
    Open(Open),
    /// 列出账户
    List(List),
    /// 改变岗位
    Roles(Roles),
    /// 重置密码，给出一次性密码
    Reset(Named),
    /// 关闭账户
    Close(Named),
}

/// 开立账户
#[derive(clap::Args)]
pub(crate) struct Open {
    #[command(flatten)]
    named: Named,
    /// 称谓，显示在页面上
    #[arg(long, value_name = "称谓")]
    title: String,
    /// 岗位；可以重复
    #[arg(long, value_name = "岗位", required = true, value_parser = role)]
    role: Vec<Role>,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
}

/// 列出账户：账户、称谓、岗位
#[derive(clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    database: DatabaseArgs,
}

/// 改变岗位
#[derive(clap::Args)]
pub(crate) struct Roles {
    #[command(flatten)]
    named: Named,
    /// 岗位；可以重复，取代原有的
    #[arg(long, value_name = "岗位", required = true, value_parser = role)]
    role: Vec<Role>,
}

/// 账户
#[derive(clap::Args)]
pub(crate) struct Named {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 账户名
    #[arg(value_name = "账户")]
    name: String,
}

/// A role by its code or its Chinese name; the applicant is no officer.
fn role(text: &str) -> Result<Role, String> {
    Role::officers().find(|role| role.code() == text || role.zh() == text).ok_or_else(|| {
        let officers: Vec<_> = Role::officers().collect();
        format!("应为以下之一：{}", Role::names(&officers))
    })
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    wait(async {
        match command {
            Command::Open(args) => {
                let store = args.named.database.existing().await?;
                let agency = office::ledger::agency(&store, args.agency.as_deref()).await?;
                let (name, title, roles) = (&args.named.name, &args.title, args.role.clone());
                let password = accounts::open(&store, &author(), agency.id, name, title, roles).await?;
                println!("{name}（{title}，{}）的一次性密码：{password}", Role::names(&args.role));
            }
            Command::List(args) => {
                for stored in args.database.existing().await?.accounts().await? {
                    let account = stored.account;
                    let closed = if account.is_closed { "\t已关闭" } else { "" };
                    println!("{}\t{}\t{}{closed}", account.name, account.title, Role::names(&account.roles));
                }
            }
            Command::Roles(args) => {
                let store = args.named.database.existing().await?;
                accounts::set_roles(&store, &author(), &args.named.name, args.role.clone()).await?;
                println!("{}：{}", args.named.name, Role::names(&args.role));
            }
            Command::Reset(args) => {
                let store = args.database.existing().await?;
                let password = accounts::reset_password(&store, &args.name, author().at).await?;
                println!("{} 的一次性密码：{password}", args.name);
            }
            Command::Close(args) => {
                let store = args.database.existing().await?;
                if store.account(&args.name).await?.is_some_and(|stored| stored.account.is_closed) {
                    bail!("账户「{}」已经关闭", args.name);
                }
                accounts::close(&store, &author(), &args.name).await?;
                println!("{} 已关闭", args.name);
            }
        }
        Ok(Outcome::Done)
    })
}
