//! Dates as documents write them: 2023年5月6日, 二〇二三年五月六日, 2023-05-06 10:00.

use jiff::civil::{Date, Time};

/// The date that a text is, with nothing else but a time of day.
pub(crate) fn whole(text: &str) -> Option<Date> {
    let (date, rest) = at_start(text.trim())?;
    let is_time = rest.chars().all(|c| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, ':' | '：' | '.' | 'T' | 'Z' | '+' | '时' | '分' | '秒')
    });
    is_time.then_some(date)
}

/// The time of day behind the date that a text is: 2023-05-06 10:00:30.
pub(super) fn time(text: &str) -> Option<Time> {
    let (_, rest) = at_start(text.trim())?;
    let mut parts = rest.trim_start_matches(['T', ' ']).trim_end().split([':', '：']);
    let mut part = || parts.next()?.parse::<i8>().ok();
    Time::new(part()?, part()?, 0, 0).ok()
}

/// The first date in a text, with what stands before and after it.
pub(super) fn first(text: &str) -> Option<(&str, Date, &str)> {
    let mut before = false;
    text.char_indices().find_map(|(at, c)| {
        let is_digit = value(c).is_some();
        let is_first = !std::mem::replace(&mut before, is_digit);
        if !(is_digit && is_first) {
            return None;
        }
        let (date, rest) = at_start(&text[at..])?;
        Some((&text[..at], date, rest))
    })
}

/// The date at the beginning of a text without blanks in it, and what follows.
fn at_start(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = number(text)?;
    let (rest, is_chinese) = parted(rest, '年')?;
    let (month, rest) = number(rest)?;
    let (rest, again) = parted(rest, '月')?;
    let (day, rest) = number(rest)?;
    let rest = if is_chinese { rest.trim_start().strip_prefix('日')? } else { rest };
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (is_chinese == again && (1949..=2200).contains(&date.year())).then_some((date, rest))
}

fn parted(text: &str, mark: char) -> Option<(&str, bool)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(mark) {
        return Some((rest.trim_start(), true));
    }
    text.strip_prefix(['-', '/', '.', '－', '／']).map(|rest| (rest, false))
}

fn value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '〇' | '○' | '零' | 'Ｏ' | 'O' | '◯' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        '十' => Some(10),
        _ => None,
    }
}

/// The number at the beginning: figures of any kind, 十二 and 二十一 among them.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let end = text.find(|c| value(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let values: Vec<u32> = digits.chars().filter_map(value).collect();
    if values.is_empty() || values.len() > 4 {
        return None;
    }
    let number = match values.iter().position(|it| *it == 10) {
        None => values.iter().fold(0, |all, it| all * 10 + it),
        Some(at) => {
            let tens = match &values[..at] {
                [] => 1,
                [tens] => *tens,
                _ => return None,
            };
            let ones = match &values[at + 1..] {
                [] => 0,
                [ones] if *ones < 10 => *ones,
                _ => return None,
            };
            tens * 10 + ones
        }
    };
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_writing() {
        let day = jiff::civil::date(2023, 5, 16);
        for text in [
            "2023年5月16日",
            "２０２３年５月１６日",
            "二〇二三年五月十六日",
            "二○二三年五月十六日",
            " 2023 年 5 月 16 日 ",
            "2023-05-16",
            "2023-05-16 10:30:00",
            "2023/5/16",
            "2023.05.16",
        ] {
            assert_eq!(whole(text), Some(day), "{text}");
        }
        for text in
            ["2023年5月", "2023年13月1日", "2023年2月30日", "印发于2023年5月16日", "2023年5月16日起施行", "1"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!(first("自2023年5月16日起施行"), Some(("自", day, "起施行")));
        assert_eq!(whole("二〇二三年十二月三十一日"), Some(jiff::civil::date(2023, 12, 31)));
    }
}
