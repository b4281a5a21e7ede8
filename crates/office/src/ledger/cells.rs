//! A row of a register as its cells, by the headers of the register, for showing what changed.

use jiff::civil::Date;
use statute::leaf::Leaf;
use statute::registers::Period;
use store::Entry;

/// A cell: header, text, and whether the text is personal and must not be shown.
pub(super) type RowCell = (&'static str, Option<String>, bool);

fn day(date: Date) -> String {
    date.to_string()
}

fn maybe(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn word(text: &str) -> String {
    text.to_owned()
}

fn outcome(leaf: Leaf) -> String {
    format!("{} {}", leaf.code(), leaf.zh())
}

fn period(period: Period) -> String {
    match period {
        Period::Day(date) => date.to_string(),
        Period::Month(date) => format!("{:04}-{:02}", date.year(), date.month()),
    }
}

/// The cells of a row, in the order of its register.
pub(super) fn cells(entry: &Entry) -> Vec<RowCell> {
    let filled = |name, text| (name, Some(text), false);
    let open = |name, text| (name, text, false);
    match entry {
        Entry::Application(row) => vec![
            filled("申请编号", word(&row.number)),
            filled("收到日期", day(row.received_on)),
            filled("申请渠道", word(row.channel.zh())),
            filled("申请人类型", word(row.applicant.zh())),
            open("办理结果", row.leaf.map(outcome)),
            open("答复日期", maybe(row.answered_on)),
            ("主题", row.topic.clone(), true),
            ("申请内容", row.content.clone(), true),
            ("原因", row.reason.clone(), true),
            open("补正通知日期", maybe(row.supplement_asked_on)),
            open("补正收到日期", maybe(row.supplement_received_on)),
            open("延长工作日", row.extended_workdays.map(|days| days.to_string())),
            open("延迟答复期限", maybe(row.delayed_until)),
            open("收费通知日期", maybe(row.fee_notice_on)),
            open("缴费日期", maybe(row.fee_paid_on)),
        ],
        Entry::Consultation(row) => vec![
            filled("申请编号", word(&row.application)),
            filled("类型", word(row.kind.zh())),
            filled("发出日期", day(row.sent_on)),
            open("送达日期", maybe(row.served_on)),
            open("收回日期", maybe(row.closed_on)),
        ],
        Entry::Document(row) => vec![
            filled("类型", word(row.kind.zh())),
            filled("标题", word(&row.title)),
            open("发文字号", row.number.clone()),
            open("成文日期", maybe(row.made_on)),
            open("公开日期", maybe(row.published_on)),
            open("有效期起", maybe(row.valid_from)),
            open("有效期止", maybe(row.valid_until)),
            open("废止日期", maybe(row.repealed_on)),
        ],
        Entry::Interpretation(row) => vec![
            filled("标题", word(&row.title)),
            filled("形式", word(&row.form)),
            filled("日期", day(row.on)),
            open("解读文件", row.document.clone()),
        ],
        Entry::Decision(row) => vec![
            filled("类别", word(row.kind.zh())),
            filled("日期", period(row.period)),
            filled("件数", row.count.to_string()),
        ],
        Entry::Fee(row) => {
            vec![filled("日期", period(row.period)), filled("金额万元", row.amount.to_string())]
        }
        Entry::Remedy(row) => vec![
            filled("类别", word(row.kind.zh())),
            filled("收到日期", day(row.received_on)),
            open("结果", row.result.map(|result| result.zh().to_owned())),
            open("结果日期", maybe(row.decided_on)),
        ],
        Entry::Post(row) => vec![
            filled("渠道", word(&row.channel)),
            filled("日期", period(row.period)),
            filled("条数", row.count.to_string()),
        ],
        Entry::Proposal(row) => vec![
            filled("编号", word(&row.number)),
            filled("类别", word(row.kind.zh())),
            open("主题", row.topic.clone()),
            filled("交办日期", day(row.assigned_on)),
            open("答复日期", maybe(row.answered_on)),
            open("满意度", row.satisfaction.clone()),
        ],
        Entry::Training(row) => vec![
            filled("日期", day(row.on)),
            filled("主题", word(&row.title)),
            open("形式", row.form.clone()),
            open("人数", row.attendees.map(|count| count.to_string())),
        ],
        Entry::Task(row) => vec![
            filled("编号", word(&row.number)),
            filled("任务", word(&row.title)),
            open("来源", row.source.clone()),
            open("责任科室", row.section.clone()),
            open("完成时限", maybe(row.due_on)),
            open("完成日期", maybe(row.done_on)),
        ],
        Entry::Member(row) => vec![
            filled("职务", word(&row.role)),
            filled("任职日期", day(row.from)),
            open("离任日期", maybe(row.until)),
        ],
        Entry::Catalogue(row) => {
            vec![
                filled("日期", day(row.on)),
                filled("对象", word(&row.subject)),
                open("说明", row.note.clone()),
            ]
        }
    }
}
