//! Items put in, found, taken out; indexes of another version, damaged, made anew.

use std::fs;

use jiff::civil::DateTime;
use search::{
    Error, Filters, HotWords, Index, Item, Marked, Order, Query, Rebuild, Results, Synonyms, Total, Within,
};

/// An item with a title; `change` sets what else it has.
pub(crate) fn item(id: u64, title: &str, change: impl FnOnce(&mut Item)) -> Item {
    let mut item = Item {
        id,
        number: format!("P{id}"),
        state: String::new(),
        agency: "示例市人力资源和社会保障局".to_owned(),
        title: title.to_owned(),
        document_number: String::new(),
        index_number: String::new(),
        column: "lvzyj/gfxwj".to_owned(),
        kind: "normative".to_owned(),
        theme: "劳动、人事、监察/社会保障".to_owned(),
        genre: "通知".to_owned(),
        validity: "in_force".to_owned(),
        published_at: DateTime::constant(2023, 5, 1 + (id % 28) as i8, 9, 0, 0, 0),
        summary: String::new(),
        text: String::new(),
        attachments: Vec::new(),
    };
    change(&mut item);
    item
}

pub(crate) fn index(items: &[Item]) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for item in items {
        writer.put(item).unwrap();
    }
    writer.commit().unwrap();
    index
}

pub(crate) fn query(words: &str) -> Query {
    Query { words: words.to_owned(), limit: 10, ..Query::default() }
}

pub(crate) fn find(index: &Index, query: &Query) -> Results {
    index.search(query, &Synonyms::default()).unwrap()
}

pub(crate) fn ids(results: &Results) -> Vec<u64> {
    results.hits.iter().map(|hit| hit.id).collect()
}

fn shown(marked: &Marked) -> String {
    marked
        .pieces()
        .map(|(piece, is_marked)| if is_marked { format!("<{piece}>") } else { piece.to_owned() })
        .collect()
}

#[test]
fn what_is_put_is_found_after_the_commit_and_what_is_removed_no_more() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&item(1, "关于社会保险补贴的通知", |_| {})).unwrap();
    assert_eq!(index.count(), 0);
    writer.commit().unwrap();
    assert_eq!(ids(&find(&index, &query("社会保险"))), [1]);
    writer.put(&item(1, "关于就业见习的通知", |_| {})).unwrap();
    writer.commit().unwrap();
    let nothing = find(&index, &query("社会保险补贴"));
    assert!(nothing.is_loosened || nothing.hits.is_empty());
    assert_eq!(ids(&find(&index, &query("就业见习"))), [1]);
    writer.remove(1);
    writer.commit().unwrap();
    assert_eq!(find(&index, &query("就业见习")).total, Total::Exactly(0));
    assert_eq!(index.suggest("就业", &HotWords::default(), 5).unwrap(), []);
}

#[test]
fn only_one_writes() {
    let index = Index::in_memory().unwrap();
    let _writer = index.writer().unwrap();
    assert!(matches!(index.writer(), Err(Error::Busy(_))));
}

#[test]
fn what_was_looked_for_is_marked_in_the_text_as_it_was_given() {
    let body = "　　各区县：\n为落实《就业促进法》，對招用就業困難人員的企業，給予社會保險補貼。".repeat(2);
    let index = index(&[item(1, "关于ＡＢ社會保險﹝補貼﹞的通知", |item| item.text = body)]);
    let results = find(&index, &query("社会保险补贴"));
    let hit = &results.hits[0];
    assert_eq!(shown(&hit.title), "关于ＡＢ<社會保險>﹝<補貼>﹞的通知");
    assert!(shown(&hit.snippet).contains("給予<社會保險補貼>。"), "{}", shown(&hit.snippet));
    assert!(hit.snippet.text.starts_with('…'));
    for marked in [&hit.title, &hit.snippet] {
        assert!(marked.marks.iter().all(|mark| marked.text.get(mark.clone()).is_some()));
    }
}

#[test]
fn a_passage_of_an_attachment_tells_its_name() {
    let index = index(&[item(1, "关于见习的通知", |item| {
        item.text = "见附件。".to_owned();
        item.attachments = vec![("花名册.xlsx".to_owned(), "见习单位：示例机床厂 岗位：铣工".to_owned())];
    })]);
    let results = find(&index, &query("铣工"));
    assert_eq!(results.hits[0].attachment.as_deref(), Some("花名册.xlsx"));
    assert_eq!(shown(&results.hits[0].snippet), "见习单位：示例机床厂 岗位：<铣工>");
}

