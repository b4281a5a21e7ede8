//! The page `docs/letters.md`, out of the list of forms and facts.

use super::{Fact, LetterForm, Recourse};

/// The documentation of all letters as Markdown: the content of `docs/letters.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# 文书\n\n\
         Generated from `statute::letters`; a test holds it current \
         (`UPDATE_DOCS=1 cargo test -p statute --test articles docs`).\n\n\
         每种文书一个模板，文件名是 `代码.txt`；另有 `opening.txt`（申请与办理经过，各文书用 `{{ opening }}` 引用）和 \
         `remedy.txt`（救济途径，自动附在正文之后，不写在各模板里）。单位可以改用自己的模板：系统管理员在工作台“文书模板”中修改、预览、保存，\
         随时恢复自带的；自保存之时起适用，已经签发、发出的文书不变。\
         模板保存时核查：占位符不认识、标记没有结束、缺少必须载明的事项，都按文件和行说明理由，用示例试写不成的也不予保存。\n\n\
         模板的第一行 `# ` 之后是标题；一行是一段；`## ` 开始一张附页（意见回复表）。`{{ 名称 }}` 换成事项；\
         `{% if 名称 %}…{% elif 名称 %}…{% else %}…{% endif %}` 按事项是否存在取舍，可以用 `and`、`or`、`not`。\n\n\
         文书生成纯文本、DOCX 和 PDF，版式按 GB/T 9704-2012 的信函格式；PDF 的版式文件可以用环境变量 `GONGKAI_LETTER_TEMPLATE` 换成\
         单位自己的。没有编号的是草稿，不印文号和日期。\
         除登记回执用申请编号外，文书随办理动作发出时各编一个文号，告知、征求意见和答复同一序列，每个机关每年一个\
         （`docs/decisions/0040-one-series-of-letters.md`）。\n\n\
         部分公开的每一部分、其他答复除主要依据以外的每一条依据（`{{ further_grounds }}`），都载明该情形单独答复时必须载明的事项，并写明各自的条款\
         （`docs/decisions/0043-any-number-of-grounds.md`）。\n\n\
         必须载明的事项缺一项，文书就不能生成；写作“甲/乙”的，二者有一即可。救济途径：M 应当先申请行政复议；O 可以申请行政复议，\
         也可以直接起诉；“按结果”的，由办理结果、不予提供的部分和签发日期决定（2024年1月1日前一律为 O）。\n\n\
         ## 文书一览\n\n\
         | 代码 | 名称 | 标题 | 办理结果 | 依据 | 必须载明 | 救济途径 |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for form in LetterForm::ALL {
        let leaf = form.leaf().map_or("—".into(), |leaf| format!("{} {}", leaf.code(), leaf.zh()));
        let basis: Vec<_> = form.basis().iter().map(ToString::to_string).collect();
        let basis = match form {
            LetterForm::PartlyGranted => {
                basis.join("、") + "，有不予公开部分的加《条例》第37条，以及各部分的依据"
            }
            LetterForm::FeeNotice => basis.join("、") + "，以及所用收费方式的条款",
            _ if basis.is_empty() => "—".into(),
            _ => basis.join("、"),
        };
        let facts: Vec<_> = form
            .must_contain()
            .iter()
            .map(|group| group.iter().map(|fact| fact.zh()).collect::<Vec<_>>().join("/"))
            .collect();
        let recourse = match form.recourse() {
            Recourse::None => "—",
            Recourse::Either => "O",
            Recourse::OfOutcome => "按结果",
        };
        let cells = [
            &format!("`{}`", form.code()),
            form.zh(),
            form.title(),
            &leaf,
            &basis,
            &facts.join("、"),
            recourse,
        ];
        page.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    }
    page.push_str(
        "\n## 占位符\n\n| 占位符 | 事项 | 来源 | 填写说明或者可选值 |\n| --- | --- | --- | --- |\n",
    );
    for fact in Fact::ALL {
        let choices = fact.choices().join("、");
        let hint = if choices.is_empty() { fact.hint().to_owned() } else { choices };
        let cells = [&format!("`{}`", fact.name()), fact.zh(), fact.source().zh(), &hint];
        page.push_str(&["| ", &cells.join(" | "), " |\n"].concat());
    }
    page
}
