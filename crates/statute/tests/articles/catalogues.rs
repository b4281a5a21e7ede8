//! The basic catalogue: what an entry must say, and the standard ones that the program carries. 《条例》第12条、第22条

use std::path::Path;

use jiff::civil::date;
use statute::catalogue::{COLUMNS, Entry, documentation, duplicates, standards};

fn entry() -> Entry {
    Entry {
        field: "就业".into(),
        serial: "1.1".into(),
        first: "就业信息服务".into(),
        second: "就业政策法规咨询".into(),
        content: "政策项目".into(),
        term: "信息形成或者变更之日起20个工作日内".into(),
        subject: "示例市测试局".into(),
        way: "主动".into(),
        ..Entry::default()
    }
}

#[test]
fn an_entry_says_what_it_must_and_nothing_strange() {
    assert!(entry().faults().is_empty(), "{:?}", entry().faults());
    let empty: Vec<_> = Entry::default().faults().iter().map(|fault| fault.column).collect();
    assert_eq!(empty, ["serial", "first", "content", "term", "subject", "way"]);
    for (column, value, said) in [
        ("channels", "政府网站、小喇叭", "不认识“小喇叭”"),
        ("audience", "大家", "全社会、特定群体"),
        ("way", "看情况", "应为主动、依申请之一"),
        ("update", "每天", "两周内更新"),
        ("column", "法定主动公开内容", "直接发布信息的栏目"),
        ("column", "zzz", "直接发布信息的栏目"),
        ("theme", "劳动", "国务院主题分类"),
        ("publications", "P2026-1、12", "不认识“12”"),
        ("first", "一\n二", "写在一行之内"),
        ("content", &"长".repeat(2001), "应不超过2000字，现有2001字"),
        ("basis", "\u{7}", "控制字符"),
    ] {
        let mut one = entry();
        COLUMNS.iter().find(|known| known.code == column).unwrap().put(&mut one, value);
        let faults = one.faults();
        let fault = faults.iter().find(|fault| fault.column == column);
        // A sign that nobody sees is taken off with the blanks, or told.
        assert!(fault.is_some_and(|fault| fault.expected.contains(said)), "{column} {value}: {faults:?}");
        assert!(faults.iter().all(|fault| fault.expected.starts_with('应')), "{faults:?}");
    }
    assert!(Entry::default().faults().iter().all(|fault| fault.expected == "应填写"));
    let lonely = Entry { theme: "劳动、人事、监察/社会保障".into(), ..entry() };
    assert!(lonely.faults()[0].expected.contains("对应栏目"));
    let linked =
        Entry { column: "服务指南".into(), publications: "P2026-1、P2026-22".into(), ..entry() };
    assert_eq!(linked.site_column().unwrap().code, "fwzn");
    assert_eq!(linked.numbers().collect::<Vec<_>>(), ["P2026-1", "P2026-22"]);
    assert_eq!(Entry { update: "六个月内更新".into(), ..entry() }.days(), Some(182));
    assert_eq!((entry().days(), Entry { update: "随变更更新".into(), ..entry() }.days()), (None, None));
    let weekly = Entry { update: "两周内更新".into(), ..entry() };
    let on = date(2026, 3, 2);
    assert_eq!(
        (weekly.age(on, date(2026, 3, 16)), weekly.age(on, date(2026, 3, 17))),
        ((14, false), (15, true))
    );
    assert!(!entry().age(on, date(2036, 3, 2)).1, "it changes when the thing itself does");
    let other = Entry { field: "社会保险".into(), ..entry() };
    assert_eq!(duplicates(&[entry(), other, entry()]), [2], "one serial in two fields is two entries");
}

#[test]
fn the_standard_catalogues_are_whole_and_say_what_was_not_verified() {
    let counts: Vec<_> =
        standards().iter().map(|one| (one.field.as_str(), one.entries("甲局").len())).collect();
    assert_eq!(counts, [("就业", 25), ("社会保险", 17)]);
    for standard in standards() {
        let entries = standard.entries("示例市测试局");
        assert!(duplicates(&entries).is_empty());
        for entry in &entries {
            assert!(entry.faults().is_empty(), "{} {:?}", entry.key(), entry.faults());
            assert!(!entry.source.is_empty() && entry.subject == "示例市测试局", "{}", entry.key());
        }
        let firsts: std::collections::BTreeSet<_> = entries.iter().map(|entry| &entry.first).collect();
        assert_eq!(firsts.len(), 9, "{}", standard.field);
        assert!(entries.iter().any(|entry| entry.source.contains("未经核对")));
    }
}

#[test]
fn an_entry_is_kept_as_json_and_columns_read_what_they_wrote() {
    let mut whole = Entry::default();
    for column in COLUMNS {
        column.put(&mut whole, &format!(" {} ", column.code));
        assert_eq!(column.get(&whole), column.code);
    }
    let json = serde_json::to_value(&whole).unwrap();
    assert_eq!(json.as_object().unwrap().len(), COLUMNS.len());
    assert_eq!(serde_json::from_value::<Entry>(json).unwrap(), whole);
}

#[test]
fn several_values_of_a_cell_are_kept_one_way_whatever_parts_them() {
    let column = |code: &str| COLUMNS.iter().find(|known| known.code == code).unwrap();
    for parting in ["、", "，", ",", "； ", ";", "\n"] {
        let mut one = entry();
        column("channels").put(&mut one, &["政府网站", "", "精准推送"].join(parting));
        column("publications").put(&mut one, &["P2026-1", "P2026-2"].join(parting));
        assert_eq!(one.channels, "政府网站、精准推送", "{parting:?}");
        assert_eq!(one.publications, "P2026-1、P2026-2", "{parting:?}");
        assert!(one.faults().is_empty());
        // As it was kept before it was put so.
        let old = Entry { channels: ["政府网站", "精准推送"].join(parting), ..entry() };
        assert!(column("channels").values(&old).eq(["政府网站", "精准推送"]), "{parting:?}");
    }
    let mut text = entry();
    column("content").put(&mut text, " 一，二；三 ");
    assert_eq!(text.content, "一，二；三", "a text stays as it is");
}

#[test]
fn docs_of_the_catalogue_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/catalogue.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}
