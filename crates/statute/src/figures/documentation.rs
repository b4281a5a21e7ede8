//! The page `docs/figures.md`, out of the list of definitions.

use super::all;

/// The documentation of all figures as Markdown: the content of `docs/figures.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 指标\n\n\
         Generated from `statute::figures`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         年报的表格和正文只用这些指标。正文里写作 `{{ applications.received }}`；`gongkai report build --explain 名称` \
         打印定义、值和记录。名称以 `*` 结尾的是一组指标，`*` 换成具体的词，如 `applications.by_topic.社保`、`outcome.4.1`、\
         `table3.新收.自然人`、`table3.3.1.总计`、`table4.复议.结果维持`、`table2.行政规范性文件.有效`。\n\n\
         上年比较的指标要有 `previous.json`；占比在合计为0时没有值。没有值的指标不能写进正文，可以用 \
         `{% if 名称 %}…{% endif %}` 避开。\n\n\
         | 名称 | 定义 | 单位 | 来源 |\n| --- | --- | --- | --- |\n",
    );
    for definition in all() {
        let sources: Vec<_> = definition.sources.iter().map(|register| register.zh()).collect();
        let unit = if definition.unit.is_empty() { "件、万元" } else { definition.unit };
        let text = definition.definition;
        let line = [&format!("`{}`", definition.name), text, unit, &sources.join("、")].join(" | ");
        page.push_str(&["| ", &line, " |\n"].concat());
    }
    page
}
