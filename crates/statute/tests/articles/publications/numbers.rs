//! Numbers of documents (发文字号) and index numbers (索引号). 《条例》第12条第2款

use proptest::prelude::*;
use statute::publication::{Card, DocumentNumber, IndexNumber, IndexPattern, IndexScheme, NotAnIndexPattern};

use super::{START, normative};

#[test]
fn numbers_of_documents_are_read_as_typed_and_written_one_way() {
    for typed in [
        "淄人社发〔2023〕12号",
        "淄人社发(2023)12号",
        "淄人社发[2023]12号",
        "淄人社发【2023】12号",
        "淄人社发（2023）012号",
        "淄人社发﹝2023﹞第12号",
        " 淄人社发 〔２０２３〕 １２ 号 ",
        "淄人社发〔2023年〕12号",
    ] {
        assert_eq!(typed.parse::<DocumentNumber>().unwrap().to_string(), "淄人社发〔2023〕12号", "{typed}");
    }
    for (typed, read, year) in [
        ("国务院令第711号", "国务院令第711号", None),
        ("示例市人民政府第 ３５３ 号令", "示例市人民政府令第353号", None),
        ("示例市测试局公告2026年第3号", "示例市测试局公告2026年第3号", Some(2026)),
        ("示例市测试局通告（2026年第03号）", "示例市测试局通告2026年第3号", Some(2026)),
    ] {
        let number = typed.parse::<DocumentNumber>().unwrap();
        assert_eq!((number.to_string().as_str(), number.year()), (read, year), "{typed}");
    }
    for wrong in [
        "",
        "令第711号",
        "国务院令第〇号",
        "第711号令",
        "示例市测试局通知2026年第3号",
        "公告第3号",
        "〔2023〕12号",
        "淄人社发〔23〕12号",
        "淄人社发〔2023〕号",
        "淄人社发2023-12",
        "淄人社发〔2023〕0号",
    ] {
        let refused = wrong.parse::<DocumentNumber>().unwrap_err().to_string();
        assert!(refused.contains("应形如"), "{wrong}");
    }
    let card = Card { document_number: Some("示测发〔2025〕5号".into()), ..normative() };
    assert!(card.impossible(START).iter().any(|fault| fault.message.contains("不同年")));
}

#[test]
fn an_index_number_is_whole_or_none() {
    for wrong in [
        "11370300MB28347540/2021-None",
        "11370300MB2834754/2021-00001",
        "/2021-00001",
        "11370300MB28347540/2021-",
        "11370300MB28347540/2021-00000",
        "11370300mb28347540/2021-00001",
        "11370300MB28347540/21-00001",
        "",
    ] {
        assert!(wrong.parse::<IndexNumber>().is_err(), "{wrong}");
    }
    for right in [
        "11370300MB28347540/2021-00007",
        "000014349/2017-00110",
        "11370322004222241N/2021-5135380",
        "000014349-GK-2021-007",
    ] {
        assert!(right.parse::<IndexNumber>().is_ok(), "{right}");
    }
    let number = |code: &str| IndexScheme::from(code).number(2026, 1);
    assert!(number("").is_err() && number("None").is_err());
    assert_eq!(number("000014349").unwrap().to_string(), "000014349/2026-00001");
}

/// The pattern is the agency's own; year and serial are found in numbers of any.
#[test]
fn an_agency_has_its_own_pattern_of_index_numbers() {
    let written = |pattern: &str| {
        let pattern = pattern.parse().unwrap();
        IndexScheme { agency_code: "000014349".into(), pattern }.number(2026, 12).unwrap()
    };
    for (pattern, text) in [
        ("{机构代码}/{年份}-{流水号5}", "000014349/2026-00012"),
        ("{机构代码}/{年份}-{流水号7}", "000014349/2026-0000012"),
        (" {机构代码}-01-{年份}-{流水号3} ", "000014349-01-2026-012"),
        ("{机构代码}.GK.{年份}_{流水号8}", "000014349.GK.2026_00000012"),
    ] {
        let number = written(pattern);
        assert_eq!(number.to_string(), text);
        assert_eq!(text.parse::<IndexNumber>().unwrap(), number);
        assert_eq!(pattern.parse::<IndexPattern>().unwrap().to_string(), pattern.trim());
    }
    for wrong in [
        "",
        "{机构代码}/{年份}",
        "{年份}/{机构代码}-{流水号5}",
        "{机构代码}{年份}-{流水号5}",
        "{机构代码}/{年份}{流水号5}",
        "{机构代码}/{年份}-1-{流水号5}",
        "{机构代码}//{年份}-{流水号5}",
        "{机构代码}/GK{年份}-{流水号5}",
        "{机构代码}/{年份}-{流水号}",
        "{机构代码}/{年份}-{流水号2}",
        "{机构代码}/{年份}-{流水号9}",
        "{机构代码}/{年份}-{流水号5}号",
        "{机构代码}/公开/{年份}-{流水号5}",
        "370000/{年份}-{流水号5}",
    ] {
        assert_eq!(wrong.parse::<IndexPattern>(), Err(NotAnIndexPattern(wrong.into())));
    }
}

proptest! {
    #[test]
    fn an_index_number_reads_back(code in "[0-9A-Z]{18}|[0-9A-Z]{9}", year in 1949..2200i16, serial in 1..9_999_999u32) {
        let number = IndexScheme::from(code.as_str()).number(year, serial).unwrap();
        prop_assert_eq!(number.to_string().parse::<IndexNumber>().unwrap(), number);
    }
}
