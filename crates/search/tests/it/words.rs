//! What is understood of the words of a search.

use search::{HotWords, Query, Synonyms, Total};

use crate::generated::{self, Dice};
use crate::index::{find, ids, index, item, query};

fn numbered(id: u64, number: &str) -> search::Item {
    item(id, "关于某事的通知", |item| number.clone_into(&mut item.document_number))
}

#[test]
fn a_number_is_found_however_it_is_written() {
    let index = index(&[
        numbered(1, "淄人社发〔2023〕12号"),
        numbered(2, "淄人社发〔2023〕1号"),
        numbered(3, "淄人社发〔2022〕12号"),
        numbered(4, "鲁政办发〔2023〕12号"),
        item(5, "关于某事的解读", |item| {
            item.text = "根据淄人社发〔2023〕12号，解读如下。".to_owned();
        }),
    ]);
    for written in [
        "淄人社发〔2023〕12号",
        "淄人社发(2023)12号",
        "淄人社发（2023）12号",
        "淄人社发[2023]12号",
        "淄人社发【2023】12号",
        "淄人社发﹝2023﹞12号",
        "淄人社发 〔2023〕 12 号",
        "淄人社发２０２３年１２号",
        "淄人社发2023年第12号",
        "淄人社发[2023]012号",
        "淄人社发〔2023〕12",
        "淄人社发2023-12号",
        "淄人社发 2023 12号",
        "淄人社发〔二〇二三〕12号",
        "查一下淄人社发(2023)12号",
        "淄人社發(2023)12號",
    ] {
        let results = find(&index, &query(written));
        assert_eq!(ids(&results), [1, 5], "{written}");
        assert!(!results.is_loosened, "{written}");
    }
    for part in ["〔2023〕12号", "(2023)12号", "2023 12号", "2023年12号"] {
        let mut found = ids(&find(&index, &query(part)));
        assert_eq!(found.pop(), Some(5), "{part}");
        found.sort_unstable();
        assert_eq!(found, [1, 4], "{part}");
    }
    let mut found = ids(&find(&index, &query("淄人社发〔2023〕")));
    found.sort_unstable();
    assert_eq!(found, [1, 2, 5]);
}

#[test]
fn an_index_number_is_found_whole_and_by_its_tail() {
    let index = index(&[
        item(1, "甲", |item| item.index_number = "11370300MB28347540/2021-00012".to_owned()),
        item(2, "乙", |item| item.index_number = "11370300MB28347540/2021-00013".to_owned()),
    ]);
    for written in ["11370300MB28347540/2021-00012", "11370300mb28347540/2021-00012", "２０２１-00012"] {
        assert_eq!(ids(&find(&index, &query(written)))[0], 1, "{written}");
    }
    assert_eq!(find(&index, &query("11370300MB28347540/2021-00012")).total, Total::Exactly(1));
}

#[test]
fn an_index_number_of_an_agency_s_own_pattern_is_found_as_well() {
    let own = index(&[
        item(1, "甲", |item| item.index_number = "000014349-GK-2021-0000012".to_owned()),
        item(2, "乙", |item| item.index_number = "000014349-GK-2021-0000013".to_owned()),
    ]);
    for words in ["000014349-GK-2021-0000012", "索引号：000014349－gk－2021－0000012。", "2021-0000012"]
    {
        assert_eq!(ids(&find(&own, &query(words))), [1], "{words}");
    }
}

#[test]
fn a_word_the_dictionary_lacks_or_cuts_wrongly_is_found() {
    let texts = [
        "关于曌昶垚工程的通知",
        "发展中国家用电器",
        "结合成分子时",
        "乒乓球拍卖完了",
        "推广薅羊毛式营销",
        "区块链存证",
        "曌昶垚",
    ];
    let items: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| item(id as u64, "说明", |item| item.text = format!("甲{text}乙")))
        .collect();
    let index = index(&items);
    for (id, text) in texts.iter().enumerate() {
        let signs: Vec<char> = text.chars().collect();
        for length in 2..=signs.len() {
            for window in signs.windows(length) {
                let words: String = window.iter().collect();
                let results = find(&index, &query(&words));
                assert!(ids(&results).contains(&(id as u64)), "「{words}」 of 「{text}」");
                assert!(!results.is_loosened, "「{words}」 of 「{text}」");
            }
        }
    }
}

