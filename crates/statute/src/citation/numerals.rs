//! Chinese numerals of articles, paragraphs and items, in both directions.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// `三十六` for 36; up to 999, as far as any act counts.
pub fn chinese(number: u16) -> String {
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text.push(DIGITS[hundreds as usize]);
        text.push('百');
        if tens == 0 && ones > 0 {
            text.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            text.push(DIGITS[tens as usize]);
        }
        text.push('十');
    }
    if ones > 0 || number == 0 {
        text.push(DIGITS[ones as usize]);
    }
    text
}

/// The number written in Chinese or Arabic numerals; none where it is neither.
pub(crate) fn number(text: &str) -> Option<u16> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut total, mut digit) = (0_u16, None);
    for c in text.chars() {
        match c {
            '百' => total += digit.take()? * 100,
            '十' => total += digit.take().unwrap_or(1) * 10,
            '零' => {}
            _ if digit.is_some() => return None,
            _ => digit = Some(u16::try_from(DIGITS.iter().position(|&d| d == c)?).ok()?),
        }
    }
    Some(total + digit.unwrap_or(0))
}
