//! What the pages of applications work with: the ledger, the agency, the clock.

use std::sync::Arc;

use office::applications::Office;
use office::mail::Mailing;
use store::Store;

use crate::clock::Clock;
use crate::layout::Masthead;
use crate::limiter::Limits;
use crate::once::Once;

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

/// What handlers get as their state.
#[derive(Clone)]
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) masthead: Arc<Masthead>,
    /// How often visitors may try.
    pub(crate) limits: Arc<Limits>,
    /// Codes that wait for the page that shows them.
    pub(crate) once: Arc<Once>,
    /// What is published, for who is about to ask for it.
    pub(crate) published: Arc<Vec<Published>>,
    /// What e-mails to applicants are written with, where any are.
    pub(crate) mailing: Option<Arc<Mailing>>,
}

impl Bench {
    /// The office at work, now.
    pub(crate) fn office(&self) -> Office<'_> {
        let Desk { store, agency, clock, .. } = &self.desk;
        Office { store, agency: *agency, mailing: self.mailing.as_deref(), now: clock.now() }
    }
}

/// Something published, as it is offered to applicants.
pub(crate) struct Published {
    pub(crate) title: String,
    pub(crate) address: String,
}
