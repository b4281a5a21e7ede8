//! A small SMTP server that does what a test tells it to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use office::mail::{Security, Server};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// What it does with one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Does {
    /// Takes everything.
    Accepts,
    /// Answers the recipient with this.
    Recipient(&'static str),
    /// Answers the message itself with this.
    Message(&'static str),
    /// Takes the message over and goes away without a word.
    AcceptsAndDrops,
    /// Takes the message over and says nothing more.
    AcceptsAndIsSilent,
    /// Asks for a sign-in and refuses every one.
    RefusesLogin,
}

/// What it took over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) data: Vec<u8>,
}

#[derive(Clone)]
pub(crate) struct MailServer {
    port: u16,
    next: Arc<Mutex<VecDeque<Does>>>,
    received: Arc<Mutex<Vec<Received>>>,
    /// Every command of every connection.
    commands: Arc<Mutex<Vec<String>>>,
    encryption: Option<Encryption>,
}

/// How a server encrypts, and who says that it is the one.
#[derive(Clone)]
struct Encryption {
    security: Security,
    acceptor: TlsAcceptor,
    authority: Vec<u8>,
}

impl Encryption {
    /// With a certificate for 127.0.0.1 by an authority of its own.
    fn new(security: Security) -> Self {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = authority.self_signed(&key).unwrap();
        let issuer = Issuer::new(authority, key);
        let own = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        let certificate = certificate.signed_by(&own, &issuer).unwrap();
        let key = PrivateKeyDer::try_from(own.serialize_der()).unwrap();
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
        Self { security, acceptor: Arc::new(config).into(), authority: root.pem().into_bytes() }
    }
}

impl MailServer {
    pub(crate) async fn start(next: &[Does]) -> Self {
        Self::start_with(next, None).await
    }

    /// One that takes e-mails over encrypted connections only.
    pub(crate) async fn start_encrypted(security: Security) -> Self {
        Self::start_with(&[], Some(Encryption::new(security))).await
    }

    async fn start_with(next: &[Does], encryption: Option<Encryption>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            next: Arc::new(Mutex::new(next.iter().copied().collect())),
            received: Arc::default(),
            commands: Arc::default(),
            encryption,
        };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let does = own.next.lock().unwrap().pop_front().unwrap_or(Does::Accepts);
                let own = own.clone();
                tokio::spawn(async move { drop(own.meet(stream, does).await) });
            }
        });
        server
    }

    /// How it is reached.
    pub(crate) fn reached(&self) -> Server {
        Server {
            host: "127.0.0.1".into(),
            port: self.port,
            security: self.encryption.as_ref().map_or(Security::None, |encryption| encryption.security),
            login: None,
            trusted: None,
        }
    }

    /// The certificate of the authority that vouches for it, as PEM.
    pub(crate) fn authority(&self) -> Vec<u8> {
        self.encryption.as_ref().map(|encryption| encryption.authority.clone()).unwrap_or_default()
    }

    /// What it does with the connection after those it knows of.
    pub(crate) fn does_next(&self, does: Does) {
        self.next.lock().unwrap().push_back(does);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub(crate) fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }

    async fn meet(&self, mut stream: TcpStream, does: Does) -> std::io::Result<()> {
        const GREETING: &[u8] = b"220 localhost ESMTP\r\n";
        let Some(Encryption { security, acceptor, .. }) = &self.encryption else {
            stream.write_all(GREETING).await?;
            return self.converse(stream, does, false).await.map(drop);
        };
        if *security == Security::Tls {
            let mut stream = acceptor.accept(stream).await?;
            stream.write_all(GREETING).await?;
            return self.converse(stream, does, false).await.map(drop);
        }
        stream.write_all(GREETING).await?;
        if let Some(stream) = self.converse(stream, does, true).await? {
            self.converse(acceptor.accept(stream).await?, does, false).await?;
        }
        Ok(())
    }

    /// Answers the connection where encryption is to begin on it.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: S,
        does: Does,
        offers_encryption: bool,
    ) -> std::io::Result<Option<S>> {
        let mut stream = BufReader::new(stream);
        let mut one = Received::default();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let line = line.trim_end().to_owned();
            self.commands.lock().unwrap().push(line.clone());
            let angled = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let answer = match line.to_uppercase().split([' ', ':']).next().unwrap_or_default() {
                "EHLO" if does == Does::RefusesLogin => "250-localhost\r\n250 AUTH PLAIN LOGIN",
                "EHLO" if offers_encryption => "250-localhost\r\n250 STARTTLS",
                "STARTTLS" if offers_encryption => {
                    stream.write_all(b"220 2.0.0 go on\r\n").await?;
                    return Ok(Some(stream.into_inner()));
                }
                "MAIL" if offers_encryption => "530 5.7.0 must issue a STARTTLS command first",
                "EHLO" => "250-localhost\r\n250-8BITMIME\r\n250 SIZE 40000000",
                "AUTH" => "535 5.7.8 authentication failed",
                "MAIL" => {
                    one.from = angled();
                    "250 2.1.0 Ok"
                }
                "RCPT" => {
                    one.to = angled();
                    if let Does::Recipient(answer) = does { answer } else { "250 2.1.5 Ok" }
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    one.data = data(&mut stream).await?;
                    if let Does::Message(answer) = does {
                        answer
                    } else {
                        self.received.lock().unwrap().push(one.clone());
                        match does {
                            Does::AcceptsAndDrops => return Ok(None),
                            Does::AcceptsAndIsSilent => {
                                std::future::pending::<()>().await;
                                return Ok(None);
                            }
                            _ => "250 2.0.0 Ok: queued as 4FZ7",
                        }
                    }
                }
                "QUIT" => {
                    stream.write_all(b"221 2.0.0 Bye\r\n").await?;
                    return Ok(None);
                }
                _ => "502 5.5.2 what",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

/// The message up to the lone dot, dots at the beginning of lines undoubled.
async fn data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 || line == b".\r\n" {
            return Ok(data);
        }
        data.extend(line.strip_prefix(b".").unwrap_or(&line));
    }
}
