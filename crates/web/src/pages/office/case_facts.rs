//! What is on record of an application, word by word: who asks for what, its term, what others were asked about it.

use jiff::civil::Date;
use office::applications::CaseFile;
use statute::procedure::Application;

use super::history;
use crate::layout::{Term, standstill};

/// What is on record under a word.
pub(super) type Fact = (&'static str, String);

pub(super) struct Inquired {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) sent_on: String,
    pub(super) served_on: String,
    pub(super) result: String,
}

pub(super) fn facts(application: &Application, names: &history::Names) -> Vec<Fact> {
    let mut facts = vec![
        ("轮到谁", application.turn().zh().to_owned()),
        ("渠道", application.channel.zh().to_owned()),
        ("到达日期", application.arrived_on.to_string()),
    ];
    let mut add = |word, value: Option<String>| facts.extend(value.map(|value| (word, value)));
    add("收到日期", application.received_on.map(|on| on.to_string()));
    let handler = application.handler.as_ref();
    let accepted = if application.is_accepted { "" } else { "（未接办）" };
    add("承办人", handler.map(|name| format!("{}{accepted}", names.get(name).unwrap_or(name))));
    let extension = application.extension_asked;
    add("提请延长", extension.map(|workdays| format!("{workdays}个工作日，待批准")));
    let fee = application.fee.as_ref();
    add("信息处理费", fee.map(|fee| format!("{}元（{}）", fee.total, fee.mode.zh())));
    add("文号", application.letter.clone());
    add("送达", application.served.map(|(on, way)| format!("{on}，{}", way.zh())));
    add(
        "没有送到",
        application.unserved.map(|(on, way)| format!("{on}，{}；未计为送达，应当重新送达", way.zh())),
    );
    let outcome = application.outcome;
    add("计入年报的结果", outcome.map(|outcome| format!("{}，{}", outcome.leaf.zh(), outcome.on)));
    facts
}

pub(super) fn asked(file: &CaseFile) -> Vec<Fact> {
    let words = [
        ("所需信息", "content"),
        ("提供方式", "form"),
        ("获取方式", "way"),
        ("用途", "purpose"),
        ("到达日期早于登记的原因", "arrival_reason"),
    ];
    let filled = words.into_iter().map(|(word, field)| (word, file.field(field).to_owned()));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

/// The identity number as it is shown, and whether there is one.
pub(super) fn identity(file: &CaseFile, is_revealed: bool) -> (String, bool) {
    let number = file.person().identity_number;
    let count = number.chars().count();
    if is_revealed || count == 0 {
        return (number, count > 0);
    }
    // First and last characters tell one paper from another; short numbers show nothing.
    let shown = if count > 8 { 2 } else { 0 };
    let masked = number
        .chars()
        .enumerate()
        .map(|(index, c)| if index < shown || index + shown >= count { c } else { '*' });
    (masked.collect(), true)
}

pub(super) fn person(file: &CaseFile, identity: String) -> Vec<Fact> {
    let person = file.person();
    let all = [
        ("申请人类型", file.stored.application.applicant.zh().to_owned()),
        ("姓名或者名称", person.name),
        ("证件名称", person.identity_kind),
        ("证件号码", identity),
        ("法定代表人", person.representative),
        ("联系人", person.contact),
        ("联系电话", person.telephone),
        ("联系地址", person.address),
        ("邮政编码", person.postcode),
        ("电子邮箱", person.email),
        ("工作单位", person.workplace),
        ("传真", person.fax),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The term day by day; none while the application is not received.
pub(super) fn term(file: &CaseFile, today: Date) -> Option<Term> {
    file.deadline.as_ref().map(|deadline| Term::of(deadline, today))
}

/// What is noteworthy about the deadline.
pub(super) fn remarks(file: &CaseFile) -> Vec<String> {
    let Some(deadline) = &file.deadline else { return Vec::new() };
    let mut remarks = vec![deadline.state.zh().to_owned()];
    match (&deadline.standstill, deadline.due) {
        (Some(still), due) => {
            remarks.push(standstill(still, "申请人"));
            remarks.extend(due.map(|due| format!("今天结束征求意见的，答复期限为 {due}（含当日）")));
        }
        (None, Some(due)) => remarks.push(format!("答复期限：{due}（含当日）")),
        (None, None) => {}
    }
    if deadline.provisional {
        remarks.push("暂定：其中有的年份放假安排尚未公布".to_owned());
    }
    remarks.extend(deadline.flags.iter().map(|flag| flag.zh().to_owned()));
    remarks
}

pub(super) fn inquiries(application: &Application) -> Vec<Inquired> {
    let one = |inquiry: &statute::procedure::Inquiry| Inquired {
        id: inquiry.id.clone(),
        kind: inquiry.kind.zh(),
        sent_on: inquiry.sent_on.to_string(),
        served_on: inquiry.served_on.map(|on| on.to_string()).unwrap_or_default(),
        result: inquiry
            .closed
            .map_or_else(|| "未结束".to_owned(), |(on, opinion)| format!("{on}，{}", opinion.zh())),
    };
    application.inquiries.iter().map(one).collect()
}
