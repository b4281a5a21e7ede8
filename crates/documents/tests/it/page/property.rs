//! Whatever is put together of pieces of markup, the result is on the list and cleaning it again changes nothing.

use proptest::prelude::*;

/// Pieces of pages, sound and broken.
const PIECES: &[&str] = &[
    "甲", "乙 ", " 丙", "　", "&nbsp;", "\n", "x", "1. ", "<", ">", "&", "\"", "&lt;", "一、", "&#8203;", "\u{3000}\u{3000}",
    "<p>", "</p>", "<p class=MsoNormal>", "<div>", "</div>", "<br>", "<br/>　　", "<span>", "</span>", "<b>", "</b>",
    "<i>", "</i>", "<u>", "</u>", "<sub>", "</sub>", "<sup>", "</sup>", "<font color=red>", "</font>", "<a href=/a>",
    "<a href='http://example.gov.cn/?a=1&b=2'>", "<a href=javascript:x>", "</a>", "<img src=a.png alt=图>",
    "<img src=b.png>", "<h1>", "</h1>", "<h3>", "</h3>", "<ul>", "</ul>", "<ol>", "<ol start=4>", "</ol>", "<li>", "</li>",
    "<dl><dt>", "<dd>", "</dl>", "<table>", "</table>", "<caption>", "</caption>", "<thead>", "</thead>", "<tbody>",
    "<tfoot>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<th scope=row>", "</th>", "<td colspan=2>", "<td rowspan=2>",
    "<th colspan=3 rowspan=2>", "<td rowspan=0>", "<td colspan=999>", "<blockquote>", "</blockquote>", "<pre>", "</pre>",
    "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<svg>", "</svg>", "<math>", "<select>", "</select>",
    "<form>", "</form>", "<o:p>", "</o:p>", "<s>", "</s>", "<del>", "</del>", "<span style='display:none'>",
    "<span style='font-weight:bold'>", "<center>", "<hr>", "<template>", "</template>", "<textarea>", "</textarea>",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "<p style='vertical-align:super'>", "<body>", "<html>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_again_changes_nothing(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
        super::cleaned(&pieces.concat());
    }

    #[test]
    fn any_text_is_cleaned(text in "\\PC{0,60}") {
        super::cleaned(&text);
    }
}
