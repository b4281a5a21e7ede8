//! The tables of a report out of JSON; what cannot be read of them is told with its place.

use rust_decimal::Decimal;
use serde_json::Value;
use statute::report::{
    COLUMNS, Cell, Part2, Part2Trial, Part3, Part4, REMEDY_COLUMNS, Row, Stock, TrialItems, TrialStock,
};

use crate::read::{Problem, cell_value};

/// What stands in the way of reading a value, with its place.
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, place: &str, message: String) -> Cell {
        self.problems.push(Problem { place: place.to_owned(), message });
        Cell::Unread
    }

    fn cell(&mut self, value: Option<&Value>, place: &str) -> Cell {
        match value {
            None | Some(Value::Null) => Cell::Blank,
            Some(Value::Number(n)) => {
                let text = n.to_string();
                match text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)) {
                    Ok(n) => Cell::Number(n.normalize()),
                    Err(_) => self.problem(place, format!("此处无法读取：“{text}”")),
                }
            }
            Some(Value::String(text)) => match cell_value(text) {
                Cell::Unread => self.problem(place, format!("此处无法读取：“{text}”")),
                cell => cell,
            },
            Some(other) => self.problem(place, format!("此处无法读取：“{other}”，应为数字、文字或null")),
        }
    }

    fn field(&mut self, value: &Value, path: &[&str], place: &str) -> Cell {
        let mut at = Some(value);
        for key in path {
            at = at.and_then(|value| value.get(key));
        }
        self.cell(at, &format!("{place}，{}", path.join("，")))
    }

    fn cells<const N: usize>(&mut self, value: &Value, place: &str, columns: [&str; N]) -> [Cell; N] {
        match value.as_array() {
            Some(cells) if cells.len() == N => {
                std::array::from_fn(|at| self.cell(Some(&cells[at]), &format!("{place}，{}", columns[at])))
            }
            _ if value.is_null() => std::array::from_fn(|_| Cell::Blank),
            other => {
                let count = other.map_or(0, Vec::len);
                self.problem(place, format!("此处无法读取：应有{N}个数值，读到{count}个"));
                std::array::from_fn(|_| Cell::Unread)
            }
        }
    }

    /// Table two in the form of 2021.
    pub(super) fn part2(&mut self, value: &Value) -> Part2 {
        let mut stock = |name: &str| Stock {
            made: self.field(value, &[name, "制发"], "表二"),
            repealed: self.field(value, &[name, "废止"], "表二"),
            in_force: self.field(value, &[name, "有效"], "表二"),
        };
        let (rules, normative_documents) = (stock("规章"), stock("行政规范性文件"));
        Part2 {
            rules,
            normative_documents,
            licences: self.field(value, &["行政许可"], "表二"),
            punishments: self.field(value, &["行政处罚"], "表二"),
            coercions: self.field(value, &["行政强制"], "表二"),
            fees: self.field(value, &["行政事业性收费"], "表二"),
        }
    }

    /// Table two in the form of 2019.
    pub(super) fn part2_trial(&mut self, value: &Value) -> Part2Trial {
        let mut stock = |name: &str| TrialStock {
            made: self.field(value, &[name, "本年新制作"], "表二"),
            published: self.field(value, &[name, "本年新公开"], "表二"),
            total_published: self.field(value, &[name, "对外公开总数"], "表二"),
        };
        let (rules, normative_documents) = (stock("规章"), stock("规范性文件"));
        let mut items = |name: &str| TrialItems {
            items_last_year: self.field(value, &[name, "上一年项目"], "表二"),
            change: self.field(value, &[name, "本年增减"], "表二"),
            decisions: self.field(value, &[name, "处理决定"], "表二"),
        };
        Part2Trial {
            rules,
            normative_documents,
            licences: items("行政许可"),
            other_services: items("其他对外管理服务事项"),
            punishments: items("行政处罚"),
            coercions: items("行政强制"),
            fees: (
                self.field(value, &["行政事业性收费", "上一年项目"], "表二"),
                self.field(value, &["行政事业性收费", "本年增减"], "表二"),
            ),
            procurement: (
                self.field(value, &["政府集中采购", "采购项目"], "表二"),
                self.field(value, &["政府集中采购", "采购总金额"], "表二"),
            ),
        }
    }

    /// Table three in the form its rows tell; none where there are no rows at all.
    pub(super) fn part3(&mut self, value: &Value) -> Option<Part3> {
        let rows = value.get("rows").unwrap_or(value).as_object()?;
        let merged = rows.keys().any(|key| Row::from_key(key) == Some(Row::OtherHandlingMerged));
        let mut part = if merged { Part3::blank_2019() } else { Part3::blank_2021() };
        let mut seen = Vec::new();
        for (key, cells) in rows {
            let place = format!("表三，{key}");
            match Row::from_key(key).and_then(|row| part.row_mut(row).map(|slot| (row, slot))) {
                Some((row, slot)) => {
                    *slot = self.cells(cells, &place, COLUMNS);
                    seen.push(row);
                }
                None => {
                    self.problem(&place, "表式里没有这一行".into());
                }
            }
        }
        for (row, cells) in &mut part.rows {
            if !seen.contains(row) {
                *cells = std::array::from_fn(|_| Cell::Unread);
                self.problem(&format!("表三，{}", row.key()), "此处无法读取：没有这一行".into());
            }
        }
        Some(part)
    }

    /// Table four.
    pub(super) fn part4(&mut self, value: &Value) -> Part4 {
        let mut block = |name: &str| {
            let place = format!("表四，{name}");
            self.cells(value.get(name).unwrap_or(&Value::Null), &place, REMEDY_COLUMNS)
        };
        Part4 {
            reviews: block("复议"),
            direct_suits: block("未经复议直接起诉"),
            suits_after_review: block("复议后起诉"),
        }
    }
}
