//! The demo's site: the agency's list of annual reports on this machine.

use std::net::SocketAddr;

use anyhow::Context as _;
use statute::report::AnnualReport;
use web::{PublishedFile, PublishedReport, Site};

use super::Rendering;
use crate::database::wait;

/// Serves the report until the program is told to stop.
pub(super) fn serve(listen: SocketAddr, report: AnnualReport, files: Vec<Rendering>) -> anyhow::Result<()> {
    let files = files.into_iter().map(|file| PublishedFile {
        name: file.name.into(),
        label: file.label.into(),
        content_type: content_type(file.name),
        hash: store::file_hash(&file.bytes),
        bytes: file.bytes.into(),
    });
    let published = PublishedReport {
        year: report.year.unwrap_or_default(),
        title: report.title.unwrap_or_default(),
        files: files.collect(),
    };
    let site =
        Site { agency: report.agency.unwrap_or_default(), reports: vec![published], ..Site::default() };
    wait(async move {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .with_context(|| format!("不能使用地址 {listen}，可以用 --listen 另指一个"))?;
        println!("\n网站：http://{}/zfxxgk/zfxxgknb/    按 Ctrl+C 结束", listener.local_addr()?);
        let stop = async {
            // Without a handler the program ends at once, which is just as well here.
            let _ = tokio::signal::ctrl_c().await;
        };
        Ok(web::serve(listener, site, stop).await?)
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json",
    }
}
