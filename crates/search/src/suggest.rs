//! Titles that may be meant by what was typed so far of them, or of the number of their document.

use std::collections::HashSet;

use tantivy::collector::TopDocs;
use tantivy::query::{PhrasePrefixQuery, Query};
use tantivy::schema::Value as _;
use tantivy::{Order, Searcher, TantivyDocument, Term};

use crate::fold::folded;
use crate::hot_words::HotWords;
use crate::ladder::{phrase, scored};
use crate::number;
use crate::query::Suggestion;
use crate::schema::{Fields, PUBLISHED_AT};
use crate::tokens::{START, pair_of_syllables};
use crate::understand::{Part, parts};
use crate::units::{is_chinese, units};

/// What is typed longer than this is no beginning, in signs.
const LONGEST: usize = 40;

/// Titles that say the same are told once; so many more are looked at for each that is told.
const SPARE: usize = 3;

/// Syllables that an unfinished one may become.
const ENDINGS: u32 = 60;

/// Numbers of documents that what was typed may become.
const NUMBERS: u32 = 1000;

/// Suggests titles.
pub(crate) fn suggest(
    searcher: &Searcher,
    fields: Fields,
    typed: &str,
    hot_words: &HotWords,
    limit: usize,
) -> tantivy::Result<Vec<Suggestion>> {
    let typed: String = folded(typed).trim().chars().take(LONGEST).collect();
    let mut questions = if typed.is_empty() || limit == 0 {
        Vec::new()
    } else if typed.chars().any(is_chinese) {
        by_signs(fields, &typed)
    } else {
        let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
        by_pinyin(fields, &letters)
    };
    if let Some(question) = by_number(fields, &typed).filter(|_| limit > 0) {
        // Behind the titles that begin so, before those that have it somewhere.
        questions.insert(questions.len().min(1), question);
    }
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    for word in hot_words.like(&typed).take(limit) {
        if seen.insert(folded(word)) {
            suggestions.push(Suggestion { text: word.to_owned(), number: None });
        }
    }
    for question in questions {
        if suggestions.len() >= limit {
            break;
        }
        let collector =
            TopDocs::with_limit(limit * SPARE).order_by_fast_field::<i64>(PUBLISHED_AT, Order::Desc);
        for (_, address) in searcher.search(&question, &collector)? {
            let document: TantivyDocument = searcher.doc(address)?;
            let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
            let title = text(fields.shown_title);
            if suggestions.len() < limit && seen.insert(folded(title)) {
                let number = Some(text(fields.number).to_owned());
                suggestions.push(Suggestion { text: title.to_owned(), number });
            }
        }
    }
    Ok(suggestions)
}

/// Documents whose number (发文字号) begins so.
fn by_number(fields: Fields, typed: &str) -> Option<Box<dyn Query>> {
    let term = Term::from_field_text(fields.keys, &number::beginning(typed)?);
    // One term alone is the beginning of terms.
    let mut query = PhrasePrefixQuery::new(vec![term]);
    query.set_max_expansions(NUMBERS);
    Some(Box::new(query))
}

/// Titles that begin with the signs, then those that have them.
fn by_signs(fields: Fields, typed: &str) -> Vec<Box<dyn Query>> {
    let within = parts(typed);
    let Some(first) = units(typed).first().map(|unit| unit.text(typed).to_owned()) else { return Vec::new() };
    let mut beginning = vec![Part { position: 0, text: format!("{START}{first}"), is_pair: true }];
    let is_one = matches!(within.as_slice(), [part] if !part.is_pair);
    if !is_one {
        beginning.extend(within.iter().map(|part| Part { position: part.position + 1, ..part.clone() }));
    }
    vec![phrase(fields.title, &beginning), phrase(fields.title, &within)]
}

/// Titles by their syllables, the last of which may be unfinished, then by their initials.
fn by_pinyin(fields: Fields, letters: &str) -> Vec<Box<dyn Query>> {
    let mut questions: Vec<Box<dyn Query>> = Vec::new();
    if let Some((whole, rest)) = syllables(letters) {
        let start = START.to_string();
        for begins in [true, false] {
            let mut before = begins.then_some(start.as_str());
            let mut terms: Vec<(usize, Term)> = Vec::new();
            for (index, syllable) in whole.iter().enumerate() {
                let token = before.map(|before| (index, pair_of_syllables(before, syllable)));
                // A syllable alone is told by itself only where no pair tells it.
                let token = token.or_else(|| (whole.len() == 1).then(|| (index + 1, (*syllable).to_owned())));
                terms.extend(token.map(|(at, text)| (at, Term::from_field_text(fields.syllables, &text))));
                before = Some(syllable);
            }
            if rest.is_empty() {
                questions.extend(match terms.len() {
                    0 => None,
                    1 => Some(scored(terms.remove(0).1)),
                    _ => {
                        Some(Box::new(tantivy::query::PhraseQuery::new_with_offset(terms)) as Box<dyn Query>)
                    }
                });
            } else if let Some(last) = whole.last() {
                // The library wants the unfinished term directly behind another one.
                terms.retain(|(at, _)| *at < whole.len());
                terms.push((whole.len(), Term::from_field_text(fields.syllables, last)));
                terms.push((whole.len() + 1, Term::from_field_text(fields.syllables, rest)));
                let mut query = PhrasePrefixQuery::new_with_offset(terms);
                query.set_max_expansions(ENDINGS);
                questions.push(Box::new(query));
            }
        }
    }
    questions.extend(by_initials(fields, letters));
    questions
}

