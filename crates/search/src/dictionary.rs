//! Chinese words. What the dictionary lacks or cuts wrongly is still found by pairs of signs; it only ranks lower.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::units::is_chinese;

/// Words of the field that the general dictionary does not have.
const OWN_WORDS: [&str; 28] = [
    "依申请公开",
    "主动公开",
    "政府信息",
    "政务公开",
    "规范性文件",
    "行政复议",
    "行政诉讼",
    "灵活就业",
    "失业保险金",
    "失业保险",
    "工伤保险",
    "医疗保险",
    "养老保险",
    "生育保险",
    "社会保险",
    "社会保障",
    "人力资源",
    "公益性岗位",
    "职业技能",
    "创业担保贷款",
    "高校毕业生",
    "劳动合同",
    "劳动仲裁",
    "最低工资",
    "公积金",
    "社保",
    "医保",
    "人社局",
];

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in OWN_WORDS {
        jieba.add_word(word, None, None);
    }
    jieba
});

/// Whether the dictionary has a word.
pub(crate) fn has(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// The words of a folded text, as their first byte and the one behind the last; signs alone are among them.
pub(crate) fn cut(folded: &str) -> Vec<(usize, usize)> {
    JIEBA.cut(folded, false).into_iter().map(|token| (token.byte_start, token.byte_end)).collect()
}

/// Tells every word of two signs or more in a folded text, long ones also by the words within them.
pub(crate) fn words(folded: &str, mut tell: impl FnMut(&str)) {
    for token in JIEBA.cut_for_search(folded, false) {
        let mut signs = token.word.chars();
        if signs.next().is_some_and(is_chinese)
            && signs.next().is_some()
            && token.word.chars().all(is_chinese)
        {
            tell(token.word);
        }
    }
}
