//! Files of an old site's folder that stand for themselves: no page links to them, and each says what it is.

use super::bring::bring_in;
use super::folder::{Article, Lead, NoArticle, OldSite};

/// The endings of files that can be read as a text of their own.
const LONE: [&str; 4] = ["docx", "pdf", "xlsx", "txt"];

impl OldSite {
    /// Whether a file can be read as a text of its own, by its name.
    pub fn is_lone(file: &str) -> bool {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| LONE.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The files that an article links to, from the folder on, whether they can be taken along or not: none of them
    /// stands for itself.
    pub fn linked(&self, file: &str, article: &Article) -> Vec<String> {
        let missing = article.brought.attachments.iter().filter_map(|one| {
            let Lead::Within(address) = self.leads_to(file, &one.href) else { return None };
            address.strip_prefix(&self.address("")).map(str::to_owned)
        });
        article.files.iter().map(|found| found.file.clone()).chain(missing).collect()
    }

    /// Reads a file that stands for itself; one that cannot be read does not stop the others.
    ///
    /// # Errors
    /// It is not what its name says, or has no text.
    pub fn lone(&self, file: &str) -> Result<Article, NoArticle> {
        let source = self.content(file).map_err(NoArticle::Unreadable)?;
        let name = file.rsplit('/').next().unwrap_or_default();
        let brought =
            bring_in(name, source.clone()).map_err(|refusal| NoArticle::Unreadable(refusal.to_string()))?;
        Ok(Article { source, brought, files: Vec::new(), notes: Vec::new() })
    }
}
