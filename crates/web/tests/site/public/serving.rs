//! The running server: what another program writes into the ledger is on its pages within a second.

use std::time::{Duration, Instant};

use statute::publication::Kind;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use web::Marks;

use super::{Place, card, open, writing};

/// Five times what is promised: the machines of tests are busy.
const LIMIT: Duration = Duration::from_secs(5);

async fn get(at: std::net::SocketAddr, address: &str) -> String {
    let mut stream = TcpStream::connect(at).await.unwrap();
    let request = format!("GET {address} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

async fn appears(at: std::net::SocketAddr, address: &str, word: &str, is_there: bool) {
    let start = Instant::now();
    while get(at, address).await.contains(word) != is_there {
        assert!(start.elapsed() < LIMIT, "{address}: {word}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_program_publishes_and_takes_down_is_on_the_pages_of_a_running_site() {
    let place = Place::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let site = super::site(&open(&place.folder).await, &place.clock, Marks::default());
    let serving = tokio::spawn(web::serve(listener, site, async { drop(stopped.await) }));
    let number = place.begun(writing(card(Kind::News, "外来的动态"), "<p>内容</p>")).await;
    assert!(!get(at, "/gzdt/").await.contains("外来的动态"));
    place.publish(&number).await;
    appears(at, "/gzdt/", "外来的动态", true).await;
    appears(at, "/search?q=%E5%A4%96%E6%9D%A5", "的动态", true).await;
    place.withdraw(&number, "有误", None).await;
    appears(at, "/gzdt/", "外来的动态", false).await;
    assert!(!get(at, "/search?q=%E5%A4%96%E6%9D%A5").await.contains("的动态"));
    drop(stop);
    serving.await.unwrap().unwrap();
}
