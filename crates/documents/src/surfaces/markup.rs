//! XML, event by event, references resolved. What is not well formed is refused: what stands behind the fault would
//! otherwise not be seen.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::refused;
use crate::read::{NotReadable, unescaped};

/// How deep elements may stand in each other.
const DEPTH: usize = 2000;

/// A piece of XML.
pub(crate) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// Text.
    Text(&'a str),
    /// A comment.
    Comment(&'a str),
    /// The element of this name ends; the name has no prefix.
    End(&'a str),
}

/// The beginning of an element.
pub(crate) struct Element<'a> {
    /// Its name without prefix.
    pub(crate) name: &'a str,
    attributes: Vec<(String, String)>,
}

impl Element<'_> {
    /// The value of the attribute of this name, without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Names and values.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.clone()))
    }
}

/// Hands every piece over; an empty element begins and ends.
pub(crate) fn walk(xml: &str, mut each: impl FnMut(Node<'_>)) -> Result<(), NotReadable> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let broken = || refused("文件内部的XML有错误", "请用Word、Excel或者WPS打开后重新另存");
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(broken()) },
            Event::Start(tag) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(refused("文件的内容嵌套过深", "请重新另存"));
                }
                each(Node::Start(element(&tag)));
            }
            Event::Empty(tag) => {
                each(Node::Start(element(&tag)));
                each(Node::End(tag.local_name().into_inner()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Node::End(tag.local_name().into_inner()));
            }
            Event::Text(text) => each(Node::Text(&text.xml10_content())),
            Event::CData(text) => each(Node::Text(&text.xml10_content())),
            Event::Comment(text) => each(Node::Comment(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let text = unescaped(&format!("&{};", &*reference));
                each(Node::Text(&text));
            }
            _ => {}
        }
    }
}

/// The element of a tag.
pub(crate) fn element<'a>(tag: &'a BytesStart<'_>) -> Element<'a> {
    let attributes = tag
        .attributes()
        .flatten()
        .map(|attribute| (attribute.key.local_name().into_inner().to_owned(), unescaped(&attribute.value)));
    Element { name: tag.local_name().into_inner(), attributes: attributes.collect() }
}

/// Whether an element of a DOCX is a tracked change, or one end of a moved stretch: it says who changed what when.
pub(crate) fn is_change(name: &str) -> bool {
    name.ends_with("Change")
        || matches!(
            name,
            "ins"
                | "del"
                | "moveFrom"
                | "moveTo"
                | "moveFromRangeStart"
                | "moveToRangeStart"
                | "cellIns"
                | "cellDel"
                | "cellMerge"
        )
}

/// Whether an attribute could say something to people: anything but short names, switches and measures.
pub(crate) fn is_worth_a_look(value: &str) -> bool {
    const DIGITS: usize = 10;
    !value.is_ascii()
        || value.contains('@')
        || value.contains(' ') && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        || value.bytes().filter(u8::is_ascii_digit).count() >= DIGITS && !value.starts_with(['{', '#'])
}
