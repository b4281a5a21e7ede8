//! What a budget or a final account says in its table, as a chart shows it (预算决算的图). 《条例》第20条第（七）项

use std::iter::Peekable;

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

/// So many items a chart shows; of more, the largest.
const MOST: usize = 15;
/// What amounts are given in, as tables write it, with how many 元 it is; the longest name first.
const UNITS: [(&str, u32); 4] = [("亿元", 100_000_000), ("万元", 10_000), ("千元", 1_000), ("元", 1)];

/// Items of a budget with their amounts, in whole units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// 万元, 元 …
    pub unit: &'static str,
    /// Item and amount, in the order of the table.
    pub items: Vec<(String, u64)>,
    /// Whether the table has more items than these.
    pub has_more: bool,
}

/// The amounts of the first table of a text that names its unit, with the cells of a row parted by tabs; sums are left
/// out. None where no table is one of items and amounts: nothing is guessed.
pub fn amounts(text: &str) -> Option<Amounts> {
    let mut lines = text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        if !line.contains('\t') {
            before = line;
            continue;
        }
        let rows = table(line, &mut lines);
        if let Some(found) = of_table(before, &rows) {
            return Some(found);
        }
    }
    None
}

/// A row and those that follow it.
fn table<'a>(first: &'a str, lines: &mut Peekable<std::str::Lines<'a>>) -> Vec<Vec<&'a str>> {
    let mut rows = vec![first];
    while let Some(line) = lines.next_if(|line| line.contains('\t')) {
        rows.push(line);
    }
    rows.into_iter().map(|row| row.split('\t').map(str::trim).collect()).collect()
}

fn of_table(before: &str, rows: &[Vec<&str>]) -> Option<Amounts> {
    let head = rows.first()?;
    let named = |text: &str| UNITS.into_iter().find(|(name, _)| text.contains(name));
    let (unit, yuan) = head.iter().find_map(|cell| named(cell)).or_else(|| named(before))?;
    // A column of amounts is one whose head names the unit, or the first one with numbers below its head.
    let is_amounts = |column: usize| {
        rows.iter().skip(1).filter(|row| row.get(column).is_some_and(|cell| number(cell).is_some())).count()
            > 1
    };
    let by_head = (1..head.len()).find(|column| named(head[*column]).is_some() && is_amounts(*column));
    let column = by_head.or_else(|| (1..head.len()).find(|column| is_amounts(*column)))?;
    let item = |row: &Vec<&str>| {
        let label = row[..column.min(row.len())]
            .iter()
            .rev()
            .find(|cell| !cell.is_empty() && number(cell).is_none())?;
        let amount = number(row.get(column)?)?;
        let is_sum = ["合计", "总计", "小计"].iter().any(|word| label.contains(word));
        (!is_sum && amount.is_sign_positive() && !amount.is_zero()).then(|| ((*label).to_owned(), amount))
    };
    let mut items: Vec<(String, Decimal)> = rows.iter().skip(1).filter_map(item).collect();
    if items.len() < 2 {
        return None;
    }
    let has_more = items.len() > MOST;
    if has_more {
        let mut sizes: Vec<Decimal> = items.iter().map(|(_, amount)| *amount).collect();
        sizes.sort_by(|one, other| other.cmp(one));
        let least = sizes[MOST - 1];
        items.retain(|(_, amount)| *amount >= least);
        items.truncate(MOST);
    }
    // Small numbers are shown in 元: half of them would be gone in whole units.
    let is_small = items.iter().any(|(_, amount)| *amount < Decimal::from(10) && !amount.fract().is_zero());
    let (unit, times) = if is_small { ("元", Decimal::from(yuan)) } else { (unit, Decimal::ONE) };
    let whole =
        |(label, amount): (String, Decimal)| Some((label, rounded(amount.checked_mul(times)?).to_u64()?));
    Some(Amounts { unit, items: items.into_iter().map(whole).collect::<Option<_>>()?, has_more })
}

/// To whole units, halves up (四舍五入).
fn rounded(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// A number as budgets write it: `1,234.50`.
fn number(cell: &str) -> Option<Decimal> {
    let digits = cell.replace([',', '，', ' '], "");
    digits.starts_with(|first: char| first.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<(String, u64)> {
        amounts(text).map(|found| found.items).unwrap_or_default()
    }

    #[test]
    fn items_and_amounts_come_from_the_first_table_that_names_its_unit() {
        let text =
            "收支总表\n单位：万元\n项目\t预算数\n基本支出\t1,234.50\n项目支出\t987\n支出总计\t2,221.50\n说明";
        let found = amounts(text).unwrap();
        assert_eq!((found.unit, found.has_more), ("万元", false));
        assert_eq!(found.items, [("基本支出".to_owned(), 1235), ("项目支出".to_owned(), 987)]);
        let text = "科目编码\t科目名称\t金额（万元）\n208\t社会保障和就业支出\t300\n221\t住房保障支出\t45\n合计\t\t345";
        assert_eq!(items(text), [("社会保障和就业支出".to_owned(), 300), ("住房保障支出".to_owned(), 45)]);
    }

    #[test]
    fn small_amounts_are_shown_in_yuan() {
        let found = amounts("单位：万元\n项目\t数\n公务接待费\t0.85\n公务用车\t12").unwrap();
        assert_eq!(found.unit, "元");
        assert_eq!(found.items, [("公务接待费".to_owned(), 8_500), ("公务用车".to_owned(), 120_000)]);
    }

    #[test]
    fn of_many_items_the_largest_are_shown_in_their_order() {
        let rows: String = (1..=40).map(|nth| format!("项目{nth}\t{}\n", nth * 10)).collect();
        let found = amounts(&format!("单位：万元\n项目\t预算数\n{rows}")).unwrap();
        assert!(found.has_more);
        assert_eq!(found.items.len(), MOST);
        assert_eq!(found.items[0], ("项目26".to_owned(), 260));
    }

    #[test]
    fn nothing_is_guessed() {
        for text in [
            "",
            "没有表",
            "项目\t数量\n培训\t12\n讲座\t30",
            "单位：万元\n项目\t说明\n培训\t见附件\n讲座\t无",
            "单位：万元\n项目\t预算数\n培训\t12",
            "单位：万元\n项目\t预算数\n培训\t-12\n讲座\t-3",
            "单位：万元\n项目\t预算数\n培训\t99999999999999999999999999\n讲座\t99999999999999999999999999",
        ] {
            assert_eq!(items(text), [], "{text}");
        }
    }
}
