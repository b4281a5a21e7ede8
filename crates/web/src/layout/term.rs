//! A term day by day: a calendar with a row for each week, the same for applicants and officers, on screen and paper.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;
use statute::calendar::Calendar;
use statute::clock::{Cause, Cell, Deadline, Mark, Sheet, Standstill};

/// The heads of the columns.
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A day as it is shown.
struct Day {
    date: String,
    /// The month, where one begins.
    month: Option<i8>,
    of_month: i8,
    /// What it counts as, in a class.
    class: &'static str,
    /// Which workday of the term it is.
    n: Option<u32>,
    /// Why it does not count; what is special where it does.
    words: Vec<String>,
    is_today: bool,
    is_last: bool,
}

/// See the module.
#[derive(Template)]
#[template(path = "term.html")]
pub(crate) struct Term {
    weeks: Vec<[Option<Day>; 7]>,
    /// Signs that occur, and what they mean.
    legend: Vec<(&'static str, &'static str, &'static str)>,
}

impl HtmlSafe for Term {}

impl Term {
    /// The term of a deadline, seen from a day.
    pub(crate) fn of(deadline: &Deadline, today: Date) -> Self {
        let sheet = deadline.sheet(today, Calendar::published());
        Self { legend: legend(&sheet), weeks: weeks(sheet, today) }
    }
}

fn weeks(sheet: Sheet, today: Date) -> Vec<[Option<Day>; 7]> {
    let mut month = 0;
    let mut show = |cell: Cell| {
        let date = cell.date;
        let begun = (date.month() != month).then_some(date.month());
        month = date.month();
        Day {
            month: begun,
            of_month: date.day(),
            class: class(cell.mark),
            n: cell.n,
            words: words(&cell),
            is_today: date == today,
            is_last: cell.is_last,
            date: date.to_string(),
        }
    };
    sheet.weeks.into_iter().map(|week| week.map(|cell| cell.map(&mut show))).collect()
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Start => "start",
        Mark::Counted => "counted",
        Mark::Extension | Mark::Delay => "longer",
        Mark::Rest => "rest",
        Mark::Consulting | Mark::Waiting => "still",
    }
}

/// What a mark is called in a cell.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Start => "起算",
        Mark::Counted => "",
        Mark::Extension => "延长",
        Mark::Delay => "延迟",
        Mark::Rest => "休",
        Mark::Consulting => "不计",
        Mark::Waiting => "停",
    }
}

fn words(cell: &Cell) -> Vec<String> {
    let mut words = Vec::new();
    match &cell.holiday {
        Some(name) if cell.mark == Mark::Rest => words.push(name.clone()),
        _ if cell.mark != Mark::Counted => words.push(sign(cell.mark).to_owned()),
        _ => {}
    }
    if cell.is_make_up {
        words.push("班".to_owned());
    }
    words
}

/// Class, sign and meaning of what occurs.
fn legend(sheet: &Sheet) -> Vec<(&'static str, &'static str, &'static str)> {
    let meaning = |mark| match mark {
        Mark::Start => "不计入，次日起算（《民事诉讼法》第85条第2款）",
        Mark::Counted => "第几个工作日（《条例》第33条第2款）",
        Mark::Extension => "经批准延长的工作日（《条例》第33条第2款）",
        Mark::Delay => "延迟答复的合理期限内（《条例》第35条）",
        Mark::Rest => "周末或者节假日，不计入",
        Mark::Consulting => "征求意见的时间，不计入（《条例》第33条第3款）",
        Mark::Waiting => "等待补正或者缴费，期限停止计算",
    };
    let occurs = |mark: Mark| sheet.cells().any(|cell| cell.mark == mark);
    let marks = Mark::ALL.into_iter().filter(|mark| occurs(*mark)).map(|mark| {
        let sign = if mark == Mark::Counted { "数字" } else { sign(mark) };
        (class(mark), sign, meaning(mark))
    });
    let mut legend: Vec<_> = marks.collect();
    if sheet.cells().any(|cell| cell.is_make_up) {
        legend.push(("", "班", "调休上班，按工作日计算"));
    }
    if sheet.cells().any(|cell| cell.is_last) {
        legend.push(("last", "届满", "答复期限的最后一天（含当日）"));
    }
    legend
}

/// Why a term stands still, and how it goes on; `you` is what the applicant is called.
pub(crate) fn standstill(still: &Standstill, you: &str) -> String {
    let Standstill { since, cause, counted, left } = still;
    let (what, until) = match cause {
        Cause::Supplement => (
            format!("{since} 告知{you}补正"),
            "收到补正之日起重新计算20个工作日（《条例》第30条）".to_owned(),
        ),
        Cause::Payment => (
            format!("{since} 通知{you}缴费"),
            "收到缴费之日起重新计算20个工作日（《信息处理费管理办法》第6条）".to_owned(),
        ),
        Cause::Consultations(kinds) => {
            let whom: Vec<_> = kinds.iter().map(|kind| kind.zh()).collect();
            (
                format!("{since} 发出征求{}意见书", whom.join("、")),
                "征求意见结束后继续计算（《条例》第33条第3款）".to_owned(),
            )
        }
    };
    let left = left.map_or_else(String::new, |left| format!("，还剩{left}个工作日"));
    format!("{what}，期限自次日起停止计算。此前已计{counted}个工作日{left}；{until}。")
}
