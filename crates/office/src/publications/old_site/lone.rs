//! A file of an old site that stands for itself: what it is called, and since when it is public.

use documents::page::Offered;

use super::{Coming, Outcome, Told};

/// What a file that stands for itself is called, and since when it is public: as the office says, else as the file does.
/// One that tells neither is passed over by name.
pub(super) fn name(
    coming: &Coming,
    file: &str,
    offered: &mut Offered,
    notes: &mut Vec<String>,
) -> Result<(), Told> {
    if let Some(named) = coming.named.get(file) {
        let own =
            file.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem.to_owned());
        offered.title = named.title.clone().or(offered.title.take()).or(own);
        offered.published_on = Some(named.published_on);
    } else if offered.published_on.is_none() && offered.made_on.is_some() {
        offered.published_on = offered.made_on;
        notes.push("没有写明发布日期，按成文日期".to_owned());
    }
    let missing = [("标题", offered.title.is_none()), ("日期", offered.published_on.is_none())];
    let missing: Vec<_> =
        missing.iter().filter(|(_, is_missing)| *is_missing).map(|(what, _)| *what).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let why = format!("没有识别出{}，没有导入；请指明后再导入", missing.join("、"));
    Err(Told::left(file, Outcome::PassedOver, vec![why]))
}
