//! The few declarations of style that say something about the text.

use super::model::Marks;

/// The declarations of an attribute `style`, in lower case without blanks.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> + '_ {
    style.split(';').filter_map(|it| {
        let (name, value) = it.split_once(':')?;
        let plain = |text: &str| text.replace("!important", "").trim().to_ascii_lowercase();
        Some((plain(name), plain(value)))
    })
}

/// Whether the element is not shown.
pub(crate) fn hides(style: &str) -> bool {
    declarations(style).any(|(name, value)| {
        matches!(
            (name.as_str(), value.as_str()),
            ("display", "none") | ("visibility", "hidden" | "collapse") | ("mso-hide", "all" | "screen")
        )
    })
}

/// How the text of the element is marked.
pub(crate) fn marks(style: &str) -> Marks {
    let mut marks = Marks::default();
    for (name, value) in declarations(style) {
        let mark = match (name.as_str(), value.as_str()) {
            ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => Marks::STRONG,
            ("font-style", "italic" | "oblique") => Marks::EM,
            ("text-decoration" | "text-decoration-line", value) if value.contains("underline") => {
                Marks::UNDERLINE
            }
            ("vertical-align", "super") => Marks::SUP,
            ("vertical-align", "sub") => Marks::SUB,
            _ => continue,
        };
        marks = marks.with(mark);
    }
    marks
}