#[test]
fn any_piece_of_a_text_finds_the_text() {
    let items = generated::items(80);
    let index = index(&items);
    let mut dice = Dice(7);
    for item in &items {
        for _ in 0..4 {
            let line = item.text.lines().nth(dice.roll(item.text.lines().count())).unwrap();
            let signs: Vec<char> = line.chars().collect();
            let from = dice.roll(signs.len());
            let words: String = signs[from..].iter().take(2 + dice.roll(9)).collect();
            if words.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
                let results = find(&index, &Query { limit: 80, ..query(&words) });
                assert!(ids(&results).contains(&item.id), "「{words}」 of {}", item.number);
                assert!(!results.is_loosened, "「{words}」 of {}", item.number);
            }
        }
    }
}

#[test]
fn synonyms_stand_for_each_other_both_ways() {
    let synonyms = Synonyms::new([vec!["社保", "社会保险"], vec!["失业金", "失业保险金"]]);
    let index = index(&[
        item(1, "社会保险补贴办法", |_| {}),
        item(2, "社保补贴指南", |_| {}),
        item(3, "失业保险金申领", |_| {}),
    ]);
    for (words, expected) in [("社保补贴", vec![1, 2]), ("社会保险补贴", vec![1, 2]), ("失业金申领", vec![3])]
    {
        let mut found = ids(&index.search(&query(words), &synonyms).unwrap());
        found.sort_unstable();
        assert_eq!(found, expected, "{words}");
    }
    assert_eq!(ids(&find(&index, &query("社保补贴"))), [2]);
}

#[test]
fn quotes_ask_for_the_very_phrase() {
    let index = index(&[
        item(1, "甲", |item| item.text = "申请补贴的流程".to_owned()),
        item(2, "乙", |item| item.text = "补贴如何申请，流程如下".to_owned()),
    ]);
    assert_eq!(find(&index, &query("申请补贴")).total, Total::Exactly(2));
    for quoted in ["“申请补贴”", "\"申请补贴\"", "「申请补贴」"] {
        let results = find(&index, &query(quoted));
        assert_eq!((results.total, ids(&results)), (Total::Exactly(1), vec![1]), "{quoted}");
    }
    assert_eq!(find(&index, &query("“补贴的流程” 申请")).total, Total::Exactly(1));
}

#[test]
fn questions_say_more_than_they_ask_for() {
    let index = index(&[
        item(1, "失业保险金申领指南", |item| item.text = "携带身份证到窗口。".to_owned()),
        item(2, "关于申请书格式的通知", |_| {}),
    ]);
    for words in ["怎么申请失业保险金？", "失业保险金要怎么领取呢", "请问失业保险金在哪里办理"]
    {
        let results = find(&index, &query(words));
        assert_eq!(ids(&results)[0], 1, "{words}");
        assert!(!results.is_loosened, "{words}");
    }
}

#[test]
fn single_signs_dates_and_nonsense_are_answered() {
    let index =
        index(&[item(1, "耕地占用税", |item| item.text = "2022年5月起".to_owned()), item(2, "其他", |_| {})]);
    assert_eq!(ids(&find(&index, &query("税"))), [1]);
    assert_eq!(find(&index, &query("2023年5月")).total, Total::Exactly(2));
    assert_eq!(ids(&find(&index, &query("2022年5月"))), [1]);
    assert_eq!(ids(&find(&index, &query("2023年 耕地"))), [1]);
    for words in [
        "",
        "   ",
        "？",
        "的",
        "“”",
        "《》",
        "%_*'\"\\",
        "〔〕",
        "〔2023〕",
        "\u{0}",
        "🙂",
        &"长".repeat(5000),
    ] {
        find(&index, &query(words));
        index.suggest(words, &HotWords::default(), 5).unwrap();
    }
}

#[test]
fn with_one_wrong_sign_the_nearest_are_told() {
    let index = index(&[
        item(1, "失业保险金申领指南", |_| {}),
        item(2, "工伤保险缴费通知", |_| {}),
        item(3, "企业年金办法", |_| {}),
    ]);
    for words in ["失叶保险金申领", "失业保俭金", "失业保险金申令"] {
        let results = find(&index, &query(words));
        assert_eq!(ids(&results)[0], 1, "{words}");
        assert!(results.is_loosened, "{words}");
    }
}

