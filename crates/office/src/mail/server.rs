//! The agency's mail server, and one conversation with it (RFC 5321).

use std::error::Error;
use std::fmt;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

/// How long one attempt may take as a whole; a lease is longer.
const ATTEMPT: Duration = Duration::from_mins(4);
/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(30);

/// How long the farewell may take.
const FAREWELL: Duration = Duration::from_secs(5);

/// How the connection is protected (加密方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Not at all: for a server on the same machine.
    None,
    /// By `STARTTLS`, which the server must offer.
    StartTls,
    /// From the first byte.
    Tls,
}

/// Account and password at the mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// 账号
    pub user: String,
    /// 密码
    pub password: String,
}

/// The password is shown nowhere.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// The agency's mail server (邮件服务器).
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// What is signed in with, where it asks for it.
    pub login: Option<Login>,
    /// Certificates trusted beside those of the system, as PEM.
    pub trusted: Option<Vec<u8>>,
}

/// The server took the e-mail over.
pub(super) struct Accepted {
    pub(super) code: u16,
    pub(super) reply: String,
}

/// The server did not take it over.
pub(super) struct NotAccepted {
    /// Whether trying again is of no use.
    pub(super) is_final: bool,
    /// The code of its answer; none where it gave none.
    pub(super) code: Option<u16>,
    /// What it or the connection said; may repeat the address.
    pub(super) reply: String,
    /// What is wrong where it gave no code.
    pub(super) fault: &'static str,
}

/// Nobody answers, or not as a mail server does.
const NO_CONNECTION: &str = "连接不成功";
/// The server cannot prove who it is.
const NOT_TRUSTED: &str =
    "邮件服务器的证书不受信任；由单位自建的证书机构颁发的，请用 --mail-certificate 指明其证书";
/// The server has no encryption to offer.
const NO_ENCRYPTION: &str = "邮件服务器不支持 STARTTLS 加密";

impl NotAccepted {
    pub(super) fn later(reply: &impl ToString) -> Self {
        Self { is_final: false, code: None, reply: reply.to_string(), fault: NO_CONNECTION }
    }

    pub(super) fn never(reply: &impl ToString) -> Self {
        Self { is_final: true, ..Self::later(reply) }
    }
}

type SmtpError = lettre::transport::smtp::Error;

/// Before the e-mail is handed over, every failure is one of the server or its settings, never of this e-mail.
fn later(error: &SmtpError) -> NotAccepted {
    let mut fault = NO_CONNECTION;
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        // What the handshake says is known here by its words only.
        let words = error.to_string();
        if words.contains("peer certificate") || words.contains("CertNotValid") {
            fault = NOT_TRUSTED;
        } else if words.contains("STARTTLS is not supported") {
            fault = NO_ENCRYPTION;
        }
        cause = error.source();
    }
    NotAccepted { code: error.status().map(u16::from), fault, ..NotAccepted::later(error) }
}

impl Server {
    /// Hands one e-mail over.
    pub(super) async fn deliver(&self, envelope: &Envelope, email: &[u8]) -> Result<Accepted, NotAccepted> {
        match tokio::time::timeout(ATTEMPT, self.converse(envelope, email)).await {
            Ok(Ok((accepted, mut connection))) => {
                // Whatever it says to the farewell: it has accepted.
                drop(tokio::time::timeout(FAREWELL, connection.abort()).await);
                Ok(accepted)
            }
            Ok(Err(failed)) => Err(failed),
            Err(_) => Err(NotAccepted::later(&"超时")),
        }
    }

    async fn converse(
        &self,
        envelope: &Envelope,
        email: &[u8],
    ) -> Result<(Accepted, AsyncSmtpConnection), NotAccepted> {
        let domain = envelope.from().map_or("localhost", |from| from.domain());
        let hello = ClientId::Domain(domain.to_owned());
        let wrapped = if self.security == Security::Tls {
            Some(self.trust().map_err(|error| later(&error))?)
        } else {
            None
        };
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT), &hello, wrapped, None)
                .await
                .map_err(|error| later(&error))?;
        if self.security == Security::StartTls {
            connection
                .starttls(self.trust().map_err(|error| later(&error))?, &hello)
                .await
                .map_err(|error| later(&error))?;
        }
        if let Some(Login { user, password }) = &self.login {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(|error| later(&error))?;
        }
        let outcome = connection.send(envelope, email).await;
        let outcome = outcome.map_err(|error| NotAccepted {
            // A client error is about the address: no server would take it.
            is_final: error.is_permanent() || error.is_client(),
            ..later(&error)
        })?;
        let reply = outcome.message().collect::<Vec<_>>().join(" ");
        Ok((Accepted { code: outcome.code().into(), reply }, connection))
    }

    fn trust(&self) -> Result<TlsParameters, SmtpError> {
        let mut parameters = TlsParameters::builder(self.host.clone());
        if let Some(pem) = &self.trusted {
            parameters = parameters.add_root_certificate(Certificate::from_pem(pem)?);
        }
        parameters.build()
    }
}
