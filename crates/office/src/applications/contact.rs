//! Whether an applicant's numbers and addresses can be what they are said to be, by their shape: a wrong letter is told
//! while the applicant can still mend it. What an officer registers from paper is taken as it stands.

use super::FieldFault;
use super::intake::Person;
use crate::mail::is_address;

/// The identity document whose numbers have a known shape. GB 11643
const IDENTITY_CARD: &str = "居民身份证";
/// The fewest digits of a telephone number without area code.
const TELEPHONE: usize = 7;

/// What cannot be right, in the order of the form. Fields that are empty are another's business.
pub(super) fn faults(person: &Person, is_natural: bool) -> Vec<FieldFault> {
    type Check<'a> = (&'static str, &'a str, fn(&str) -> bool, &'static str);
    let number = &person.identity_number;
    let identity: Check<'_> = match (is_natural, person.identity_kind.trim()) {
        (true, IDENTITY_CARD) => {
            ("identity_number", number, is_identity_number, "居民身份证号码应为18位（末位可以是 X）")
        }
        (true, _) => ("identity_number", "", is_identity_number, ""),
        (false, _) => ("identity_number", number, is_credit_code, "统一社会信用代码应为18位数字或者大写字母"),
    };
    let checks: [Check<'_>; 5] = [
        identity,
        ("telephone", &person.telephone, is_telephone, "联系电话应为7位以上的数字，可以有区号和分机号"),
        ("postcode", &person.postcode, is_postcode, "邮政编码应为6位数字"),
        ("fax", &person.fax, is_telephone, "传真应为7位以上的数字，可以有区号和分机号"),
        ("email", &person.email, is_address, "电子邮箱应形如 name@example.cn"),
    ];
    let told = |(field, value, is_right, expected): Check<'_>| {
        let value = value.trim();
        let length = value.chars().count();
        let message = format!("{expected}，现有{length}个字符，请核对");
        (length > 0 && !is_right(value)).then_some(FieldFault { field, message })
    };
    checks.into_iter().filter_map(told).collect()
}

/// 公民身份号码: seventeen digits and a check digit, which is not reckoned: an office may not refuse an application for it.
fn is_identity_number(text: &str) -> bool {
    let (number, check) = text.split_at_checked(17).unwrap_or_default();
    number.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(check.as_bytes(), [b'0'..=b'9' | b'X' | b'x'])
}

/// 统一社会信用代码, GB 32100
fn is_credit_code(text: &str) -> bool {
    text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

pub(crate) fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_usual = |c: char| c.is_ascii_digit() || "+-—－()（） 转、，,/；;".contains(c);
    digits >= TELEPHONE && text.chars().all(is_usual)
}

pub(crate) fn is_postcode(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}
