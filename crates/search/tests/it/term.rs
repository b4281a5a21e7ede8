//! Looking for a term.

use search::term::{find, normal, pairs};

#[test]
fn blanks_widths_and_capitals_do_not_matter() {
    assert_eq!(normal(" 张　三\u{200B}\tＡbＣ１ "), "张三abc1");
    let found = find("关于 ＡＢＣ　公司的说明", "abc公司").expect("it is there");
    assert_eq!((found.before.as_str(), found.found.as_str()), ("关于 ", "ＡＢＣ　公司"));
    assert_eq!(found.after, "的说明");
    assert!(find("示测公开〔2026〕5号", "公开[2026]5").is_some());
}

#[test]
fn every_other_sign_matters() {
    assert!(find("技能、培训", "技能培训").is_none());
    assert!(find("技能、培训", "能、培").is_some());
    assert!(find("", "甲").is_none() && find("甲", "").is_none() && find("甲", " ").is_none());
    assert!(find("甲", "甲乙").is_none());
}

#[test]
fn pairs_stand_beside_each_other_and_hold_no_marks() {
    let found: Vec<String> = pairs("技能 培训，培训\n费1").into_iter().collect();
    assert_eq!(found, ["培训", "技能", "能培", "训费", "费1"]);
    assert!(pairs("甲").is_empty() && pairs("甲，乙").is_empty());
}

#[test]
fn long_texts_are_shown_around_the_place() {
    let text = format!("{}目标{}", "前".repeat(100), "后".repeat(100));
    let found = find(&text, "目标").expect("it is there");
    assert_eq!(found.before, format!("…{}", "前".repeat(24)));
    assert_eq!(found.after, format!("{}…", "后".repeat(24)));
}

#[test]
fn every_pair_of_a_term_is_a_pair_of_the_text_that_holds_it() {
    let text = "2025年度 技能培训　补贴发放文件（第２批）";
    for term in ["技能培训补贴", "文件(第2批)", "2025年度技"] {
        assert!(find(text, term).is_some(), "{term}");
        assert!(pairs(term).is_subset(&pairs(text)), "{term}");
    }
}
