//! XLSX: every sheet, hidden ones too; values, formulas, comments, names, headers, links, and texts no cell uses.

mod address;
mod sheet;
mod texts;
mod workbook;

use std::collections::BTreeSet;

use super::package::Package;
use super::{Gather, refused};
use crate::read::NotReadable;
use sheet::Sheet;
use texts::{comments, shared};
use workbook::{SHEET, sheets};

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
            Sheet::new(&name, is_shown, &strings, &mut used, gather).read(&xml)?;
        }
    }
    for (at, text) in strings.iter().enumerate() {
        if !used.contains(&at) {
            gather.tell("没有单元格使用的文字", text);
        }
    }
    package.rest(gather)
}
