//! The mail server of `serve`: its settings belong to the machine, not to the ledger.

use std::net::IpAddr;
use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use office::mail::{Login, Mailing, Security, Server, is_address};

use crate::database::variable;

/// Where the password is looked for; it never stands on the command line.
const PASSWORD: &str = "GONGKAI_MAIL_PASSWORD";

/// 电子邮件
#[derive(clap::Args)]
#[command(next_help_heading = "电子邮件（不写邮件服务器的，不发送邮件）")]
#[expect(clippy::struct_field_names, reason = "each is an option of that name, beside those of a command")]
pub(crate) struct MailArgs {
    /// 邮件服务器（SMTP）：名称或者 名称:端口；端口缺省为 tls 465、starttls 587、none 25
    #[arg(long, value_name = "服务器", requires = "mail_from")]
    mail_server: Option<String>,
    /// 加密方式
    #[arg(long, value_name = "方式", value_enum, default_value = "tls", requires = "mail_server")]
    mail_security: SecurityArg,
    /// 发件地址
    #[arg(long, value_name = "地址", requires = "mail_server")]
    mail_from: Option<String>,
    /// 邮件账号；密码写在环境变量 `GONGKAI_MAIL_PASSWORD` 或者 --mail-password-file 的文件中
    #[arg(long, value_name = "账号", requires = "mail_server")]
    mail_user: Option<String>,
    /// 写有邮件密码的文件
    #[arg(long, value_name = "文件", requires = "mail_user")]
    mail_password_file: Option<PathBuf>,
    /// 另外信任的证书（PEM 文件），用于单位自建的证书机构
    #[arg(long, value_name = "文件", requires = "mail_server")]
    mail_certificate: Option<PathBuf>,
    /// 公众访问本网站的网址，写在邮件和回执里，如 `https://xxgk.example.gov.cn`
    #[arg(long, value_name = "网址", requires = "mail_server")]
    mail_site: Option<String>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum SecurityArg {
    /// 连接即加密
    Tls,
    /// 连接后以 STARTTLS 加密，服务器不支持的不发送
    Starttls,
    /// 不加密，仅用于本机的邮件服务器
    None,
}

impl MailArgs {
    /// What e-mails are written with and where they go; none where no server is given.
    pub(crate) fn settings(&self) -> anyhow::Result<Option<(Mailing, Server)>> {
        let (Some(server), Some(from)) = (&self.mail_server, &self.mail_from) else { return Ok(None) };
        ensure!(is_address(from), "--mail-from：{from}，应为电子邮箱地址，如 xxgk@example.gov.cn");
        let (security, default_port) = match self.mail_security {
            SecurityArg::Tls => (Security::Tls, 465),
            SecurityArg::Starttls => (Security::StartTls, 587),
            SecurityArg::None => (Security::None, 25),
        };
        let (host, port) = address(server, default_port)
            .with_context(|| format!("--mail-server：{server}，应为 名称 或者 名称:端口"))?;
        let login = match &self.mail_user {
            Some(user) => Some(Login { user: user.clone(), password: self.password()? }),
            None => None,
        };
        let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        ensure!(
            security != Security::None || login.is_none() || is_here,
            "不加密的连接不能传送密码：请用 --mail-security tls 或者 starttls"
        );
        let site = self.mail_site.clone().unwrap_or_default();
        ensure!(
            site.is_empty() || site.starts_with("https://") || site.starts_with("http://"),
            "--mail-site：{site}，应以 https:// 或者 http:// 开头"
        );
        let trusted = match &self.mail_certificate {
            Some(path) => {
                Some(std::fs::read(path).with_context(|| format!("不能读取证书 {}", path.display()))?)
            }
            None => None,
        };
        let mailing = Mailing { sender: from.clone(), site };
        Ok(Some((mailing, Server { host, port, security, login, trusted })))
    }

    fn password(&self) -> anyhow::Result<String> {
        let password = match &self.mail_password_file {
            Some(path) => std::fs::read_to_string(path)
                .with_context(|| format!("不能读取邮件密码文件 {}", path.display()))?
                .trim_end_matches(['\r', '\n'])
                .to_owned(),
            None => variable(PASSWORD).unwrap_or_default(),
        };
        if password.is_empty() {
            bail!(
                "写了 --mail-user，但没有密码：请设环境变量 {PASSWORD}，或者用 --mail-password-file 指明文件"
            );
        }
        Ok(password)
    }
}

/// Name and port; an address of IP version 6 stands in brackets.
fn address(text: &str, default_port: u16) -> Option<(String, u16)> {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => (host, port.parse().ok()?),
        _ => (text, default_port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    (!host.is_empty() && !host.contains(['/', ' ', '@'])).then(|| (host.to_owned(), port))
}
