//! Pages made to run something: nothing gets through. The result is parsed again by another program's tree and every
//! element, attribute and address of it is looked at.

use documents::page::Body;
use documents::page::whitelist::{ATTRIBUTES, ELEMENTS, SCHEMES};
use scraper::{Html, Node};

/// Fails where anything of a body is not on the list.
pub(super) fn is_on_the_list(html: &str) {
    let tree = Html::parse_fragment(html);
    let mut depth = 0;
    for node in tree.tree.root().descendants() {
        depth = depth.max(node.ancestors().count());
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                // The parser's own root.
                if name == "html" {
                    assert_eq!(element.attrs().count(), 0, "{html}");
                    continue;
                }
                assert_eq!(&*element.name.ns, "http://www.w3.org/1999/xhtml", "{html}");
                assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
                let allowed = ATTRIBUTES.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, all)| all);
                for (attribute, value) in element.attrs() {
                    assert!(allowed.contains(&attribute), "{attribute} of <{name}> in {html}");
                    match attribute {
                        "href" => is_lawful(value, html),
                        "src" => assert!(!has_scheme(value) && !value.starts_with("//"), "{value} in {html}"),
                        "scope" => assert!(["col", "row"].contains(&value), "{html}"),
                        "colspan" | "rowspan" => {
                            assert!(
                                (2..=5000).contains(&value.parse::<usize>().expect("a number")),
                                "{html}"
                            );
                        }
                        _ => {}
                    }
                }
            }
            Node::Text(_) | Node::Document | Node::Fragment => {}
            other => panic!("{other:?} in {html}"),
        }
    }
    assert!(depth < 60, "{depth} levels");
}

