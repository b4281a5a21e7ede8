//! Machine help before the review (发布前筛查): what citizens would see of a publication is searched for secrecy marks,
//! personal data and the office's own words. 《条例》第14条、第15条、第17条

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use documents::Surface;
use documents::page::Body;
use jiff::Timestamp;
use jiff::civil::Date;
use statute::publication::{AttachedFile, Card, Edition, Publication, Worked};
use statute::screening::{Hit, Kind, Severity, WordList, screen};
use store::{Store, sm3_of};

use super::NotDone;
use super::site::body;
use crate::agencies;
use crate::applications::{FieldFault, day_of};
use crate::lists::word_list;

/// Signs of a key.
const KEY: usize = 16;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// By which an override names it: the same words at the same place have the same key.
    pub key: String,
    /// Where: 标题, 正文第3段, the name of a file and the place in it.
    pub place: String,
    /// What.
    pub hit: Hit,
    /// The words around it.
    pub excerpt: Excerpt,
    /// Everywhere it stands in the text of the draft, in bytes of it; nowhere where it was found in something else.
    pub in_body: Vec<Range<usize>>,
    /// Whether a confidentiality reviewer let it pass.
    pub is_overridden: bool,
}

/// The words around something that was found, as they stand, in one line. For officers who see the draft: what is
/// personal is in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Before it.
    pub before: String,
    /// What was found.
    pub found: String,
    /// Behind it.
    pub after: String,
}

impl Excerpt {
    /// Characters before it, and behind it.
    const AROUND: usize = 20;

    fn of(text: &str, span: &Range<usize>) -> Self {
        let in_line = |text: &str| text.replace(char::is_whitespace, " ");
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let from = before.char_indices().rev().take(Self::AROUND).last().map_or(before.len(), |(at, _)| at);
        let to = after.char_indices().nth(Self::AROUND).map_or(after.len(), |(at, _)| at);
        let more = |is_cut| if is_cut { "…" } else { "" };
        Self {
            before: format!("{}{}", more(from > 0), in_line(&before[from..])),
            found: in_line(&text[span.clone()]),
            after: format!("{}{}", in_line(&after[..to]), more(to < after.len())),
        }
    }
}

impl Found {
    /// Whether a confidentiality reviewer may let it pass: not what the office's own list says is never published.
    pub fn may_pass(&self) -> bool {
        self.is_closing() && !is_barred(&self.hit)
    }

    /// Whether the publication does not go on with it.
    pub fn is_closing(&self) -> bool {
        !self.is_overridden && self.hit.severity > Severity::Note
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hit { severity, why, .. } = &self.hit;
        write!(f, "{}“{}”（{}，{why}", self.place, self.hit.masked(), severity.zh())?;
        let instead = self.hit.instead().map(|words| format!("，建议改为“{words}”"));
        write!(f, "{}）", instead.unwrap_or_default())
    }
}

/// Everything that is found in the draft of a publication, in the order of its places, and which of its files cannot be
/// looked into.
///
/// # Errors
/// Where the database does not answer.
pub async fn screened(
    store: &Store,
    agency: i64,
    item: &Publication,
    now: Timestamp,
) -> store::Result<(Vec<Found>, Vec<FieldFault>)> {
    let list = words(store, agency, now).await?;
    searched(store, item, &list).await
}

/// What is found in a file that a publication is to have, by what was read of it.
pub(super) async fn of_file(
    store: &Store,
    agency: i64,
    item: &Publication,
    name: &str,
    surfaces: &[Surface],
    now: Timestamp,
) -> store::Result<Vec<Found>> {
    let list = words(store, agency, now).await?;
    let mut found = Vec::new();
    for surface in surfaces {
        look(&format!("{name} {}", surface.place), &surface.text, &list, &item.overridden, &mut found);
    }
    Ok(each_once(found))
}

/// The office's list, with what is its own and meant for the public.
pub(super) async fn words(store: &Store, agency: i64, now: Timestamp) -> store::Result<WordList> {
    words_on(store, agency, day_of(now)).await
}

/// The same on a day.
pub(crate) async fn words_on(store: &Store, agency: i64, today: Date) -> store::Result<WordList> {
    let settings = agencies::settings(store, agency, today).await?;
    let own = [settings.telephone, settings.email, settings.code, Some(settings.fax)];
    word_list(store, agency, own.into_iter().flatten().filter(|text| !text.is_empty())).await
}

/// What is found, and which files cannot be looked into.
async fn searched(
    store: &Store,
    item: &Publication,
    list: &WordList,
) -> store::Result<(Vec<Found>, Vec<FieldFault>)> {
    let (mut found, mut closed) = (Vec::new(), Vec::new());
    let text = body(store, &item.draft).await?;
    for Passage { place, text, begins } in texts(&item.draft.card, &text, &item.draft.files) {
        let first = found.len();
        look(&place, &text, list, &item.overridden, &mut found);
        if let Some(begins) = begins {
            let stands = |one: &Found| one.hit.span.start + begins..one.hit.span.end + begins;
            found[first..].iter_mut().for_each(|one| one.in_body = vec![stands(one)]);
        }
    }
    for file in &item.draft.files {
        let bytes = store.content(&file.sm3).await?.unwrap_or_default();
        let name = file.name.clone();
        let surfaces = tokio::task::spawn_blocking(move || documents::surfaces(&name, bytes));
        match surfaces.await.expect("looking into a file does not panic") {
            Ok(surfaces) => {
                for surface in surfaces {
                    let place = format!("{} {}", file.name, surface.place);
                    look(&place, &surface.text, list, &item.overridden, &mut found);
                }
            }
            Err(refusal) => {
                closed
                    .push(FieldFault {
                        field: "files", message: format!("附件“{}”：{refusal}", file.name)
                    });
            }
        }
    }
    Ok((each_once(found), closed))
}

