//! The clock against a simulation that lives the case day by day, and what must hold whatever happens. 《条例》第33条

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use statute::calendar::Calendar;
use statute::clock::{Case, Deadline, Event, Flag, Happening, State, StepKind};
use statute::readings::Readings;
use statute::registers::ConsultationKind;

/// A small generator of numbers (xorshift), so that a failing case comes again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// The arrangement read again, without the code under test.
struct Days(BTreeMap<Date, bool>);

impl Days {
    fn read() -> Self {
        let rows = include_str!("../../data/workdays.csv").lines().skip(1).map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].parse().unwrap(), cells[1] == "work")
        });
        Self(rows.collect())
    }

    fn work(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.0.get(&day).copied().unwrap_or(!weekend)
    }

    fn after(&self, day: Date, n: usize) -> Date {
        day.series(1.day()).skip(1).filter(|&d| self.work(d)).nth(n - 1).unwrap()
    }
}

fn on(day: Date, what: Happening) -> Event {
    Event { on: day, what }
}

fn random_case(dice: &mut Dice) -> (Vec<Event>, Option<Date>) {
    let received = date(2019, 1, 2) + (dice.below(2600) as i64).days();
    let later = |dice: &mut Dice, range: u64| received + (dice.below(range) as i64).days();
    let mut events = vec![on(received, Happening::Received)];
    for number in 0..dice.below(4) {
        let (id, sent) = (format!("c{number}"), later(dice, 60));
        let kind = ConsultationKind::ALL[dice.below(3) as usize];
        events.push(on(sent, Happening::ConsultationSent { id: id.clone(), kind }));
        let mut day = sent;
        if !dice.one_in(4) {
            day += (dice.below(6) as i64).days();
            events.push(on(day, Happening::ConsultationServed { id: id.clone() }));
        }
        if !dice.one_in(3) {
            day += (dice.below(30) as i64).days();
            events.push(on(day, Happening::ConsultationClosed { id }));
        }
    }
    for _ in 0..dice.below(3) {
        let day = later(dice, 80);
        events.push(on(day, Happening::Extended { workdays: 1 + dice.below(24) as u32 }));
    }
    for _ in 0..dice.below(6).saturating_sub(3) {
        events.push(on(later(dice, 30), Happening::SupplementAsked { reply_by: None }));
    }
    for _ in 0..dice.below(3) {
        if dice.one_in(2) {
            events.push(on(later(dice, 50), Happening::SupplementReceived));
        }
    }
    if dice.one_in(5) {
        events.push(on(later(dice, 40), Happening::FeeNoticeServed));
    }
    if dice.one_in(5) {
        events.push(on(later(dice, 60), Happening::FeePaid));
    }
    if dice.one_in(6) {
        let day = later(dice, 60);
        events.push(on(day, Happening::DelayFixed { until: day + (dice.below(90) as i64).days() }));
    }
    if dice.one_in(3) {
        let ends =
            [Happening::Answered, Happening::Withdrawn, Happening::SupplementLapsed, Happening::FeeLapsed];
        events.push(on(later(dice, 90), ends[dice.below(4) as usize].clone()));
    }
    for at in (1..events.len()).rev() {
        events.swap(at, dice.below(at as u64 + 1) as usize);
    }
    let last = events.iter().map(|event| event.on).max().unwrap();
    let today = (!dice.one_in(3)).then(|| last + (dice.below(40) as i64).days());
    (events, today)
}

/// What the simulation finds.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each flag compared")]
struct Lived {
    due: Option<Date>,
    state: State,
    counted: usize,
    excluded: usize,
    late: bool,
    extension_late: bool,
    over_20: bool,
    overdue: bool,
}

