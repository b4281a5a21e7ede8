//! The cells of one table by themselves: negative, fractional, blank, with a remark, not readable.

use super::named;
use super::told::Told;
use crate::report::checks::codes;
use crate::report::{Cell, Finding};

/// The decimal places that 分 need in 万元.
const FEE_PLACES: u32 = 6;

/// Looks at the cells of one table by themselves: negative, fractional, blank, with a remark, not readable.
/// Tells whether anything is filled in.
pub(super) fn cells<'a>(
    table: &str,
    list: impl Iterator<Item = Told<'a>> + Clone,
    findings: &mut Vec<Finding>,
) -> bool {
    if list.clone().all(|told| *told.cell == Cell::Blank) {
        let message = format!("{table}没有填写任何数据，没有按0处理；没有发生的应当填“0”");
        findings.push(codes::BLANK_TABLE.finding(table, vec![], message, vec![]));
        return false;
    }
    let mut blank = Vec::new();
    for told in list {
        let finding = |code: codes::Code, values: Vec<(String, String)>, message: String| {
            code.finding(format!("{table} {}", told.name()), values, message, vec![told.place()])
        };
        match told.cell {
            Cell::Blank => blank.push(told),
            Cell::Text(text) => findings.push(finding(
                codes::TEXT_CELL,
                vec![named("原文", text)],
                format!("“{text}”带有单位或者备注，不能参加核对，应当只填数字"),
            )),
            Cell::Unread => {
                findings.push(finding(codes::UNREAD, vec![], "此处无法读取，涉及它的核对没有做".into()));
            }
            Cell::Number(n) => {
                let negative = n.is_sign_negative() && !n.is_zero();
                let value = || vec![named("数值", n)];
                if told.is_count && (negative || !n.fract().is_zero()) {
                    findings.push(finding(codes::COUNT, value(), format!("{n}不是非负整数")));
                } else if negative {
                    findings.push(finding(codes::FEE_AMOUNT, value(), format!("{n}为负数")));
                } else if !told.is_count && n.normalize().scale() > FEE_PLACES {
                    let message =
                        format!("{n}的小数超过{FEE_PLACES}位，以万元为单位精确到分不超过{FEE_PLACES}位");
                    findings.push(finding(codes::FEE_DIGITS, value(), message));
                }
            }
        }
    }
    if !blank.is_empty() {
        let first: Vec<String> = blank.iter().take(3).map(|told| told.name()).collect();
        let message = format!(
            "{}个单元格没有填数字（{}{}），除总计外求和时按0计；没有发生的应当填“0”",
            blank.len(),
            first.join("；"),
            if blank.len() > 3 { "等" } else { "" },
        );
        let values = vec![named("空白单元格", blank.len())];
        let places = blank.into_iter().map(Told::place).collect();
        findings.push(codes::EMPTY_CELLS.finding(table, values, message, places));
    }
    true
}
