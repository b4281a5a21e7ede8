//! Figures of what was published, decided and collected. 《条例》第19条、第20条

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::definition::{Definition, Measured, define, grouped, shares};
use super::{Year, records};
use crate::normative::{expired_in, in_force, repealed_in};
use crate::registers::{DecisionKind, DocumentEntry, DocumentKind, Register};
use crate::tally::documents::{is_made, is_published, readings};
use crate::tally::last_day;

const DOCUMENTS: &[Register] = &[Register::Documents];
const INTERPRETATIONS: &[Register] = &[Register::Interpretations];
const DECISIONS: &[Register] = &[Register::Decisions];
const POSTS: &[Register] = &[Register::Posts];

pub(super) const DEFINITIONS: &[Definition] = &[
    define("documents.published", "公开文件中，公开日期在本年", "件", DOCUMENTS, |year| {
        documents(year, |d| is_published(d, year.year))
    }),
    define(
        "documents.policy",
        "政策文件，公开日期在本年；不等于行政规范性文件",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Policy && is_published(d, year.year)),
    ),
    define("documents.meetings", "公开的会议，公开日期在本年", "次", DOCUMENTS, |year| {
        documents(year, |d| d.kind == DocumentKind::Meeting && is_published(d, year.year))
    }),
    define("documents.other", "其他公开文件，公开日期在本年", "件", DOCUMENTS, |year| {
        documents(year, |d| d.kind == DocumentKind::Other && is_published(d, year.year))
    }),
    define(
        "normative.made",
        "行政规范性文件本年制发：成文日期在本年",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Normative && is_made(d, year.year)),
    ),
    define(
        "normative.repealed",
        "行政规范性文件本年废止：废止日期在本年；到期失效是否计入由机关设置决定",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Normative && is_repealed_here(year, d)),
    ),
    define(
        "normative.expired",
        "行政规范性文件本年到期自动失效：有效期止在本年，此前未废止；有效到12月31日的，当日仍现行有效",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Normative && expired_in(d, year.year)),
    ),
    define("normative.in_force", "行政规范性文件，12月31日现行有效", "件", DOCUMENTS, |year| {
        documents(year, |d| d.kind == DocumentKind::Normative && in_force(d, last_day(year.year)))
    }),
    define("rules.made", "规章本年制发：成文日期在本年", "件", DOCUMENTS, |year| {
        documents(year, |d| d.kind == DocumentKind::Rule && is_made(d, year.year))
    }),
    define(
        "rules.repealed",
        "规章本年废止：废止日期在本年；到期失效是否计入由机关设置决定",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Rule && is_repealed_here(year, d)),
    ),
    define(
        "rules.expired",
        "规章本年到期自动失效：有效期止在本年，此前未废止；有效到12月31日的，当日仍现行有效",
        "件",
        DOCUMENTS,
        |year| documents(year, |d| d.kind == DocumentKind::Rule && expired_in(d, year.year)),
    ),
    define("rules.in_force", "规章，12月31日现行有效", "件", DOCUMENTS, |year| {
        documents(year, |d| d.kind == DocumentKind::Rule && in_force(d, last_day(year.year)))
    }),
    define("interpretations.total", "本年发布的政策解读", "篇", INTERPRETATIONS, |year| {
        let entries = year.registers.interpretations.iter().enumerate();
        Measured::count(entries.filter(|(_, i)| year.has(i.on)).map(records::interpretation)).alone()
    }),
    define(
        "interpretations.by_form.*",
        "本年发布的政策解读中，形式为*",
        "篇",
        INTERPRETATIONS,
        |year| {
            grouped(year.registers.interpretations.iter().enumerate().map(|(index, i)| {
                let counted = year.has(i.on).then(|| (Decimal::ONE, records::interpretation((index, i))));
                (i.form.clone(), counted)
            }))
        },
    ),
    define(
        "interpretations.documents",
        "本年解读的文件，同一文件只计一次",
        "件",
        INTERPRETATIONS,
        |year| {
            let entries = year.registers.interpretations.iter().enumerate();
            let of_year: Vec<_> = entries.filter(|(_, i)| year.has(i.on) && i.document.is_some()).collect();
            let documents: BTreeSet<_> = of_year.iter().filter_map(|(_, i)| i.document.as_deref()).collect();
            let records = of_year.iter().copied().map(records::interpretation).collect();
            Measured { value: Decimal::from(documents.len()), records, ..Measured::default() }.alone()
        },
    ),
    define("decisions.licences", "行政许可，本年处理决定数量", "件", DECISIONS, |year| {
        decisions(year, DecisionKind::Licence)
    }),
    define("decisions.punishments", "行政处罚，本年处理决定数量", "件", DECISIONS, |year| {
        decisions(year, DecisionKind::Punishment)
    }),
    define("decisions.coercions", "行政强制，本年处理决定数量", "件", DECISIONS, |year| {
        decisions(year, DecisionKind::Coercion)
    }),
    define("fees", "行政事业性收费，本年收费金额", "万元", &[Register::Fees], |year| {
        let entries = year.registers.fees.iter().enumerate();
        let of_year = entries.filter(|(_, fee)| fee.period.year() == year.year);
        Measured::sum(of_year.map(|entry| (entry.1.amount, records::fee(entry)))).alone()
    }),
    define("posts.total", "各渠道本年发布合计", "条", POSTS, |year| {
        let entries = year.registers.posts.iter().enumerate();
        let of_year = entries.filter(|(_, post)| post.period.year() == year.year);
        Measured::sum(of_year.map(|entry| (entry.1.count.into(), records::post(entry)))).alone()
    }),
    define("posts.by_channel.*", "本年在*发布", "条", POSTS, posts_by_channel),
    define("posts.channel_share.*", "本年在*发布的占比，四舍五入到整数", "%", POSTS, |year| {
        shares(posts_by_channel(year))
    }),
];

fn documents(year: &Year<'_>, keep: impl Fn(&DocumentEntry) -> bool) -> Vec<Measured> {
    let entries = year.registers.documents.iter().enumerate();
    Measured::count(entries.filter(|(_, document)| keep(document)).map(records::document)).alone()
}

fn is_repealed_here(year: &Year<'_>, document: &DocumentEntry) -> bool {
    repealed_in(document, year.year, &readings(&year.registers.agency))
}

fn decisions(year: &Year<'_>, kind: DecisionKind) -> Vec<Measured> {
    let entries = year.registers.decisions.iter().enumerate();
    let of_year = entries.filter(|(_, d)| d.kind == kind && d.period.year() == year.year);
    Measured::sum(of_year.map(|entry| (entry.1.count.into(), records::decision(entry)))).alone()
}

fn posts_by_channel(year: &Year<'_>) -> Vec<Measured> {
    grouped(year.registers.posts.iter().enumerate().map(|(index, post)| {
        let is_of_year = post.period.year() == year.year;
        let counted = is_of_year.then(|| (Decimal::from(post.count), records::post((index, post))));
        (post.channel.clone(), counted)
    }))
}
