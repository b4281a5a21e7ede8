//! What must hold between the cells of a row and between rows. 《条例》第30条、第32条、第33条、第42条

use std::collections::HashMap;

use jiff::civil::Date;
use statute::registers::{
    ApplicationEntry, ConsultationEntry, DocumentEntry, DocumentKind, MemberEntry, ProposalEntry,
    RemedyEntry, TaskEntry,
};

use super::bad_cell::BadCell;
use super::entries::Placed;

impl<T> Placed<T> {
    fn bad(&self, row: usize, column: &str, value: &dyn ToString, expected: impl Into<String>) -> BadCell {
        BadCell {
            file: self.place.clone(),
            row: Some(row),
            column: Some(column.to_owned()),
            value: value.to_string(),
            expected: expected.into(),
        }
    }

    /// Both are there or neither is.
    fn both(
        &self,
        row: usize,
        what: (&str, Option<String>),
        when: (&str, Option<Date>),
        bad: &mut Vec<BadCell>,
    ) {
        match (what.1, when.1) {
            (Some(what_is), None) => bad.push(self.bad(
                row,
                when.0,
                &"",
                format!("日期：「{}」已填{what_is}，应同时填「{}」", what.0, when.0),
            )),
            (None, Some(date)) => bad.push(self.bad(
                row,
                what.0,
                &"",
                format!("与日期同时填写：「{}」已填{date}，应同时填「{}」", when.0, what.0),
            )),
            _ => {}
        }
    }

    /// The second day is not before the first.
    fn order(
        &self,
        row: usize,
        first: (&str, Option<Date>),
        second: (&str, Option<Date>),
        bad: &mut Vec<BadCell>,
    ) {
        if let (Some(before), Some(after)) = (first.1, second.1)
            && after < before
        {
            bad.push(self.bad(row, second.0, &after, format!("不早于{}（{before}）的日期", first.0)));
        }
    }

    /// No two entries have the same key.
    fn once<K: std::hash::Hash + Eq>(
        &self,
        column: &str,
        key: impl Fn(&T) -> K,
        shown: impl Fn(&T) -> &str,
        bad: &mut Vec<BadCell>,
    ) {
        let mut seen = HashMap::new();
        for (row, entry) in &self.entries {
            if let Some(first) = seen.get(&key(entry)) {
                bad.push(self.bad(*row, column, &shown(entry), format!("不重复的编号，第{first}行已有")));
            } else {
                seen.insert(key(entry), *row);
            }
        }
    }
}

/// Numbers once, a result exactly with its date, nothing before the receipt.
pub(super) fn applications(register: &Placed<ApplicationEntry>, bad: &mut Vec<BadCell>) {
    for (row, a) in &register.entries {
        let leaf = a.leaf.map(|leaf| leaf.code().to_owned());
        register.both(*row, ("办理结果", leaf), ("答复日期", a.answered_on), bad);
        let received = ("收到日期", Some(a.received_on));
        register.order(*row, received, ("答复日期", a.answered_on), bad);
        register.order(*row, received, ("延迟答复期限", a.delayed_until), bad);
        let asked = ("补正通知日期", a.supplement_asked_on);
        register.order(*row, received, asked, bad);
        register.order(*row, asked, ("补正收到日期", a.supplement_received_on), bad);
        let notice = ("收费通知日期", a.fee_notice_on);
        register.order(*row, received, notice, bad);
        register.order(*row, notice, ("缴费日期", a.fee_paid_on), bad);
        for ((name, first), (later, second)) in
            [(asked, ("补正收到日期", a.supplement_received_on)), (notice, ("缴费日期", a.fee_paid_on))]
        {
            if let (None, Some(date)) = (first, second) {
                bad.push(register.bad(
                    *row,
                    name,
                    &"",
                    format!("日期：「{later}」已填{date}，应同时填「{name}」"),
                ));
            }
        }
    }
    register.once("申请编号", |a| a.number.clone(), |a| &a.number, bad);
}

/// Each belongs to an application of the register, and is sent before it is served and closed.
pub(super) fn consultations(
    register: &Placed<ConsultationEntry>,
    applications: &Placed<ApplicationEntry>,
    rows_were_dropped: bool,
    bad: &mut Vec<BadCell>,
) {
    let known: HashMap<&str, &ApplicationEntry> =
        applications.entries.iter().map(|(_, a)| (a.number.as_str(), a)).collect();
    for (row, c) in &register.entries {
        match known.get(c.application.as_str()) {
            Some(a) => {
                register.order(
                    *row,
                    ("申请的收到日期", Some(a.received_on)),
                    ("发出日期", Some(c.sent_on)),
                    bad,
                );
            }
            // An application whose own row is bad is named there.
            None if rows_were_dropped => {}
            None => {
                bad.push(register.bad(*row, "申请编号", &c.application, "依申请公开台账中已有的申请编号"));
            }
        }
        let sent = ("发出日期", Some(c.sent_on));
        register.order(*row, sent, ("送达日期", c.served_on), bad);
        register.order(*row, sent, ("收回日期", c.closed_on), bad);
    }
}

/// Validity ends after it begins; a document with a validity has a day from which it counts. 《条例》第20条第（一）项
pub(super) fn documents(register: &Placed<DocumentEntry>, bad: &mut Vec<BadCell>) {
    for (row, d) in &register.entries {
        let from =
            if d.valid_from.is_some() { ("有效期起", d.valid_from) } else { ("成文日期", d.made_on) };
        register.order(*row, from, ("有效期止", d.valid_until), bad);
        register.order(*row, ("成文日期", d.made_on), ("废止日期", d.repealed_on), bad);
        let has_validity = matches!(d.kind, DocumentKind::Normative | DocumentKind::Rule);
        if has_validity && d.made_on.is_none() && d.valid_from.is_none() {
            bad.push(register.bad(
                *row,
                "成文日期",
                &"",
                format!("日期：{}应填「成文日期」或者「有效期起」", d.kind.zh()),
            ));
        }
    }
}

/// A result exactly with its date, not before the case came in.
pub(super) fn remedies(register: &Placed<RemedyEntry>, bad: &mut Vec<BadCell>) {
    for (row, r) in &register.entries {
        let result = r.result.map(|result| result.zh().to_owned());
        register.both(*row, ("结果", result), ("结果日期", r.decided_on), bad);
        register.order(*row, ("收到日期", Some(r.received_on)), ("结果日期", r.decided_on), bad);
    }
}

/// A number once in its kind and year; answered after it was assigned.
pub(super) fn proposals(register: &Placed<ProposalEntry>, bad: &mut Vec<BadCell>) {
    for (row, p) in &register.entries {
        register.order(*row, ("交办日期", Some(p.assigned_on)), ("答复日期", p.answered_on), bad);
    }
    register.once("编号", |p| (p.kind, p.assigned_on.year(), p.number.clone()), |p| &p.number, bad);
}

/// A number once in its year.
pub(super) fn tasks(register: &Placed<TaskEntry>, bad: &mut Vec<BadCell>) {
    let year = |t: &TaskEntry| t.due_on.or(t.done_on).map(Date::year);
    register.once("编号", |t| (year(t), t.number.clone()), |t| &t.number, bad);
}

/// Nobody leaves before taking office.
pub(super) fn members(register: &Placed<MemberEntry>, bad: &mut Vec<BadCell>) {
    for (row, m) in &register.entries {
        register.order(*row, ("任职日期", Some(m.from)), ("离任日期", m.until), bad);
    }
}