#[test]
fn filters_narrow_and_time_orders() {
    let items = [
        item(1, "就业通知一", |item| item.column = "a/b/c".to_owned()),
        item(2, "就业通知二", |item| item.column = "a/bc".to_owned()),
        item(3, "就业通知三", |item| {
            item.column = "a/b".to_owned();
            item.published_at = DateTime::constant(2021, 12, 31, 23, 59, 59, 0);
            item.kind = "notice".to_owned();
            item.validity = "repealed".to_owned();
        }),
    ];
    let index = index(&items);
    let with = |filters: Filters| {
        let mut found = ids(&find(&index, &Query { filters, order: Order::Time, ..query("就业") }));
        found.reverse();
        found
    };
    assert_eq!(with(Filters::default()), [3, 1, 2]);
    assert_eq!(with(Filters { column: Some("a/b".to_owned()), ..Filters::default() }), [3, 1]);
    assert_eq!(with(Filters { year: Some(2021), ..Filters::default() }), [3]);
    assert_eq!(with(Filters { kind: Some("normative".to_owned()), ..Filters::default() }), [1, 2]);
    assert_eq!(with(Filters { validity: Some("repealed".to_owned()), ..Filters::default() }), [3]);
    assert_eq!(with(Filters { theme: Some("劳动、人事、监察".to_owned()), ..Filters::default() }), [3, 1, 2]);
    assert_eq!(with(Filters { agency: Some("别的局".to_owned()), ..Filters::default() }), [0; 0]);
    let counted = find(&index, &Query { with_counts: true, ..query("就业") }).counts.unwrap();
    assert_eq!(counted.kinds, [("normative".to_owned(), 2), ("notice".to_owned(), 1)]);
    assert_eq!(counted.columns[0], ("a".to_owned(), 3));
    assert_eq!(counted.years, [(2023, 2), (2021, 1)]);
    let all = find(&index, &Query { limit: 2, ..query("") });
    assert_eq!((all.total, ids(&all)), (Total::Exactly(3), vec![2, 1]));
}

#[test]
fn pages_follow_one_another_without_gap_or_double() {
    let items: Vec<Item> = (0..60)
        .map(|id| {
            item(id, if id % 2 == 0 { "就业见习补贴" } else { "其他事项" }, |item| {
                item.text = "就业见习补贴的说明".repeat(id as usize % 5 + 1);
            })
        })
        .collect();
    let index = index(&items);
    let mut seen = Vec::new();
    for page in 0..7 {
        let results = find(&index, &Query { skip: page * 10, ..query("就业见习") });
        assert_eq!(results.total, Total::Exactly(60));
        seen.extend(ids(&results));
    }
    assert!(seen[..30].iter().all(|id| id % 2 == 0), "titles come first");
    seen.sort_unstable();
    assert_eq!(seen, (0..60).collect::<Vec<_>>());
}

#[test]
fn titles_only_where_that_is_asked() {
    let index =
        index(&[item(1, "见习的通知", |item| item.text = "补贴".to_owned()), item(2, "补贴的通知", |_| {})]);
    assert_eq!(find(&index, &query("补贴")).total, Total::Exactly(2));
    let titles = find(&index, &Query { within: Within::Title, ..query("补贴") });
    assert_eq!((titles.total, ids(&titles)), (Total::Exactly(1), vec![2]));
}

#[test]
fn an_index_on_disk_is_opened_again_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::Missing(_))));
    let mut told = Vec::new();
    let mut rebuild = Rebuild::begin(folder.path(), 1, 32 << 20, |done| told.push(done)).unwrap();
    for id in 1..=3 {
        rebuild.put(&item(id, "关于见习的通知", |_| {})).unwrap();
    }
    assert_eq!(rebuild.finish().unwrap().count(), 3);
    assert_eq!(told, [1, 2, 3]);
    let index = Index::open(folder.path()).unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&item(4, "关于培训的通知", |_| {})).unwrap();
    writer.commit().unwrap();
    drop((writer, index));
    assert_eq!(Index::open(folder.path()).unwrap().count(), 4);

    // One that was given up changes nothing; the next one takes its place and leaves one index.
    drop(Rebuild::begin(folder.path(), 1, 32 << 20, |_| {}).unwrap());
    assert_eq!(Index::open(folder.path()).unwrap().count(), 4);
    let mut rebuild = Rebuild::begin(folder.path(), 2, 64 << 20, |_| {}).unwrap();
    rebuild.put(&item(9, "关于培训的通知", |_| {})).unwrap();
    drop(rebuild.finish().unwrap());
    assert_eq!(Index::open(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn another_version_and_damage_are_told_apart_and_both_name_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let rebuild = Rebuild::begin(folder.path(), 1, 32 << 20, |_| {}).unwrap();
    drop(rebuild.finish().unwrap());
    let current = folder.path().join("current.json");
    let text = fs::read_to_string(&current).unwrap();
    let complaint = || Index::open(folder.path()).err().unwrap();

    fs::write(&current, text.replace("\"version\":3", "\"version\":99")).unwrap();
    assert!(matches!(complaint(), Error::OtherVersion { found: 99, .. }));
    assert!(complaint().to_string().contains("gongkai reindex"));
    fs::write(&current, "{").unwrap();
    assert!(matches!(complaint(), Error::Damaged { .. }));
    fs::write(&current, &text).unwrap();
    fs::write(folder.path().join("000001/meta.json"), "{}").unwrap();
    assert!(matches!(complaint(), Error::Damaged { .. }));
    assert!(complaint().to_string().contains("gongkai reindex"), "{}", complaint());
    fs::remove_dir_all(folder.path().join("000001")).unwrap();
    assert!(complaint().to_string().contains("gongkai reindex"), "{}", complaint());
}

#[test]
fn agencies_are_those_of_what_is_there() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for (id, agency) in [(1, "乙局"), (2, "甲局"), (3, "甲局"), (4, "")] {
        writer.put(&item(id, "通知", |item| item.agency = agency.to_owned())).unwrap();
    }
    writer.commit().unwrap();
    assert_eq!(index.agencies().unwrap(), ["乙局", "甲局"]);
    writer.remove(1);
    writer.commit().unwrap();
    assert_eq!(index.agencies().unwrap(), ["甲局"], "it was taken down");
}
