//! What the pages of applications work with: the ledger, the agency, the clock.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use office::applications::{HeadingsKept, Office};
use office::catalogue::VersionsKept;
use office::mail::Mailing;
use office::publications::Finder;
use statute::inspection::Rules;
use store::Store;

use crate::PublishedReport;
use crate::cache::Pages;
use crate::clock::Clock;
use crate::layout::Masthead;
use crate::limiter::Limits;
use crate::once::Once;
use crate::unpublished::Unpublished;

/// The desk of one agency (依申请公开): what portal and console share. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The ledger.
    pub store: Store,
    /// The agency's number in it.
    pub agency: i64,
    /// What time it is.
    pub clock: Clock,
    /// Whether pages are reached by HTTPS, so that cookies are kept to it.
    pub is_secure: bool,
}

/// What handlers get as their state. Each layer and handler has its own, for each request: it is one pointer.
#[derive(Clone)]
pub(crate) struct Bench(Arc<Tools>);

impl Deref for Bench {
    type Target = Tools;

    fn deref(&self) -> &Tools {
        &self.0
    }
}

impl From<Tools> for Bench {
    fn from(tools: Tools) -> Self {
        Self(Arc::new(tools))
    }
}

/// What there is on the bench.
pub(crate) struct Tools {
    pub(crate) desk: Desk,
    pub(crate) masthead: Arc<Masthead>,
    /// How often visitors may try.
    pub(crate) limits: Arc<Limits>,
    /// Codes that wait for the page that shows them.
    pub(crate) once: Arc<Once>,
    /// What lists told of applications a short while ago.
    pub(crate) headings: Arc<HeadingsKept>,
    /// The annual reports by their titles, for whoever looks or is about to ask for one.
    pub(crate) published: Arc<Vec<Published>>,
    /// What could not be published at its time.
    pub(crate) unpublished: Arc<Unpublished>,
    /// What e-mails to applicants are written with, where any are.
    pub(crate) mailing: Option<Arc<Mailing>>,
    /// The annual reports.
    pub(crate) reports: Arc<Vec<PublishedReport>>,
    /// What is told of the versions of the catalogue.
    pub(crate) versions: Arc<VersionsKept>,
    /// Public pages that were rendered.
    pub(crate) pages: Arc<Pages>,
    /// The site as its visitors know it; [`site`] tells it.
    pub(crate) site: Option<String>,
    /// What looks for publications; none where there is no memory for an index.
    pub(crate) finder: Option<Arc<Finder>>,
    /// The rules by which the site is inspected.
    pub(crate) rules: Rules,
}

impl Tools {
    /// The office at work, now.
    pub(crate) fn office(&self) -> Office<'_> {
        let Desk { store, agency, clock, .. } = &self.desk;
        Office { store, agency: *agency, mailing: self.mailing.as_deref(), now: clock.now() }
    }

    /// The site as its visitors know it, `https://xxgk.example.gov.cn`; none where nobody said.
    pub(crate) fn own_site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// An address of this site in full; empty where the site's own is not known.
    pub(crate) fn own_address(&self, address: &str) -> String {
        self.own_site().map(|site| format!("{site}{address}")).unwrap_or_default()
    }
}

/// The site as its visitors know it, as its e-mails or its marks have it.
pub(crate) fn site(mailing: Option<&Mailing>, masthead: &Masthead) -> Option<String> {
    if let Some(mailing) = mailing.filter(|mailing| !mailing.site.is_empty()) {
        return Some(mailing.site.trim_end_matches('/').to_owned());
    }
    let domain = &masthead.marks.domain;
    (!domain.is_empty()).then(|| format!("https://{domain}"))
}

/// An annual report, as searches and applicants are led to it.
pub(crate) struct Published {
    pub(crate) title: String,
    pub(crate) address: String,
    /// The year reported on.
    pub(crate) year: i16,
    /// The day it was published on.
    pub(crate) on: Option<Date>,
}