/// Goes on only where nothing closes the way and every file can be looked into.
pub(super) async fn pass(
    store: &Store,
    agency: i64,
    item: &Publication,
    now: Timestamp,
) -> Result<(), NotDone> {
    let list = words(store, agency, now).await?;
    let (mut found, closed) = searched(store, item, &list).await?;
    if !closed.is_empty() {
        return Err(NotDone::Invalid(closed));
    }
    found.retain(Found::is_closing);
    if found.is_empty() { Ok(()) } else { Err(NotDone::Screened(found)) }
}

/// What closes the way to publishing texts, each with its place, that are no publication of their own: nobody can let any
/// of it pass.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn closing(
    store: &Store,
    agency: i64,
    texts: Vec<(String, String)>,
    now: Timestamp,
) -> store::Result<Vec<Found>> {
    let (list, nothing, mut found) = (words(store, agency, now).await?, BTreeSet::new(), Vec::new());
    for (place, text) in texts {
        look(&place, &text, &list, &nothing, &mut found);
    }
    found.retain(Found::is_closing);
    Ok(found)
}

/// What of a text must not be published that goes out without a review of its own, in Chinese: nobody can let any of it
/// pass.
pub(super) async fn unpublishable(
    store: &Store,
    agency: i64,
    place: &str,
    text: &str,
    now: Timestamp,
) -> store::Result<Option<String>> {
    let found = closing(store, agency, vec![(place.to_owned(), text.to_owned())], now).await?;
    let each: Vec<_> = found.iter().map(ToString::to_string).collect();
    Ok((!each.is_empty()).then(|| format!("{place}有不能公开的内容，应当改正：{}", each.join("；"))))
}

/// Whether the office's own list says that it is never published (不得公开).
fn is_barred(hit: &Hit) -> bool {
    hit.kind == Kind::ListedWord && hit.severity == Severity::Block
}

/// What closes the way of an edition now, by card and text; what is among `overridden` was let pass.
pub(crate) fn closing_in(
    edition: &Edition,
    text: &Body,
    list: &WordList,
    overridden: &BTreeSet<String>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for Passage { place, text, .. } in texts(&edition.card, text, &edition.files) {
        look(&place, &text, list, overridden, &mut found);
    }
    found.retain(Found::is_closing);
    found
}

/// Looks into a text; findings whose keys are among `overridden` are let pass.
pub(super) fn look(
    place: &str,
    text: &str,
    list: &WordList,
    overridden: &BTreeSet<String>,
    found: &mut Vec<Found>,
) {
    for hit in screen(text, list) {
        let key: String =
            sm3_of(format!("{place}|{:?}|{}", hit.kind, hit.found).as_bytes()).chars().take(KEY).collect();
        let is_overridden = overridden.contains(&key) && !is_barred(&hit);
        let excerpt = Excerpt::of(text, &hit.span);
        found.push(Found { key, place: place.to_owned(), hit, excerpt, in_body: Vec::new(), is_overridden });
    }
}

/// The same words at the same place once, with everywhere they stand.
fn each_once(found: Vec<Found>) -> Vec<Found> {
    let (mut first, mut kept) = (HashMap::<String, usize>::new(), Vec::<Found>::new());
    for one in found {
        if let Some(at) = first.get(&one.key) {
            kept[*at].in_body.extend(one.in_body);
        } else {
            first.insert(one.key.clone(), kept.len());
            kept.push(one);
        }
    }
    kept
}

/// A text that citizens would see.
pub(super) struct Passage {
    /// Where it stands.
    pub(super) place: String,
    pub(super) text: String,
    /// Where it begins in the text of the draft, in bytes of it; none where it is no line of that.
    begins: Option<usize>,
}

/// Every text that citizens would see, with its place; what stands in files apart.
pub(super) fn texts(card: &Card, body: &Body, files: &[AttachedFile]) -> Vec<Passage> {
    let passage = |place: &str, text: &str| Passage { place: place.into(), text: text.into(), begins: None };
    let mut texts = vec![
        passage("标题", &card.title),
        passage("内容概述", &card.summary),
        passage("关键词", &card.keywords.join("\n")),
        passage("发布机构", &card.issuer),
        passage("信息来源", &card.source),
    ];
    texts.extend(card.revision.iter().map(|one| passage("修改说明", &one.said)));
    let worked = card.worked.iter().flat_map(Worked::texts);
    texts.extend(worked.map(|(place, text)| passage(place, text)));
    if let Some(asked) = &card.commentary {
        texts.push(passage("起草说明", &asked.explanation));
        texts.push(passage("提出意见的其他方式", &asked.ways));
        texts.push(passage("缩短期限的理由", &asked.shortened));
    }
    let mut begins = 0;
    for (at, line) in body.text().split('\n').enumerate() {
        texts.push(Passage { begins: Some(begins), ..passage(&format!("正文第{}行", at + 1), line) });
        begins += line.len() + 1;
    }
    texts.extend(body.images().into_iter().map(|image| passage("图片的替代文字", &image.alt)));
    texts.extend(body.links().into_iter().map(|link| passage(&format!("链接“{}”", link.text), &link.href)));
    texts.extend(files.iter().map(|file| passage("附件名称", &file.name)));
    texts
}
