//! Labels of the statutory form as published pages print them: normalised, and found by likeness.

use std::sync::LazyLock;

/// Characters that reports in traditional script use in place of the form's. Variation 15.
const TRADITIONAL: &str = "規规範范訊讯資资開开報报無无請请數数關关處处費费業业構构會会務务機机組组織织總总計计屬属於于國国祕秘護护權权類类內内過过執执與与項项續续繼继轉转結结維维糾纠審审議议訴诉訟讼複复復复覆复經经後后徵征強强\
製制發发廢废現现檔档單单億亿萬万顯显據据個个責责質质問问進进際际應应門门間间區区縣县廳厅廣广東东號号該该說说檢检當当雙双實实標标時时證证對对導导買买採采購购額额減减舉举獲获認认確确補补穩稳險险從从爲为\
為为種种點点線线級级協协辦办條条歸归圖图書书專专場场黨党領领優优團团體体傳传電电話话統统網网頁页鎮镇鄉乡衛卫寧宁濟济蘇苏滬沪遼辽陝陕貴贵雲云臺台灣湾龍龙馬马鳳凤華华漢汉潔洁淨净歷历變变聯联絡络隊队員员\
財财稅税監监動动勞劳環环設设農农糧粮氣气兩两學学習习舊旧錯错顧顾繳缴納纳產产營营異异壞坏嚴严夠够願愿積积極极準准備备衝冲決决滿满並并麗丽樣样樓楼齊齐還还給给連连選选適适遞递郵邮鑒鉴鑑鉴録录錄录長长陳陈\
陽阳陰阴飛飞館馆驗验鹽盐黃黄齡龄誤误調调談谈論论識识譯译讀读讓让贊赞車车軍军較较輔辅運运違违遠远遺遗鐵铁銀银鋼钢鍵键鏈链閉闭閱阅隨随難难響响順顺須须顆颗題题風风飯饭餘余駐驻魯鲁鮮鲜麥麦幾几庫库廠厂彙汇\
匯汇徑径態态戶户撥拨擇择擔担擬拟擴扩攝摄敗败斷断晉晋曉晓暫暂術术楊杨榮荣橋桥歲岁沒没測测滅灭溫温滯滞潤润澤泽灘滩煙烟熱热牽牵犧牺狀状獎奖獨独獻献瑪玛畢毕盡尽盤盘眾众礎础禮礼稱称窮穷競竞筆笔築筑簡简籤签\
簽签籌筹紀纪約约紅红純纯紙纸紛纷細细終终絕绝編编緊紧緒绪緩缓縮缩罰罚聲声職职聽听膠胶臨临艱艰藝艺藥药裝装褲裤覺觉覽览觀观訂订訓训託托記记訪访許许評评詞词詢询試试詳详誠诚誰谁";

/// Terms that change with the script.
const TERMS: [(&str, &str); 4] = [("资讯", "信息"), ("讯息", "信息"), ("档案", "文件"), ("报告书", "报告")];

/// The simplified form of each character of the main block.
static SIMPLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{4e00}'..='\u{9fff}').collect();
    let chars: Vec<char> = TRADITIONAL.chars().collect();
    for pair in chars.chunks_exact(2) {
        if let Some(entry) = (pair[0] as usize).checked_sub(0x4e00).and_then(|at| table.get_mut(at)) {
            *entry = pair[1];
        }
    }
    table
});

fn simplified(c: char) -> char {
    (c as usize).checked_sub(0x4e00).and_then(|at| SIMPLE.get(at)).copied().unwrap_or(c)
}

/// A text as labels are compared: half-width, simplified, without blanks, quotes, brackets and points.
/// Digits stay.
pub(crate) fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    add_normal(text, &mut plain);
    plain
}

