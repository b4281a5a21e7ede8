//! What comes of opening addresses of every kind, good and bad.

use std::collections::BTreeMap;

use office::inspection::outside::{Doubt, Fault, Outcome, Target, open_all};

use super::server::{Encryption, WebServer};
use super::{Names, opener};

fn targets(addresses: &[String]) -> Vec<Target> {
    addresses
        .iter()
        .map(|address| Target { address: address.clone(), href: address.clone(), items: vec![] })
        .collect()
}

/// What comes of each address.
async fn each(network: &Names, reaches_inner: bool, addresses: &[String]) -> Vec<Outcome> {
    let opener = opener(network.clone(), reaches_inner, vec![]);
    let checked = open_all(&opener, targets(addresses), |done, all| assert!(done <= all)).await;
    assert_eq!(checked.len(), addresses.len());
    checked.into_iter().map(|one| one.outcome).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_told_as_a_visitor_would_find_it() {
    let server = WebServer::start().await;
    let port = server.port;
    let here = |path: &str| format!("http://a.test:{port}{path}");
    let broken = Outcome::Broken;
    let expected: BTreeMap<String, Outcome> = [
        (here("/ok"), Outcome::Opened),
        (here("/nohead"), Outcome::Opened),
        (here("/hidden"), Outcome::Opened),
        (here("/flaky"), Outcome::Opened),
        (here("/moved"), Outcome::Opened),
        (format!("http://two.test:{port}/ok"), Outcome::Opened),
        (here("/missing"), broken(Fault::Status(404))),
        (here("/broken"), broken(Fault::Status(500))),
        (here("/endless"), broken(Fault::Redirects)),
        (here("/hangs"), broken(Fault::Slow(1))),
        (here("/closes"), broken(Fault::Cut)),
        (here("/smtp"), broken(Fault::NotHttp)),
        (format!("https://a.test:{port}/ok"), broken(Fault::Encryption)),
        ("http://unknown.test/".into(), broken(Fault::NoSuchName)),
        ("http://a.test:1/".into(), broken(Fault::Refused)),
        ("http://three.test:1/".into(), broken(Fault::Refused)),
        ("http://".into(), broken(Fault::BadAddress)),
        (here("/guarded"), Outcome::Unknown(Doubt::Guarded(403))),
        (here("/cookies"), Outcome::Unknown(Doubt::Cookies)),
        (here("/app"), Outcome::Unknown(Doubt::NotWeb)),
        ("ftp://a.test/".into(), Outcome::Unknown(Doubt::NotWeb)),
        ("http://silent.test/".into(), Outcome::Unknown(Doubt::NameServer)),
    ]
    .into();
    let addresses: Vec<_> = expected.keys().cloned().collect();
    let outcomes = each(&Names::default(), false, &addresses).await;
    for (address, outcome) in addresses.iter().zip(&outcomes) {
        assert_eq!(outcome, &expected[address], "{address}");
    }
    // Without the page first; what failed, once more and as visitors ask.
    for (path, methods) in [
        ("/ok", vec!["HEAD"; 2]),
        ("/nohead", vec!["HEAD", "GET"]),
        ("/flaky", vec!["HEAD", "GET", "GET"]),
        ("/missing", vec!["HEAD", "GET", "GET"]),
        ("/hangs", vec!["HEAD", "GET"]),
    ] {
        assert_eq!(server.methods(path), methods, "{path}");
    }
    let asked = server.asked();
    assert!(asked.iter().all(|one| one.agent.contains("gongkai/") && one.agent.contains("check-links")));
    assert!(asked.iter().any(|one| one.host == format!("a.test:{port}")), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn never_two_at_once_are_opened_at_one_host() {
    let server = WebServer::start().await;
    let port = server.port;
    let hosts = ["a.test", "b.test", "c.test"];
    let own = (0..8).flat_map(|nth| hosts.map(|host| format!("http://{host}:{port}/{nth}")));
    // What leads on to another host waits for its turn there.
    let leading = (0..4).map(|nth| format!("http://d{nth}.test:{port}/to/a.test:{port}"));
    let addresses: Vec<_> = own.chain(leading).collect();
    let outcomes = each(&Names::default(), false, &addresses).await;
    assert!(outcomes.iter().all(|one| *one == Outcome::Opened), "{outcomes:?}");
    assert_eq!(server.most_at_once(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inner_doors_are_not_knocked_at_unless_it_is_asked_for() {
    let server = WebServer::start().await;
    let port = server.port;
    let addresses = [
        format!("http://127.0.0.1:{port}/ok"),
        format!("http://[::1]:{port}/ok"),
        format!("http://2130706433:{port}/ok"),
        format!("http://[::ffff:127.0.0.1]:{port}/ok"),
        format!("http://inner.test:{port}/ok"),
        format!("http://both.test:{port}/ok"),
        format!("http://a.test:{port}/to/127.0.0.1:{port}"),
        format!("http://a.test:{port}/to/inner.test:{port}"),
    ];
    let network = Names::default();
    let outcomes = each(&network, false, &addresses).await;
    assert!(outcomes.iter().all(|one| *one == Outcome::Unknown(Doubt::Inner)), "{outcomes:?}");
    let knocked = network.knocked.lock().unwrap().clone();
    assert!(knocked.iter().all(|at| at.ip() == super::PUBLIC) && knocked.len() == 2, "{knocked:?}");
    assert!(server.asked().iter().all(|one| one.path.starts_with("/to/")), "{:?}", server.asked());

    let asked_for = each(&network, true, &addresses).await;
    for at in [0, 2, 5, 6] {
        assert_eq!(asked_for[at], Outcome::Opened, "{}", addresses[at]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_encrypted_site_must_prove_who_it_is() {
    let named = |name, is_expired| Encryption::Certified { name, is_expired };
    let (good, authority) = WebServer::start_encrypted(named("a.test", false)).await;
    let (expired, vouching) = WebServer::start_encrypted(named("a.test", true)).await;
    let (unknown, _) = WebServer::start_encrypted(named("a.test", false)).await;
    let (odd, _) = WebServer::start_encrypted(Encryption::Nothing).await;
    let trusted = authority.into_iter().chain(vouching).collect();
    let addresses = [
        (format!("https://a.test:{}/ok", good.port), Outcome::Opened),
        (format!("https://b.test:{}/ok", good.port), Outcome::Broken(Fault::CertificateOfOther)),
        (format!("https://a.test:{}/ok", expired.port), Outcome::Broken(Fault::CertificateExpired)),
        (format!("https://a.test:{}/ok", unknown.port), Outcome::Broken(Fault::CertificateUntrusted)),
        // What old browsers could still open, this program cannot judge.
        (format!("https://a.test:{}/ok", odd.port), Outcome::Unknown(Doubt::Cipher)),
    ];
    let opener = opener(Names::default(), false, trusted);
    let asked = addresses.iter().map(|(address, _)| address.clone()).collect::<Vec<_>>();
    for (checked, (address, expected)) in
        open_all(&opener, targets(&asked), |_, _| {}).await.iter().zip(&addresses)
    {
        assert_eq!(checked.outcome, *expected, "{address}");
    }
    assert!(
        expired.asked().is_empty() && unknown.asked().is_empty(),
        "nothing is asked of who cannot be believed"
    );
}