/// Whether a browser would read a scheme: what it drops is dropped.
fn has_scheme(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    plain.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn is_lawful(address: &str, html: &str) {
    let lower = address.to_ascii_lowercase();
    let lawful = SCHEMES.iter().any(|scheme| lower.starts_with(&format!("{scheme}:")));
    assert!(lawful || !has_scheme(address), "{address} in {html}");
    let start: String = address.chars().take(2).map(|c| if c == '\\' { '/' } else { c }).collect();
    assert!(start != "//", "{address} in {html}");
    assert!(!address.chars().any(char::is_control), "{address:?} in {html}");
}

/// Attempts of every family: scripts, handlers, addresses, styles, other name spaces, broken markup, markup that
/// changes its meaning when it is written and read again.
const ATTEMPTS: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.com/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/src=data:,alert(1)>",
    "<<script>alert(1);//<</script>",
    "<script\u{0}>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror=\"alert(1)\" / >",
    "<img/src/onerror=alert(1)>",
    "<IMG SRC=\"javascript:alert(1)\">",
    "<img src=`javascript:alert(1)`>",
    "<img src=\"/x\"title=\"a\"onload=\"alert(1)\">",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
    "<a href=\" &#14;  javascript:alert(1)\">x</a>",
    "<a href=\"&#106;&#97;&#118;&#97;script:alert(1)\">x</a>",
    "<a href=\"java\u{0}script:alert(1)\">x</a>",
    "<a href=\"java\u{ad}script:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"javascript&#0000058alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"DATA:text/html;base64,PHNjcmlwdD4=\">x</a>",
    "<a href=\"file:///etc/passwd\">x</a>",
    "<a href=\"view-source:http://example.com\">x</a>",
    "<a href=\"/\\example.com\">x</a>",
    "<a href=\"\\\\example.com\">x</a>",
    "<a href=\"https:javascript:alert(1)\">x</a>",
    "<a href=\"http://a:99999999/\">x</a>",
    "<a href=\"http://exa mple\">x</a>",
    "<a href='x\" onclick=\"alert(1)'>x</a>",
    "<a href=x onclick=alert(1) style=\"x\" target=_blank ping=/x download>x</a>",
    "<a xlink:href=\"javascript:alert(1)\">x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<div style=\"width:expression(alert(1))\">x</div>",
    "<style>@import 'http://example.com/x.css';</style>",
    "<style><img src=\"</style><img src=x onerror=alert(1)//\">",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\">",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<object><param name=movie value=x.swf></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus><option>x</select>",
    "<textarea onfocus=alert(1) autofocus>x</textarea>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<video poster=javascript:alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<table background=javascript:alert(1)><tr><td background=x>x</td></tr></table>",
    "<td onclick=alert(1)>x",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><foreignObject><script>alert(1)</script></foreignObject></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><p><style><!--</style><img title=--&gt;&lt;img/src=x/onerror=alert(1)&gt;>",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<noembed><img src=\"</noembed><script>alert(1)</script>\">",
    "<noframes><img src=\"</noframes><script>alert(1)</script>\">",
    "<template><script>alert(1)</script></template>",
    "<title><img src=\"</title><script>alert(1)</script>\">",
    "<textarea><img src=\"</textarea><script>alert(1)</script>\">",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=1?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y '<script>alert(1)</script>'>]>&y;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<p>\"><script>alert(1)</script>",
    "<a href='\"><script>alert(1)</script>'>x</a>",
    "<img alt='\"><script>alert(1)</script>' src=/a>",
    "<img alt=\"`><script>alert(1)</script>\" src=/a>",
    "<table><caption><script>alert(1)</script>x</caption><td>1</table>",
    "<table><a href=javascript:x>y<tr><td>z",
    "<th scope=\"x\" colspan=\"1e9\" rowspan=-1>x",
    "<table><tr><th scope='\" onclick=alert(1) x=\"'>x</th></tr><tr><td>y</table>",
    "<x onclick=alert(1)>y</x>",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "<custom-element is=x>y</custom-element>",
    "<p is=\"x-y\" slot=z part=w>v</p>",
    "<p id=\"__proto__\" name=x><a name=y id=z>w</a>",
    "<ruby><rt><script>alert(1)</script></ruby>",
    "<del cite=javascript:x>y</del><ins cite=javascript:x>z</ins><q cite=javascript:x>w</q>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<p>\u{202e}txt.exe\u{2066}</p>",
    "\u{feff}<script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<img srcset=\"x 1x, javascript:alert(1) 2x\" src=/a loading=lazy>",
    "<map name=x><area href=javascript:alert(1)></map>",
    "<portal src=javascript:alert(1)></portal>",
    "<a href=\"//example.com\">x</a><a href=\"///example.com\">x</a><a href=\"////\">x</a>",
    "<li><ul><li><table><td><blockquote><ol><li><table><td><ul><li>x",
];

#[test]
fn nothing_that_could_run_gets_through() {
    for attempt in ATTEMPTS {
        for page in [
            (*attempt).to_owned(),
            format!("<p>甲{attempt}乙</p>"),
            format!("<table><tr><td>{attempt}</td><td>乙</td></tr></table>"),
            format!("<ul><li>{attempt}</ul><h1>{attempt}</h1>"),
        ] {
            super::cleaned(&page);
        }
    }
    assert!(ATTEMPTS.len() > 110);
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let body = super::html("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;</p>");
    assert_eq!(body, "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;</p>");
    assert_eq!(super::html("<p>甲\u{202e}乙\u{200b}丙</p>"), "<p>甲乙丙</p>");
}

#[test]
fn nested_beyond_reason_is_refused_or_flattened() {
    let refused = |html: String| Body::clean(&html).expect_err("refused").to_string();
    assert!(refused("<div>".repeat(3000)).contains("嵌套超过512层"));
    assert!(refused("<b>".repeat(100) + &"<table><tr><td>".repeat(300)).contains("嵌套超过512层"));
    let lists = "<ul><li>x".repeat(40);
    super::cleaned(&lists);
    super::cleaned(&"<blockquote>x<table><tr><td>y".repeat(30));
}
