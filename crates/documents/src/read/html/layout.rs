//! What the attributes of an element say of its layout: hidden, and how far a cell reaches.

use super::tag::Tag;

/// The attributes that decide how an element's text is taken, each as it comes first.
#[derive(Default)]
pub(super) struct Layout<'a> {
    hidden: bool,
    style: Option<&'a str>,
    colspan: Option<&'a str>,
    rowspan: Option<&'a str>,
}

impl<'a> Tag<'a> {
    /// What the attributes say of the element's layout, looked through once.
    pub(super) fn layout(&self) -> Layout<'a> {
        let mut layout = Layout::default();
        for (name, value) in self.attributes() {
            let slot = match name.len() {
                5 if name.eq_ignore_ascii_case("style") => &mut layout.style,
                6 if name.eq_ignore_ascii_case("hidden") => {
                    layout.hidden = true;
                    continue;
                }
                7 if name.eq_ignore_ascii_case("colspan") => &mut layout.colspan,
                7 if name.eq_ignore_ascii_case("rowspan") => &mut layout.rowspan,
                _ => continue,
            };
            slot.get_or_insert(value);
        }
        layout
    }
}

impl Layout<'_> {
    /// Whether the element is one that no reader of the page sees.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden
            || self.style.is_some_and(|style| {
                let dense: String = style.chars().filter(|c| !c.is_whitespace()).collect();
                dense.to_ascii_lowercase().contains("display:none")
            })
    }

    /// How many columns a cell covers.
    pub(super) fn columns(&self) -> u32 {
        span(self.colspan).map_or(1, |n| n.max(1))
    }

    /// How many rows a cell covers; 0 stands for all that follow.
    pub(super) fn rows(&self) -> u32 {
        match span(self.rowspan) {
            Some(0) => u32::from(u16::MAX),
            n => n.unwrap_or(1),
        }
    }
}

/// The number at the beginning of a span, as far as cells can reach.
pub(super) fn span(value: Option<&str>) -> Option<u32> {
    let value = value?.trim();
    let digits = value.bytes().take(5).take_while(u8::is_ascii_digit).count();
    value[..digits].parse::<u32>().ok().map(|n| n.min(u32::from(u16::MAX)))
}
