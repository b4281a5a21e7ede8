//! A publication as a row of a list.

use jiff::civil::{Date, DateTime};
use statute::publication::{CommentStanding, Meeting, Publication, Validity};

use crate::layout::{Badge, Tone};

/// A row of a list.
pub(crate) struct Item {
    pub(crate) number: String,
    pub(crate) title: String,
    /// 发布日期
    pub(crate) published_on: String,
    /// 发文字号, 解读形式, 第几次会议: what tells it from others of its title.
    pub(crate) detail: String,
    /// 有效性, where it is another than 有效; of a draft where its comments stand.
    pub(crate) standing: Option<Badge>,
}

impl Item {
    /// A row of what is public; none for what is not.
    pub(crate) fn of(item: &Publication, today: Date) -> Option<Self> {
        let public = item.visible()?;
        let card = &public.edition.card;
        let form = card.form.map(|form| form.zh().to_owned());
        let meeting = Meeting::of(card).map(|one| one.to_string());
        Some(Self {
            number: item.number.clone(),
            title: card.title.clone(),
            published_on: public.first_at.date().to_string(),
            detail: card.document_number.clone().or(form).or(meeting).unwrap_or_default(),
            standing: asked(item, today)
                .or_else(|| item.validity(today).filter(|one| *one != Validity::InForce).map(badge)),
        })
    }
}

/// Where it stands, and how grave that is.
pub(crate) fn badge(validity: Validity) -> Badge {
    let tone = match validity {
        Validity::InForce => Tone::Info,
        Validity::NotYet | Validity::Amended => Tone::Soon,
        Validity::Repealed | Validity::Lapsed => Tone::Late,
    };
    Badge::new(tone, validity.zh())
}

/// Where the comments on a draft stand; none where it asks for none.
pub(crate) fn asked(item: &Publication, today: Date) -> Option<Badge> {
    let standing = item.comment_standing(today)?;
    if item.comment_result.is_some() {
        return Some(Badge::new(Tone::Done, "结果已经公布"));
    }
    let tone = match standing {
        CommentStanding::Running { .. } => Tone::Soon,
        CommentStanding::Ahead | CommentStanding::Closed => Tone::Info,
    };
    Some(Badge::new(tone, standing.zh()))
}

/// A moment as tags and pages say it: `2026-03-12 10:00`.
pub(crate) fn minute(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
