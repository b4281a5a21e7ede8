//! The term of proactive publication (主动公开期限). 《条例》第26条

use jiff::civil::Date;

use crate::calendar::{Calendar, Reckoned};
use crate::citation::{Act, Citation};
use crate::clock::Step;

/// Workdays for publication from the day the information was made or changed. 《条例》第26条
pub const PUBLICATION_WORKDAYS: u32 = 20;

/// The provision of the term.
pub const BASIS: Citation = Citation::regulation(26);

/// The last day to publish information made or changed on a day (形成或者变更之日), which is itself not counted.
/// 《条例》第26条; another law may set another term.
pub fn publish_by(made_on: Date, calendar: &Calendar) -> Reckoned {
    calendar.workday_after(made_on, PUBLICATION_WORKDAYS)
}

/// The days of the term one by one, as for an answer (逐日说明). 《条例》第26条
pub fn steps(made_on: Date, calendar: &Calendar) -> Vec<Step> {
    const FIRST_DAY: Citation = Citation::of(Act::CivilProcedure, 85).paragraph(2);
    let why = "形成或者变更之日，次日起算".to_owned();
    let mut steps = vec![Step::day0(made_on, why, format!("{BASIS}；{FIRST_DAY}"))];
    let (mut date, mut n) = (made_on, 0);
    while n < PUBLICATION_WORKDAYS {
        let Ok(next) = date.tomorrow() else { break };
        date = next;
        let day = calendar.day(date);
        steps.push(if day.is_workday() {
            n += 1;
            Step::counted(day, n, n == PUBLICATION_WORKDAYS, BASIS.to_string().into())
        } else {
            Step::rest(day)
        });
    }
    steps
}
