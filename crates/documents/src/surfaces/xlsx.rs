//! XLSX: every sheet, hidden ones too; values, formulas, comments, names, headers, links, and texts no cell uses.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{self, Element, Node};
use super::package::Package;
use super::{Gather, refused};
use crate::read::NotReadable;

/// Everything in a workbook.
pub(super) fn surfaces(bytes: &[u8], gather: &mut Gather) -> Result<(), NotReadable> {
    let mut package = Package::open(bytes, gather)?;
    let relations = package.relations("xl/workbook.xml")?;
    let missing = || refused("XLSX里没有工作簿", "请用Excel或者WPS重新另存");
    let workbook = package.take("xl/workbook.xml")?.ok_or_else(missing)?;
    let strings = match package.take("xl/sharedStrings.xml")? {
        Some(xml) => shared(&xml)?,
        None => Vec::new(),
    };
    let mut used = BTreeSet::new();
    let sheets = sheets(&workbook, gather)?;
    for sheet in &sheets {
        let Some(part) =
            relations.iter().find(|relation| relation.id == sheet.relation && !relation.is_external)
        else {
            continue;
        };
        let name = format!("{}“{}”", sheet.kind, sheet.name);
        for relation in package.relations(&part.target)? {
            if matches!(relation.kind.as_str(), "comments" | "threadedComment")
                && let Some(xml) = package.take(&relation.target)?
            {
                comments(&name, &xml, gather)?;
            } else if relation.is_external {
                gather.tell(format!("{name}链接目标"), &relation.target);
            }
        }
        if let Some(xml) = package.take(&part.target)? {
            let is_shown = sheet.kind == SHEET;
            Sheet { is_shown, ..Sheet::new(&name, &strings, &mut used, gather) }.read(&xml)?;
        }
    }
    for (at, text) in strings.iter().enumerate() {
        if !used.contains(&at) {
            gather.tell("没有单元格使用的文字", text);
        }
    }
    package.rest(gather)
}

/// What a sheet is called that is not hidden.
const SHEET: &str = "工作表";

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    kind: &'static str,
    relation: String,
}

/// The sheets; defined names are told.
fn sheets(xml: &str, gather: &mut Gather) -> Result<Vec<Listed>, NotReadable> {
    let mut sheets = Vec::new();
    let mut defined: Option<String> = None;
    let mut text = String::new();
    markup::walk(xml, |node| match node {
        Node::Start(element) if element.name == "sheet" => {
            let name = element.get("name").unwrap_or_default().to_owned();
            let kind = match element.get("state") {
                Some("hidden") => "隐藏工作表",
                Some("veryHidden") => "深度隐藏工作表",
                _ => SHEET,
            };
            if kind == SHEET {
                gather.show("工作表名", &name);
            } else {
                gather.tell("工作表名", &name);
            }
            sheets.push(Listed { name, kind, relation: element.get("id").unwrap_or_default().to_owned() });
        }
        Node::Start(element) if element.name == "definedName" => {
            defined = Some(element.get("name").unwrap_or_default().to_owned());
            text.clear();
            if let Some(comment) = element.get("comment") {
                gather.tell("定义的名称的批注", comment);
            }
        }
        Node::Start(element) => {
            for (_, value) in element.attributes() {
                if markup::is_worth_a_look(&value) && !value.starts_with("http://schemas.") {
                    gather.tell("工作簿属性", &value);
                }
            }
        }
        Node::Text(part) => text.push_str(part),
        Node::End("definedName") => {
            if let Some(name) = defined.take() {
                gather.tell("定义的名称", &name);
                gather.tell(format!("定义的名称“{name}”"), &text);
            }
        }
        Node::End(_) => {}
        Node::Comment(part) => gather.tell("工作簿的XML注释", part),
    })?;
    Ok(sheets)
}

/// The shared strings in order, each with its phonetic reading behind it.
fn shared(xml: &str) -> Result<Vec<String>, NotReadable> {
    let mut strings = Vec::new();
    let (mut text, mut reading, mut is_reading, mut is_in_text) =
        (String::new(), String::new(), false, false);
    markup::walk(xml, |node| match node {
        Node::Start(element) => match element.name {
            "si" => {
                text.clear();
                reading.clear();
            }
            "rPh" => is_reading = true,
            "t" => is_in_text = true,
            _ => {}
        },
        Node::Text(part) if is_in_text => if is_reading { &mut reading } else { &mut text }.push_str(part),
        Node::End("rPh") => is_reading = false,
        Node::End("t") => is_in_text = false,
        Node::End("si") => {
            let reading = std::mem::take(&mut reading);
            let mut whole = std::mem::take(&mut text);
            if !reading.is_empty() {
                whole = format!("{whole}\n{reading}");
            }
            strings.push(whole);
        }
        Node::Text(_) | Node::Comment(_) | Node::End(_) => {}
    })?;
    Ok(strings)
}

/// Comments and threads, by the cell they stand at.
fn comments(sheet: &str, xml: &str, gather: &mut Gather) -> Result<(), NotReadable> {
    let (mut text, mut cell, mut is_author) = (String::new(), String::new(), false);
    markup::walk(xml, |node| match node {
        Node::Start(element) => {
            if let Some(place) = element.get("ref") {
                place.clone_into(&mut cell);
                text.clear();
            }
            if element.name == "author" {
                is_author = true;
                text.clear();
            }
        }
        Node::Text(part) => text.push_str(part),
        Node::End("comment" | "threadedComment") => {
            gather.tell(format!("{sheet}{cell}批注"), text.trim());
            text.clear();
        }
        Node::End("author") if is_author => {
            gather.tell(format!("{sheet}批注作者"), &text);
            is_author = false;
        }
        Node::End(_) | Node::Comment(_) => {}
    })
}

/// A sheet while it is read.
struct Sheet<'a> {
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
    fn new(
        name: &'a str,
        strings: &'a [String],
        used: &'a mut BTreeSet<usize>,
        gather: &'a mut Gather,
    ) -> Self {
        Self {
            name,
            is_shown: false,
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

    fn read(mut self, xml: &str) -> Result<(), NotReadable> {
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

/// The column of a cell's name, from 1.
fn column(cell: &str) -> Option<u32> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_u32, |number, letter| {
        number.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    (number > 0).then_some(number)
}

fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + ((column - 1) % 26) as u8));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}
