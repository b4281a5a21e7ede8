//! The receipt date by channel. 《条例》第31条

use jiff::civil::{Date, date};
use statute::readings::Readings;
use statute::receipt::{Receipt, receipt};
use statute::registers::Channel;

const ARRIVED: Date = Date::constant(2024, 1, 20);
const CONFIRMED: Date = Date::constant(2024, 1, 22);

fn of(channel: Channel, confirmed_on: Option<Date>) -> Receipt {
    receipt(channel, ARRIVED, confirmed_on, &Readings::default()).unwrap()
}

#[test]
fn each_channel_has_its_day() {
    for (channel, alone, confirmed, basis) in [
        (Channel::Counter, Some(ARRIVED), Some(ARRIVED), "《条例》第31条第（一）项"),
        (Channel::Oral, Some(ARRIVED), Some(ARRIVED), "《条例》第31条第（一）项"),
        (Channel::SignedLetter, Some(ARRIVED), Some(ARRIVED), "《条例》第31条第（二）项"),
        (Channel::OrdinaryLetter, None, Some(CONFIRMED), "《条例》第31条第（二）项"),
        (Channel::Internet, None, Some(CONFIRMED), "《条例》第31条第（三）项"),
        (Channel::Fax, None, Some(CONFIRMED), "《条例》第31条第（三）项"),
        (Channel::Email, None, Some(CONFIRMED), "《条例》第31条第（三）项"),
        (Channel::Other, None, Some(CONFIRMED), "《条例》第31条第（三）项"),
    ] {
        assert_eq!(of(channel, None).received_on, alone, "{channel:?}");
        let found = of(channel, Some(CONFIRMED));
        assert_eq!(found.received_on, confirmed, "{channel:?}");
        assert_eq!(found.basis.to_string(), basis);
    }
}

#[test]
fn what_is_open_or_late_is_said() {
    assert!(of(Channel::Internet, None).notes.iter().any(|note| note.contains("尚未与申请人确认")));
    assert!(of(Channel::OrdinaryLetter, Some(CONFIRMED)).notes.iter().any(|note| note.contains("当日确认")));
    assert!(of(Channel::OrdinaryLetter, Some(ARRIVED)).notes.is_empty());
    assert!(of(Channel::Counter, Some(CONFIRMED)).notes.iter().any(|note| note.contains("未采用")));
    assert!(
        of(Channel::Email, Some(CONFIRMED))
            .notes
            .iter()
            .any(|note| note.contains("email_needs_confirmation"))
    );
}

#[test]
fn email_is_a_setting() {
    let readings = Readings { email_needs_confirmation: false, ..Readings::default() };
    assert_eq!(receipt(Channel::Email, ARRIVED, None, &readings).unwrap().received_on, Some(ARRIVED));
}

#[test]
fn confirmed_before_it_arrived_cannot_be() {
    let fault =
        receipt(Channel::Internet, ARRIVED, Some(date(2024, 1, 19)), &Readings::default()).unwrap_err();
    assert_eq!(fault.to_string(), "确认日期 2024-01-19 早于送到日期 2024-01-20");
}
