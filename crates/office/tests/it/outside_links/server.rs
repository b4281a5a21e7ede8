//! A small web server on this machine that answers by the path, well or badly, and remembers who asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) agent: String,
}

/// How often each path was asked for, how many ask at a host now, and the most that ever did at one.
#[derive(Default)]
struct Seen {
    asked: Vec<Asked>,
    now: HashMap<String, usize>,
    most: usize,
}

#[derive(Clone)]
pub(crate) struct WebServer {
    pub(crate) port: u16,
    seen: Arc<Mutex<Seen>>,
}

/// How a server encrypts.
pub(crate) enum Encryption {
    /// With a certificate for a name; expired where said so.
    Certified { name: &'static str, is_expired: bool },
    /// It answers every handshake with the alert that nothing suits it.
    Nothing,
}

/// The certificate of an authority, and an acceptor with a certificate by it.
fn certified(name: &str, is_expired: bool) -> (CertificateDer<'static>, TlsAcceptor) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let root = authority.self_signed(&key).unwrap();
    let issuer = Issuer::new(authority, key);
    let own = KeyPair::generate().unwrap();
    let mut certificate = CertificateParams::new([name.to_owned()]).unwrap();
    if is_expired {
        certificate.not_after = date_time_ymd(2020, 1, 1);
    }
    let certificate = certificate.signed_by(&own, &issuer).unwrap();
    let key = PrivateKeyDer::try_from(own.serialize_der()).unwrap();
    let config = ServerConfig::builder().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    (root.der().clone(), Arc::new(config).into())
}

impl WebServer {
    pub(crate) async fn start() -> Self {
        let (server, listener) = Self::listening().await;
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { drop(own.meet(stream).await) });
            }
        });
        server
    }

    /// One that takes encrypted connections, and the certificate of the authority that vouches for it.
    pub(crate) async fn start_encrypted(encryption: Encryption) -> (Self, Option<CertificateDer<'static>>) {
        let (server, listener) = Self::listening().await;
        let (authority, acceptor) = match encryption {
            Encryption::Certified { name, is_expired } => {
                let (authority, acceptor) = certified(name, is_expired);
                (Some(authority), Some(acceptor))
            }
            Encryption::Nothing => (None, None),
        };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (own, acceptor) = (own.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let Some(acceptor) = acceptor else {
                        // A fatal alert: no common way of encryption.
                        drop(stream.read(&mut [0; 1024]).await);
                        drop(stream.write_all(&[21, 3, 3, 0, 2, 2, 40]).await);
                        return;
                    };
                    if let Ok(stream) = acceptor.accept(stream).await {
                        drop(own.meet(stream).await);
                    }
                });
            }
        });
        (server, authority)
    }

    async fn listening() -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), seen: Arc::default() };
        (server, listener)
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().asked.clone()
    }

    /// By which methods a path was asked for.
    pub(crate) fn methods(&self, path: &str) -> Vec<String> {
        self.asked().into_iter().filter(|one| one.path == path).map(|one| one.method).collect()
    }

    /// The most connections that ever asked at one host at a time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.seen.lock().unwrap().most
    }

    async fn meet<S: AsyncRead + AsyncWrite + Unpin>(&self, mut stream: S) -> std::io::Result<()> {
        let (mut read, mut piece) = (Vec::new(), [0; 1024]);
        while !read.windows(4).any(|end| end == b"\r\n\r\n") {
            let count = stream.read(&mut piece).await?;
            read.extend_from_slice(&piece[..count]);
            // A handshake where none is understood.
            if count == 0 || read[0] == 22 {
                return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            }
        }
        let text = String::from_utf8_lossy(&read).into_owned();
        let line = |name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
        };
        let mut first = text.split([' ', '\r']);
        let (method, path) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let (method, path, host) = (method.to_owned(), path.to_owned(), line("Host:"));
        let before = self.methods(&path).len();
        {
            let mut seen = self.seen.lock().unwrap();
            let now = seen.now.entry(host.clone()).or_default();
            *now += 1;
            let now = *now;
            seen.most = seen.most.max(now);
            let (method, path, host) = (method.clone(), path.clone(), host.clone());
            seen.asked.push(Asked { method, host, path, agent: line("User-Agent:") });
        }
        let answer = Self::answer(&method, &path, before);
        // Long enough for others to come in meanwhile.
        tokio::time::sleep(Duration::from_millis(20)).await;
        *self.seen.lock().unwrap().now.get_mut(&host).unwrap() -= 1;
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).await?,
            None => std::future::pending().await,
        }
        stream.shutdown().await
    }

    /// What is answered the so-manieth time; none where nothing ever is.
    fn answer(method: &str, path: &str, before: usize) -> Option<String> {
        let status = |line: &str| Some(format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n"));
        let to = |to: &str| Some(format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n"));
        match path {
            "/nohead" if method == "HEAD" => status("405 Method Not Allowed"),
            "/hidden" if method == "HEAD" => status("404 Not Found"),
            "/missing" => status("404 Not Found"),
            "/broken" => status("500 Internal Server Error"),
            "/flaky" if before < 2 => status("503 Service Unavailable"),
            "/guarded" => status("403 Forbidden"),
            "/moved" => to("/ok?moved"),
            "/endless" => to("/endless"),
            "/cookies" => {
                Some("HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: /cookies\r\n\r\n".to_owned())
            }
            "/app" => to("weixin://dl/business"),
            "/hangs" => None,
            "/closes" => Some(String::new()),
            "/smtp" => Some("220 example.test ESMTP\r\n".to_owned()),
            _ => match path.strip_prefix("/to/") {
                Some(host) => to(&format!("http://{host}/ok")),
                None => status("200 OK"),
            },
        }
    }
}

/// A connection to a server on this machine.
pub(crate) async fn connected(port: u16) -> std::io::Result<TcpStream> {
    TcpStream::connect(("127.0.0.1", port)).await
}
