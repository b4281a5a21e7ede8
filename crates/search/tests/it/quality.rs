//! Search quality: pairs of a query and the item a person means by it, over the sample and 5,000 generated texts.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use search::{Filters, HotWords, Index, Item, Query, Synonyms, Within};

use crate::generated;
use crate::index::index;

const PAIRS: &str = include_str!("../data/quality.tsv");

/// What staff would keep as synonyms.
const SYNONYMS: [&[&str]; 12] = [
    &["社保", "社会保险"],
    &["失业金", "失业保险金"],
    &["医保", "医疗保险"],
    &["退休金", "养老金", "养老保险待遇"],
    &["低保", "最低生活保障"],
    &["公租房", "公共租赁住房"],
    &["网约车", "网络预约出租汽车"],
    &["充电桩", "充电设施"],
    &["高温津贴", "高温补贴", "防暑降温费"],
    &["农机", "农业机械"],
    &["欠薪", "拖欠工资", "拖欠农民工工资"],
    &["老人卡", "老年卡", "老年人免费乘车卡"],
];

/// The items of the sample that a site would have: policy documents, meetings, interpretations, changes of catalogue and guide.
fn sample() -> Vec<Item> {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/zibo-hrss-2023");
        std::fs::read_to_string(format!("{folder}/{name}")).unwrap()
    };
    let mut items: Vec<Item> = Vec::new();
    let mut add = |kind: &str, title: &str, day: &str, text: &str, validity: &str| {
        let day: Date = day.parse().unwrap();
        let id = items.len() as u64 + 1;
        items.push(Item {
            id,
            number: format!("S{id}"),
            state: String::new(),
            agency: "淄博市人力资源和社会保障局".to_owned(),
            title: title.to_owned(),
            document_number: String::new(),
            index_number: String::new(),
            column: format!("fdzdgknr/{kind}"),
            kind: kind.to_owned(),
            theme: "劳动、人事、监察/其他".to_owned(),
            genre: "其他".to_owned(),
            validity: validity.to_owned(),
            published_at: DateTime::from_parts(day, Time::midnight()),
            summary: String::new(),
            text: text.to_owned(),
            attachments: Vec::new(),
        });
    };
    for row in read("documents.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (kind, validity) = match cells[0] {
            "会议" => ("meeting", ""),
            "规范性文件" => ("normative", if cells[6] < "2024" { "expired" } else { "in_force" }),
            _ => ("policy", ""),
        };
        add(kind, cells[1], cells[4], cells[0], validity);
    }
    for row in read("interpretations.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        add(
            "interpretation",
            cells[0],
            cells[2],
            &format!("解读形式：{}。解读的文件：{}。", cells[1], cells[3]),
            "",
        );
    }
    for row in read("catalogue.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        add("notice", cells[1], cells[0], cells[2], "");
    }
    items
}

fn query(words: &str, conditions: &str) -> Query {
    let mut query = Query { words: words.to_owned(), limit: 5, ..Query::default() };
    let filters = &mut query.filters;
    for (name, value) in conditions.split(';').filter_map(|condition| condition.split_once('=')) {
        let text = Some(value.to_owned());
        match name {
            "column" => filters.column = text,
            "theme" => filters.theme = text,
            "kind" => filters.kind = text,
            "validity" => filters.validity = text,
            "agency" => filters.agency = text,
            "year" => filters.year = value.parse().ok(),
            "within" if value == "title" => query.within = Within::Title,
            _ => panic!("{conditions}"),
        }
    }
    assert_eq!(
        conditions.is_empty(),
        query.filters == Filters::default() && query.within == Within::Everything
    );
    query
}

/// The first five titles and numbers for a row of the file.
fn first_five(index: &Index, kind: &str, words: &str, conditions: &str) -> Vec<(String, String)> {
    if kind.starts_with("suggestion") {
        let suggestions = index.suggest(words, &HotWords::default(), 5).unwrap();
        return suggestions.into_iter().map(|it| (it.text, it.number.unwrap())).collect();
    }
    let results = index.search(&query(words, conditions), &Synonyms::new(SYNONYMS)).unwrap();
    results.hits.into_iter().map(|hit| (hit.title.text, hit.number)).collect()
}

#[test]
fn what_people_mean_is_among_the_first_five() {
    let mut items = sample();
    items.extend(generated::items(5000));
    let index = index(&items);
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in PAIRS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, words, conditions, expected] = cells[..] else { panic!("{line}") };
        let meant: Vec<&Item> =
            items.iter().filter(|item| item.number == expected || item.title.contains(expected)).collect();
        assert_eq!(
            meant.len(),
            1,
            "「{expected}」 of 「{line}」 names one item: {:?}",
            meant.iter().map(|item| &item.title).take(5).collect::<Vec<_>>()
        );
        let found = first_five(&index, kind, words, conditions);
        let is_found = found.iter().any(|(_, number)| *number == meant[0].number);
        let (good, all) = kinds.entry(kind).or_default();
        *good += usize::from(is_found);
        *all += 1;
        if !is_found {
            let titles: Vec<&str> = found.iter().map(|(title, _)| title.as_str()).collect();
            missed.push(format!("{line}\n    {}", titles.join("\n    ")));
        }
    }
    let (good, all) = kinds.values().fold((0, 0), |sum, kind| (sum.0 + kind.0, sum.1 + kind.1));
    println!("{good} of {all}; {kinds:?}\nmissed:\n{}", missed.join("\n"));
    assert!(all >= 120, "{all} pairs");
    assert!(good * 100 >= all * 95, "{good} of {all}:\n{}", missed.join("\n"));
    assert!(kinds.len() >= 15);
}
