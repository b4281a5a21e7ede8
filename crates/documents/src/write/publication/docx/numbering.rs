//! The lists of a document and how they count.

use super::INDENT;

/// The lists of a document: each begins with one.
pub(super) fn numbering(lists: &[bool]) -> String {
    let levels = |format: &str, text: &dyn Fn(usize) -> String| {
        (0..9)
            .map(|level| {
                format!(
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{}\"/>\
                     <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{INDENT}\"/></w:pPr></w:lvl>",
                    text(level),
                    (level + 2) * INDENT
                )
            })
            .collect::<String>()
    };
    let bullets = levels("bullet", &|_| "•".to_owned());
    let numbers = levels("decimal", &|level| format!("%{}.", level + 1));
    let nums: String = lists
        .iter()
        .enumerate()
        .map(|(index, is_ordered)| {
            let restart: String = if *is_ordered {
                (0..9)
                    .map(|level| {
                        format!(
                            "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
                        )
                    })
                    .collect()
            } else {
                String::new()
            };
            format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{restart}</w:num>",
                index + 1,
                usize::from(*is_ordered)
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>{bullets}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"multilevel\"/>{numbers}</w:abstractNum>{nums}</w:numbering>"
    )
}
