//! The site as a running server.

use std::future::Future;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::{Site, router};

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
    let service = router(site)?.into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum::serve(listener, service).with_graceful_shutdown(stop).await?)
}
