//! The site as a running server.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use store::Store;
use tokio::net::TcpListener;

use crate::{Site, router};

/// Between two steps of indexing while there is something left.
const BETWEEN: Duration = Duration::from_millis(250);
/// Before looking again whether there is something to index.
const IDLE: Duration = Duration::from_secs(10);

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
    site: Site,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), NotServed> {
    let indexing = site.desk.as_ref().map(|desk| tokio::spawn(index(desk.store.clone())));
    let service = router(site)?.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    if let Some(indexing) = indexing {
        indexing.abort();
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
