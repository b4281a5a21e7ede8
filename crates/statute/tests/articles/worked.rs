//! 看得懂算得清: what a plain card must say, and that its arithmetic is right.

use jiff::civil::date;
use statute::publication::{Attribute, Card, Example, Kind, Worked};

fn card(steps: &str) -> Card {
    let worked = Worked {
        question: "失业保险金每月能领多少？".into(),
        answer: "按最低工资标准的90%发。".into(),
        given: "示例区最低工资2000元。".into(),
        steps: steps.into(),
        result: "每月1800元。".into(),
        basis: "示例发〔2026〕1号第三条".into(),
        ..Worked::default()
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

#[test]
fn a_card_that_says_no_more_keeps_its_bytes_and_is_read_as_it_was() {
    let worked = card("2000元×90%=1800元").worked.unwrap();
    let written = serde_json::to_string(&worked).unwrap();
    assert_eq!(
        written,
        "{\"question\":\"失业保险金每月能领多少？\",\"answer\":\"按最低工资标准的90%发。\",\
         \"given\":\"示例区最低工资2000元。\",\"steps\":\"2000元×90%=1800元\",\"result\":\"每月1800元。\",\
         \"basis\":\"示例发〔2026〕1号第三条\"}"
    );
    assert_eq!(serde_json::from_str::<Worked>(&written).unwrap(), worked);
}

#[test]
fn what_whoever_is_concerned_has_to_know_stands_between_answer_and_example() {
    let worked = Worked {
        audience: "失业人员".into(),
        telephone: "0533-0000000".into(),
        ..card("2000元×90%=1800元").worked.unwrap()
    };
    let labels: Vec<_> = worked.texts().map(|(label, _)| label).collect();
    let all = ["问题", "通俗解答", "适用对象", "咨询电话", "算例的条件", "算例的步骤", "算例的结果", "依据"];
    assert_eq!(labels, all);
}

#[test]
fn examples_are_parted_by_empty_lines_each_with_its_result() {
    let two = |given: &str, result: &str| {
        let steps = "每月：2000元×90%=1800元\n全年：1800元×12个月=21600元\n \n\n每月：2400元×90%=2160元\n";
        let given = given.to_owned();
        Worked { given, result: result.into(), ..card(steps).worked.unwrap() }
    };
    let whole = |worked: Worked| Card { worked: Some(worked), ..card("") };
    let apart = two("甲\n\n乙", "1800元\n\n2160元");
    let examples = apart.examples();
    assert_eq!(examples.len(), 2);
    assert_eq!((examples[0].steps.len(), examples[1].steps.len()), (2, 1));
    assert_eq!(
        examples[1],
        Example {
            given: vec!["乙".into()],
            steps: vec!["每月：2400元×90%=2160元".into()],
            result: vec!["2160元".into()],
        }
    );
    assert!(whole(apart).missing().is_empty());
    assert_eq!(two("", "1800元\n\n2160元").examples()[1].given, [""; 0]);

    // Not told apart: shown as one, and not taken to the review.
    let mixed = two("甲", "1800元");
    assert_eq!(mixed.examples().len(), 1);
    assert_eq!(mixed.examples()[0].steps.len(), 3);
    let faults = whole(mixed).missing();
    let told: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(told, ["given", "result"]);
    assert!(faults[1].message.contains("分为2个算例，算例的结果有1段"), "{faults:?}");
    // The second one's arithmetic is judged too.
    let wrong = Worked { steps: "1+1=2\n\n1+1=3".into(), ..two("", "2\n\n3") };
    assert_eq!(wrong.wrong(), ["“1+1”算得2，写的是3"]);
}
