//! A sheet: values and formulas of its cells, what is hidden of them, headers and other settings.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{column, letters};
use crate::read::NotReadable;
use crate::surfaces::Gather;
use crate::surfaces::markup::{self, Element, Node};

/// A sheet while it is read.
pub(super) struct Sheet<'a> {
    name: &'a str,
    is_shown: bool,
    strings: &'a [String],
    used: &'a mut BTreeSet<usize>,
    gather: &'a mut Gather,
    hidden_columns: Vec<(u32, u32)>,
    is_row_hidden: bool,
    row: u32,
    column: u32,
    cell: String,
    kind: String,
    value: String,
    formula: String,
    text: String,
    /// What stands in which element outside cells.
    headers: BTreeMap<&'static str, String>,
}

impl<'a> Sheet<'a> {
    /// A sheet by its name, before it is read.
    pub(super) fn new(
        name: &'a str,
        is_shown: bool,
        strings: &'a [String],
        used: &'a mut BTreeSet<usize>,
        gather: &'a mut Gather,
    ) -> Self {
        Self {
            name,
            is_shown,
            strings,
            used,
            gather,
            hidden_columns: Vec::new(),
            is_row_hidden: false,
            row: 0,
            column: 0,
            cell: String::new(),
            kind: String::new(),
            value: String::new(),
            formula: String::new(),
            text: String::new(),
            headers: BTreeMap::new(),
        }
    }

    /// Reads the sheet and tells everything in it.
    pub(super) fn read(mut self, xml: &str) -> Result<(), NotReadable> {
        let mut is_in_cell = false;
        markup::walk(xml, |node| match node {
            Node::Start(element) => {
                is_in_cell |= element.name == "c";
                self.text.clear();
                self.start(&element, is_in_cell);
            }
            Node::Text(part) => self.text.push_str(part),
            Node::Comment(part) => self.gather.tell(format!("{}的XML注释", self.name), part),
            Node::End(name) => {
                self.end(name, is_in_cell);
                is_in_cell &= name != "c";
                self.text.clear();
            }
        })?;
        for (place, text) in std::mem::take(&mut self.headers) {
            self.gather.tell(format!("{}{place}", self.name), &text);
        }
        Ok(())
    }

    fn start(&mut self, element: &Element<'_>, is_in_cell: bool) {
        let number = |name: &str| element.get(name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = || matches!(element.get("hidden"), Some("1" | "true"));
        match element.name {
            "col" if is_hidden() || element.get("width").is_some_and(|width| width == "0") => {
                self.hidden_columns.push((number("min").unwrap_or(1), number("max").unwrap_or(u32::MAX)));
            }
            "row" => {
                self.row = number("r").unwrap_or(self.row + 1);
                self.column = 0;
                self.is_row_hidden = is_hidden() || element.get("ht").is_some_and(|height| height == "0");
            }
            "c" => {
                self.column = element.get("r").and_then(column).unwrap_or(self.column + 1);
                self.cell = element
                    .get("r")
                    .map_or_else(|| format!("{}{}", letters(self.column), self.row), ToOwned::to_owned);
                element.get("t").unwrap_or("n").clone_into(&mut self.kind);
                self.value.clear();
                self.formula.clear();
            }
            _ if !is_in_cell => {
                for (_, value) in element.attributes() {
                    if markup::is_worth_a_look(&value) && !value.starts_with("http://schemas.") {
                        self.gather.tell(format!("{}其他设置", self.name), &value);
                    }
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, is_in_cell: bool) {
        match name {
            "v" if is_in_cell => self.value = std::mem::take(&mut self.text),
            "t" if is_in_cell => self.value.push_str(&std::mem::take(&mut self.text)),
            "f" if is_in_cell => self.formula = std::mem::take(&mut self.text),
            "c" => self.tell_cell(),
            "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter" | "firstFooter" => {
                let place = if name.ends_with("Header") { "页眉" } else { "页脚" };
                let text = self.headers.entry(place).or_default();
                // Codes of position and format stand between the texts.
                text.push_str(&self.text);
                text.push('\n');
            }
            _ if !is_in_cell && !self.text.trim().is_empty() => {
                self.gather.tell(format!("{}其他设置", self.name), &std::mem::take(&mut self.text));
            }
            _ => {}
        }
    }

    fn tell_cell(&mut self) {
        let column = self.column;
        let is_column_hidden =
            self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column));
        let hidden = match (self.is_row_hidden, is_column_hidden) {
            (true, _) => "隐藏行",
            (_, true) => "隐藏列",
            _ => "",
        };
        let place = format!("{}{hidden}{}", self.name, self.cell);
        let value = std::mem::take(&mut self.value);
        let shown = if self.kind == "s" {
            value.trim().parse::<usize>().ok().and_then(|at| {
                self.used.insert(at);
                self.strings.get(at).cloned()
            })
        } else if self.kind == "n" || self.kind.is_empty() {
            Some(plain_number(&value))
        } else {
            Some(value)
        };
        // Numbers of a few digits are counts and amounts.
        let is_count =
            |text: &str| text.len() < 7 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if let Some(shown) = shown.filter(|shown| !is_count(shown)) {
            if self.is_shown && hidden.is_empty() {
                self.gather.show(&place, &shown);
            } else {
                self.gather.tell(&place, &shown);
            }
        }
        if !self.formula.is_empty() {
            self.gather.tell(format!("{place}公式"), &std::mem::take(&mut self.formula));
        }
    }
}

/// A number as its cell shows it: Excel stores long ones with an exponent.
fn plain_number(value: &str) -> String {
    match value.trim().parse::<f64>() {
        Ok(number) if value.contains(['e', 'E']) && number.abs() < 1e21 => number.to_string(),
        _ => value.to_owned(),
    }
}