#[test]
fn suggestions_come_by_signs_by_pinyin_and_by_initials() {
    let index = index(&[
        item(1, "社会保险补贴办法", |_| {}),
        item(2, "关于社保补贴的通知", |_| {}),
        item(3, "社保补贴办事指南", |_| {}),
        item(4, "银行账户管理", |_| {}),
        item(5, "绿色通道", |_| {}),
    ]);
    let first = |typed: &str| {
        index
            .suggest(typed, &HotWords::default(), 5)
            .unwrap()
            .into_iter()
            .map(|it| it.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(first("社保"), ["社保补贴办事指南", "关于社保补贴的通知"]);
    assert_eq!(first("社保补"), first("社保"));
    assert_eq!(first("sbbt"), first("社保"));
    assert_eq!(first("shebaobutie"), first("社保"));
    assert_eq!(first("shebaobut"), first("社保"));
    assert_eq!(first("SHEBAO"), first("社保"));
    assert_eq!(first("社會"), ["社会保险补贴办法"]);
    assert_eq!(first("补贴办法"), ["社会保险补贴办法"]);
    assert_eq!(first("yh"), ["银行账户管理"]);
    assert_eq!(first("yinhang"), ["银行账户管理"]);
    assert_eq!(first("lvse"), ["绿色通道"]);
    assert_eq!(first("社"), ["社保补贴办事指南", "社会保险补贴办法", "关于社保补贴的通知"]);
    assert_eq!(first("xyz"), [""; 0]);
}

#[test]
fn documents_are_suggested_by_the_beginning_of_their_number() {
    let numbered = |id: u64, title: &str, number: &str| {
        item(id, title, |item| {
            item.document_number = number.to_owned();
            item.index_number = format!("11370300004222395W/2023-0000{id}");
        })
    };
    let index = index(&[
        numbered(1, "就业补助办法", "淄人社发〔2023〕2号"),
        numbered(2, "培训管理办法", "淄人社发〔2023〕12号"),
        numbered(3, "考核细则", "淄人社发〔2022〕12号"),
        numbered(4, "招考公告", "淄人社字〔2023〕12号"),
        item(5, "淄人社发文目录", |_| {}),
        item(6, "贯彻淄人社发文要求的意见", |_| {}),
    ]);
    let first = |typed: &str| -> Vec<String> {
        let suggested = index.suggest(typed, &HotWords::default(), 8).unwrap();
        suggested.into_iter().map(|it| it.number.unwrap()).collect()
    };
    assert_eq!(
        first("淄人社发"),
        ["P5", "P3", "P2", "P1", "P6"],
        "titles that begin so, numbers, other titles"
    );
    for typed in ["淄人社发〔2023", "淄人社发[2023]", "淄人社发2023", "淄人社发（2023）", "淄人社发 2023"]
    {
        assert_eq!(first(typed), ["P2", "P1"], "{typed}");
    }
    assert_eq!(first("淄人社发〔20"), ["P3", "P2", "P1"]);
    assert_eq!(first("淄人社发〔2023〕1"), ["P2"], "a serial that goes on");
    for typed in ["淄人社发〔2023〕12号", "淄人社发2023年12号", "〔2023〕12号"] {
        assert_eq!(first(typed)[0], if typed.starts_with('〔') { "P4" } else { "P2" }, "{typed}");
    }
    assert!(first("淄人社发〔2023〕1号").is_empty() && first("淄人社发〔2021").is_empty());
    assert!(first("11370300").is_empty(), "numbers of the index are alike for all");
}

#[test]
fn hot_words_come_before_titles() {
    let index = index(&[item(1, "社保补贴办事指南", |_| {}), item(2, "社保卡", |_| {})]);
    let hot_words = HotWords::new(["灵活就业社保", "社保卡", "生育津贴"]);
    let first = |typed: &str| index.suggest(typed, &hot_words, 3).unwrap();
    let texts = |typed: &str| first(typed).into_iter().map(|it| it.text).collect::<Vec<_>>();
    assert_eq!(texts("社保"), ["社保卡", "灵活就业社保", "社保补贴办事指南"]);
    assert_eq!(texts("syjt"), ["生育津贴"]);
    assert_eq!(texts("shengyu"), ["生育津贴"]);
    assert_eq!(first("社保")[0].number, None);
    assert_eq!(first("社保")[2].number.as_deref(), Some("P1"));
}
