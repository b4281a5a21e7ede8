//! What elements are to a report: lines of their own, no text of it, or text only where they are shown.

/// Elements that stand on lines of their own.
pub(super) const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "blockquote",
    "center",
    "form",
    "fieldset",
    "figure",
    "figcaption",
    "address",
    "hr",
    "body",
    "html",
    "details",
    "summary",
    "pre",
    "tbody",
    "thead",
    "tfoot",
];

/// Elements whose content is no text of the report.
pub(super) const SKIPPED: [&str; 11] = [
    "script", "style", "nav", "template", "svg", "select", "iframe", "textarea", "button", "noscript",
    "object",
];

/// Elements that are passed over where the page hides them.
pub(super) const HIDEABLE: [&str; 12] =
    ["tr", "td", "th", "p", "span", "font", "b", "i", "em", "strong", "div", "li"];
