//! The workbook: its sheets, hidden ones too, and defined names.

use crate::read::NotReadable;
use crate::surfaces::Gather;
use crate::surfaces::markup::{self, Node};

/// What a sheet is called that is not hidden.
pub(super) const SHEET: &str = "工作表";

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) relation: String,
}

/// The sheets; defined names are told.
pub(super) fn sheets(xml: &str, gather: &mut Gather) -> Result<Vec<Listed>, NotReadable> {
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
