//! What a budget or a final account says in its table, as a chart shows it (预算决算的图). 《条例》第20条第（七）项

use std::iter::Peekable;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// So many items a chart shows; of more, the largest.
const MOST: usize = 15;
/// What amounts are given in, as tables write it; the longest name first.
const UNITS: [&str; 4] = ["亿元", "万元", "千元", "元"];
/// Parts of a unit that lengths of bars are told apart by.
const PARTS: u32 = 10_000;

/// Items of a budget with their amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// 万元, 元 …
    pub unit: &'static str,
    /// The head of their column.
    pub column: String,
    /// In the order of the table.
    pub items: Vec<Amount>,
    /// Whether the table has more items than these.
    pub has_more: bool,
}

/// An item of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// What it is for.
    pub item: String,
    /// The amount as the table writes it.
    pub written: String,
    /// The amount in ten-thousandths of a unit.
    pub size: u64,
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
    let named = |text: &str| UNITS.into_iter().find(|name| text.contains(name));
    let unit = head.iter().find_map(|cell| named(cell)).or_else(|| named(before))?;
    // A column of amounts is one whose head names the unit, or the first one with numbers below its head.
    let is_amounts = |column: usize| {
        rows.iter().skip(1).filter(|row| row.get(column).is_some_and(|cell| number(cell).is_some())).count()
            > 1
    };
    let by_head = (1..head.len()).find(|column| named(head[*column]).is_some() && is_amounts(*column));
    let column = by_head.or_else(|| (1..head.len()).find(|column| is_amounts(*column)))?;
    let mut items: Vec<_> = rows.iter().skip(1).filter_map(|row| item(row, column)).collect();
    // A bar cannot show what is taken away.
    if items.len() < 2 || items.iter().any(|(_, _, amount)| amount.is_sign_negative()) {
        return None;
    }
    let has_more = items.len() > MOST;
    if has_more {
        let mut sizes: Vec<Decimal> = items.iter().map(|(_, _, amount)| *amount).collect();
        sizes.sort_by(|one, other| other.cmp(one));
        let least = sizes[MOST - 1];
        items.retain(|(_, _, amount)| *amount >= least);
        items.truncate(MOST);
    }
    let amount = |(item, written, amount): (&str, &str, Decimal)| {
        let size = amount.checked_mul(PARTS.into())?.round().to_u64()?;
        Some(Amount { item: item.to_owned(), written: written.to_owned(), size })
    };
    let items = items.into_iter().map(amount).collect::<Option<_>>()?;
    Some(Amounts { unit, column: head[column].to_owned(), items, has_more })
}

/// Item and amount of a row, as it is written and as a number; none where the row is a sum or nothing.
fn item<'a>(row: &[&'a str], column: usize) -> Option<(&'a str, &'a str, Decimal)> {
    let before = &row[..column.min(row.len())];
    let label = *before.iter().rev().find(|cell| !cell.is_empty() && number(cell).is_none())?;
    let written = *row.get(column)?;
    let amount = number(written)?;
    let is_sum = ["合计", "总计", "小计"].iter().any(|word| label.contains(word));
    (!is_sum && !amount.is_zero()).then_some((label, written, amount))
}

/// A number as budgets write it: `1,234.50`, `-20.5`, `(20.5)`.
fn number(cell: &str) -> Option<Decimal> {
    let digits = cell.replace([',', '，', ' '], "").replace(['−', '－'], "-");
    let inner = digits.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let digits = inner.map(|inner| format!("-{inner}")).unwrap_or(digits);
    let first = digits.trim_start_matches('-').chars().next()?;
    first.is_ascii_digit().then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<(String, String)> {
        let items = amounts(text).map(|found| found.items).unwrap_or_default();
        items.into_iter().map(|one| (one.item, one.written)).collect()
    }

    fn said(items: &[(&str, &str)]) -> Vec<(String, String)> {
        items.iter().map(|(item, written)| ((*item).to_owned(), (*written).to_owned())).collect()
    }

    #[test]
    fn items_and_amounts_come_from_the_first_table_that_names_its_unit() {
        let text =
            "收支总表\n单位：万元\n项目\t预算数\n基本支出\t1,234.50\n项目支出\t987\n支出总计\t2,221.50\n说明";
        let found = amounts(text).unwrap();
        assert_eq!((found.unit, found.column.as_str(), found.has_more), ("万元", "预算数", false));
        assert_eq!(items(text), said(&[("基本支出", "1,234.50"), ("项目支出", "987")]));
        let text = "科目编码\t科目名称\t金额（万元）\n208\t社会保障和就业支出\t300\n221\t住房保障支出\t45\n合计\t\t345";
        assert_eq!(items(text), said(&[("社会保障和就业支出", "300"), ("住房保障支出", "45")]));
    }

    #[test]
    fn amounts_stay_as_the_table_writes_them_and_bars_as_long_as_they_are() {
        let found = amounts("单位：万元\n项目\t数\n工资\t1234.56\n接待\t0.4\n用车\t0").unwrap();
        assert_eq!(found.unit, "万元");
        let sizes: Vec<_> = found.items.iter().map(|one| (one.written.as_str(), one.size)).collect();
        assert_eq!(sizes, [("1234.56", 12_345_600), ("0.4", 4_000)]);
    }

    #[test]
    fn of_many_items_the_largest_are_shown_in_their_order() {
        let rows: String = (1..=40).map(|nth| format!("项目{nth}\t{}\n", nth * 10)).collect();
        let found = amounts(&format!("单位：万元\n项目\t预算数\n{rows}")).unwrap();
        assert!(found.has_more);
        assert_eq!(found.items.len(), MOST);
        assert_eq!(found.items[0].item, "项目26");
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
            "单位：万元\n项目\t预算数\n培训\t12\n讲座\t3\n结余\t－20.5",
            "单位：万元\n项目\t预算数\n培训\t12\n讲座\t3\n结余\t（20.5）",
            "单位：万元\n项目\t预算数\n培训\t99999999999999999999999999\n讲座\t99999999999999999999999999",
        ] {
            assert_eq!(items(text), [], "{text}");
        }
    }
}
