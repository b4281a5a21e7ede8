//! `gongkai serve`: portal and console of an agency.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use office::agencies;
use office::mail::{Mailing, Sender, Server};
use office::publications::Finder;
use store::{Address, Serving, Store};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::{Clock, Desk, Site};

use super::Outcome;
use crate::database::{DatabaseArgs, author, wait};
use crate::mail::MailArgs;
use crate::site::{InspectionArgs, MarksArgs, ReportArgs, SearchArgs};

/// 启动网站：依申请公开的门户和工作台
#[derive(clap::Args)]
#[command(after_help = "Ctrl+C 或者终止信号：不再接受新的连接，办完手头的再停。")]
pub(crate) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
    /// 监听的地址；置于反向代理之后的，由代理提供 HTTPS
    #[arg(long, value_name = "地址", default_value = "127.0.0.1:8000")]
    listen: SocketAddr,
    /// 机关全称；数据库中只有一个机关的，可以不写
    #[arg(long, value_name = "全称")]
    agency: Option<String>,
    /// 对外使用 HTTPS：登录凭据只经 HTTPS 传送
    #[arg(long)]
    https: bool,
    #[command(flatten)]
    search: SearchArgs,
    #[command(flatten)]
    reports: ReportArgs,
    #[command(flatten)]
    inspection: InspectionArgs,
    #[command(flatten)]
    marks: MarksArgs,
    #[command(flatten)]
    mail: MailArgs,
}

/// How long an e-mail that is under way may take when the program is told to stop.
const LAST_MAIL: Duration = Duration::from_secs(20);

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let (mail, marks, reports) = (args.mail.settings()?, args.marks.marks()?, args.reports.reports()?);
    let rules = args.inspection.rules()?;
    documents::write::look_for_fonts()?;
    wait(async {
        let _serving = Serving::start(&args.database.address()?).await?;
        keep_before_migrating(args).await?;
        let store = args.database.create().await?;
        warn_of_readers(&args.database.address()?);
        adopt_calendar(&store).await?;
        for (old, new) in agencies::adopt(&store, &author()).await? {
            println!("机关更名：{old} 改为 {new}");
        }
        let row = office::ledger::agency(&store, args.agency.as_deref()).await?;
        let clock = Clock::default();
        let settings = agencies::settings(&store, row.id, clock.today()).await?;
        anyhow::ensure!(
            !settings.letter_code.is_empty(),
            "没有填写发文代字，请先执行 gongkai agency set --letter-code 代字"
        );
        let desk = Desk { store: store.clone(), agency: row.id, clock, is_secure: args.https };
        let finder = Finder::open(row.id, &args.search.folder(&args.database.address()?))?;
        if let Some(why) = finder.made_anew() {
            eprintln!("{why}：正在按台账重建，建完之前检索的结果可能不全");
        }
        let finder = Some(Arc::new(finder));
        let site = Site {
            agency: row.agency.name,
            marks,
            reports,
            desk: Some(desk),
            finder,
            rules,
            ..Site::default()
        };
        listen_and_send(args.listen, site, mail).await?;
        store.close().await;
        Ok(Outcome::Done)
    })
}

/// Moves the limits of open applications where this program comes with another arrangement of workdays.
pub(super) async fn adopt_calendar(store: &Store) -> anyhow::Result<()> {
    let moved = store.adopt_calendar(&author()).await?;
    if moved > 0 {
        println!("节假日安排有变动：{moved}件在办申请的期限已经改变，各有记录");
    }
    Ok(())
}

/// Serves a site and sends its e-mails, where there is a server for them, until the program is told to stop.
pub(super) async fn listen_and_send(
    address: SocketAddr,
    site: Site,
    mail: Option<(Mailing, Server)>,
) -> anyhow::Result<()> {
    let (Some(desk), Some((mailing, server))) = (&site.desk, mail) else {
        return listen(address, site).await;
    };
    println!("电子邮件：由 {} 经 {}:{} 发送", mailing.sender, server.host, server.port);
    let (store, name) = (desk.store.clone(), site.agency.clone());
    let sender = Sender { store, agency: desk.agency, name, address: mailing.sender.clone(), server };
    let (stop, sending) = start(sender, desk.clock.clone());
    let outcome = listen(address, Site { mailing: Some(mailing), ..site }).await;
    drop(stop);
    drop(tokio::time::timeout(LAST_MAIL, sending).await);
    outcome
}

/// Starts sending beside the site; it ends when what is answered first is dropped.
fn start(sender: Sender, clock: Clock) -> (oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let sending = tokio::spawn(async move {
        let complain = |why: &str| eprintln!("电子邮件没有发送：{why}");
        sender.run(|| clock.now(), complain, async { drop(stopped.await) }).await;
    });
    (stop, sending)
}

/// Serves a site until the program is told to stop.
async fn listen(address: SocketAddr, site: Site) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| format!("不能使用地址 {address}，可以用 --listen 另指一个"))?;
    let at = listener.local_addr()?;
    println!("门户：http://{at}/    工作台：http://{at}/office    按 Ctrl+C 结束");
    Ok(web::serve(listener, site, stopped()).await?)
}

/// Comes to pass when the program is told to stop.
pub(super) async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a handler the program ends at once, which is just as well.
    let _ = tokio::signal::ctrl_c().await;
}

/// Says where others on the machine can read the file of the database: this program makes it for its owner only.
fn warn_of_readers(address: &Address) {
    #[cfg(unix)]
    if let Address::Sqlite(path) = address
        && let Ok(known) = std::fs::metadata(path)
        && std::os::unix::fs::PermissionsExt::mode(&known.permissions()) & 0o077 != 0
    {
        let path = path.display();
        eprintln!(
            "数据库文件 {path} 本机其他用户也能读取，请执行 chmod 600 {path}（同名的 -wal、-shm 也是）"
        );
    }
}

/// A copy of a SQLite file whose tables an older program made, before they are changed.
async fn keep_before_migrating(args: &Args) -> anyhow::Result<()> {
    let Address::Sqlite(path) = args.database.address()? else { return Ok(()) };
    if !path.exists() || Store::is_current(&Address::Sqlite(path.clone())).await? {
        return Ok(());
    }
    let copy = kept(&path)?;
    println!("数据库结构将要升级，原来的文件已备份为 {}", copy.display());
    Ok(())
}

/// A copy beside the file; what a program that was killed had written last still stands in a second file.
fn kept(path: &Path) -> anyhow::Result<PathBuf> {
    let copy = named_beside(path, &format!(".{}", jiff::Timestamp::now().strftime("%Y%m%d%H%M%S")));
    for beside in ["", "-wal"] {
        let (from, to) = (named_beside(path, beside), named_beside(&copy, beside));
        if from.exists() {
            copied(&from, &to).with_context(|| format!("升级前不能备份到 {}", to.display()))?;
        }
    }
    Ok(copy)
}

/// Copies a file, for its owner only, whoever could read the one it is made of.
fn copied(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to)?;
    #[cfg(unix)]
    std::fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}

/// The same path with something at its end.
fn named_beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_before_an_upgrade_has_what_was_written_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::write(&path, "pages").unwrap();
        let alone = kept(&path).unwrap();
        assert!(!named_beside(&alone, "-wal").exists());
        std::fs::write(folder.path().join("a.db-wal"), "last pages").unwrap();
        let copy = kept(&path).unwrap();
        assert_eq!(std::fs::read_to_string(&copy).unwrap(), "pages");
        assert_eq!(std::fs::read_to_string(named_beside(&copy, "-wal")).unwrap(), "last pages");
    }
}
