//! What an officer may choose to see of the work list (工作清单), and how many there are of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use statute::applicant::Applicant;
use statute::calendar::Calendar;
use statute::procedure::{Officer, Queue, Stage};
use statute::registers::Channel;
use store::{At, Own, Standing, WorkCount, WorkQuery};

use crate::applications::{FieldFault, is_readable};

/// A limit this many workdays ahead or fewer is due soon.
pub const SOON_WORKDAYS: u32 = 3;
/// The longest name of an account, in characters.
const ACCOUNT: usize = 32;

/// The last day that is due soon.
pub fn soon(today: Date) -> Date {
    Calendar::published().workday_after(today, SOON_WORKDAYS).date
}

/// Which part of the list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// 未办结
    #[default]
    Open,
    /// 即将到期: a limit within three workdays.
    Due,
    /// 已逾期
    Overdue,
    /// 待申请人
    Applicant,
    /// 征求意见中
    Consulted,
    /// 待审核签发
    Decision,
    /// 已办结
    Closed,
    /// 全部
    All,
}

impl View {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Due,
        Self::Overdue,
        Self::Applicant,
        Self::Consulted,
        Self::Decision,
        Self::Closed,
        Self::All,
    ];

    /// The code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Applicant => "applicant",
            Self::Consulted => "consulted",
            Self::Decision => "decision",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Open => "未办结",
            Self::Due => "即将到期",
            Self::Overdue => "已逾期",
            Self::Applicant => "待申请人",
            Self::Consulted => "征求意见中",
            Self::Decision => "待审核签发",
            Self::Closed => "已办结",
            Self::All => "全部",
        }
    }

    /// How many of a count are in it.
    fn share(self, count: &WorkCount) -> u64 {
        let all_if = |is_in: bool| if is_in { count.cases } else { 0 };
        match self {
            Self::Open => all_if(count.stage != Stage::Closed),
            Self::Due => count.due,
            Self::Overdue => count.overdue,
            Self::Applicant => all_if(count.queue == Queue::Applicant),
            Self::Consulted => all_if(count.queue == Queue::Consulted),
            Self::Decision => all_if(matches!(count.queue, Queue::Reviewer | Queue::Signer)),
            Self::Closed => all_if(count.stage == Stage::Closed),
            Self::All => count.cases,
        }
    }
}

/// What is chosen (筛选).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whether only what the officer works on themselves.
    pub is_own: bool,
    /// Which part.
    pub view: View,
    /// 环节
    pub stage: Option<Stage>,
    /// 承办人
    pub handler: Option<String>,
    /// 收到日期 from this day on.
    pub from: Option<Date>,
    /// 收到日期 up to this day.
    pub until: Option<Date>,
    /// 申请渠道
    pub channel: Option<Channel>,
    /// 申请人类型
    pub applicant: Option<Applicant>,
}

