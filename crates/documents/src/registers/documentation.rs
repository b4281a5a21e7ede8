//! The page `docs/registers.md`, out of the table of columns.

use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::Register;
use statute::report::Row;

use super::columns::{Kind, columns};

/// The documentation of all registers as Markdown: the content of `docs/registers.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 台账格式\n\n\
         Generated from `documents::registers::columns`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p documents --test it docs`).\n\n\
         一个文件夹里放 `agency.toml`（只有 `name` 必填）、台账、可选的 `narrative.md`（各部分文字）和 \
         `previous.json`（上年度报告）。\n\n\
         - 台账是下列名称的 CSV 文件（UTF-8 带或者不带 BOM、GB18030），或者一个 XLSX 工作簿中以中文名命名的工作表。\
         没有提供的台账按空台账计，并作提示。\n\
         - 第一行是表头，列的顺序不限，上面可以有标题行；空行不计；表中没有的列不读入，并作提示。\n\
         - 日期写作 `2023-01-05`、`2023/1/5`、`2023年1月5日`，或者 Excel 日期；月份写作 `2023-03`、`2023年3月`。\n\
         - 数字可以是全角，可以带千分位逗号，不带单位。不必填的单元格可以空白，也可以填 `/`、`-`、`—`、无。\n\
         - `gongkai import --template 文件夹` 生成带下拉选项的空白台账和一份填好的示例。\n\n\
         ## 跨单元格的规则\n\n\
         以下情形都会指明文件、行、列、值和应有的内容，全部一次列出：\n\n\
         - 有办理结果没有答复日期，有答复日期没有办理结果；复议诉讼的结果和结果日期同样。\n\
         - 答复、补正、收费、结果的日期早于收到日期；补正收到早于补正通知；缴费早于收费通知；收回、送达早于发出。\n\
         - 申请编号重复；建议提案编号在同一类别同一年内重复；工作要点编号在同一年内重复。\n\
         - 征求意见的申请编号不在依申请公开台账中。\n\
         - 规章、规范性文件既没有成文日期也没有有效期起；有效期止早于有效期起；废止早于成文。\n\n\
         ## 年度\n\n\
         申请计入收到日期所在年的新收、答复日期所在年的办理结果；年末以后答复的，在12月31日是未办结；\
         年前收到、1月1日尚未办结的，是上年结转。复议诉讼计入收到以后到审结为止的每一年。\n",
    );
    for register in Register::ALL {
        page.push_str(&["\n## ", register.zh(), "（`", register.file_stem(), ".csv`）\n\n"].concat());
        page.push_str("| 列 | 填写 | 内容 | 可填的值 | 说明 |\n| --- | --- | --- | --- | --- |\n");
        for column in columns(register) {
            let values = match column.kind {
                Kind::Choice(choices) => choices
                    .iter()
                    .map(|choice| {
                        if choice.also.is_empty() {
                            choice.word.to_owned()
                        } else {
                            format!("**{}**（{}）", choice.word, choice.also.join("、"))
                        }
                    })
                    .collect::<Vec<_>>()
                    .join("；"),
                Kind::Outcome => "见“办理结果”".into(),
                _ => String::new(),
            };
            let need = column.need.zh();
            let kind = column.kind.zh();
            let cells = [column.name, need, kind, &values, column.about].join(" | ");
            page.push_str(&["| ", &cells, " |\n"].concat());
        }
    }
    page.push_str("\n## 办理结果\n\n| 代码 | 表三的行 |\n| --- | --- |\n");
    for leaf in Leaf::ALL {
        page.push_str(&["| `", leaf.code(), "` | ", &Row::Outcome(leaf).key(), " |\n"].concat());
    }
    page.push_str("\n行名可以不带序号和括号。申请人类型即表三的列：");
    page.push_str(&Applicant::ALL.map(Applicant::zh).join("、"));
    page.push_str("。\n");
    page
}
