//! Titles of documents within a sentence (书名号). GB/T 15834

/// A title in its marks: within 《》 the marks of another title are 〈〉, within those again 《》.
///
/// ```
/// use statute::publication::titled;
/// assert_eq!(titled("关于印发《办法》的通知"), "《关于印发〈办法〉的通知》");
/// assert_eq!(titled(&format!("关于{}的公告", titled("关于印发《办法》的通知"))), "《关于〈关于印发《办法》的通知〉的公告》");
/// ```
pub fn titled(title: &str) -> String {
    let inner = title.chars().map(|c| match c {
        '《' => '〈',
        '》' => '〉',
        '〈' => '《',
        '〉' => '》',
        other => other,
    });
    format!("《{}》", inner.collect::<String>())
}

/// A decision as a sentence names it: its number as it is, its title in its marks.
///
/// ```
/// use statute::publication::cited;
/// assert_eq!(cited("示测发〔2026〕9号"), "示测发〔2026〕9号");
/// assert_eq!(cited("关于废止文件的决定"), "《关于废止文件的决定》");
/// assert_eq!(cited("《关于废止文件的决定》（示测发〔2026〕9号）"), "《关于废止文件的决定》（示测发〔2026〕9号）");
/// ```
pub fn cited(decision: &str) -> String {
    let is_number = decision.ends_with('号') && !decision.contains('《');
    if is_number || decision.starts_with('《') { decision.to_owned() } else { titled(decision) }
}
