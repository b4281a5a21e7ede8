//! The day an application counts as received (收到申请之日), by channel. 《条例》第31条

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::citation::Citation;
use crate::readings::Readings;
use crate::registers::Channel;

/// When an application counts as received, or what is still missing for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// 收到申请之日; none while a confirmation is outstanding.
    pub received_on: Option<Date>,
    /// Why that day, in a sentence.
    pub why: &'static str,
    /// The provision.
    pub basis: Citation,
    /// Readings and warnings that go with it.
    pub notes: Vec<String>,
}

/// The confirmation was dated before the application arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("确认日期 {confirmed_on} 早于送到日期 {arrived_on}")]
pub struct ConfirmedBeforeArrival {
    /// When the application reached the office.
    pub arrived_on: Date,
    /// When it was said to be confirmed.
    pub confirmed_on: Date,
}

const IN_PERSON: Citation = Citation::regulation(31).item(1);
const BY_POST: Citation = Citation::regulation(31).item(2);
const BY_NETWORK: Citation = Citation::regulation(31).item(3);

/// The receipt date of an application that reached the disclosure office on a day and was confirmed with the applicant
/// on another (收到申请之日). 《条例》第31条
///
/// # Errors
/// Where the confirmation is dated before the arrival.
pub fn receipt(
    channel: Channel,
    arrived_on: Date,
    confirmed_on: Option<Date>,
    readings: &Readings,
) -> Result<Receipt, ConfirmedBeforeArrival> {
    if let Some(confirmed_on) = confirmed_on.filter(|&day| day < arrived_on) {
        return Err(ConfirmedBeforeArrival { arrived_on, confirmed_on });
    }
    let (received_on, why, basis) = match channel {
        Channel::Counter | Channel::Oral => (Some(arrived_on), "当面提交，提交之日为收到申请之日", IN_PERSON),
        Channel::SignedLetter => (Some(arrived_on), "邮寄提交，行政机关签收之日为收到申请之日", BY_POST),
        Channel::OrdinaryLetter => {
            (confirmed_on, "平常信函无需签收，应当于收到当日与申请人确认，确认之日为收到申请之日", BY_POST)
        }
        Channel::Internet | Channel::Fax => {
            (confirmed_on, "互联网渠道或者传真提交，双方确认之日为收到申请之日", BY_NETWORK)
        }
        Channel::Email if !readings.email_needs_confirmation => {
            (Some(arrived_on), "电子邮件进入指定信箱之日为收到申请之日", BY_NETWORK)
        }
        Channel::Email => (confirmed_on, "电子邮件按互联网渠道提交，双方确认之日为收到申请之日", BY_NETWORK),
        Channel::Other => {
            (confirmed_on, "其他渠道未公布收到时间的，以双方确认之日为收到申请之日", BY_NETWORK)
        }
    };
    let mut notes = Vec::new();
    match channel {
        Channel::Email => notes
            .push("电子邮件是否属于互联网渠道，《条例》未写明；本结果按设置 email_needs_confirmation".into()),
        Channel::Other => notes
            .push("其他渠道《条例》未规定；已公布收到时间的，从其公布（国办公开办函〔2015〕207号）".into()),
        _ => {}
    }
    let needs_none = matches!(channel, Channel::Counter | Channel::Oral | Channel::SignedLetter);
    if needs_none && confirmed_on.is_some_and(|day| day != arrived_on) {
        notes.push("该渠道不以确认之日为准，确认日期未采用".into());
    }
    if received_on.is_none() {
        notes.push("尚未与申请人确认，答复期限尚未起算；应当及时确认并留存记录".into());
    } else if channel == Channel::OrdinaryLetter && confirmed_on.is_some_and(|day| day > arrived_on) {
        notes.push("确认晚于收到信函的当日；《条例》第31条要求当日确认，应当留存未能确认的记录".into());
    }
    Ok(Receipt { received_on, why, basis, notes })
}

/// Whether an application that is not confirmed has been waiting for longer than a workday (确认超时).
///
/// 《条例》第31条 asks for the day itself with ordinary letters and sets no day for the internet; this is an alarm.
pub fn confirmation_overdue(arrived_on: Date, today: Date, calendar: &Calendar) -> bool {
    calendar.workdays_between(arrived_on, today) > 1
}
