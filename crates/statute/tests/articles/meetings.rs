//! 会议: which one a title tells of.

use jiff::civil::date;
use statute::publication::{Card, Kind, Meeting};

fn meeting(title: &str) -> Card {
    Card { made_on: Some(date(2025, 12, 30)), ..Card::new(Kind::Meeting, title) }
}

#[test]
fn a_title_counts_its_meeting_in_any_numerals_and_the_year_stands_before_the_number() {
    for (title, said) in [
        ("第5次局长办公会议", "2025年第5次"),
        ("2026年第3次局长办公会议", "2026年第3次"),
        ("示例市测试局２０２６年 第 １２ 次局长办公会议", "2026年第12次"),
        ("二〇二六年度第十二次局长办公会议", "2026年第12次"),
        ("第五届党组第一百〇三次会议", "2025年第103次"),
        ("第二十次会议研究2024年决算", "2025年第20次"),
        ("12026年第3次会议", "2025年第3次"),
        ("3026年第3次会议", "2025年第3次"),
    ] {
        assert_eq!(Meeting::of(&meeting(title)).map(|one| one.to_string()).as_deref(), Some(said), "{title}");
    }
    let undated = Card { made_on: None, ..meeting("第5次会议") };
    assert_eq!(Meeting::of(&undated).unwrap().to_string(), "第5次");
    let many = format!("第{}次会议", "九百".repeat(90));
    for none in [
        "局长办公会议",
        "第次会议",
        "第二〇次会议",
        "第0次会议",
        "第三届会议",
        "第99999999次会议",
        "第",
        "第十二",
        many.as_str(),
    ] {
        assert_eq!(Meeting::of(&meeting(none)), None, "{none}");
    }
    assert_eq!(Meeting::of(&Card { kind: Kind::News, ..meeting("第5次技能大赛") }), None);
}

#[test]
fn the_last_meeting_of_the_latest_year_comes_first() {
    let mut titles = ["2025年第9次", "全体会议", "2026年第2次", "2026年第十次", "2025年第10次"];
    titles.sort_by_key(|title| Meeting::order(&meeting(title)));
    assert_eq!(titles, ["2026年第十次", "2026年第2次", "2025年第10次", "2025年第9次", "全体会议"]);
}
