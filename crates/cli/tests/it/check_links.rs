//! `gongkai check-links`: what opens and what does not, in a table and as JSON, and kept for 网站自查.

use serde_json::Value;

use crate::import_site::{Desk, PAGE};

#[allow(dead_code, reason = "made for more tests than these")]
#[path = "../../../office/tests/it/outside_links/server.rs"]
mod web_server;

use web_server::WebServer;

/// A site of two pages with links to other sites.
fn site(links: &[String]) -> Desk {
    let desk = Desk::new();
    let html: String = links.iter().map(|href| format!("<p><a href='{href}'>链接</a></p>")).collect();
    for nth in 1..=2 {
        let page = PAGE
            .replace("09001", &format!("0900{nth}"))
            .replace("关于示例的通知", &format!("关于示例{nth}的通知"));
        desk.put(&format!("old/zcfg/t{nth}.html"), &page.replace("</div>", &format!("{html}</div>")));
    }
    let (code, out) = desk.run(&["import-site", "old", "--column", "政策法规=zcwj"]);
    assert_eq!(code, 0, "{out}");
    desk
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_open_is_told_with_its_items_and_kept() {
    let server = WebServer::start().await;
    let here = |path: &str| format!("http://127.0.0.1:{}{path}", server.port);
    let desk = site(&[here("/ok"), here("/missing"), here("/guarded")]);
    let events = desk.events();

    // The server of the site does not knock at its own doors unless it is told to.
    let (code, out) = desk.run(&["check-links"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("不能确定的网址 3 个") && out.contains("未检查：本机或者内部网络的地址"), "{out}");
    assert!(server.asked().is_empty(), "{:?}", server.asked());
    assert_eq!(desk.events(), events + 1);

    let (code, out) = desk.run(&["check-links", "--private"]);
    assert_eq!(code, 1, "{out}");
    assert!(
        out.contains(&format!("打不开的网址 1 个\n{}\t404（网页不存在）\n  /p/P", here("/missing"))),
        "{out}"
    );
    assert!(out.contains("\t关于示例1的通知") && out.contains("\t关于示例2的通知"), "{out}");
    assert!(out.contains(&format!("{}\t403，对方拒绝程序访问，请用浏览器核对", here("/guarded"))), "{out}");
    assert!(out.contains("网址 3 个：打得开 1 个，打不开 1 个，不能确定 1 个"), "{out}");
    assert_eq!(server.methods("/ok"), ["HEAD"]);

    let (code, out) = desk.run(&["check-links", "--private", "--json"]);
    assert_eq!(code, 1, "{out}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{out}");
    let missing = lines.iter().find(|line| line["address"] == here("/missing")).unwrap();
    assert_eq!(missing["outcome"]["broken"]["status"], 404);
    assert_eq!(missing["items"].as_array().unwrap().len(), 2);
    let summary = serde_json::json!({"addresses": 3, "opened": 1, "broken": 1, "unknown": 1});
    assert_eq!((&lines[2]["summary"], &lines[2]["is_written"]), (&summary, &true.into()));
    let (code, out) = desk.run(&["audit", "verify"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn what_cannot_be_done_at_all_is_said() {
    let desk = site(&[]);
    let (code, out) = desk.run(&["check-links"]);
    assert!(code == 0 && out.contains("链接到其他网站的网址 0 个"), "{out}");
    let (code, out) = desk.run(&["check-links", "--db", "none.db"]);
    assert!(code == 2 && out.contains("none.db 不存在"), "{out}");
    let (code, out) = desk.run(&["check-links", "--agency", "没有的局"]);
    assert!(code == 2 && out.contains("没有的局"), "{out}");
    desk.put("empty.pem", "");
    let (code, out) =
        desk.run_with(&["check-links"], &[("SSL_CERT_FILE", "empty.pem"), ("SSL_CERT_DIR", "old")]);
    assert!(code == 2 && out.contains("本机没有受信任的证书"), "{out}");
}
