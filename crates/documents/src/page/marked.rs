//! A body as it is looked at: places of its text marked where they stand. It is never kept and never published.

use std::fmt::Write as _;
use std::ops::Range;

use super::body::Body;
use super::html::escape;

/// A place of a body that is to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Where it stands, in bytes of [`Body::text`].
    pub span: Range<usize>,
    /// What it is, in words: for who listens to the page.
    pub said: String,
    /// The name of the place in the page; none where the place is not linked to by itself.
    pub id: Option<String>,
    /// Where more is said about it, an address.
    pub href: String,
    /// What the link to that shows.
    pub label: String,
}

impl Body {
    /// Its HTML with the places marked: `<mark>` around the words, behind them what they are and a link. The text itself
    /// stays what it is.
    pub fn marked(&self, markings: &[Marking]) -> String {
        let text = self.text();
        // Blanks between blocks and cells are not the same in text and HTML; all other signs are.
        let places: Vec<usize> =
            text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).collect();
        let mut owners: Vec<Option<usize>> = vec![None; places.len()];
        let mut ends: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
        for (number, marking) in markings.iter().enumerate() {
            let from = places.partition_point(|at| *at < marking.span.start);
            let to = places.partition_point(|at| *at < marking.span.end);
            owners[from..to].iter_mut().filter(|owner| owner.is_none()).for_each(|it| *it = Some(number));
            if from < to {
                ends[to - 1].push(number);
            }
        }
        let mut marker = Marker { markings, told: vec![false; markings.len()], ..Marker::default() };
        let mut at = 0;
        let mut rest = self.as_str();
        while let Some(first) = rest.chars().next() {
            let (piece, sign) = match first {
                '<' => (tag(rest), None),
                '&' => entity(rest),
                other => (&rest[..other.len_utf8()], Some(other)),
            };
            rest = &rest[piece.len()..];
            match sign {
                None => marker.tag(piece),
                Some(sign) if sign.is_whitespace() => marker.out.push_str(piece),
                Some(_) => {
                    marker.sign(piece, owners.get(at).copied().flatten());
                    for number in ends.get(at).into_iter().flatten() {
                        marker.end(*number);
                    }
                    at += 1;
                }
            }
        }
        marker.out
    }
}

/// The tag at the beginning of a text; what stands in its attributes does not end it.
fn tag(text: &str) -> &str {
    let mut is_quoted = false;
    let end = text.find(|c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.map_or(text, |end| &text[..=end])
}

/// The entity at the beginning of a text, and the sign that it is.
fn entity(text: &str) -> (&str, Option<char>) {
    const KNOWN: [(&str, char); 5] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')];
    let known = KNOWN.iter().find(|(written, _)| text.starts_with(written));
    known.map_or((&text[..1], Some('&')), |(written, sign)| (&text[..written.len()], Some(*sign)))
}

/// HTML on its way out, with what is open in it.
#[derive(Default)]
struct Marker<'a> {
    markings: &'a [Marking],
    out: String,
    /// The marking whose element is open.
    open: Option<usize>,
    /// Whether the text is within a link: there is none within another.
    is_linked: bool,
    /// Which markings have their name on a mark.
    told: Vec<bool>,
    /// Those whose link is still to be written.
    waiting: Vec<usize>,
}

impl Marker<'_> {
    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</mark>");
        }
    }

    /// A mark ends at every tag and goes on behind it, so that elements never cross.
    fn tag(&mut self, tag: &str) {
        self.close();
        self.out.push_str(tag);
        match tag {
            "</a>" => {
                self.is_linked = false;
                self.link();
            }
            tag if tag.starts_with("<a ") => self.is_linked = true,
            _ => {}
        }
    }

    fn sign(&mut self, written: &str, owner: Option<usize>) {
        if self.open != owner {
            self.close();
            if let Some(number) = owner {
                self.out.push_str("<mark");
                self.name(number);
                self.out.push('>');
                self.open = Some(number);
            }
        }
        self.out.push_str(written);
    }

    fn name(&mut self, number: usize) {
        if let Some(id) = &self.markings[number].id
            && !std::mem::replace(&mut self.told[number], true)
        {
            let _ = write!(self.out, " id=\"{}\"", escape(id));
        }
    }

    fn end(&mut self, number: usize) {
        if self.open == Some(number) {
            self.close();
        }
        self.waiting.push(number);
        if !self.is_linked {
            self.close();
            self.link();
        }
    }

    fn link(&mut self) {
        for number in std::mem::take(&mut self.waiting) {
            let Marking { said, href, label, .. } = &self.markings[number];
            self.out.push_str("<a");
            // A place within another has no mark of its own.
            self.name(number);
            let (href, said, label) = (escape(href), escape(said), escape(label));
            let _ = write!(self.out, " href=\"{href}\"><span class=\"unseen\">{said}</span>{label}</a>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str, words: &[&str]) -> String {
        let body = Body::clean(html).expect("readable").body;
        let text = body.text();
        let marking = |(at, word): (usize, &&str)| {
            let start = text.find(word).expect("it is there");
            Marking {
                span: start..start + word.len(),
                said: "手机号".into(),
                id: Some(format!("hit-{at}")),
                href: format!("#found-{at}"),
                label: format!("[{at}]"),
            }
        };
        let markings: Vec<_> = words.iter().enumerate().map(marking).collect();
        body.marked(&markings)
    }

    fn link(at: usize) -> String {
        format!("<a href=\"#found-{at}\"><span class=\"unseen\">手机号</span>[{at}]</a>")
    }

    #[test]
    fn a_place_is_marked_where_it_stands() {
        let shown = marked(
            "<p>甲 a&lt;b &amp; 乙</p><table><tr><td>一</td><td>二三</td></tr></table>",
            &["b & 乙", "三"],
        );
        assert!(
            shown.contains(&format!("<p>甲 a&lt;<mark id=\"hit-0\">b &amp; 乙</mark>{}</p>", link(0))),
            "{shown}"
        );
        assert!(shown.contains(&format!("二<mark id=\"hit-1\">三</mark>{}</t", link(1))), "{shown}");
    }

    #[test]
    fn marks_cross_no_element_and_stand_in_no_link_of_their_own() {
        let shown = marked("<p>138<strong>0013</strong>8000</p>", &["13800138000"]);
        let whole = "<mark id=\"hit-0\">138</mark><strong><mark>0013</mark></strong><mark>8000</mark>";
        assert!(shown.contains(&format!("{whole}{}", link(0))), "{shown}");
        let shown = marked("<p><a href=\"/x?a=1&amp;b=2\">电话1380</a>后</p>", &["1380"]);
        assert!(shown.contains(&format!("电话<mark id=\"hit-0\">1380</mark></a>{}后", link(0))), "{shown}");
    }

    #[test]
    fn a_place_within_another_is_named_by_its_link() {
        let shown = marked("<p>一二三四</p>", &["一二三四", "二三"]);
        assert!(
            shown.contains("<mark id=\"hit-0\">一二三</mark><a id=\"hit-1\" href=\"#found-1\">"),
            "{shown}"
        );
    }

    #[test]
    fn nothing_marked_is_the_body_itself() {
        let html = "<p>一\u{a0}二 <img src=\"/p/1\" alt=\"a &gt; b\"></p>\n<ul><li>三</li></ul>";
        let body = Body::clean(html).expect("readable").body;
        assert_eq!(body.marked(&[]), body.as_str());
        assert!(!body.as_str().is_empty());
    }
}