/// Lives the case: each day first counts, then its events happen, until it ends or today comes; from then on the days
/// count and nothing happens any more.
fn live(events: &[Event], today: Option<Date>, days: &Days) -> Lived {
    let received = events.iter().find(|event| event.what == Happening::Received).unwrap().on;
    let today = today.unwrap_or_else(|| events.iter().map(|event| event.on).max().unwrap());
    let (mut n, mut used, mut excluded, mut extended) = (20, 0, 0, 0);
    let (mut due, mut delay): (Option<Date>, Option<Date>) = (None, None);
    let (mut over_20, mut extension_late, mut supplement, mut fee) = (false, false, false, false);
    let mut open: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    let (mut end, mut over, mut answered) = (None, false, None);
    let mut day = received;
    loop {
        if day > received && due.is_none() && days.work(day) && used < n {
            if !over && !open.is_empty() {
                excluded += 1;
            } else {
                used += 1;
                due = (used == n).then_some(day);
            }
        }
        if !over {
            let here: Vec<&Event> = events.iter().filter(|event| event.on == day).collect();
            let restart = here.iter().any(|event| {
                matches!(event.what, Happening::Received | Happening::SupplementReceived | Happening::FeePaid)
            });
            if restart {
                (n, used, excluded, extended) = (20, 0, 0, 0);
                (due, delay, over_20, extension_late) = (None, None, false, false);
            }
            // What was asked on the day something came back is answered.
            supplement |= here.iter().any(|event| matches!(event.what, Happening::SupplementAsked { .. }));
            supplement &= !here.iter().any(|event| event.what == Happening::SupplementReceived);
            fee |= here.iter().any(|event| event.what == Happening::FeeNoticeServed);
            fee &= !here.iter().any(|event| event.what == Happening::FeePaid);
            for event in &here {
                match &event.what {
                    Happening::Extended { workdays } => {
                        if delay.or(due).is_some_and(|last| last < day) {
                            extension_late = true;
                        } else {
                            extended += *workdays as usize;
                            over_20 = extended > 20;
                            n = 20 + extended.min(20);
                            due = due.filter(|_| used == n);
                        }
                    }
                    Happening::DelayFixed { until } if !restart => delay = Some(*until),
                    Happening::ConsultationSent { id, .. } => {
                        open.insert(id, None);
                    }
                    _ => {}
                }
            }
            for event in &here {
                match &event.what {
                    Happening::ConsultationServed { id } => {
                        if let Some(served) = open.get_mut(id.as_str()) {
                            *served = Some(day);
                        }
                    }
                    Happening::Answered => (end, answered) = (Some(day), Some(day)),
                    Happening::Withdrawn | Happening::SupplementLapsed | Happening::FeeLapsed => {
                        end = Some(day);
                    }
                    _ => {}
                }
            }
            for event in &here {
                if let Happening::ConsultationClosed { id } = &event.what {
                    open.remove(id.as_str());
                }
            }
            over = end.is_some() || day >= today;
        }
        if over && due.is_some() {
            break;
        }
        day = day.tomorrow().unwrap();
    }
    let seen = end.unwrap_or(today);
    let due = delay.or(due);
    let state = if end.is_some() {
        State::Closed
    } else if supplement || fee {
        State::AwaitingApplicant
    } else if open.is_empty() {
        State::Running
    } else {
        State::Suspended
    };
    Lived {
        due: due.filter(|_| state != State::AwaitingApplicant),
        state,
        counted: used,
        excluded,
        late: answered.zip(due).is_some_and(|(answer, last)| answer > last),
        extension_late,
        over_20,
        overdue: open.values().flatten().any(|&served| days.after(served, 15) < seen),
    }
}

fn deadline(events: Vec<Event>, today: Option<Date>) -> Deadline {
    Case::new(events, today).unwrap().deadline(Calendar::published(), &Readings::default())
}

#[test]
fn ten_thousand_cases_come_out_as_lived_day_by_day() {
    let (days, mut dice) = (Days::read(), Dice(0x5eed_2019_0515));
    let mut seen = BTreeSet::new();
    for number in 0..10_000 {
        let (events, today) = random_case(&mut dice);
        let lived = live(&events, today, &days);
        let found = deadline(events.clone(), today);
        let has = |flag: Flag| found.flags.contains(&flag);
        let count = |kind: StepKind| found.steps.iter().filter(|step| step.kind == kind).count();
        let delayed = events.iter().any(|event| matches!(event.what, Happening::DelayFixed { .. }));
        let compared = Lived {
            due: found.due,
            state: found.state,
            // While the applicant is awaited, and under a delayed term, the steps end elsewhere.
            counted: if found.due.is_some() && !delayed { count(StepKind::Counted) } else { lived.counted },
            excluded: if found.due.is_some() && !delayed {
                count(StepKind::Excluded)
            } else {
                lived.excluded
            },
            late: has(Flag::Late),
            extension_late: has(Flag::ExtensionLate),
            over_20: has(Flag::ExtensionOver20),
            overdue: has(Flag::ConsultationOverdue),
        };
        assert_eq!(compared, lived, "case {number}: {events:#?} today {today:?}");
        seen.extend(found.flags.iter().map(|flag| flag.code()));
        seen.insert(found.state.code());
    }
    // The cases are worth something only if everything happened in some of them.
    for flag in Flag::ALL {
        assert!(seen.contains(flag.code()), "{} never came up", flag.code());
    }
    for state in State::ALL {
        assert!(seen.contains(state.code()), "{} never came up", state.code());
    }
}

