//! The page `docs/procedure.md`, out of the one table.

use super::condition::Condition;
use super::role::Role;
use super::rule::{RULES, To};
use super::stage::Stage;

/// The documentation of stages, roles and verbs as Markdown: the content of `docs/procedure.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 申请的办理程序\n\n\
         Generated from `statute::procedure`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         一件申请任何时候只处于一个环节；征求意见和提请延长与环节并行。控制台的按钮、接口的校验和下表出自同一张表。\n\n\
         ## 环节\n\n```mermaid\nstateDiagram-v2\n  [*] --> arrived: 登记（需要确认的渠道）\n  [*] --> received: 登记（其他渠道）\n",
    );
    for stage in Stage::ALL {
        page.push_str(&format!("  {}: {}\n", stage.code(), stage.zh()));
    }
    for rule in &RULES {
        if let To::Goes(to) = rule.to {
            for from in rule.from.iter().filter(|from| **from != to) {
                page.push_str(&format!("  {} --> {}: {}\n", from.code(), to.code(), rule.verb.zh()));
            }
        }
    }
    page.push_str("  closed --> [*]\n```\n\n## 岗位\n\n| 岗位 | 代码 | 可以办理 |\n| --- | --- | --- |\n");
    for role in Role::ALL {
        let verbs: Vec<_> =
            RULES.iter().filter(|rule| rule.roles.contains(&role)).map(|rule| rule.verb.zh()).collect();
        let verbs = if verbs.is_empty() { "—".to_owned() } else { verbs.join("、") };
        page.push_str(&format!("| {} | `{}` | {verbs} |\n", role.zh(), role.code()));
    }
    page.push_str(
        "\n登记由登记员或者申请人（网上）办理。\n\n## 动作\n\n\
         确认收到、送达、未能送达可以写明实际的日期，不早于进入该环节之日，不晚于今天；其余动作以登记之日为准。\n\n\
         | 动作 | 代码 | 岗位 | 环节 | 前提 | 之后 | 依据 |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in &RULES {
        let joined = |words: Vec<&str>| if words.is_empty() { "—".to_owned() } else { words.join("、") };
        let to = match rule.to {
            To::Goes(stage) => stage.zh(),
            To::Stays => "不变",
        };
        page.push_str(&format!(
            "| {} | `{}` | {} | {} | {} | {to} | {} |\n",
            rule.verb.zh(),
            rule.verb.code(),
            joined(rule.roles.iter().map(|role| role.zh()).collect()),
            if rule.from == Stage::OPEN {
                "办结前".to_owned()
            } else if rule.from == Stage::ALL {
                "任何环节".to_owned()
            } else {
                joined(rule.from.iter().map(|stage| stage.zh()).collect())
            },
            joined(rule.conditions.iter().copied().map(Condition::zh).collect()),
            rule.basis.map_or_else(|| "—".to_owned(), |basis| basis.to_string()),
        ));
    }
    page
}
