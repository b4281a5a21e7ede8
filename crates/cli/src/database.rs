//! Which database and which key file a command works on.

use std::future::Future;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use store::{Address, Author, Cipher, Keys, Store};

/// 数据库与密钥文件
#[derive(clap::Args)]
pub(crate) struct DatabaseArgs {
    /// 数据库：SQLite 文件路径或 PostgreSQL 的地址（缺省依次为环境变量 `DATABASE_URL`、gongkai.db）
    #[arg(long, value_name = "地址")]
    db: Option<String>,
    /// 密钥文件（缺省依次为环境变量 `GONGKAI_KEY_FILE`、数据库旁的同名 .key 文件）
    #[arg(long, value_name = "文件")]
    key: Option<PathBuf>,
}

impl DatabaseArgs {
    /// Where the database is.
    pub(crate) fn address(&self) -> anyhow::Result<Address> {
        let text = self.db.clone().or_else(|| variable("DATABASE_URL"));
        Ok(Address::parse(text.as_deref().unwrap_or("gongkai.db"))?)
    }

    fn key_file(&self, address: &Address) -> PathBuf {
        let told = self.key.clone().or_else(|| variable("GONGKAI_KEY_FILE").map(PathBuf::from));
        told.unwrap_or_else(|| address.key_file())
    }

    /// Opens the database for writing; it and its key file are made where there are none.
    pub(crate) async fn create(&self) -> anyhow::Result<Store> {
        let address = self.address()?;
        let path = self.key_file(&address);
        let store = Store::open(&address, Keys::none()).await?;
        let (sealed_by, shown) = (store.sealing_key().await?, path.display());
        let keys = match sealed_by {
            Some(_) if !path.exists() => {
                bail!("数据库 {address} 有封存的个人信息，但密钥文件 {shown} 不存在，请先恢复密钥文件")
            }
            None if !path.exists() => Keys::create(&path, cipher()?)?,
            _ => Keys::read(&path)?,
        };
        if sealed_by.is_some_and(|id| !keys.holds(&id)) {
            bail!("密钥文件 {shown} 打不开数据库 {address} 封存的个人信息，应为建库以来所用的密钥文件");
        }
        Ok(store.with_keys(keys))
    }

    /// Opens a database that is there already; `None` where it is not. Sealed texts are readable where the key file is.
    pub(crate) async fn open(&self) -> anyhow::Result<Option<Store>> {
        let address = self.address()?;
        if let Address::Sqlite(path) = &address
            && !path.exists()
        {
            return Ok(None);
        }
        let path = self.key_file(&address);
        let keys = if path.exists() { Keys::read(&path)? } else { Keys::none() };
        Ok(Some(Store::open(&address, keys).await?))
    }

    /// Opens a database to restore into; no key file is made, since the restored one comes with its own.
    pub(crate) async fn fresh(&self) -> anyhow::Result<Store> {
        let address = self.address()?;
        let path = self.key_file(&address);
        let keys = if path.exists() { Keys::read(&path)? } else { Keys::none() };
        Ok(Store::open(&address, keys).await?)
    }

    /// Opens a database that must be there.
    pub(crate) async fn existing(&self) -> anyhow::Result<Store> {
        let store = self.open().await?;
        store.with_context(|| match self.address() {
            Ok(address) => format!("数据库 {address} 不存在，请先执行 gongkai import，或用 --db 指明"),
            Err(error) => error.to_string(),
        })
    }
}

/// An environment variable that says something.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn cipher() -> anyhow::Result<Cipher> {
    let Some(name) = variable("GONGKAI_CIPHER") else { return Ok(Cipher::default()) };
    Cipher::from_name(&name)
        .with_context(|| format!("环境变量 GONGKAI_CIPHER：{name}，应为 aes-256-gcm 或 sm4-gcm"))
}

/// Who writes from the command line: `GONGKAI_ACTOR`, else the program.
pub(crate) fn author() -> Author {
    Author {
        actor: variable("GONGKAI_ACTOR").unwrap_or_else(|| "命令行".into()), at: jiff::Timestamp::now()
    }
}

/// Runs a command that waits for the database.
pub(crate) fn wait<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}

/// A counter on stderr, shown where somebody watches.
pub(crate) fn counter(what: &str) -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{spinner} {msg} {human_pos} 条")
        .unwrap_or_else(|_| indicatif::ProgressStyle::default_spinner());
    indicatif::ProgressBar::new_spinner().with_style(style).with_message(what.to_owned())
}

/// The files meant by a path: itself, or those directly in the folder, by name.
pub(crate) fn files_of(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| format!("不能读取 {}", path.display()))? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
