//! The page `docs/publications.md`, out of the tables.

use super::column::COLUMNS;
use super::kind::Kind;
use super::rule::{RULES, Stage};
use crate::procedure::Role;

/// The documentation of stages, verbs, kinds and columns as Markdown: the content of `docs/publications.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 主动公开\n\n\
         Generated from `statute::publication`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
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
    page.push_str(
        "  awaiting_signature --> withheld: 签发\n```\n\n## 动作\n\n\
         | 动作 | 代码 | 岗位 | 环节 | 之后 | 依据 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in &RULES {
        let from: Vec<_> = rule.from.iter().map(|stage| stage.zh()).collect();
        let from = if from.is_empty() { "新信息".to_owned() } else { from.join("、") };
        page.push_str(&format!(
            "| {} | `{}` | {} | {from} | {} | {} |\n",
            rule.verb.zh(),
            rule.verb.code(),
            if rule.roles.is_empty() { "命令行".to_owned() } else { Role::names(rule.roles) },
            rule.to.zh(),
            rule.basis
        ));
    }
    page.push_str(
        "\n保密审查和合法性审核的人不能是起草人。公开属性为依申请公开或者不予公开的，签发后为不主动公开。\
         修改使以前的保密审查和签发失去效力；公开的版本不变，直到新的版本发布。\n\n\
         ## 类别\n\n| 类别 | 代码 | 栏目 | 公文 | 须有解读 | 表二 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let tick = |is: bool| if is { "是" } else { "" };
    for kind in Kind::ALL {
        page.push_str(&format!(
            "| {} | `{}` | `{}` | {} | {} | {} |\n",
            kind.zh(),
            kind.code(),
            kind.column(),
            tick(kind.is_document()),
            tick(kind.needs_interpretation()),
            kind.register_kind().map_or("", |kind| kind.zh())
        ));
    }
    page.push_str("\n## 栏目\n\n| 栏目 | 地址 | ColumnType | 更新 |\n| --- | --- | --- | --- |\n");
    for column in &COLUMNS {
        page.push_str(&format!(
            "| {} | `{}` | {} | {} |\n",
            column.name,
            column.address(),
            column.column_type,
            column.freshness.zh()
        ));
    }
    page
}
