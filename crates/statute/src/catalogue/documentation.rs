//! The page `docs/catalogue.md`, out of the columns.

use super::columns::{COLUMNS, Need, Shape};
use super::standards;

/// The documentation of the columns as Markdown: the content of `docs/catalogue.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 主动公开基本目录\n\n\
         Generated from `statute::catalogue`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         目录在工作台“主动公开基本目录”中维护，可以逐项修改，也可以用 XLSX 或者 CSV 文件整体替换；\
         文件的第一行是表头，列的顺序不限，一行一项。表中没有的列不读入。\n\
         公众看到的是标“公开”的各列，在 `/zfxxgk/gkml/`，可以下载 XLSX。\n\n\
         ## 列\n\n| 列 | 代码 | 填写 | 公开 | 可填的值 | 说明 |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for column in COLUMNS {
        let values = match column.shape {
            Shape::One(list) => list.join("、"),
            Shape::Many(list) => format!("{}；可以填几个，用顿号分开", list.join("、")),
            Shape::SiteColumn => "栏目的名称或者代码（`docs/publications.md`）".into(),
            Shape::Theme => "国务院主题分类".into(),
            Shape::Publications => "信息编号".into(),
            Shape::Line | Shape::Text => String::new(),
        };
        page.push_str(&format!(
            "| {} | `{}` | {} | {} | {values} | {} |\n",
            column.zh,
            column.code,
            if column.need == Need::Required { "必填" } else { "选填" },
            if column.is_public { "公开" } else { "" },
            column.about
        ));
    }
    page.push_str("\n## 标准目录\n\n| 领域 | 项数 | 来源 |\n| --- | --- | --- |\n");
    for standard in standards() {
        let count = standard.entries("").len();
        page.push_str(&format!("| {} | {count} | {} |\n", standard.field, standard.source));
    }
    page.push_str("\n采用标准目录，只添加本机关目录中还没有的项；各项的来源一栏写明哪些没有核对原文。\n");
    page
}
