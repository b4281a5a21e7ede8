//! What may stand in a page, and nothing else: elements, attributes, addresses.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};

/// Every element that may stand in a body.
pub const ELEMENTS: [&str; 23] = [
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "img",
    "strong",
    "em",
    "u",
    "sub",
    "sup",
    "br",
    "blockquote",
];

/// The attributes that elements may have.
pub const ATTRIBUTES: [(&str, &[&str]); 4] = [
    ("a", &["href"]),
    ("img", &["src", "alt"]),
    ("th", &["scope", "colspan", "rowspan"]),
    ("td", &["colspan", "rowspan"]),
];

/// The schemes of links; addresses without a scheme are of the site itself.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The longest address that is kept, in bytes.
const MAX_ADDRESS: usize = 2000;

/// The last gate: whatever made the HTML, nothing leaves it that is not on the list.
pub(crate) fn gate(html: &str) -> String {
    static GATE: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut builder = Builder::empty();
        builder
            .tags(HashSet::from(ELEMENTS))
            .tag_attributes(
                ATTRIBUTES
                    .iter()
                    .map(|(name, attributes)| (*name, attributes.iter().copied().collect()))
                    .collect::<HashMap<_, HashSet<_>>>(),
            )
            .generic_attributes(HashSet::new())
            .url_schemes(HashSet::from(SCHEMES))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(None)
            .strip_comments(true)
            .clean_content_tags(HashSet::from(["script", "style"]));
        builder
    });
    GATE.clean(html).to_string()
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A page or a file of the same site.
    Here(String),
    /// Somewhere else, by one of the [`SCHEMES`].
    There(String),
    /// A place of the same page.
    Anchor,
    /// The content of a file, in the address itself.
    Data(String),
    /// Nowhere a link may lead.
    Unlawful,
}

/// Reads an address as browsers do: blanks around it, line breaks in it do not count, `\` is `/`.
pub(crate) fn address(written: &str) -> Address {
    let plain: String = written.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let plain = plain.trim_matches(|c: char| c <= ' ' || c.is_whitespace() || is_invisible(c));
    if let Some((scheme, _)) = plain.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
        let scheme = scheme.to_ascii_lowercase();
        if scheme == "data" {
            return Address::Data(plain.to_owned());
        }
        if plain.len() > MAX_ADDRESS || plain.chars().any(is_forbidden) || !SCHEMES.contains(&scheme.as_str())
        {
            return Address::Unlawful;
        }
        let rest = &plain[scheme.len()..];
        let rest = if scheme.starts_with("http") { rest.replace('\\', "/") } else { rest.to_owned() };
        return there(format!("{scheme}{rest}"));
    }
    if plain.len() > MAX_ADDRESS || plain.chars().any(is_forbidden) {
        return Address::Unlawful;
    }
    let plain = plain.replace('\\', "/");
    if let Some(host) = plain.strip_prefix("//") {
        return there(format!("https://{}", host.trim_start_matches('/')));
    }
    if plain.is_empty() || plain.starts_with('#') { Address::Anchor } else { Address::Here(plain) }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// An address with a scheme, where browsers can make something of it.
fn there(address: String) -> Address {
    if Url::parse(&address).is_ok() { Address::There(address) } else { Address::Unlawful }
}

/// Characters that no reader sees, some of which turn the text around them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
        || c.is_control()
}

/// Characters that stand in no address.
fn is_forbidden(c: char) -> bool {
    is_invisible(c) || matches!(c, '"' | '<' | '>' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let there = |it: &str| Address::There(it.to_owned());
        let here = |it: &str| Address::Here(it.to_owned());
        assert_eq!(address(" HTTPS://example.gov.cn/a b "), there("https://example.gov.cn/a b"));
        assert_eq!(address("//example.com/x"), there("https://example.com/x"));
        assert_eq!(address("/\\example.com"), there("https://example.com"));
        assert_eq!(address("\\\\example.com"), there("https://example.com"));
        assert_eq!(address("tel:12333"), there("tel:12333"));
        assert_eq!(address("../art/a.html?x=javascript:1"), here("../art/a.html?x=javascript:1"));
        assert_eq!(address("附件1：表.docx"), here("附件1：表.docx"));
        assert_eq!(address("#top"), Address::Anchor);
        for unlawful in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://example.com",
            "https://",
            "//",
            "http:",
            "x\"y",
        ] {
            assert_eq!(address(unlawful), Address::Unlawful, "{unlawful:?}");
        }
    }
}
