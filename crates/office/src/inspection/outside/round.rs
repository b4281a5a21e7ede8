//! All links to other sites, each opened once: a few hosts at a time, one address of a host after the other; what failed
//! is tried once more before it is called broken.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::mpsc::unbounded_channel;
use tokio::task::JoinSet;
use tokio::time::sleep;
use url::Url;

use super::head::Method;
use super::network::Network;
use super::opener::{Opener, is_web};
use super::outcome::{Doubt, Fault, Outcome};
use super::targets::Target;

/// How many hosts are asked at a time.
const AT_ONCE: usize = 8;

/// What came of opening an address that public items link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The address, and where it stands.
    pub target: Target,
    /// What came of it.
    pub outcome: Outcome,
}

/// Opens every address; tells how many are opened, and how many are to be, second tries among them.
pub async fn open_all<N: Network>(
    opener: &Arc<Opener<N>>,
    targets: Vec<Target>,
    mut tell: impl FnMut(usize, usize),
) -> Vec<Checked> {
    let urls: Vec<_> = targets.iter().map(|target| Url::parse(&target.address).ok()).collect();
    let mut outcomes: Vec<_> = urls
        .iter()
        .map(|url| match url {
            None => Outcome::Broken(Fault::BadAddress),
            Some(_) => Outcome::Unknown(Doubt::NotWeb),
        })
        .collect();
    let first: Vec<_> = (0..urls.len()).filter(|at| urls[*at].as_ref().is_some_and(is_web)).collect();
    let mut all = first.len();
    let mut done = 0;
    let mut tell = |all: usize| {
        done += 1;
        tell(done, all);
    };
    round(opener, &urls, &first, None, |at, outcome| {
        outcomes[at] = outcome;
        tell(all);
    })
    .await;
    let again: Vec<_> = first.into_iter().filter(|at| outcomes[*at].is_passing()).collect();
    if !again.is_empty() {
        all += again.len();
        sleep(opener.manner.pause).await;
        round(opener, &urls, &again, Some(Method::Get), |at, outcome| {
            outcomes[at] = outcome;
            tell(all);
        })
        .await;
    }
    let each = targets.into_iter().zip(outcomes);
    each.map(|(target, outcome)| Checked { target, outcome }).collect()
}

/// Opens some of the addresses by one method, or by the usual ones.
async fn round<N: Network>(
    opener: &Arc<Opener<N>>,
    urls: &[Option<Url>],
    places: &[usize],
    method: Option<Method>,
    mut tell: impl FnMut(usize, Outcome),
) {
    let mut hosts: BTreeMap<&str, Vec<(usize, Url)>> = BTreeMap::new();
    for (place, url) in places.iter().filter_map(|place| Some((*place, urls[*place].as_ref()?))) {
        hosts.entry(url.host_str().unwrap_or_default()).or_default().push((place, url.clone()));
    }
    let (said, mut heard) = unbounded_channel();
    let mut waiting = hosts.into_values();
    let mut running = JoinSet::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(addresses) = waiting.next()
        {
            let (opener, said) = (Arc::clone(opener), said.clone());
            running.spawn(async move {
                for (place, url) in addresses {
                    let outcome = match method {
                        None => opener.open(&url).await,
                        Some(method) => opener.follow(&url, method).await,
                    };
                    // Nobody hears it any more only where the whole was given up.
                    said.send((place, outcome)).ok();
                }
            });
        }
        tokio::select! {
            Some((place, outcome)) = heard.recv() => tell(place, outcome),
            ended = running.join_next() => if ended.is_none() { break },
        }
    }
    while let Ok((place, outcome)) = heard.try_recv() {
        tell(place, outcome);
    }
}
