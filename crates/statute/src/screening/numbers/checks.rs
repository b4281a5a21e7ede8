//! Check digits, and what numbers look like.

use jiff::civil::Date;

/// First two digits of the codes of provinces (GB/T 2260); 81 to 83 stand in residence permits.
const PROVINCES: [u8; 37] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83, 66, 91,
];
/// Years in which who has an identity number can have been born.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// Whether a text is a citizen's identity number of 18 characters (GB 11643): province, date of birth and check digit.
pub fn identity_number_is_valid(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    if !begins_like_identity_number(number) {
        return false;
    }
    let bytes = number.as_bytes();
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    bytes[17].to_ascii_uppercase() == CHECK[sum as usize % 11]
}

/// Whether a text has the form of an identity number, its check digit aside.
pub(super) fn begins_like_identity_number(number: &str) -> bool {
    let bytes = number.as_bytes();
    if bytes.len() != 18
        || !bytes[..17].iter().all(u8::is_ascii_digit)
        || !matches!(bytes[17], b'0'..=b'9' | b'X' | b'x')
    {
        return false;
    }
    let digits: Vec<u8> = bytes[..17].iter().map(|digit| digit - b'0').collect();
    let year = i16::from(digits[6]) * 1000 + i16::from(digits[7]) * 100 + i16::from(two(&digits[8..]));
    // Foreigners with a residence permit: 9, the province, the country.
    let province = if digits[0] == 9 { two(&digits[1..]) } else { two(&digits) };
    PROVINCES.contains(&province) && YEARS.contains(&year) && is_day(year, &digits[10..])
}

/// Whether fifteen digits look like an identity number of the first generation, which had no check digit.
pub(super) fn old_identity_number_is_plausible(digits: &[u8]) -> bool {
    digits.len() == 15
        && PROVINCES.contains(&two(digits))
        && digits[2..4] != [0, 0]
        && is_day(1900 + i16::from(two(&digits[6..])), &digits[8..])
}

fn two(digits: &[u8]) -> u8 {
    digits[0] * 10 + digits[1]
}

fn is_day(year: i16, month_and_day: &[u8]) -> bool {
    Date::new(year, two(month_and_day) as i8, two(&month_and_day[2..]) as i8).is_ok()
}

/// Whether the last digit is right by Luhn (GB/T 17552); the digits are numbers from 0 to 9.
pub fn luhn_is_valid(digits: &[u8]) -> bool {
    let double = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| u32::from(if at % 2 == 1 { double(*digit) } else { *digit }))
        .sum();
    digits.len() > 1 && sum.is_multiple_of(10)
}

/// Whether digits begin like the number of a card: `UnionPay`, the older domestic debit cards, Visa, Mastercard, JCB.
pub(super) fn begins_like_card(digits: &[u8]) -> bool {
    let [a, b, c, d] = [digits[0], digits[1], digits[2], digits[3]];
    match (a, b) {
        (6, 2) => true,
        (9, 5) => digits.len() == 19 && c == 5 && matches!(d, 8 | 9),
        (6, 0) => digits.len() == 19 && matches!((c, d), (1, 3)),
        (4, _) => matches!(digits.len(), 16 | 19),
        (5, 1..=5) | (3, 5) => digits.len() == 16,
        _ => false,
    }
}

/// Whether a text is a unified social credit code (GB 32100): 18 characters with the check character right.
pub fn credit_code_is_valid(code: &str) -> bool {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |byte: u8| ALPHABET.iter().position(|it| *it == byte);
    let bytes = code.as_bytes();
    if bytes.len() != 18
        || !matches!(bytes[0], b'1'..=b'9' | b'A' | b'N' | b'Y')
        || !bytes[2..8].iter().all(u8::is_ascii_digit)
    {
        return false;
    }
    let (mut sum, mut weight) = (0, 1);
    for byte in &bytes[..17] {
        let Some(value) = value(*byte) else { return false };
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    value(bytes[17]) == Some((31 - sum % 31) % 31)
}
