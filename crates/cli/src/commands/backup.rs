//! `gongkai backup` and `gongkai restore`: the whole ledger in one file, from either database into either.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;

use super::Outcome;
use crate::database::{DatabaseArgs, counter, wait};

/// 备份：办理照常进行，写入一个文件；不含密钥，密钥文件另行保管
#[derive(clap::Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 备份文件；已经存在的不覆盖
    file: PathBuf,
}

/// 恢复：把备份放入空的数据库，全部或者全部不；两种数据库之间可以互换
#[derive(clap::Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 备份文件
    file: PathBuf,
}

pub(crate) fn backup(args: &Backup) -> anyhow::Result<Outcome> {
    let name = args.file.display();
    anyhow::ensure!(!args.file.exists(), "文件 {name} 已经存在，请换一个名字");
    let bar = counter("备份");
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let rows = wait(async {
        let store = args.database.existing().await?;
        // The file appears under its name only when it is whole.
        let draft = tempfile::NamedTempFile::new_in(folder.unwrap_or(std::path::Path::new(".")))
            .with_context(|| format!("不能写入 {name}"))?;
        let mut out = BufWriter::new(draft);
        let rows = store.backup(&mut out, |done| bar.set_position(done)).await?;
        out.flush()?;
        let draft = out.into_inner()?;
        draft.as_file().sync_all()?;
        draft.persist_noclobber(&args.file).with_context(|| format!("不能写入 {name}"))?;
        Ok(rows)
    })?;
    bar.finish_and_clear();
    println!("{rows} 行，写入 {name}。密钥文件不在其中，请另行备份");
    Ok(Outcome::Done)
}

pub(crate) fn restore(args: &Restore) -> anyhow::Result<Outcome> {
    let name = args.file.display();
    let file = File::open(&args.file).with_context(|| format!("不能读取 {name}"))?;
    let bar = counter("恢复");
    let rows = wait(async {
        let store = args.database.fresh().await?;
        Ok(store.restore(BufReader::new(file), |done| bar.set_position(done)).await?)
    })?;
    bar.finish_and_clear();
    println!("{rows} 行，已由 {name} 恢复。封存的个人信息要用原来的密钥文件才能打开");
    Ok(Outcome::Done)
}
