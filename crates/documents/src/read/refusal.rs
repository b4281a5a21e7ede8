//! Files that are no report: what they are, and what to do. Never a half reading. Variation 32, 33.

use std::borrow::Cow;

use super::content::{Block, Content, Format, NotReadable};
use super::heading::Heading;
use super::pieces::Piece;
use super::{part2, part3, part4};

/// Refuses content that is no annual report.
pub(crate) fn check(
    content: &Content,
    pieces: &[Piece<'_>],
    head: &Heading,
    two: &part2::Found,
    three: &part3::Found,
    four: &part4::Found,
    has_three: bool,
) -> Result<(), NotReadable> {
    let refuse = |what: &str, advice: &str| Err(NotReadable { what: what.into(), advice: advice.into() });
    if three.conflicts >= 2 || two.conflict || four.conflict {
        return refuse(
            "文件里有不止一份报告的表格（两年对比或多份报告合在一起）",
            "请把每一年度、每一机关的报告分别存为一个文件",
        );
    }
    if has_three && three.filled == 0 {
        return refuse(
            "表三没有一行读得出7个数值（可能是两年对比表，或版式特殊）",
            "请提供机关公布的单一年度报告，最好是DOCX或网页",
        );
    }
    let filled = two.filled + three.values + four.filled;
    let notice = is_notice(content, head);
    let found_two = two.span.is_some();
    let found_four = four.table.is_some();
    let tables = usize::from(found_two) + usize::from(has_three) + usize::from(found_four);
    if has_three && tables >= 2 && !(notice && filled == 0) {
        return Ok(());
    }
    if has_three && !notice && three.values > 0 {
        return Ok(());
    }
    if notice {
        return refuse(
            "这是关于编制或公布年度报告的通知，不是年度报告",
            "请提供机关自己的政府信息公开工作年度报告",
        );
    }
    let text: String = pieces.iter().map(|piece| piece.normal.as_str()).collect();
    if is_garbled(&text, content) {
        return refuse(
            "文字已成乱码，表格的行名读不出来",
            "请用正确的编码（UTF-8或GB18030）重新保存，或提供原始文件",
        );
    }
    if is_list(content) {
        return refuse("这是年度报告的目录页，不是年度报告本身", "请打开其中一份报告，保存那一页");
    }
    let named = head.title.is_some() || text.contains("年度报告");
    if named && content.format == Format::Pdf {
        return refuse("PDF里没有读到年度报告的表格（表格可能是图片）", "请提供可复制文字的PDF或原始DOCX");
    }
    if named {
        return refuse(
            "有年度报告的标题，但没有读到表二至表四（报告可能是图片或附件）",
            "请提供表格为文字的网页、DOCX、PDF或XLSX",
        );
    }
    if pieces.is_empty() {
        return refuse("文件里没有文字", "请提供有文字的报告文件");
    }
    refuse(
        "这不是政府信息公开工作年度报告：没有找到年度报告的表格",
        "请提供TXT、HTML、Markdown、DOCX、PDF、XLSX或JSON格式的年度报告",
    )
}

fn lines(content: &Content) -> impl Iterator<Item = Cow<'_, str>> {
    content.blocks.iter().filter_map(|block| match block {
        Block::Line(text) | Block::Heading(text) => Some(super::heading::dense(text)),
        Block::Table(_) | Block::PageBreak => None,
    })
}

/// A notice that tells others to write reports.
fn is_notice(content: &Content, head: &Heading) -> bool {
    let title = |text: &str| {
        text.contains("年度报告")
            && (text.ends_with("通知") || text.ends_with("的函") || text.contains("格式的通知"))
            && text.chars().count() < 80
    };
    let _ = head;
    let starts: Vec<Cow<'_, str>> = lines(content).filter(|line| !line.is_empty()).take(25).collect();
    content.title.as_deref().is_some_and(|text| title(&super::heading::dense(text)))
        || (0..starts.len()).any(|at| {
            (1..=3).any(|count| {
                starts.get(at..at + count).is_some_and(|group| {
                    let joined = group.concat();
                    title(&joined) && group[0].contains("关于")
                        || title(&joined) && joined.starts_with("关于")
                })
            })
        })
}

/// Many titles of reports under each other.
fn is_list(content: &Content) -> bool {
    let count = lines(content)
        .filter(|line| {
            line.chars().count() < 70
                && (line.contains("年度报告") || line.contains("年报"))
                && !line.contains('。')
        })
        .count();
    count >= 3
}

/// Characters that any Chinese text is full of, and those of reports.
const COMMON: &str = "的政府信息公开年报告度工作一是和处理了不在人有我他这个们中来上大为国地到以说时要就出会可也你对生能而子那得于着下自之\
过发后里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样心本前但因只从想实";

/// Text in which few characters are ones that Chinese texts use.
fn is_garbled(text: &str, content: &Content) -> bool {
    let lost = text.chars().filter(|c| matches!(c, '?' | '\u{fffd}')).count();
    let total = text.chars().count().max(1);
    let common = text.chars().filter(|c| COMMON.contains(*c)).count();
    let seen = lines(content).map(|line| line.chars().count()).sum::<usize>();
    lost * 5 > total || (seen > 80 && total > 80 && common * 40 < total)
}
