//! The demo's site on this machine: the agency's annual reports, and portal and console of applications.

use std::net::SocketAddr;
use std::path::Path;

use jiff::civil::Date;
use office::mail::{Mailing, Server};
use statute::report::AnnualReport;
use web::{PublishedReport, Site};

use super::{Rendering, live};
use crate::database::wait;
use crate::site::published_file;

/// Serves the report, and the desk with its invented applications, until the program is told to stop.
pub(super) fn serve(
    listen: SocketAddr,
    out: &Path,
    report: AnnualReport,
    files: Vec<Rendering>,
    mail: Option<(Mailing, Server)>,
) -> anyhow::Result<()> {
    wait(async move {
        let store = super::open(out).await?;
        let desk = live::set_up(store.clone(), &files).await?;
        let files = files.into_iter().map(|file| published_file(file.name, file.label, file.bytes));
        let published = PublishedReport {
            year: report.year.unwrap_or_default(),
            title: report.title.unwrap_or_default(),
            // The demo's report is out since the January after its year.
            published_on: report.published_on.or_else(|| Date::new(report.year? + 1, 1, 25).ok()),
            files: files.collect(),
        };
        let agency = report.agency.unwrap_or_default();
        let site = Site {
            agency,
            reports: vec![published],
            desk: Some(desk),
            has_demo_clock: true,
            ..Site::default()
        };
        println!(
            "\n{}\n示范时钟：打开 /demo/clock 可以把日期往后拨，看期限如何届满\n",
            live::accounts_told()
        );
        super::super::serve::listen_and_send(listen, site, mail).await?;
        store.close().await;
        Ok(())
    })
}
