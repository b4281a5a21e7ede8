//! The page `docs/remedies.md`, out of the one table.

use super::act::Track;
use super::rule::{RULES, Stage, To};
use super::ruling::Ruling;
use super::term::reply_term;
use crate::calendar::Calendar;
use crate::procedure::Role;
use crate::registers::RemedyKind;

/// The documentation of stages, verbs, terms and results as Markdown: the content of `docs/remedies.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 复议诉讼案件\n\n\
         Generated from `statute::remedy_case`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         以本机关为被申请人、被告的政府信息公开行政复议和行政诉讼案件，从收案到结果；控制台的按钮、校验和下表出自同一张表。\
         一件案件在表四只计一次。\n\n## 环节\n\n```mermaid\nstateDiagram-v2\n",
    );
    for stage in Stage::ALL {
        page.push_str(&format!("  {}: {}\n", stage.code(), stage.zh()));
    }
    for rule in &RULES {
        let To::Goes(to) = rule.to else { continue };
        if rule.from.is_empty() {
            page.push_str(&format!("  [*] --> {}: {}\n", to.code(), rule.verb.zh()));
        }
        for from in rule.from {
            page.push_str(&format!("  {} --> {}: {}\n", from.code(), to.code(), rule.verb.zh()));
        }
    }
    page.push_str("```\n\n## 动作\n\n| 动作 | 代码 | 岗位 | 环节 | 之后 | 依据 |\n| --- | --- | --- | --- | --- | --- |\n");
    for rule in &RULES {
        let from: Vec<_> = rule.from.iter().map(|stage| stage.zh()).collect();
        let from = if from.is_empty() { "新案件".to_owned() } else { from.join("、") };
        let from = if rule.is_appeal { format!("{from}，只限诉讼一审") } else { from };
        let to = match rule.to {
            To::Goes(stage) => stage.zh(),
            To::Stays => "不变",
        };
        let (verb, roles) = (rule.verb, Role::names(rule.roles));
        page.push_str(&format!(
            "| {} | `{}` | {roles} | {from} | {to} | {} |\n",
            verb.zh(),
            verb.code(),
            rule.basis
        ));
    }
    page.push_str(
        "\n上诉使案件回到审理中，一审结果不再计入，二审结果代替它（二审维持的，记录原判的结果）。\
         结果纠正原答复、需要重新答复的，与记录结果同时重新办理申请；首次答复的办理结果仍计入原来的年度，新答复不再计。\n\n\
         ## 本机关的答复期限\n\n| 类别 | 程序 | 期限 | 依据 | 逾期的后果 |\n| --- | --- | --- | --- | --- |\n",
    );
    for (kind, track, name) in [
        (RemedyKind::Review, Track::Ordinary, "行政复议"),
        (RemedyKind::Review, Track::Simplified, "行政复议"),
        (RemedyKind::DirectSuit, Track::Ordinary, "行政诉讼"),
        (RemedyKind::DirectSuit, Track::Simplified, "行政诉讼"),
    ] {
        let term = reply_term(kind, track, jiff::civil::Date::constant(2024, 1, 2), Calendar::published());
        page.push_str(&format!(
            "| {name} | {} | {} | {} | {}（{}） |\n",
            track.zh(),
            term.counted,
            term.basis,
            term.consequence,
            term.consequence_basis
        ));
    }
    page.push_str(
        "\n## 结果在表四中的归类\n\n\
         表四只有栏目名称，没有填报说明；以下是按裁决种类的归类。\n\n\
         | 裁决 | 代码 | 表四 | 依据 |\n| --- | --- | --- | --- |\n",
    );
    for kind in [RemedyKind::Review, RemedyKind::DirectSuit] {
        for ruling in Ruling::of(kind) {
            let name = if kind == RemedyKind::Review { "复议" } else { "诉讼" };
            page.push_str(&format!(
                "| {name}：{} | `{}` | {} | {} |\n",
                ruling.zh(),
                ruling.code(),
                ruling.result().zh(),
                ruling.basis()
            ));
        }
    }
    page
}
