//! The subcommands; each lives in the file of its name and answers with an [`Outcome`].

mod agency;
mod audit;
mod backup;
mod check_links;
mod deadline;
mod demo;
mod export;
mod fee;
mod import;
mod import_site;
mod import_template;
mod init;
mod rebuild;
mod reindex;
mod report;
mod serve;
mod user;

use std::process::ExitCode;

/// What the program can be told to do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// 机关及其告知书上的内容
    #[command(subcommand)]
    Agency(agency::Command),
    /// 台账的完整性：核验、封印
    #[command(subcommand)]
    Audit(audit::Command),
    /// 备份：整个账本写入一个文件
    Backup(backup::Backup),
    /// 核对公开信息中链接到其他网站的链接：逐个打开，结果显示在网站自查
    CheckLinks(check_links::Args),
    /// 计算并逐日说明期限：答复、收到、主动公开、复议诉讼
    Deadline(deadline::Args),
    /// 示范：导入一个局2023年的台账，编制、核查年度报告，并在本机展示
    Demo(demo::Args),
    /// 导出依申请公开台账，可由 import 读回
    Export(export::Args),
    /// 计算信息处理费：按件或者按量，二者不能并用
    Fee(fee::Args),
    /// 导入一年的台账：全部写入或者全部不写，写入前先比较
    Import(import::Args),
    /// 导入旧网站的网页：全部写入或者全部不写，写入前先逐个文件说明
    ImportSite(import_site::Args),
    /// 初始化：第一个机关和三个管理员
    Init(init::Args),
    /// 由事件重建全部列表与统计
    Rebuild(rebuild::Args),
    /// 重建检索索引
    Reindex(reindex::Args),
    /// 年度报告：编制、读取、核查
    #[command(subcommand)]
    Report(report::Command),
    /// 恢复：由备份到空的数据库
    Restore(backup::Restore),
    /// 启动网站：门户和工作台
    Serve(serve::Args),
    /// 账户：开立、列出、改变岗位、重置密码、关闭
    #[command(subcommand)]
    User(user::Command),
}

/// How a command ended; the exit codes are documented and tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit code 0: done, nothing found wrong.
    Done,
    /// Exit code 1: findings, or input whose content is wrong.
    Findings,
}

/// Runs a command; an error that kept it from running is exit code 2, told on stderr in Chinese.
pub(crate) fn run(command: &Command) -> ExitCode {
    let result: anyhow::Result<Outcome> = match command {
        Command::Agency(command) => agency::run(command),
        Command::Audit(command) => audit::run(command),
        Command::Backup(args) => backup::backup(args),
        Command::CheckLinks(args) => check_links::run(args),
        Command::Deadline(args) => deadline::run(args),
        Command::Demo(args) => demo::run(args),
        Command::Export(args) => export::run(args),
        Command::Fee(args) => fee::run(args),
        Command::Import(args) => import::run(args),
        Command::ImportSite(args) => import_site::run(args),
        Command::Init(args) => init::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::Reindex(args) => reindex::run(args),
        Command::Report(command) => report::run(command),
        Command::Restore(args) => backup::restore(args),
        Command::Serve(args) => serve::run(args),
        Command::User(command) => user::run(command),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            eprintln!("错误：{error:#}");
            ExitCode::from(2)
        }
    }
}