#[test]
fn the_steps_tell_the_whole_term() {
    let mut dice = Dice(0xca1e_17da);
    for _ in 0..1_000 {
        let (events, today) = random_case(&mut dice);
        let found = deadline(events, today);
        assert_eq!(found.steps[0].kind, StepKind::Day0);
        for pair in found.steps.windows(2) {
            assert_eq!(pair[0].date.tomorrow().unwrap(), pair[1].date, "no day is left out");
        }
        let numbers: Vec<u32> = found.steps.iter().filter_map(|step| step.n).collect();
        assert!(numbers.iter().copied().eq(1..=numbers.len() as u32));
        for step in &found.steps {
            assert_eq!(step.n.is_some(), step.kind == StepKind::Counted);
            assert!(!step.why.is_empty() && step.basis.contains('《'), "{step:?}");
        }
        if let Some(due) = found.due {
            assert_eq!(found.steps.last().unwrap().date, due);
        }
    }
}

#[test]
fn received_later_is_never_due_earlier() {
    let mut before = None;
    for received in date(2019, 1, 1).series(1.day()).take_while(|day| day.year() < 2027) {
        let due = deadline(vec![on(received, Happening::Received)], None).due;
        assert!(before <= due, "{received}");
        before = due;
    }
}

#[test]
fn more_time_is_never_less() {
    let mut dice = Dice(0x0030_0715);
    let mut compared = 0;
    for _ in 0..1_000 {
        let (mut events, _) = random_case(&mut dice);
        // An end, a delayed term or a restart may fix the date whatever else happens.
        events.retain(|event| {
            !event.what.closes()
                && !matches!(
                    event.what,
                    Happening::DelayFixed { .. }
                        | Happening::SupplementAsked { .. }
                        | Happening::FeeNoticeServed
                )
        });
        let today = Some(events.iter().map(|event| event.on).max().unwrap() + 40.days());
        let Some(due) = deadline(events.clone(), today).due else { continue };
        let day = events[0].on + (dice.below(30) as i64).days();

        let mut extended = events.clone();
        extended.push(on(day, Happening::Extended { workdays: 3 }));
        assert!(deadline(extended, today).due >= Some(due), "an extension: {events:#?}");

        let mut asked = events.clone();
        let id = "added".to_owned();
        asked.push(on(
            day,
            Happening::ConsultationSent { id: id.clone(), kind: ConsultationKind::ThirdParty },
        ));
        asked.push(on(day + 5.days(), Happening::ConsultationClosed { id }));
        assert!(deadline(asked, today).due >= Some(due), "a consultation: {events:#?}");

        let mut longer = events.clone();
        let closing =
            longer.iter_mut().find(|event| matches!(event.what, Happening::ConsultationClosed { .. }));
        if let Some(closing) = closing {
            closing.on += 3.days();
            assert!(deadline(longer, today).due >= Some(due), "closed later: {events:#?}");
        }
        compared += 1;
    }
    assert!(compared > 800);
}

#[test]
fn the_order_in_which_events_are_listed_does_not_matter() {
    let mut dice = Dice(0x0dd5_0dd5);
    for _ in 0..1_000 {
        let (events, today) = random_case(&mut dice);
        // A delayed term and an extension of one day depend on which was first; nothing else does.
        let days: Vec<Date> = events
            .iter()
            .filter(|event| matches!(event.what, Happening::DelayFixed { .. } | Happening::Extended { .. }))
            .map(|event| event.on)
            .collect();
        if days.iter().collect::<BTreeSet<_>>().len() < days.len() {
            continue;
        }
        let mut turned = events.clone();
        turned.reverse();
        let (one, other) = (deadline(events, today), deadline(turned, today));
        assert_eq!(
            (one.due, one.state, one.flags, one.limits),
            (other.due, other.state, other.flags, other.limits)
        );
    }
}
