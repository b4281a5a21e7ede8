//! 看得懂算得清: what a plain card must say, and that its arithmetic is right.

use jiff::civil::date;
use statute::publication::{Attribute, Card, Kind, Worked};

fn card(steps: &str) -> Card {
    let worked = Worked {
        question: "失业保险金每月能领多少？".into(),
        answer: "按最低工资标准的90%发。".into(),
        given: "示例区最低工资2000元。".into(),
        steps: steps.into(),
        result: "每月1800元。".into(),
        policy: None,
        basis: "示例发〔2026〕1号第三条".into(),
    };
    Card {
        issuer: "示例市测试局".into(),
        made_on: Some(date(2026, 3, 2)),
        attribute: Some(Attribute::Proactive),
        valid_from: Some(date(2026, 1, 1)),
        worked: Some(worked),
        ..Card::new(Kind::Worked, "失业保险金算得清")
    }
}

#[test]
fn a_plain_card_says_question_answer_example_basis_and_validity() {
    assert!(card("月标准：2000元×90%=1800元").missing().is_empty());
    let bare = Card { worked: None, valid_from: None, ..card("") };
    let fields: Vec<_> = bare.missing().into_iter().map(|fault| fault.field).collect();
    assert_eq!(fields, ["question", "answer", "steps", "result", "basis", "valid_from"]);
    let long = card(&"1".repeat(201));
    assert_eq!(long.impossible(date(2026, 3, 2))[0].field, "steps");
}

#[test]
fn arithmetic_that_is_wrong_is_told_and_words_are_not_judged() {
    for right in [
        "月标准：2000元×90%=1800元",
        "（6000元＋4,000元）÷2×15年×1%＝750元",
        "10000÷3=3333.33元",
        "120000元÷139个月=863.31元",
        "1800元×12个月=21600元=21,600元",
        "以经办机构核定为准",
        "按本人缴费年限=15年的标准",
        "甲+乙=丙",
        "((((1))))=1",
        "",
    ] {
        assert_eq!(card(right).worked.unwrap().wrong(), [""; 0], "{right}");
    }
    for (wrong, said) in [
        ("月标准：2000元×90%=1900元", "“2000元×90%”算得1800，写的是1900元"),
        ("10000÷3=3333.34元", "算得3333.3333"),
        ("1800×12=21600=21700", "写的是21700"),
    ] {
        let told = card(wrong).worked.unwrap().wrong();
        assert!(told.len() == 1 && told[0].contains(said), "{wrong}: {told:?}");
        assert!(card(wrong).missing().iter().any(|fault| fault.message.contains("计算不符")));
    }
    for hostile in [
        "1÷0=1",
        "79228162514264337593543950335×9=1",
        "(((((",
        "9999999999999999999999999999999=1",
        "1.2.3=1",
    ] {
        assert_eq!(card(hostile).worked.unwrap().wrong(), [""; 0], "{hostile}");
    }
}
