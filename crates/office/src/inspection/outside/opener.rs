//! Opening one address as a visitor would: by name, connection and answer, from redirect to redirect.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};
use url::{Host, Url};

use super::failure::{unconnected, unencrypted, unresolved};
use super::head::{Head, Method, ask};
use super::network::{Internet, Network, is_inner};
use super::outcome::{Doubt, Fault, Outcome};

/// How often an address may lead on.
const REDIRECTS: usize = 10;
/// How long is waited before what failed is tried once more.
const PAUSE: Duration = Duration::from_secs(3);

/// How links are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// After how many seconds an address counts as one that does not open; the way over redirects counts as one.
    pub seconds: u32,
    /// Whether addresses of this machine and of networks that are not public are opened too.
    pub reaches_inner: bool,
    /// How long is waited before what failed is tried once more.
    pub pause: Duration,
}

impl Manner {
    /// The usual manner, with so many seconds.
    pub const fn new(seconds: u32, reaches_inner: bool) -> Self {
        Self { seconds, reaches_inner, pause: PAUSE }
    }
}

/// This machine trusts nobody, so that nothing can be said of encrypted addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "本机没有受信任的证书，不能核对 https 链接：请安装 ca-certificates，或者用环境变量 SSL_CERT_FILE 指明"
)]
pub struct NobodyTrusted;

/// Opens addresses, never two at once of one host.
pub struct Opener<N> {
    network: N,
    pub(super) manner: Manner,
    encryption: TlsConnector,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl Opener<Internet> {
    /// One that goes out by the network of this machine and trusts the certificates that the machine trusts.
    ///
    /// # Errors
    /// [`NobodyTrusted`] where there are none.
    pub fn of_this_machine(manner: Manner) -> Result<Self, NobodyTrusted> {
        let mut trusted = RootCertStore::empty();
        trusted.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if trusted.is_empty() { Err(NobodyTrusted) } else { Ok(Self::new(Internet, manner, trusted)) }
    }
}

impl<N: Network> Opener<N> {
    /// One that goes out by a network and trusts some certificates.
    pub fn new(network: N, manner: Manner, trusted: RootCertStore) -> Self {
        let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows both versions of the protocol")
            .with_root_certificates(trusted)
            .with_no_client_auth();
        let encryption = TlsConnector::from(Arc::new(config));
        Self { network, manner, encryption, hosts: Mutex::default() }
    }

    /// Opens an address: without its page first, as visitors do where that is answered with an error.
    pub(super) async fn open(&self, url: &Url) -> Outcome {
        match self.follow(url, Method::Head).await {
            refused if refused.is_answer() => self.follow(url, Method::Get).await,
            outcome => outcome,
        }
    }

    /// Follows an address to where it leads in the end.
    pub(super) async fn follow(&self, url: &Url, method: Method) -> Outcome {
        let mut url = url.clone();
        let mut left = Duration::from_secs(self.manner.seconds.into());
        let mut has_cookies = false;
        for _ in 0..=REDIRECTS {
            let host = self.host(&url);
            // What waits for its turn does not wait for the site.
            let turn = host.lock().await;
            let begun = Instant::now();
            let answer = timeout(left, self.answer(&url, method, left)).await;
            drop(turn);
            left = left.saturating_sub(begun.elapsed());
            let head = match answer {
                Err(_) => return Outcome::Broken(Fault::Slow(self.manner.seconds)),
                Ok(Err(outcome)) => return outcome,
                Ok(Ok(head)) => head,
            };
            has_cookies |= head.sets_cookie;
            let Some(to) = leads_on(&head) else { return Outcome::of_status(head.status) };
            let Ok(next) = url.join(to) else { return Outcome::Broken(Fault::BadAddress) };
            if !is_web(&next) {
                return Outcome::Unknown(Doubt::NotWeb);
            }
            url = next;
        }
        if has_cookies { Outcome::Unknown(Doubt::Cookies) } else { Outcome::Broken(Fault::Redirects) }
    }

    /// Whose turn it is at a host.
    fn host(&self, url: &Url) -> Arc<tokio::sync::Mutex<()>> {
        let name = url.host_str().unwrap_or_default().to_owned();
        Arc::clone(self.hosts.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default())
    }

    async fn answer(&self, url: &Url, method: Method, left: Duration) -> Result<Head, Outcome> {
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(Outcome::Broken(Fault::BadAddress));
        };
        let addresses = match &host {
            Host::Domain(name) => self.network.resolve(name, port).await.map_err(|why| unresolved(&why))?,
            Host::Ipv4(ip) => vec![SocketAddr::from((*ip, port))],
            Host::Ipv6(ip) => vec![SocketAddr::from((*ip, port))],
        };
        if addresses.is_empty() {
            return Err(Outcome::Broken(Fault::NoSuchName));
        }
        if !self.manner.reaches_inner && addresses.iter().any(|address| is_inner(address.ip())) {
            return Err(Outcome::Unknown(Doubt::Inner));
        }
        let mut stream = self.connect(&addresses, left).await?;
        if url.scheme() != "https" {
            return ask(&mut stream, method, url).await.map_err(Outcome::Broken);
        }
        let name = match host {
            Host::Domain(name) => ServerName::try_from(name.to_owned()),
            Host::Ipv4(ip) => Ok(ServerName::from(std::net::IpAddr::from(ip))),
            Host::Ipv6(ip) => Ok(ServerName::from(std::net::IpAddr::from(ip))),
        };
        let name = name.map_err(|_| Outcome::Broken(Fault::BadAddress))?;
        let mut stream = self.encryption.connect(name, stream).await.map_err(|why| unencrypted(&why))?;
        ask(&mut stream, method, url).await.map_err(Outcome::Broken)
    }

    /// Connects to the first address that takes a connection; each gets its part of the time. Where none does, what says
    /// most is told: an address that this machine has no way to says nothing of the others.
    async fn connect(&self, addresses: &[SocketAddr], left: Duration) -> Result<TcpStream, Outcome> {
        let share = left / u32::try_from(addresses.len().max(1)).unwrap_or(u32::MAX);
        let mut outcome = Outcome::Unknown(Doubt::NoRoute);
        for address in addresses {
            let failed = match timeout(share, self.network.connect(*address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(why)) => unconnected(&why),
                Err(_) => Outcome::Broken(Fault::Slow(self.manner.seconds)),
            };
            if matches!(outcome, Outcome::Unknown(_)) {
                outcome = failed;
            }
        }
        Err(outcome)
    }
}

/// Whether an address is that of a page.
pub(super) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Where an answer leads on.
fn leads_on(head: &Head) -> Option<&str> {
    let to = head.location.as_deref().filter(|to| !to.is_empty());
    to.filter(|_| matches!(head.status, 301 | 302 | 303 | 307 | 308))
}