fn by_initials(fields: Fields, letters: &str) -> Vec<Box<dyn Query>> {
    let letters: Vec<char> = letters.chars().collect();
    if letters.len() < 2 {
        return Vec::new();
    }
    let grams = |letters: &[char]| {
        let length = letters.len().min(3);
        let grams = letters.windows(length).enumerate();
        let parts: Vec<Part> = grams
            .map(|(position, gram)| Part { position, text: gram.iter().collect(), is_pair: false })
            .collect();
        phrase(fields.initials, &parts)
    };
    let beginning: Vec<char> = std::iter::once(START).chain(letters.iter().copied()).collect();
    vec![grams(&beginning), grams(&letters)]
}

/// Letters as syllables of pinyin and an unfinished one; the fewest syllables, the longest first.
fn syllables(letters: &str) -> Option<(Vec<&str>, &str)> {
    fn read<'a>(letters: &'a str, taken: &mut Vec<&'a str>) -> Option<&'a str> {
        if letters.is_empty()
            || SYLLABLES.iter().any(|syllable| syllable.starts_with(letters) && *syllable != letters)
                && !is_syllable(letters)
        {
            return Some(letters);
        }
        for length in (1..=letters.len().min(6)).rev() {
            let (Some(syllable), Some(behind)) = (letters.get(..length), letters.get(length..)) else {
                continue;
            };
            if is_syllable(syllable) {
                taken.push(syllable);
                if let Some(rest) = read(behind, taken) {
                    return Some(rest);
                }
                taken.pop();
            }
        }
        None
    }
    let mut taken = Vec::new();
    let rest = read(letters, &mut taken)?;
    (!taken.is_empty()).then_some((taken, rest))
}

fn is_syllable(letters: &str) -> bool {
    SYLLABLES.contains(&letters)
}

/// The syllables of pinyin.
const SYLLABLES: [&str; 412] = [
    "a", "ai", "an", "ang", "ao", "ba", "bai", "ban", "bang", "bao", "bei", "ben", "beng", "bi", "bian",
    "biao", "bie", "bin", "bing", "bo", "bu", "ca", "cai", "can", "cang", "cao", "ce", "cen", "ceng", "cha",
    "chai", "chan", "chang", "chao", "che", "chen", "cheng", "chi", "chong", "chou", "chu", "chua", "chuai",
    "chuan", "chuang", "chui", "chun", "chuo", "ci", "cong", "cou", "cu", "cuan", "cui", "cun", "cuo", "da",
    "dai", "dan", "dang", "dao", "de", "dei", "den", "deng", "di", "dia", "dian", "diao", "die", "ding",
    "diu", "dong", "dou", "du", "duan", "dui", "dun", "duo", "e", "ei", "en", "eng", "er", "fa", "fan",
    "fang", "fei", "fen", "feng", "fo", "fou", "fu", "ga", "gai", "gan", "gang", "gao", "ge", "gei", "gen",
    "geng", "gong", "gou", "gu", "gua", "guai", "guan", "guang", "gui", "gun", "guo", "ha", "hai", "han",
    "hang", "hao", "he", "hei", "hen", "heng", "hong", "hou", "hu", "hua", "huai", "huan", "huang", "hui",
    "hun", "huo", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiong", "jiu", "ju", "juan",
    "jue", "jun", "ka", "kai", "kan", "kang", "kao", "ke", "kei", "ken", "keng", "kong", "kou", "ku", "kua",
    "kuai", "kuan", "kuang", "kui", "kun", "kuo", "la", "lai", "lan", "lang", "lao", "le", "lei", "leng",
    "li", "lia", "lian", "liang", "liao", "lie", "lin", "ling", "liu", "lo", "long", "lou", "lu", "luan",
    "lun", "luo", "lv", "lve", "ma", "mai", "man", "mang", "mao", "me", "mei", "men", "meng", "mi", "mian",
    "miao", "mie", "min", "ming", "miu", "mo", "mou", "mu", "na", "nai", "nan", "nang", "nao", "ne", "nei",
    "nen", "neng", "ni", "nian", "niang", "niao", "nie", "nin", "ning", "niu", "nong", "nou", "nu", "nuan",
    "nun", "nuo", "nv", "nve", "o", "ou", "pa", "pai", "pan", "pang", "pao", "pei", "pen", "peng", "pi",
    "pian", "piao", "pie", "pin", "ping", "po", "pou", "pu", "qi", "qia", "qian", "qiang", "qiao", "qie",
    "qin", "qing", "qiong", "qiu", "qu", "quan", "que", "qun", "ran", "rang", "rao", "re", "ren", "reng",
    "ri", "rong", "rou", "ru", "rua", "ruan", "rui", "run", "ruo", "sa", "sai", "san", "sang", "sao", "se",
    "sen", "seng", "sha", "shai", "shan", "shang", "shao", "she", "shei", "shen", "sheng", "shi", "shou",
    "shu", "shua", "shuai", "shuan", "shuang", "shui", "shun", "shuo", "si", "song", "sou", "su", "suan",
    "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao", "te", "tei", "teng", "ti", "tian", "tiao", "tie",
    "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen",
    "weng", "wo", "wu", "xi", "xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu",
    "xuan", "xue", "xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yo", "yong", "you", "yu",
    "yuan", "yue", "yun", "za", "zai", "zan", "zang", "zao", "ze", "zei", "zen", "zeng", "zha", "zhai",
    "zhan", "zhang", "zhao", "zhe", "zhei", "zhen", "zheng", "zhi", "zhong", "zhou", "zhu", "zhua", "zhuai",
    "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong", "zou", "zu", "zuan", "zui", "zun", "zuo",
];
