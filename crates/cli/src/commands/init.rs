//! `gongkai init`: the first agency and its three administrators, each with a one-time password.

use anyhow::bail;
use office::{accounts, agencies};
use statute::procedure::Role;
use statute::registers::Agency;

use super::Outcome;
use crate::database::{DatabaseArgs, author, wait};

/// 初始化：设立第一个机关和系统、安全、审计三个管理员，各给一个一次性密码
#[derive(clap::Args)]
#[command(
    after_help = "没有缺省密码：一次性密码只显示这一次，首次登录后须修改。\n退出码：0 完成，2 不能初始化（已有账户，或者数据库不能使用）。"
)]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 机关全称；数据库中已有这个机关（例如导入过台账）的，直接使用
    #[arg(long, value_name = "全称")]
    name: String,
}

/// The three administrators (三员): account, title, role.
const ADMINISTRATORS: [(&str, &str, Role); 3] = [
    ("sysadmin", "系统管理员", Role::SystemAdministrator),
    ("secadmin", "安全管理员", Role::SecurityAdministrator),
    ("auditadmin", "审计管理员", Role::AuditAdministrator),
];

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    wait(async {
        let store = args.database.create().await?;
        if !store.accounts().await?.is_empty() {
            bail!(
                "数据库 {} 已有账户，不能再次初始化；增加账户用 gongkai user open",
                args.database.address()?
            );
        }
        let known = store.agencies().await?.into_iter().find(|row| row.agency.name == args.name);
        let agency = if let Some(row) = known {
            row.id
        } else {
            let agency = Agency { name: args.name.clone(), ..Agency::default() };
            agencies::set_up(&store, &author(), agency).await?
        };
        println!("机关：{}（编号 {agency}）\n\n账户        一次性密码          岗位", args.name);
        for (name, title, role) in ADMINISTRATORS {
            let password = accounts::open(&store, &author(), agency, name, title, vec![role]).await?;
            println!("{name:<12}{password:<20}{title}");
        }
        println!(
            "\n密码只显示这一次，首次登录后须修改。三个账户应当交给三个人（三员分立）。\n下一步：gongkai agency set 填写复议机关、管辖法院和发文代字，gongkai serve 启动"
        );
        store.close().await;
        Ok(Outcome::Done)
    })
}