/// Adds a text as labels are compared.
pub(crate) fn add_normal(text: &str, plain: &mut String) {
    let start = plain.len();
    let mut foreign = false;
    let mut newer = false;
    let mut chars = text.chars();
    let mut first = true;
    while let Some(c) = chars.next() {
        // A bracketed second form of the character before: `规(規)`. Variation 15.
        if matches!(c, '(' | '（') && !first {
            let mut ahead = chars.clone();
            if let (Some(inner), Some(')' | '）')) = (ahead.next(), ahead.next())
                && !"一二三四五六七八九十".contains(inner)
                && !inner.is_ascii_digit()
                && is_han(inner)
            {
                chars = ahead;
                continue;
            }
        }
        first = false;
        let mapped = match c {
            '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
            other => other,
        };
        if mapped.is_ascii_digit() {
            plain.push(mapped);
        } else if is_han(mapped) {
            let simple = simplified(mapped);
            foreign |= simple != mapped;
            newer |= simple == '资';
            plain.push(simple);
        } else if mapped.is_alphabetic() || mapped == '?' || mapped == '\u{fffd}' {
            plain.push(mapped);
        }
    }
    let added = &plain[start..];
    if foreign || (newer && added.contains("资讯")) {
        let changed = TERMS.iter().fold(added.to_owned(), |text, (term, ours)| text.replace(term, ours));
        plain.truncate(start);
        plain.push_str(&changed);
    }
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// How many insertions, deletions and replacements part two texts.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

/// The likeness of two texts, 1 for equal ones; nothing where it is less than `least`.
pub(crate) fn likeness(a: &str, b: &str, least: f64) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    let (length_a, length_b) = (a.chars().count(), b.chars().count());
    let longest = length_a.max(length_b);
    let like = |differences: usize| 1.0 - differences as f64 / longest as f64;
    // Texts differ at least by what one is longer than the other, and by what the longer one has alone.
    if like(length_a.abs_diff(length_b)) < least {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut left = b.clone();
    let common =
        a.iter().filter(|c| left.iter().position(|x| x == *c).map(|at| left.swap_remove(at)).is_some());
    if like(longest - common.count()) < least {
        return None;
    }
    Some(like(distance(&a, &b))).filter(|like| *like >= least)
}

/// The stretch of `text` most like `label` with at most `allowed` differences: start, end, differences.
pub(crate) fn find_like(text: &[char], label: &[char], allowed: usize) -> Option<(usize, usize, usize)> {
    if label.is_empty() {
        return None;
    }
    // Sellers' algorithm; beside the cost the start of the stretch is carried along.
    let mut column: Vec<(usize, usize)> = (0..=label.len()).map(|cost| (cost, 0)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for (at, c) in text.iter().enumerate() {
        let mut corner = column[0];
        column[0] = (0, at + 1);
        for (i, l) in label.iter().enumerate() {
            let replaced = (corner.0 + usize::from(l != c), corner.1);
            corner = column[i + 1];
            let inserted = (column[i + 1].0 + 1, column[i + 1].1);
            let deleted = (column[i].0 + 1, column[i].1);
            column[i + 1] = replaced.min(inserted).min(deleted);
        }
        let (cost, start) = column[label.len()];
        if cost <= allowed && best.is_none_or(|(_, _, before)| cost < before) {
            best = Some((start, at + 1, cost));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_by_differences_however_early_it_is_told() {
        let labels = [
            "",
            "规章",
            "规范性文件",
            "行政规范性文件",
            "行政事业性收费",
            "收费行政事业性",
            "文件规范性",
            "年度报告",
        ];
        for a in labels {
            for b in labels {
                let (chars_a, chars_b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
                let longest = chars_a.len().max(chars_b.len()).max(1);
                let full = 1.0 - distance(&chars_a, &chars_b) as f64 / longest as f64;
                for least in [0.0, 0.4, 0.65, 0.7, full, 0.9] {
                    let expected = (full >= least).then_some(full);
                    assert_eq!(likeness(a, b, least), expected, "{a} {b} {least}");
                }
            }
        }
    }

    #[test]
    fn text_before_a_label_is_not_touched() {
        let mut text = String::from("档案资讯");
        add_normal("規（规）範性檔案", &mut text);
        assert_eq!(text, "档案资讯规范性文件");
        assert_eq!(normal("（规）资金 档案"), "规资金档案");
    }
}
