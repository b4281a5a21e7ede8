//! Links to other sites: opened once each, as visitors open them, never at inner doors; what came of it on the page.

mod kept;
mod opened;
pub(crate) mod server;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::date;
use office::inspection::outside::{Checked, Manner, Network, Opener, open_all, targets};
use office::publications::{Writing, begin, save};
use statute::procedure::Role;
use statute::publication::{Attribute, Card, Earlier, Kind, Revision};
use store::{Author, Store};
use tokio::net::TcpStream;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;

use self::server::connected;
use crate::publishing::{at, officer, publish, settings};

/// An address that is nobody's here; what is sent to it comes to the servers of this machine.
const PUBLIC: Ipv4Addr = Ipv4Addr::new(1, 2, 3, 4);

/// A network of names of its own, which leads nowhere but to the servers of the test.
#[derive(Clone, Default)]
pub(crate) struct Names {
    /// Every address that a connection was asked for.
    knocked: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Network for Names {
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let at = |ip: [u8; 4]| SocketAddr::from((ip, port));
        match host {
            "unknown.test" => {
                Err(io::Error::other("failed to lookup address information: Name or service not known"))
            }
            "silent.test" => Err(io::Error::other(
                "failed to lookup address information: Temporary failure in name resolution",
            )),
            "inner.test" => Ok(vec![at([10, 0, 0, 8])]),
            "both.test" => Ok(vec![(PUBLIC, port).into(), at([127, 0, 0, 1])]),
            "three.test" => Ok(vec![at([1, 2, 3, 4]), at([1, 2, 3, 5])]),
            "two.test" => Ok(vec![at([1, 2, 3, 5]), (PUBLIC, port).into()]),
            _ => Ok(vec![(PUBLIC, port).into()]),
        }
    }

    async fn connect(&self, to: SocketAddr) -> io::Result<TcpStream> {
        self.knocked.lock().unwrap().push(to);
        match to.ip() {
            ip if ip == PUBLIC || ip.is_loopback() => connected(to.port()).await,
            _ => Err(io::Error::from(io::ErrorKind::NetworkUnreachable)),
        }
    }
}

fn author(day: i64) -> Author {
    Author { actor: "命令行".into(), at: at(day) }
}

fn writing(title: &str, html: &str) -> Writing {
    let card = Card {
        issuer: "示例市测试局".into(),
        made_on: Some(date(2026, 3, 1)),
        attribute: Some(Attribute::Proactive),
        // Asked of what replaces something public only.
        revision: Some(Revision { said: "更正链接".into(), earlier: Earlier::Kept, changed_on: None }),
        ..Card::new(Kind::Notice, title)
    };
    Writing { card, html: html.into(), files: vec![], kept: vec![] }
}

/// A public item with links, each written as `<a>`.
async fn published(store: &Store, title: &str, links: &[&str], day: i64) -> String {
    settings(store).await;
    let begun = begin(store, 1, writing(title, &html(links)), None, &officer(Role::Handler), at(day)).await;
    let number = begun.unwrap().number;
    publish(store, &number, day).await;
    number
}

/// The item with other links, public again.
async fn corrected(store: &Store, number: &str, title: &str, links: &[&str], day: i64) {
    let version = store.publication(1, number).await.unwrap().unwrap().version;
    save(store, 1, number, version, writing(title, &html(links)), &officer(Role::Handler), at(day))
        .await
        .unwrap();
    publish(store, number, day).await;
}

fn html(links: &[&str]) -> String {
    let each = links.iter().enumerate().map(|(nth, href)| format!("<p><a href=\"{href}\">链接{nth}</a></p>"));
    each.collect()
}

/// What opens links over a network of names; it waits a second for each.
fn opener(network: Names, reaches_inner: bool, trusted: Vec<CertificateDer<'static>>) -> Arc<Opener<Names>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted);
    let manner = Manner { seconds: 1, reaches_inner, pause: Duration::ZERO };
    Arc::new(Opener::new(network, manner, roots))
}

/// All links of what is public on a day, opened.
async fn opened(store: &Store, day: i8) -> Vec<Checked> {
    let targets = targets(store, 1, date(2026, 3, day), |_| {}).await.unwrap();
    open_all(&opener(Names::default(), false, vec![]), targets, |_, _| {}).await
}
