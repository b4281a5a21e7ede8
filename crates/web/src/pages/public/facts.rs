//! What stands above a text: the metadata box, and whether the document is in force. 《条例》第12条第2款

use jiff::civil::Date;
use statute::publication::{Attribute, Publication, Validity, cited};

use super::item::{badge, minute};
use crate::layout::{Badge, Notice, Tone};

/// A row of the metadata box.
pub(crate) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) badge: Option<Badge>,
}

/// The metadata box, in the order government sites have it. 《条例》第12条第2款
pub(super) fn facts(item: &Publication, today: Date) -> Vec<Fact> {
    let Some(public) = item.visible() else { return Vec::new() };
    let card = &public.edition.card;
    let is_document = card.kind.is_document();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let updated = if public.editions > 1 { minute(public.at) } else { String::new() };
    let rows = [
        ("标题", card.title.clone()),
        (if is_document { "发文机关" } else { "发布机构" }, card.issuer.clone()),
        ("发文字号", text(&card.document_number)),
        ("索引号", public.index_number.clone()),
        ("成文日期", day(card.made_on)),
        ("发布日期", minute(public.first_at)),
        ("更新日期", updated),
        ("主题分类", text(&card.theme)),
        ("体裁", card.genre.map(|genre| genre.zh().to_owned()).unwrap_or_default()),
        ("有效性", String::new()),
        ("施行日期", if is_document { day(card.valid_from) } else { String::new() }),
        ("有效期止", if is_document { day(item.printed_until()) } else { String::new() }),
        ("统一登记号", text(&item.registration)),
        ("解读形式", card.form.map(|form| form.zh().to_owned()).unwrap_or_default()),
        ("公开方式", card.attribute.map_or("", Attribute::zh).to_owned()),
        ("内容概述", card.summary.clone()),
        ("关键词", card.keywords.join("、")),
    ];
    let rows = rows.into_iter().map(|(label, value)| {
        let validity = item.validity(today).filter(|_| label == "有效性");
        Fact { label, value, badge: validity.map(badge) }
    });
    rows.filter(|row| !row.value.is_empty() || row.badge.is_some()).collect()
}

/// What the reader of a document that is not simply in force should know first.
pub(super) fn banner(item: &Publication, validity: Validity) -> Option<Notice> {
    let card = &item.visible()?.edition.card;
    let cleaning = item.cleaning.as_ref();
    let decision = cleaning.map(|one| one.decision.as_str()).filter(|text| !text.is_empty());
    let from = cleaning.map(|one| one.holds_from.to_string()).unwrap_or_default();
    let last = item.in_force_until().map(|day| day.to_string()).unwrap_or_default();
    let (tone, text) = match validity {
        Validity::InForce => return None,
        Validity::NotYet => {
            let first = card.valid_from.map(|day| day.to_string()).unwrap_or_default();
            (Tone::Soon, format!("本文件自{first}起施行。"))
        }
        Validity::Amended => {
            let by = decision.map(|decision| format!("由{}", cited(decision))).unwrap_or_default();
            (Tone::Soon, format!("本文件自{from}起{by}修改，请一并查阅修改的决定。"))
        }
        Validity::Repealed => {
            let by = decision.map(|decision| format!("由{}", cited(decision))).unwrap_or_default();
            (Tone::Late, format!("本文件自{from}起{by}废止，仅供查阅。"))
        }
        Validity::Lapsed => (Tone::Late, format!("本文件有效期至{last}，已经失效，仅供查阅。")),
    };
    Some(Notice::new(tone, validity.zh(), text))
}

/// What the reader of an interpretation should know first: what it interprets is public no longer.
pub(super) fn gone(days: &[Date]) -> Option<Notice> {
    let on = days.iter().max()?;
    let text = format!("所解读的文件已于{on}撤下，本解读仅供查阅。");
    Some(Notice::new(Tone::Late, "所解读的文件已经撤下", text))
}
