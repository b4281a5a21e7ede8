//! What `benches/pages` runs beside the site: an axum handler that answers the bytes of a file and does nothing else.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that measures")]

use axum::Router;
use axum::body::Bytes;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(path) = arguments.next() else { return println!("what benches/pages runs; see there") };
    let page = Bytes::from(std::fs::read(path).unwrap());
    // As many threads as the program itself has.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("http://{}/", listener.local_addr().unwrap());
        let router = Router::new().route("/", get(async move || Html(page)));
        axum::serve(listener, router).await.unwrap();
    });
}
