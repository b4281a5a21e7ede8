//! Properties of documents.

use super::Gather;
use super::markup::{self, Node};
use crate::read::NotReadable;

/// Names that Office shows for its properties.
const NAMES: [(&str, &str); 14] = [
    ("creator", "作者"),
    ("lastModifiedBy", "最后保存者"),
    ("title", "标题"),
    ("subject", "主题"),
    ("keywords", "关键词"),
    ("description", "备注"),
    ("category", "类别"),
    ("contentStatus", "内容状态"),
    ("Company", "单位"),
    ("Manager", "经理"),
    ("Template", "模板"),
    ("HyperlinkBase", "超链接基础"),
    ("TitlesOfParts", "部件标题"),
    ("identifier", "标识"),
];

/// Core, extended and custom properties, by their names; custom ones have names of their own.
pub(super) fn properties(xml: &str, gather: &mut Gather) -> Result<(), NotReadable> {
    let (mut depth, mut name, mut text) = (0_usize, String::new(), String::new());
    markup::walk(xml, |node| match node {
        Node::Start(element) => {
            depth += 1;
            if depth == 2 {
                let own = element.get("name").unwrap_or(element.name);
                let shown = NAMES.iter().find(|(key, _)| *key == own).map_or(own, |(_, shown)| *shown);
                if element.get("name").is_some() {
                    gather.tell("文档属性的名称", own);
                }
                shown.clone_into(&mut name);
                text.clear();
            }
        }
        Node::Text(part) => text.push_str(part),
        Node::Comment(_) => {}
        Node::End(_) => {
            if depth == 2 {
                gather.tell(format!("文档属性 {name}"), &text);
            } else if !text.ends_with('\n') {
                text.push('\n');
            }
            depth = depth.saturating_sub(1);
        }
    })
}
