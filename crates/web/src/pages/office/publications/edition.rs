//! Everything of an edition that citizens are to see, on one place: what is looked at before it is reviewed or signed.

use askama::Template;
use askama::filters::HtmlSafe;
use statute::publication::{AttachedFile, Attribute, Card, Edition, Publication, Stage};
use store::sm3_of;

use super::Opened;

/// What is on record under a word.
pub(super) type Fact = (&'static str, String);

/// A file as it is listed.
pub(super) struct Listed {
    name: String,
    address: String,
    size: String,
    sm3: String,
    /// Whether it was scrubbed.
    is_scrubbed: bool,
    /// Where it is scrubbed; none for a picture, and where nothing may be written.
    scrub: Option<String>,
}

/// Card, text and files of what is being worked on.
#[derive(Template)]
#[template(path = "office/publications/edition.html")]
pub(super) struct Looked {
    /// What it is.
    heading: &'static str,
    facts: Vec<Fact>,
    /// Clean HTML: nothing else can be made.
    body: String,
    files: Vec<Listed>,
    /// What a review is bound to.
    sm3: String,
}

impl HtmlSafe for Looked {}

impl Looked {
    /// The same with a way to scrub each file, for an officer who may write on it.
    pub(super) fn with_scrubs(mut self, opened: &Opened) -> Self {
        let files = self.files.iter_mut().zip(&opened.file.stored.item.draft.files);
        for (listed, _) in files.filter(|(_, file)| !file.is_picture) {
            listed.scrub = Some(format!("{}/scrub", listed.address));
        }
        self
    }

    pub(super) fn of(opened: &Opened) -> Self {
        let item = &opened.file.stored.item;
        let Edition { card, files, .. } = &item.draft;
        let address = super::address(&item.number);
        Self {
            heading: heading(item),
            facts: facts(card),
            body: opened.body.clone(),
            files: files.iter().map(|file| listed(file, &address)).collect(),
            sm3: sm3_of(&item.draft.bytes_reviewed()),
        }
    }
}

/// What the draft of a publication is: to be public, public, or never to be.
fn heading(item: &Publication) -> &'static str {
    let is_proactive = matches!(item.draft.card.attribute, None | Some(Attribute::Proactive));
    match item.stage {
        Stage::Published => "公开的内容",
        Stage::Withdrawn => "撤下的内容",
        Stage::Withheld => "不主动公开的内容",
        Stage::Discarded => "作废的内容",
        _ if is_proactive => "将要公开的内容",
        _ => "拟不主动公开的内容",
    }
}

fn listed(file: &AttachedFile, address: &str) -> Listed {
    let kind = if file.is_picture { "正文中的图片，" } else { "" };
    Listed {
        name: file.name.clone(),
        address: format!("{address}/files/{}", file.sm3),
        size: format!("{kind}{}", size(file.bytes)),
        sm3: file.sm3.clone(),
        is_scrubbed: file.scrubbed_from.is_some(),
        scrub: None,
    }
}

/// A length as people read it.
pub(super) fn size(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes >= MEGABYTE {
        format!("{} MB", bytes.div_ceil(MEGABYTE))
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

/// What the card says, in the order of the metadata box; what is empty is left out.
pub(super) fn facts(card: &Card) -> Vec<Fact> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let points: Vec<_> = card.points.iter().map(|point| point.zh()).collect();
    let revision = card.revision.as_ref();
    let all = [
        ("标题", card.title.clone()),
        ("类别", card.kind.zh().to_owned()),
        ("栏目", card.column().name.to_owned()),
        ("发布机构", card.issuer.clone()),
        ("信息来源", card.source.clone()),
        ("发文字号", card.document_number.clone().unwrap_or_default()),
        ("成文日期", day(card.made_on)),
        ("主题分类", card.theme.clone().unwrap_or_default()),
        ("体裁", card.genre.map(|genre| genre.zh().to_owned()).unwrap_or_default()),
        ("内容概述", card.summary.clone()),
        ("关键词", card.keywords.join("、")),
        ("有效期起", day(card.valid_from)),
        ("有效期止", day(card.valid_until)),
        ("公开属性", card.attribute.map(|one| one.zh().to_owned()).unwrap_or_default()),
        ("不主动公开的依据和理由", card.withheld_because.clone()),
        ("修改说明", revision.map(|one| one.said.clone()).unwrap_or_default()),
        ("以前的版本", revision.map(|one| one.earlier.zh().to_owned()).unwrap_or_default()),
        ("变更日期", day(revision.and_then(|one| one.changed_on))),
        ("所解读的文件", card.interprets.join("、")),
        ("解读形式", card.form.map(|form| form.zh().to_owned()).unwrap_or_default()),
        ("解读要素", points.join("、")),
    ];
    let worked = card.worked.iter().flat_map(|worked| {
        let policy = worked.policy.as_deref().map(|number| ("所依据的文件", number));
        worked.texts().chain(policy).map(|(label, text)| (label, text.to_owned()))
    });
    let asked = card.commentary.iter().flat_map(|asked| {
        [
            ("所征求意见的文件", asked.document.clone().unwrap_or_default()),
            ("征求意见开始日期", day(asked.from)),
            ("征求意见截止日期", day(asked.until)),
            ("最短期限", asked.least.zh()),
            ("缩短期限的理由", asked.shortened.clone()),
            ("起草说明", asked.explanation.clone()),
            ("提出意见的其他方式", asked.ways.clone()),
        ]
    });
    all.into_iter().chain(asked).chain(worked).filter(|(_, value)| !value.is_empty()).collect()
}
