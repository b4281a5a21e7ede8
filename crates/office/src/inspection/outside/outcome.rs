//! What came of opening a link to another site (打得开、打不开、不能确定), and how that is said.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What came of opening an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A page came.
    Opened,
    /// No visitor gets a page.
    Broken(Fault),
    /// Nobody can say: it was not opened, or keeps programs out.
    Unknown(Doubt),
}

/// Why an address does not open (打不开).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is no address that a browser could read.
    BadAddress,
    /// The name of the host is not known.
    NoSuchName,
    /// Nobody listens there.
    Refused,
    /// No way leads to the host.
    Unreachable,
    /// Nothing came within so many seconds.
    Slow(u32),
    /// The connection ended before there was an answer.
    Cut,
    /// The answer is none of HTTP.
    NotHttp,
    /// The encrypted connection failed.
    Encryption,
    /// The certificate is not valid today.
    CertificateExpired,
    /// The certificate is for another name.
    CertificateOfOther,
    /// Nobody this machine trusts vouches for the certificate.
    CertificateUntrusted,
    /// It leads on and on.
    Redirects,
    /// The answer is an error, by its code.
    Status(u16),
}

/// Why nobody can say whether an address opens (不能确定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It is, or leads to, an address that is no page.
    NotWeb,
    /// It is, or leads to, this machine or a network that is not public.
    Inner,
    /// The site keeps programs out, by the code of its answer.
    Guarded(u16),
    /// It leads on and on for those who keep no cookie.
    Cookies,
    /// The site encrypts in no way that this program knows, as old ones and those with 国密 only do.
    Cipher,
    /// The servers of names did not answer.
    NameServer,
    /// This machine has no way to networks of that kind.
    NoRoute,
}

/// Codes by which sites keep out programs, not visitors: sign-in, firewalls, too many requests.
const GUARDED: [u16; 5] = [401, 403, 412, 429, 521];

impl Outcome {
    /// What a code of an answer says.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            200..=299 | 304 => Self::Opened,
            _ if GUARDED.contains(&status) => Self::Unknown(Doubt::Guarded(status)),
            _ => Self::Broken(Fault::Status(status)),
        }
    }

    /// Whether there was an answer that another way of asking may better.
    pub(super) const fn is_answer(self) -> bool {
        matches!(self, Self::Broken(Fault::Status(_)) | Self::Unknown(Doubt::Guarded(_)))
    }

    /// Whether a second try may end otherwise.
    pub(super) const fn is_passing(self) -> bool {
        match self {
            Self::Opened | Self::Broken(Fault::BadAddress) => false,
            Self::Broken(_) => true,
            Self::Unknown(doubt) => {
                matches!(doubt, Doubt::Guarded(_) | Doubt::NameServer | Doubt::NoRoute)
            }
        }
    }

    /// Whether nobody was asked.
    pub(super) const fn is_unasked(self) -> bool {
        matches!(self, Self::Broken(Fault::BadAddress) | Self::Unknown(Doubt::NotWeb | Doubt::Inner))
    }

    /// Whether it looks like this where the machine has no way to other networks.
    pub(super) const fn is_as_offline(self) -> bool {
        matches!(
            self,
            Self::Broken(Fault::Slow(_) | Fault::Unreachable)
                | Self::Unknown(Doubt::NameServer | Doubt::NoRoute)
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opened => f.write_str("打得开"),
            Self::Broken(fault) => fault.fmt(f),
            Self::Unknown(doubt) => doubt.fmt(f),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadAddress => f.write_str("网址有误"),
            Self::NoSuchName => f.write_str("域名不存在"),
            Self::Refused => f.write_str("连接被拒绝"),
            Self::Unreachable => f.write_str("到不了对方的服务器"),
            Self::Slow(seconds) => write!(f, "超过{seconds}秒"),
            Self::Cut => f.write_str("连接中断，没有应答"),
            Self::NotHttp => f.write_str("应答不是网页"),
            Self::Encryption => f.write_str("加密连接出错"),
            Self::CertificateExpired => f.write_str("证书无效：不在有效期内"),
            Self::CertificateOfOther => f.write_str("证书无效：不是这个域名的"),
            Self::CertificateUntrusted => f.write_str("证书无效：颁发机构不受信任或者证书不完整"),
            Self::Redirects => f.write_str("反复跳转，没有结果"),
            Self::Status(404) => f.write_str("404（网页不存在）"),
            Self::Status(410) => f.write_str("410（网页已删除）"),
            Self::Status(code @ 500..=599) => write!(f, "{code}（对方网站出错）"),
            Self::Status(code) => code.fmt(f),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWeb => f.write_str("未检查：不是 http、https 网址"),
            Self::Inner => f.write_str("未检查：本机或者内部网络的地址"),
            Self::Guarded(code) => write!(f, "{code}，对方拒绝程序访问，请用浏览器核对"),
            Self::Cookies => f.write_str("对方要求保存 Cookie，请用浏览器核对"),
            Self::Cipher => f.write_str("对方的加密方式本程序不支持，请用浏览器核对"),
            Self::NameServer => f.write_str("未检查：域名服务器没有应答"),
            Self::NoRoute => f.write_str("未检查：本机没有通往对方网络的线路"),
        }
    }
}
