//! The text of a publication as officers type it: HTML, or plain text with a paragraph a line.

/// Elements by which a text is known as HTML, however little of it.
const ELEMENTS: [&str; 38] = [
    "p",
    "a",
    "b",
    "i",
    "u",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
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
    "img",
    "strong",
    "em",
    "sub",
    "sup",
    "br",
    "blockquote",
    "div",
    "span",
    "font",
    "center",
    "html",
    "body",
    "script",
    "style",
    "section",
    "article",
];

/// What was typed, as HTML that is still to be cleaned.
pub(super) fn html_of(typed: &str) -> String {
    if is_html(typed) {
        return typed.to_owned();
    }
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>", escaped(line))).collect()
}

/// A clean body as it is typed: a paragraph a line where nothing but plain paragraphs are in it, else its HTML.
pub(super) fn typed_of(body: &str) -> String {
    let paragraphs: Option<Vec<String>> = body
        .split("</p>")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.strip_prefix("<p>").filter(|text| !text.contains('<')).map(unescaped))
        .collect();
    let plain = paragraphs.map(|lines| lines.join("\n"));
    plain.filter(|plain| html_of(plain) == body.replace('\n', "")).unwrap_or_else(|| body.to_owned())
}

/// Whether a tag of HTML stands in it.
fn is_html(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let (is_closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        // 3<b 或者 b>5 is no HTML: one letter alone needs its bracket right behind it, or its attribute.
        let is_ended = after.starts_with('>') || after.starts_with("/>");
        let has_more = after.starts_with(char::is_whitespace) && after.contains('>');
        let is_sure = is_ended || (has_more && (name.len() > 1 || after.contains('=')));
        let name = name.to_ascii_lowercase();
        ELEMENTS.contains(&name.as_str()) && (is_sure || (is_closing && is_ended))
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_typed_and_shown_as_lines() {
        assert_eq!(
            html_of("一、总则\r\n\r\n  第一条 a<b & c  "),
            "<p>一、总则</p><p>第一条 a&lt;b &amp; c</p>"
        );
        assert_eq!(typed_of("<p>一、总则</p><p>第一条 a&lt;b &amp; c</p>"), "一、总则\n第一条 a<b & c");
        assert_eq!(html_of(""), "");
        assert_eq!(html_of("3<b 或者 b>5"), "<p>3&lt;b 或者 b&gt;5</p>");
    }

    #[test]
    fn html_stays_html() {
        for text in
            ["<p>一</p>", "前<br>后", "<TABLE><tr><td>1</td></tr></TABLE>", "<a href=\"/x\">x</a>", "x</div>"]
        {
            assert_eq!(html_of(text), text);
        }
        for body in ["<p>一<strong>二</strong></p>", "<h2>一</h2><p>二</p>", "<p>写作 &lt;p&gt; 的标签</p>"]
        {
            assert_eq!(typed_of(body), body);
        }
    }
}
