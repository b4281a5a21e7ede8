//! The information processing fee (信息处理费): two progressive tariffs, one of them for an application.
//! 《条例》第42条、《信息处理费管理办法》第3条

use serde::{Deserialize, Serialize};

use crate::citation::{Act, Citation};

/// Which tariff is charged (收费方式); never both for one application. 《信息处理费管理办法》第3条
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tariff {
    /// 按件计收: all items of one applicant in a calendar month, in the order received.
    Items,
    /// 按量计收: the pages of one application.
    Pages,
}

/// The part of the count that one rate applies to (超额累进).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The first item or page charged at the rate.
    pub from: u64,
    /// The last one charged at it.
    pub to: u64,
    /// How many are charged at it.
    pub n: u64,
    /// Yuan for each.
    pub rate: u64,
    /// Yuan for all of them.
    pub amount: u64,
}

/// What is charged, in whole yuan; free items and pages have no band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The tariff.
    pub mode: Tariff,
    /// Items in the month so far, or pages of the application.
    pub n: u64,
    /// Items of the month that were made before and are not charged again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub after: u64,
    /// Yuan in all.
    pub total: u64,
    /// The bands that are charged, lowest first.
    pub bands: Vec<Band>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// The largest count a fee is worked out for; no month and no application reaches it.
pub const COUNT_LIMIT: u64 = 1_000_000;

/// Items of a month that are free. 《信息处理费管理办法》第4条
pub const FREE_ITEMS: u64 = 10;
/// The last item at the first rate. 《信息处理费管理办法》第4条
const FIRST_ITEM_BAND_END: u64 = 30;
/// Each later band has as many items, and its rate is one step higher. 《信息处理费管理办法》第4条
const ITEM_BAND: u64 = 10;
/// The first rate and the step of the rates, in yuan for each item. 《信息处理费管理办法》第4条
const ITEM_RATE: u64 = 100;
/// Bands of pages: first, last (none: open), yuan for each page. 《信息处理费管理办法》第5条
const PAGE_BANDS: [(u64, u64, u64); 3] = [(31, 100, 10), (101, 200, 20), (201, COUNT_LIMIT, 40)];

impl Tariff {
    /// 按件计收, 按量计收.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Items => "按件计收",
            Self::Pages => "按量计收",
        }
    }

    /// What is counted: 件, 页.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Items => "件",
            Self::Pages => "页",
        }
    }

    /// The tariff in the words of a notice. 《信息处理费管理办法》第4条、第5条
    pub fn standard(self) -> String {
        let [(_, first_end, first), (_, second_end, second), (_, _, third)] = PAGE_BANDS;
        match self {
            Self::Items => format!(
                "同一申请人一个自然月内累计申请{FREE_ITEMS}件以下（含{FREE_ITEMS}件）的不收费，\
                 {}—{FIRST_ITEM_BAND_END}件的部分每件{ITEM_RATE}元，超过{FIRST_ITEM_BAND_END}件的部分以{ITEM_BAND}件为一档，\
                 每增加一档，每件加收{ITEM_RATE}元",
                FREE_ITEMS + 1,
            ),
            Self::Pages => format!(
                "每件申请{}页以下（含{}页）的不收费，{}—{first_end}页的部分每页{first}元，\
                 {}—{second_end}页的部分每页{second}元，超过{second_end}页的部分每页{third}元",
                PAGE_BANDS[0].0 - 1,
                PAGE_BANDS[0].0 - 1,
                PAGE_BANDS[0].0,
                first_end + 1,
            ),
        }
    }

    /// The article of the tariff.
    pub const fn basis(self) -> Citation {
        match self {
            Self::Items => const { Citation::of(Act::FeeMeasure, 4) },
            Self::Pages => const { Citation::of(Act::FeeMeasure, 5) },
        }
    }
}

/// The count cannot be charged as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeeFault {
    /// The count is beyond [`COUNT_LIMIT`].
    #[error("数量 {0} 超出上限 {COUNT_LIMIT}")]
    TooMany(u64),
    /// More items were made before than in the whole month.
    #[error("此前已提出 {after} 件，多于本月累计 {n} 件；件数应为本月累计件数，包括此前已提出的")]
    MoreBefore {
        /// Items of the month so far.
        n: u64,
        /// Items said to have been made before.
        after: u64,
    },
}

/// The fee for the items beyond `after` of `n` one applicant made in a calendar month (按件计收).
/// 《信息处理费管理办法》第4条
///
/// # Errors
/// Where `after` is more than `n`, or `n` beyond [`COUNT_LIMIT`].
pub fn by_items(n: u64, after: u64) -> Result<Fee, FeeFault> {
    if n > COUNT_LIMIT {
        return Err(FeeFault::TooMany(n));
    }
    if after > n {
        return Err(FeeFault::MoreBefore { n, after });
    }
    let first = (FREE_ITEMS + 1, FIRST_ITEM_BAND_END, ITEM_RATE);
    let later = (1..).map(|step| {
        let end = FIRST_ITEM_BAND_END + step * ITEM_BAND;
        (end - ITEM_BAND + 1, end, ITEM_RATE * (step + 1))
    });
    Ok(charge(Tariff::Items, n, after, std::iter::once(first).chain(later)))
}

/// The fee for the pages of one application (按量计收). 《信息处理费管理办法》第5条
///
/// # Errors
/// Where `n` is beyond [`COUNT_LIMIT`].
pub fn by_pages(n: u64) -> Result<Fee, FeeFault> {
    if n > COUNT_LIMIT {
        return Err(FeeFault::TooMany(n));
    }
    Ok(charge(Tariff::Pages, n, 0, PAGE_BANDS.into_iter()))
}

fn charge(mode: Tariff, n: u64, after: u64, tariff: impl Iterator<Item = (u64, u64, u64)>) -> Fee {
    let bands: Vec<Band> = tariff
        .take_while(|&(from, _, _)| from <= n)
        .filter_map(|(from, to, rate)| {
            let (from, to) = (from.max(after + 1), to.min(n));
            (from <= to).then(|| {
                let count = to - from + 1;
                Band { from, to, n: count, rate, amount: count * rate }
            })
        })
        .collect();
    Fee { mode, n, after, total: bands.iter().map(|band| band.amount).sum(), bands }
}
