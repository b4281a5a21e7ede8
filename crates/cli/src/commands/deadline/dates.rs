//! Values of options as people write them: dates, channels, outcomes.

use jiff::civil::Date;
use statute::leaf::Leaf;
use statute::registers::Channel;

/// Reads `2024-01-22`, `2024/1/22`, `2024.1.22`, `2024年1月22日` or `20240122`, in the years the clock works in.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let expected = || "应为存在的日期，如 2024-01-22（2000年至2199年）".to_owned();
    let plain = text.trim().replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = plain.split('-').collect();
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => number(year).zip(number(month)).zip(number(day)),
        [all] if all.len() == 8 && all.is_ascii() => {
            let (year, rest) = all.split_at(4);
            let (month, day) = rest.split_at(2);
            number(year).zip(number(month)).zip(number(day))
        }
        _ => None,
    };
    date.and_then(|((year, month), day)| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
    .filter(|date| (2000..=2199).contains(&date.year()))
    .ok_or_else(expected)
}

fn number(digits: &str) -> Option<i16> {
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// Reads a channel by its word, a usual other word for it, or its name in JSON.
pub(super) fn channel(text: &str) -> Result<Channel, String> {
    let known = match text.trim() {
        "互联网" | "网络" | "网上" | "网站" | "internet" | "online" | "web" => Channel::Internet,
        "挂号信函" | "信函" | "信件" | "挂号信" | "邮寄" | "EMS" | "ems" | "signed_letter" | "letter"
        | "post" | "mail" => Channel::SignedLetter,
        "平常信函" | "平信" | "ordinary_letter" => Channel::OrdinaryLetter,
        "当面" | "现场" | "窗口" | "counter" | "in_person" => Channel::Counter,
        "口头" | "oral" => Channel::Oral,
        "传真" | "fax" => Channel::Fax,
        "电子邮件" | "邮件" | "邮箱" | "email" | "e-mail" => Channel::Email,
        "其他" | "other" => Channel::Other,
        _ => {
            let words: Vec<&str> = Channel::ALL.into_iter().map(Channel::zh).collect();
            return Err(format!("应为以下之一：{}", words.join("、")));
        }
    };
    Ok(known)
}

/// Reads an outcome by its code or its label.
pub(super) fn leaf(text: &str) -> Result<Leaf, String> {
    let text = text.trim();
    Leaf::from_code(text).or_else(|| Leaf::ALL.into_iter().find(|leaf| leaf.zh() == text)).ok_or_else(|| {
        let codes: Vec<&str> = Leaf::ALL.into_iter().map(Leaf::code).collect();
        format!("应为办理结果代码：{}", codes.join("、"))
    })
}
