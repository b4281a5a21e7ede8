//! The form for applications to be printed and filled in by hand (申请表). 《条例》第29条

use documents::write::WriteError;
use documents::write::blank_form;

pub use documents::write::blank_form::{BlankCell, BlankForm, BlankRow, CellKind, WIDTH};

/// What can be chosen on the form, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    /// 证件名称
    pub identities: &'a [&'a str],
    /// 申请人类型, of organizations.
    pub kinds: &'a [&'a str],
    /// 提供方式
    pub forms: &'a [&'a str],
    /// 获取方式
    pub ways: &'a [&'a str],
}

/// The form as a Word file and as PDF.
///
/// # Errors
/// As the writers of documents: a character without a font is named.
pub fn blank_form(agency: &str, choices: &Choices<'_>) -> Result<(Vec<u8>, Vec<u8>), WriteError> {
    let form = blank_layout(agency, choices);
    Ok((blank_form::docx(&form)?, blank_form::pdf(&form)?))
}

fn cell(kind: CellKind, columns: usize, lines: Vec<String>) -> BlankCell {
    BlankCell { lines, columns, rows: 1, kind }
}

fn label(text: &str, columns: usize) -> BlankCell {
    cell(CellKind::Label, columns, text.split('\n').map(str::to_owned).collect())
}

fn space(columns: usize) -> BlankCell {
    cell(CellKind::Entry, columns, Vec::new())
}

fn side(text: &str, rows: usize) -> BlankCell {
    BlankCell { rows, ..cell(CellKind::Side, 1, vec![text.to_owned()]) }
}

/// Full-width characters on a line of the cells with boxes.
const LINE: usize = 31;

/// Boxes to tick, a box never parted from its word.
fn boxes(options: &[&str], columns: usize) -> BlankCell {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for option in options {
        // The box, the blank after it and the one before it together are three wide.
        let width = option.chars().count() + 3;
        if let Some(line) = lines.last_mut().filter(|_| length + width <= LINE) {
            line.push_str("　□ ");
            line.push_str(option);
            length += width;
        } else {
            lines.push(format!("□ {option}"));
            length = width;
        }
    }
    cell(CellKind::Entry, columns, lines)
}

/// Boxes, and one more on a line of its own.
fn boxes_and(options: &[&str], more: &str, columns: usize) -> BlankCell {
    let mut cell = boxes(options, columns);
    cell.lines.push(format!("□ {more}"));
    cell
}

fn row<const N: usize>(height: u16, cells: [BlankCell; N]) -> BlankRow {
    BlankRow { height, cells: cells.into() }
}

/// The form as it is laid out, the same in every rendering.
pub fn blank_layout(agency: &str, choices: &Choices<'_>) -> BlankForm {
    let papers = ["身份证明复印件＊", "授权委托书和代理人身份证明（委托他人申请的）", "其他："];
    let rows = vec![
        row(
            9,
            [
                side("申请人", 11),
                side("公民", 3),
                label("姓名＊", 1),
                space(1),
                label("工作单位", 1),
                space(1),
            ],
        ),
        row(17, [label("证件名称＊", 1), boxes(choices.identities, 3)]),
        row(9, [label("证件号码＊", 1), space(3)]),
        row(9, [side("法人或其他组织", 4), label("名称＊", 1), space(3)]),
        row(12, [label("统一社会\n信用代码＊", 1), space(3)]),
        row(12, [label("类型＊", 1), boxes(choices.kinds, 3)]),
        row(9, [label("法定代表人", 1), space(1), label("联系人＊", 1), space(1)]),
        row(9, [side("联系方式", 3), label("联系电话＊", 1), space(1), label("传真", 1), space(1)]),
        row(9, [label("联系地址＊", 1), space(3)]),
        row(9, [label("邮政编码", 1), space(1), label("电子邮箱", 1), space(1)]),
        row(12, [label("签名或者盖章＊", 2), space(1), label("申请日期＊", 1), label("年　　月　　日", 1)]),
        row(44, [side("所需信息", 5), label("名称、文号或者\n其他特征性描述＊", 2), space(3)]),
        row(10, [label("用途（可以不填）", 2), space(3)]),
        row(9, [label("提供方式＊", 2), boxes(choices.forms, 3)]),
        row(17, [label("获取方式＊", 2), boxes_and(choices.ways, "不能按以上方式提供的，接受其他方式", 3)]),
        row(12, [label("附件", 2), boxes(&papers, 3)]),
        row(
            9,
            [
                label("本机关填写", 2),
                label("申请编号", 1),
                space(1),
                label("收到日期", 1),
                label("年　　月　　日", 1),
            ],
        ),
    ];
    BlankForm {
        title: "政府信息公开申请表".into(),
        agency: agency.to_owned(),
        lead: "标“＊”的应当填写".into(),
        columns: vec![10, 12, 28, 48, 24, 52],
        rows,
        notes: vec![
            "一、公民填写“公民”部分，法人或者其他组织填写相应部分，联系方式都要填写。用途不必填写，一张表申请一项信息便于分别答复。"
                .into(),
            "二、当面提交的，提交之日为收到申请之日；邮寄、传真等方式提交的，收到申请之日按《条例》第31条确定。申请内容不明确的，\
             本机关在收到之日起7个工作日内一次性告知补正（《条例》第30条）。"
                .into(),
            "三、收到申请之日起20个工作日内答复，需要延长的另行告知，最长延长20个工作日（《条例》第33条）。".into(),
        ],
    }
}