impl Filter {
    /// Reads what was chosen; what cannot be understood is named and chooses nothing.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> (Self, Vec<FieldFault>) {
        let mut faults = Vec::new();
        let mut refuse = |field, message: String| faults.push(FieldFault { field, message });
        let view = View::ALL.into_iter().find(|view| view.code() == value("view"));
        let mut chosen =
            Self { is_own: value("whose") == "own", view: view.unwrap_or_default(), ..Self::default() };
        for (field, what, place) in
            [("from", "收到日期起", &mut chosen.from), ("until", "收到日期止", &mut chosen.until)]
        {
            let text = value(field);
            *place = text.parse().ok();
            if !text.is_empty() && place.is_none() {
                refuse(field, format!("{what}应为存在的日期，如 2026-01-05"));
            }
        }
        if let (Some(from), Some(until)) = (chosen.from, chosen.until)
            && until < from
        {
            refuse("until", format!("收到日期止应不早于收到日期起（{from}）"));
            chosen.until = None;
        }
        chosen.stage = Stage::from_code(value("stage"));
        if chosen.stage.is_none() && !value("stage").is_empty() {
            refuse("stage", "没有这个环节，请从列表中选择".into());
        }
        chosen.channel = Channel::from_code(value("channel"));
        if chosen.channel.is_none() && !value("channel").is_empty() {
            refuse("channel", "没有这个申请渠道，请从列表中选择".into());
        }
        chosen.applicant = Applicant::from_code(value("applicant"));
        if chosen.applicant.is_none() && !value("applicant").is_empty() {
            refuse("applicant", "没有这个申请人类型，请从列表中选择".into());
        }
        let handler = value("handler");
        if handler.chars().count() > ACCOUNT || !is_readable(handler) {
            refuse("handler", "没有这个承办人，请从列表中选择".into());
        } else if !handler.is_empty() {
            chosen.handler = Some(handler.to_owned());
        }
        (chosen, faults)
    }

    /// What was chosen as names and values of an address; what is not chosen is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let all = [
            ("whose", self.is_own.then(|| "own".to_owned())),
            ("view", (self.view != View::Open).then(|| self.view.code().to_owned())),
            ("stage", self.stage.map(|stage| stage.code().to_owned())),
            ("handler", self.handler.clone()),
            ("from", day(self.from)),
            ("until", day(self.until)),
            ("channel", self.channel.map(|channel| channel.code().to_owned())),
            ("applicant", self.applicant.map(|applicant| applicant.code().to_owned())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Whether more is chosen than whose and which part.
    pub fn is_narrowed(&self) -> bool {
        let Self { stage, handler, from, until, channel, applicant, .. } = self;
        stage.is_some()
            || handler.is_some()
            || from.is_some()
            || until.is_some()
            || channel.is_some()
            || applicant.is_some()
    }

    /// The page of the ledger's list that shows it.
    pub fn query(&self, officer: &Officer, today: Date, at: At, count: usize) -> WorkQuery {
        let standing = match (self.view, self.stage) {
            (View::Closed, _) | (View::Open, Some(Stage::Closed)) => Standing::Closed,
            (View::All, _) => Standing::All,
            _ => Standing::Open,
        };
        let calendar_day_before = today.yesterday().ok();
        WorkQuery {
            own: self.is_own.then(|| own(officer)),
            standing,
            queues: match self.view {
                View::Applicant => vec![Queue::Applicant],
                View::Consulted => vec![Queue::Consulted],
                View::Decision => vec![Queue::Reviewer, Queue::Signer],
                _ => Vec::new(),
            },
            stage: self.stage,
            handler: self.handler.clone(),
            limit: match self.view {
                View::Due => (Some(today), Some(soon(today))),
                View::Overdue => (None, calendar_day_before),
                _ => (None, None),
            },
            listed: (self.from, self.until),
            channel: self.channel,
            applicant: self.applicant,
            at,
            count,
        }
    }
}

/// What an officer works on: what is assigned to them, and the queues of their roles.
fn own(officer: &Officer) -> Own {
    let queues = officer.roles.iter().filter_map(|role| Queue::of(*role)).collect();
    Own { account: officer.account.clone(), queues }
}

/// How many lie where, for the head of the list.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub Arc<Vec<WorkCount>>);

impl Counts {
    /// How many a part of the list has, for everybody or for one officer.
    pub fn of(&self, view: View, officer: Option<&Officer>) -> u64 {
        let own = officer.map(own);
        let is_own = |count: &&WorkCount| {
            own.as_ref().is_none_or(|own| count.handler == own.account || own.queues.contains(&count.queue))
        };
        self.0.iter().filter(is_own).map(|count| view.share(count)).sum()
    }

    /// How many are at a stage.
    pub fn at(&self, stage: Stage) -> u64 {
        self.0.iter().filter(|count| count.stage == stage).map(|count| count.cases).sum()
    }

    /// What those are called to whom anything is assigned, by account.
    pub fn titles(&self) -> BTreeMap<String, String> {
        let named = self.0.iter().filter(|count| !count.title.is_empty());
        named.map(|count| (count.handler.clone(), count.title.clone())).collect()
    }

    /// To whom open applications are assigned, with how many.
    pub fn handlers(&self) -> Vec<(&str, u64)> {
        let mut handlers: Vec<(&str, u64)> = Vec::new();
        for count in self.0.iter().filter(|count| !count.handler.is_empty()) {
            let open = if count.stage == Stage::Closed { 0 } else { count.cases };
            match handlers.iter_mut().find(|(handler, _)| *handler == count.handler) {
                Some((_, sum)) => *sum += open,
                None => handlers.push((&count.handler, open)),
            }
        }
        handlers.sort_unstable();
        handlers
    }
}
