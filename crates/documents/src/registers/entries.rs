//! Entries of the registers out of understood rows, each with the row it came from.

use statute::applicant::Applicant;
use statute::registers::{
    ApplicationEntry, CatalogueEntry, Channel, ConsultationEntry, ConsultationKind, DecisionEntry,
    DecisionKind, DocumentEntry, DocumentKind, FeeEntry, InterpretationEntry, MemberEntry, PostEntry,
    ProposalEntry, ProposalKind, Register, RemedyEntry, RemedyKind, RemedyResult, TaskEntry, TrainingEntry,
};

use super::bad_cell::BadCell;
use super::grid::Grid;
use super::parsed_row::{ParsedRow, understand};

/// A register's entries with the place they came from.
#[derive(Debug)]
pub(super) struct Placed<T> {
    /// The file, and in a workbook also the sheet.
    pub(super) place: String,
    /// Row number and entry.
    pub(super) entries: Vec<(usize, T)>,
}

impl<T> Default for Placed<T> {
    fn default() -> Self {
        Self { place: String::new(), entries: Vec::new() }
    }
}

impl<T: Entry> Placed<T> {
    /// The entries of a register; a row that lacks what is required is named and left out.
    pub(super) fn read(
        register: Register,
        grid: Grid,
        bad: &mut Vec<BadCell>,
        notes: &mut Vec<String>,
    ) -> Self {
        let mut entries = Vec::new();
        understand(register, &grid, bad, notes, |row| {
            entries.extend(T::from_row(row).map(|entry| (row.row, entry)));
        });
        Self { place: grid.place, entries }
    }

    /// The entries alone.
    pub(super) fn into_entries(self) -> Vec<T> {
        self.entries.into_iter().map(|(_, entry)| entry).collect()
    }
}

/// An entry that a row of its register becomes.
pub(super) trait Entry: Sized {
    /// The entry, if the row has all that is required.
    fn from_row(row: &ParsedRow) -> Option<Self>;
}

impl Entry for ApplicationEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            number: row.text("申请编号")?,
            received_on: row.date("收到日期")?,
            channel: row.choice("申请渠道", Channel::ALL)?,
            applicant: row.choice("申请人类型", Applicant::ALL)?,
            leaf: row.outcome("办理结果"),
            answered_on: row.date("答复日期"),
            topic: row.text("主题"),
            content: row.text("申请内容"),
            reason: row.text("原因"),
            supplement_asked_on: row.date("补正通知日期"),
            supplement_received_on: row.date("补正收到日期"),
            extended_workdays: row.count("延长工作日").and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0),
            delayed_until: row.date("延迟答复期限"),
            fee_notice_on: row.date("收费通知日期"),
            fee_paid_on: row.date("缴费日期"),
        })
    }
}

impl Entry for ConsultationEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            application: row.text("申请编号")?,
            kind: row.choice("类型", ConsultationKind::ALL)?,
            sent_on: row.date("发出日期")?,
            served_on: row.date("送达日期"),
            closed_on: row.date("收回日期"),
        })
    }
}

impl Entry for DocumentEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            kind: row.choice("类型", DocumentKind::ALL)?,
            title: row.text("标题")?,
            number: row.text("发文字号"),
            made_on: row.date("成文日期"),
            published_on: row.date("公开日期"),
            valid_from: row.date("有效期起"),
            valid_until: row.date("有效期止"),
            repealed_on: row.date("废止日期"),
        })
    }
}

impl Entry for InterpretationEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            title: row.text("标题")?,
            form: row.text("形式")?,
            on: row.date("日期")?,
            document: row.text("解读文件"),
        })
    }
}

impl Entry for DecisionEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            kind: row.choice("类别", DecisionKind::ALL)?,
            period: row.period()?,
            count: row.count("件数")?,
        })
    }
}

impl Entry for FeeEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self { period: row.period()?, amount: row.amount("金额万元")? })
    }
}

impl Entry for RemedyEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            kind: row.choice("类别", RemedyKind::ALL)?,
            received_on: row.date("收到日期")?,
            result: row.choice("结果", RemedyResult::ALL),
            decided_on: row.date("结果日期"),
        })
    }
}

impl Entry for PostEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self { channel: row.text("渠道")?, period: row.period()?, count: row.count("条数")? })
    }
}

impl Entry for ProposalEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            number: row.text("编号")?,
            kind: row.choice("类别", ProposalKind::ALL)?,
            topic: row.text("主题"),
            assigned_on: row.date("交办日期")?,
            answered_on: row.date("答复日期"),
            satisfaction: row.choice("满意度", ["满意", "基本满意", "不满意"]).map(str::to_owned),
        })
    }
}

impl Entry for TrainingEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            on: row.date("日期")?,
            title: row.text("主题")?,
            form: row.text("形式"),
            attendees: row.count("人数"),
        })
    }
}

impl Entry for TaskEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            number: row.text("编号")?,
            title: row.text("任务")?,
            source: row.text("来源"),
            section: row.text("责任科室"),
            due_on: row.date("完成时限"),
            done_on: row.date("完成日期"),
        })
    }
}

impl Entry for MemberEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self {
            role: row.text("职务")?, from: row.date("任职日期")?, until: row.date("离任日期")
        })
    }
}

impl Entry for CatalogueEntry {
    fn from_row(row: &ParsedRow) -> Option<Self> {
        Some(Self { on: row.date("日期")?, subject: row.text("对象")?, note: row.text("说明") })
    }
}
