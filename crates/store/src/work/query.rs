//! What a work list is asked for.

use jiff::civil::Date;
use statute::applicant::Applicant;
use statute::procedure::{Queue, Stage};
use statute::registers::Channel;

use super::row::{Row, WorkKey};

/// Which applications a list shows; it also decides their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Those that are open, soonest limit first.
    #[default]
    Open,
    /// Those that are closed, latest received first.
    Closed,
    /// All, latest received first.
    All,
}

/// What one officer works on: what is assigned to them, and the queues of their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The account.
    pub account: String,
    /// Queues worked off together with others.
    pub queues: Vec<Queue>,
}

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// At the start.
    #[default]
    Start,
    /// After this row.
    After(WorkKey),
    /// It ends before this row.
    Before(WorkKey),
}

/// Which rows of the work list are asked for. What is left out filters nothing.
#[derive(Clone, Debug, Default)]
pub struct WorkQuery {
    /// Only what this officer works on.
    pub own: Option<Own>,
    /// Open, closed or both.
    pub standing: Standing,
    /// Only what lies in one of these queues.
    pub queues: Vec<Queue>,
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those assigned to this account.
    pub handler: Option<String>,
    /// Only those with a limit from the first day on, up to the second.
    pub limit: (Option<Date>, Option<Date>),
    /// Only those received, or arrived while they are not received, from the first day on, up to the second.
    pub listed: (Option<Date>, Option<Date>),
    /// Only those that came by this channel.
    pub channel: Option<Channel>,
    /// Only those of this kind of applicant.
    pub applicant: Option<Applicant>,
    /// Where the page begins.
    pub at: At,
    /// How many at the most.
    pub count: usize,
}

impl WorkQuery {
    /// Whether a row is asked for, whatever way led to it.
    pub(super) fn fits(&self, row: &Row) -> bool {
        let standing = match self.standing {
            Standing::Open => row.is_open == 1,
            Standing::Closed => row.is_open == 0,
            Standing::All => true,
        };
        let within = |day: &str, (from, until): (Option<Date>, Option<Date>)| {
            from.is_none_or(|from| *day >= *from.to_string())
                && until.is_none_or(|until| *day <= *until.to_string())
        };
        standing
            && (self.queues.is_empty() || self.queues.iter().any(|queue| queue.code() == row.queue))
            && self.stage.is_none_or(|stage| stage.code() == row.stage)
            && self.handler.as_ref().is_none_or(|handler| row.handler.as_ref() == Some(handler))
            && self.channel.is_none_or(|channel| channel.code() == row.channel)
            && self.applicant.is_none_or(|applicant| applicant.code() == row.applicant)
            && within(&row.limit_by, self.limit)
            && within(&row.listed_on, self.listed)
    }
}
