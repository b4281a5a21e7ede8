//! The page `docs/rectifications.md`, out of the one table.

use super::act::Judgement;
use super::rule::{RULES, Stage};
use crate::procedure::Role;

/// The documentation of stages, verbs and judgements as Markdown: the content of `docs/rectifications.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 更正申请\n\n\
         Generated from `statute::rectification`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         公民、法人或者其他组织有证据证明本机关提供的与其自身相关的政府信息记录不准确的，可以要求更正（《条例》第41条）。\
         更正申请不是政府信息公开申请：不进申请登记簿，不计入年度报告表三、表四和办理时间的统计，编号另起一列（`C2026-1`）。\
         第41条没有规定办理期限，本系统不设期限、不计算逾期。\n\n\
         ## 环节\n\n```mermaid\nstateDiagram-v2\n",
    );
    for stage in Stage::ALL {
        page.push_str(&format!("  {}: {}\n", stage.code(), stage.zh()));
    }
    for rule in &RULES {
        if rule.from.is_empty() {
            page.push_str(&format!("  [*] --> {}: {}\n", rule.to.code(), rule.verb.zh()));
        }
        for from in rule.from {
            page.push_str(&format!("  {} --> {}: {}\n", from.code(), rule.to.code(), rule.verb.zh()));
        }
    }
    page.push_str("```\n\n## 动作\n\n| 动作 | 代码 | 岗位 | 环节 | 之后 | 依据 |\n| --- | --- | --- | --- | --- | --- |\n");
    for rule in &RULES {
        let from: Vec<_> = rule.from.iter().map(|stage| stage.zh()).collect();
        let from = if from.is_empty() { "新申请".to_owned() } else { from.join("、") };
        page.push_str(&format!(
            "| {} | `{}` | {} | {from} | {} | {} |\n",
            rule.verb.zh(),
            rule.verb.code(),
            Role::names(rule.roles),
            rule.to.zh(),
            rule.basis
        ));
    }
    page.push_str("\n审核人不能是拟稿人。\n\n## 处理\n\n| 处理 | 文书 | 必须载明 |\n| --- | --- | --- |\n");
    for judgement in Judgement::ALL {
        let form = judgement.letter();
        let facts: Vec<_> =
            form.must_contain().iter().filter_map(|group| group.first()).map(|fact| fact.zh()).collect();
        page.push_str(&format!("| {} | {} | {} |\n", judgement.zh(), form.zh(), facts.join("、")));
    }
    page.push_str(
        "\n文书在签发时与申请的文书用同一序列编号；缺少必须载明的事项的，不能签发。不予更正的文书告知救济途径。\n",
    );
    page
}
