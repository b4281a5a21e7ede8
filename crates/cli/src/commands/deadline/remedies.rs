//! `gongkai deadline --remedy`: review and suit, their last days and their order.

use jiff::civil::Date;
use serde_json::json;
use statute::leaf::Leaf;
use statute::remedy::{self, Class, LastDay, Remedies};

use super::Law;
use super::tell::day;
use crate::commands::Outcome;

pub(super) fn run(
    known_on: Date,
    acted_on: Date,
    leaf: Leaf,
    withheld: &[Leaf],
    law: &Law,
    as_json: bool,
) -> anyhow::Result<Outcome> {
    if acted_on > known_on {
        eprintln!("作出答复之日 {acted_on} 晚于送达之日 {known_on}");
        return Ok(Outcome::Findings);
    }
    let remedies = remedy::remedies(leaf, withheld, acted_on, known_on, &law.calendar, &law.readings);
    if as_json {
        let mut value = json!({"served_on": known_on, "acted_on": acted_on, "leaf": leaf.code()});
        if let (Some(value), serde_json::Value::Object(rest)) =
            (value.as_object_mut(), serde_json::to_value(&remedies)?)
        {
            value.extend(rest);
        }
        println!("{value}");
    } else {
        print(known_on, leaf, &remedies);
    }
    Ok(Outcome::Done)
}

fn print(known_on: Date, leaf: Leaf, remedies: &Remedies) {
    let after = remedies.suit_after_review_days;
    let group = leaf.group().zh();
    let label = if leaf.zh() == group { group.to_owned() } else { format!("{group}——{}", leaf.zh()) };
    println!("救济途径 {}", remedies.class.zh());
    println!("答复     {} {label}，{} 送达", leaf.code(), day(known_on));
    let review = last(&remedies.review, "60日");
    println!("行政复议 {review}，向{}申请", remedies.review_body);
    let after_review = format!("对复议决定不服的，自收到复议决定书之日起{after}日内起诉");
    match (remedies.class, &remedies.suit) {
        (Class::Either, Some(suit)) => {
            println!("行政诉讼 {}，向{}起诉", last(suit, "6个月"), remedies.court);
            println!("         先申请复议的，{after_review}；复议期间不得同时起诉");
        }
        (Class::Mixed, Some(suit)) => {
            println!("行政诉讼 依《条例》第14条至第16条不予公开的部分：应当先申请行政复议，{after_review}");
            println!("         其余部分：{}，可以直接向{}起诉", last(suit, "6个月"), remedies.court);
        }
        _ => println!("行政诉讼 应当先申请行政复议，{after_review}，向{}起诉", remedies.court),
    }
    println!("未告知的 权利、机关、期限未告知的，自知道之日起算，最迟 {}（1年）", day(remedies.untold.by));
    let basis: Vec<String> = remedies.basis.iter().map(ToString::to_string).collect();
    println!("依据     {}", basis.join("、"));
    if remedies.review.provisional
        || remedies.suit.is_some_and(|suit| suit.provisional)
        || remedies.untold.provisional
    {
        println!("暂定     届满之日所在年份的节假日安排尚未公布，逢休息日的顺延可能变动");
    }
    for note in &remedies.notes {
        println!("口径     {note}");
    }
}

/// `最迟 2024-10-08（星期二）（60日届满之日 2024-10-06 为休息日，顺延）`
fn last(limit: &LastDay, term: &str) -> String {
    if limit.rolled {
        format!("最迟 {}（{term}届满之日 {} 为休息日，顺延）", day(limit.by), limit.counted_to)
    } else {
        format!("最迟 {}（{term}）", day(limit.by))
    }
}
