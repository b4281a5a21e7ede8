//! How words stand in a letter: on one line, in a list, under a mark.

use statute::citation::chinese;

/// Marks that a template's headings become; no text of a case holds them.
pub(in crate::letters) const TITLE: char = '\u{e000}';
/// As [`TITLE`], for the title of an annex.
pub(in crate::letters) const ANNEX: char = '\u{e001}';

/// The words on one line, without the marks of headings and a stop or comma at the end, which the template has.
pub(super) fn words(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line: String = lines.join(" ").chars().filter(|c| !matches!(*c, TITLE | ANNEX)).collect();
    line.trim_end_matches(['。', '；', ';', '，', ',', '、']).to_owned()
}

/// The words, none if there are none.
pub(super) fn some(text: &str) -> Option<String> {
    Some(words(text)).filter(|text| !text.is_empty())
}

/// Names of which the reader chooses one.
pub(super) fn one_of(names: &[String]) -> Option<String> {
    let names: Vec<_> = names.iter().filter_map(|name| some(name)).collect();
    some(&names.join("或者"))
}

pub(super) fn lines(lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() { None } else { Some(lines.join("\n")) }
}

/// （一）
pub(super) fn mark(index: usize) -> String {
    format!("（{}）", chinese(u16::try_from(index + 1).unwrap_or(u16::MAX)))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_end_of_a_sentence_is_the_template_s() {
        for typed in ["材料多，", "材料多。", " 材料多；\n", "材料多"] {
            assert_eq!(words(typed), "材料多");
        }
        assert_eq!(words("材料多，\n人员少。"), "材料多， 人员少");
    }
}
