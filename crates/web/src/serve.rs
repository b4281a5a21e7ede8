//! The site as a running server.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use office::publications::Finder;
use store::Store;
use tokio::net::TcpListener;

use crate::routes::router_with;
use crate::unpublished::Unpublished;
use crate::{Desk, Site};

/// Between two steps of indexing while there is something left.
const BETWEEN: Duration = Duration::from_millis(250);
/// Before looking again whether there is something to index.
const IDLE: Duration = Duration::from_secs(10);

/// Between two looks at what others have published.
const LOOKING: Duration = Duration::from_millis(500);

/// Why the site is not served.
#[derive(Debug, thiserror::Error)]
pub enum NotServed {
    /// A page cannot be rendered.
    #[error("页面不能生成")]
    Page(#[from] askama::Error),
    /// The connection was lost.
    #[error("网站意外停止")]
    Connection(#[from] std::io::Error),
}

/// Answers requests until `stop` comes to pass; what is under way is finished first.
///
/// # Errors
/// [`NotServed`] says why.
pub async fn serve(
    listener: TcpListener,
    mut site: Site,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), NotServed> {
    let indexing = site.desk.as_ref().map(|desk| tokio::spawn(index(desk.store.clone())));
    if let (Some(desk), None) = (&site.desk, &site.finder) {
        site.finder = Finder::in_memory(desk.agency).ok().map(Arc::new);
    }
    let finder = site.finder.clone();
    let reading =
        site.desk.clone().zip(finder.clone()).map(|(desk, finder)| tokio::spawn(read(desk, finder)));
    let watching = site.desk.clone().map(|desk| tokio::spawn(watch(desk, finder)));
    let unpublished = Arc::<Unpublished>::default();
    let publishing = site.desk.clone().map(|desk| tokio::spawn(publish(desk, Arc::clone(&unpublished))));
    let service = router_with(site, unpublished)?.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    for task in indexing.into_iter().chain(watching).chain(reading).chain(publishing) {
        task.abort();
    }
    Ok(served?)
}

/// Keeps the index of what was written up to date, a little at a time so that nobody waits for it.
async fn index(store: Store) {
    loop {
        // A database that does not answer now is asked again later.
        let has_more = office::search::index_some(&store).await.unwrap_or_default();
        tokio::time::sleep(if has_more { BETWEEN } else { IDLE }).await;
    }
}

/// Notices what other programs publish and take down, and the day that turns, and keeps the search up to both.
async fn watch(desk: Desk, finder: Option<Arc<Finder>>) {
    loop {
        // A database that does not answer now is asked again: nothing is lost by it.
        let looked = desk.store.look_for_publications().await;
        if let (Ok(_), Some(finder)) = (looked, &finder) {
            drop(finder.follow(&desk.store, desk.clock.today()).await);
        }
        tokio::time::sleep(LOOKING).await;
    }
}

/// Reads the files of what was published for the search, one after the other, so that nobody waits for it.
async fn read(desk: Desk, finder: Arc<Finder>) {
    loop {
        // What cannot be read now is read later.
        drop(finder.read_files(&desk.store, desk.clock.today()).await);
        tokio::time::sleep(LOOKING).await;
    }
}

/// Publishes what was signed for a moment, soon after that moment; what could not be published is told at the desk.
async fn publish(desk: Desk, unpublished: Arc<Unpublished>) {
    loop {
        // A database that does not answer now is asked again later.
        let done = office::publications::publish_due(&desk.store, desk.agency, desk.clock.now()).await;
        if let Ok((_, failed)) = done {
            unpublished.found(failed.into_iter().map(|(number, why)| (number, why.to_string())));
        }
        tokio::time::sleep(IDLE).await;
    }
}
