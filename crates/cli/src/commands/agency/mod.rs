//! `gongkai agency`: agencies and what they write on letters.

mod add;
mod list;
mod set;
mod show;
mod template;

use super::Outcome;

/// The verbs of `agency`.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 设立机关
    Add(add::Args),
    /// 列出机关
    List(list::Args),
    /// 填写机关设置：名称、联系方式、复议机关、管辖法院、发文代字等，自某日起适用
    Set(set::Args),
    /// 显示机关设置：某一日适用的，和各个版本
    Show(show::Args),
    /// 文书模板：显示、保存自定的、恢复自带的
    Template(template::Args),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Add(args) => add::run(args),
        Command::List(args) => list::run(args),
        Command::Set(args) => set::run(args),
        Command::Show(args) => show::run(args),
        Command::Template(args) => template::run(args),
    }
}
