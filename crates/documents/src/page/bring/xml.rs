//! The XML inside Office files as a tree, within limits.

use ecow::EcoString;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::NotReadable;

/// Elements in each other.
const MAX_DEPTH: usize = 300;
/// Elements and texts of one part.
const MAX_NODES: usize = 2_000_000;

/// An element; texts are elements without a name.
#[derive(Default)]
pub(super) struct Element {
    /// The name without its prefix.
    pub(super) name: EcoString,
    attributes: Vec<(EcoString, String)>,
    pub(super) children: Vec<Element>,
    /// Of a text.
    pub(super) text: String,
}

impl Element {
    /// The tree of a part, and whether it ends before its end: what stands before the fault is there.
    pub(super) fn read(xml: &str) -> Result<(Self, bool), NotReadable> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut open = vec![Self::default()];
        let mut nodes = 0_usize;
        let is_broken = loop {
            let Ok(event) = reader.read_event() else { break true };
            match event {
                Event::Eof => break false,
                Event::Start(tag) => {
                    nodes += 1;
                    open.push(element(&tag));
                }
                Event::Empty(tag) => {
                    nodes += 1;
                    put(&mut open, element(&tag));
                }
                Event::End(_) => close(&mut open),
                Event::Text(text) => nodes += write(&mut open, &text.xml10_content()),
                Event::CData(text) => nodes += write(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        _ => match reference.into_inner().as_ref() {
                            "amp" => Some('&'),
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "quot" => Some('"'),
                            "apos" => Some('\''),
                            _ => None,
                        },
                    };
                    if let Some(c) = c {
                        nodes += write(&mut open, c.encode_utf8(&mut [0; 4]));
                    }
                }
                _ => {}
            }
            if open.len() > MAX_DEPTH || nodes > MAX_NODES {
                return Err(NotReadable {
                    what: "Office文件的内容过多，或者嵌套过深".into(),
                    advice: "请只保留正文，用Word或WPS另存为DOCX后再导入".into(),
                });
            }
        };
        while open.len() > 1 {
            close(&mut open);
        }
        Ok((open.pop().unwrap_or_default(), is_broken))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The first child with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|it| it.name == name)
    }

    /// The value of the first child with this name: `<w:jc w:val="center"/>`.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a property that is on or off is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.child(name)
            .is_some_and(|it| !matches!(it.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The first element with this name anywhere inside.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|it| if it.name == name { Some(it) } else { it.find(name) })
    }

    /// Calls a function with every element with this name inside.
    pub(super) fn each<'a>(&'a self, name: &str, each: &mut impl FnMut(&'a Self)) {
        for it in &self.children {
            if it.name == name {
                each(it);
            }
            it.each(name, each);
        }
    }

    /// All text inside.
    pub(super) fn all_text(&self) -> String {
        let mut out = self.text.clone();
        self.children.iter().for_each(|it| out.push_str(&it.all_text()));
        out
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let attributes = tag
        .attributes()
        .flatten()
        .map(|it| {
            let value = it.value.into_owned();
            (EcoString::from(it.key.local_name().into_inner()), unescaped(value))
        })
        .collect();
    let name = EcoString::from(tag.local_name().into_inner());
    Element { name, attributes, ..Element::default() }
}

fn unescaped(value: String) -> String {
    match quick_xml::escape::unescape(&value) {
        Ok(plain) => plain.into_owned(),
        Err(_) => value,
    }
}

fn put(open: &mut [Element], child: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
    {
        put(open, done);
    }
}

/// Adds text; how many nodes that made.
fn write(open: &mut [Element], text: &str) -> usize {
    let Some(parent) = open.last_mut() else { return 0 };
    if let Some(last) = parent.children.last_mut()
        && last.name.is_empty()
    {
        last.text.push_str(text);
        return 0;
    }
    parent.children.push(Element { text: text.to_owned(), ..Element::default() });
    1
}
