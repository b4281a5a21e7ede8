//! What the interface answers, property by property.

use statute::catalogue::{self, Shape};

/// A property: its name, its type (`?` behind it where there may be none), what it is.
pub(super) type Property = (&'static str, &'static str, &'static str);

const COLUMN: [Property; 6] = [
    ("code", "string", "栏目代码"),
    ("name", "string", "名称"),
    ("address", "string", "栏目页的地址"),
    ("column_type", "string", "栏目类别（网站标签 ColumnType）"),
    ("description", "string", "说明"),
    ("children", "Column[]", "下级栏目"),
];

const SUMMARY: [Property; 23] = [
    ("number", "string", "信息编号"),
    ("title", "string", "标题"),
    ("address", "string", "页面的地址"),
    ("column", "string", "栏目代码"),
    ("kind", "string", "类别代码"),
    ("issuer", "string", "发文机关或者发布机构"),
    ("document_number", "string?", "发文字号"),
    ("index_number", "string", "索引号"),
    ("made_on", "date?", "成文日期"),
    ("published_at", "date-time", "首次发布的时间"),
    ("updated_at", "date-time", "现行版本发布的时间"),
    ("theme", "string?", "主题分类"),
    ("genre", "string?", "体裁"),
    (
        "validity",
        "string?",
        "有效性：in_force 有效，amended 已修改，not_yet 尚未生效，repealed 已废止，lapsed 失效",
    ),
    ("valid_from", "date?", "施行日期"),
    ("valid_until", "date?", "有效期止"),
    ("attribute", "string?", "公开属性"),
    ("summary", "string", "内容概述"),
    ("keywords", "string[]", "关键词"),
    ("interprets", "string[]", "所解读文件的编号，只列仍然公开的"),
    ("meeting", "Meeting?", "第几次会议，从标题识别，其他信息没有"),
    ("comments", "Comments?", "征求意见的事项，其他信息没有"),
    ("worked", "Worked?", "看得懂算得清的解答和算例，其他信息没有"),
];

/// What an item has beside its summary.
const ITEM: [Property; 10] = [
    ("html", "string", "正文（HTML）"),
    ("text", "string", "正文（纯文本）"),
    ("files", "File[]", "附件和图片"),
    ("downloads", "Download[]", "下载：带入时的原文件、PDF、DOCX，表格的 XLSX、CSV"),
    ("editions", "Edition[]", "历次版本，现行的在前"),
    ("tables", "Table[]", "正文中的表格"),
    ("related", "Summary[]", "相关解读或者所解读的文件"),
    ("explained_by", "Summary[]", "讲解本文件的看得懂算得清"),
    ("source", "string?", "信息来源，转载的才有"),
    ("registration", "string?", "统一登记号"),
];

const FILE: [Property; 6] = [
    ("name", "string", "文件名"),
    ("media", "string", "媒体类型"),
    ("bytes", "integer", "字节数"),
    ("sm3", "string", "SM3 摘要"),
    ("is_picture", "boolean", "是正文中的图片"),
    ("address", "string", "下载地址"),
];

const TABLE: [Property; 4] = [
    ("title", "string", "表题"),
    ("unit", "string", "表前写明的单位"),
    ("head", "integer", "表头的行数"),
    ("rows", "string[][]", "各行各列的文字，合并的单元格只在第一格"),
];

const EDITION: [Property; 5] = [
    ("edition", "integer", "第几版"),
    ("published_at", "date-time", "这一版发布的时间"),
    ("until", "date-time?", "由下一版代替的时间，现行的没有"),
    ("changed", "string", "修改说明"),
    ("address", "string?", "查阅地址，不再公开的没有"),
];

const DOWNLOAD: [Property; 3] =
    [("label", "string", "名称"), ("media", "string", "媒体类型"), ("address", "string", "下载地址")];

const COMMENTS: [Property; 8] = [
    ("from", "date?", "征求意见开始日期"),
    ("until", "date?", "征求意见截止日期，到这一日24:00"),
    ("standing", "string?", "ahead 尚未开始，running 正在征求，closed 已经截止"),
    ("form", "string", "提出意见的网页表单"),
    ("explanation", "string", "起草说明"),
    ("ways", "string", "提出意见的其他方式"),
    ("shortened", "string", "缩短期限的理由"),
    ("result", "CommentResult?", "公布的结果"),
];

const COMMENT_RESULT: [Property; 6] = [
    ("published_on", "date", "公布日期"),
    ("received", "integer", "收到意见条数"),
    ("adopted", "integer", "采纳条数"),
    ("partly", "integer", "部分采纳条数"),
    ("rejected", "integer", "不采纳条数"),
    ("text", "string", "意见采纳情况的说明"),
];

const WORKED: [Property; 17] = [
    ("question", "string", "问题"),
    ("answer", "string", "通俗解答"),
    ("audience", "string", "适用对象"),
    ("conditions", "string", "条件"),
    ("standard", "string", "标准"),
    ("materials", "string", "材料"),
    ("places", "string", "办理渠道"),
    ("term", "string", "办理时限"),
    ("telephone", "string", "咨询电话"),
    ("given", "string", "算例的条件"),
    ("steps", "string[]", "算例的步骤"),
    ("result", "string", "算例的结果"),
    ("examples", "Example[]", "一个一个的算例"),
    ("policy", "string?", "所依据的文件的编号"),
    ("basis", "string", "依据的文件和条款"),
    ("valid_from", "date?", "适用期限的开始日期"),
    ("valid_until", "date?", "适用期限的截止日期"),
];

const EXAMPLE: [Property; 3] =
    [("given", "string[]", "条件"), ("steps", "string[]", "步骤"), ("result", "string[]", "结果")];

const MEETING: [Property; 2] = [("year", "integer?", "年份"), ("number", "integer", "第几次")];

const PIECE: [Property; 2] = [("text", "string", "一段文字"), ("is_marked", "boolean", "是检索的文字")];

const MATCH: [Property; 5] = [
    ("item", "Summary", "信息"),
    ("title", "Piece[]", "标题，标出检索的文字"),
    ("snippet", "Piece[]", "摘录，标出检索的文字"),
    ("attachment", "string?", "摘录所在的附件的文件名"),
    ("attachment_address", "string?", "这个附件的下载地址"),
];

const REPORT: [Property; 3] =
    [("year", "integer", "年度"), ("title", "string", "标题"), ("files", "ReportFile[]", "各种格式")];

const REPORT_FILE: [Property; 3] =
    [("name", "string", "文件名"), ("label", "string", "格式"), ("address", "string", "下载地址")];

const CATALOGUE: [Property; 5] = [
    ("version", "integer", "版本"),
    ("changed_on", "date", "这个版本的调整日期"),
    ("is_current", "boolean", "是现行的目录"),
    ("entries", "CatalogueEntry[]", "公开事项，按目录的顺序"),
    ("versions", "CatalogueVersion[]", "历次调整，最新的在前"),
];

/// What an entry has beside its columns.
const FULFILMENT: [Property; 7] = [
    ("title", "string", "公开事项"),
    ("column", "string?", "对应的栏目的代码"),
    ("newest", "CatalogueNewest?", "最近公开的属于这一项的信息；只对应栏目、不对应主题或者信息的，没有"),
    ("published_on", "date?", "最近公开的日期；只对应栏目的，是栏目中最近的日期"),
    ("age", "integer?", "距最近公开的天数"),
    ("is_stale", "boolean", "超过应当更新的时间没有更新"),
    ("is_missing", "boolean", "没有公开的信息"),
];

const CATALOGUE_NEWEST: [Property; 3] =
    [("number", "string", "信息编号"), ("title", "string", "标题"), ("address", "string", "页面的地址")];

const CATALOGUE_VERSION: [Property; 7] = [
    ("version", "integer", "版本"),
    ("changed_on", "date", "调整日期"),
    ("count", "integer", "项数"),
    ("added", "integer", "增加的项数"),
    ("removed", "integer", "减少的项数"),
    ("altered", "integer", "修改的项数"),
    ("is_withdrawn", "boolean", "已经撤下"),
];

/// An entry of the catalogue: the columns that are public, and what is published of it.
pub(super) fn catalogue_entry() -> Vec<Property> {
    let public = catalogue::COLUMNS.iter().filter(|column| column.is_public);
    let columns = public.map(|column| {
        let kind = if matches!(column.shape, Shape::Many(_)) { "string[]" } else { "string" };
        (column.code, kind, column.zh)
    });
    columns.chain(FULFILMENT).collect()
}

const COLUMNS: [Property; 1] = [("columns", "Column[]", "一级栏目")];
const LIST: [Property; 2] = [("items", "Summary[]", "信息，最新的在前"), ("next", "string?", "下一页的地址")];
const FILES: [Property; 1] = [("files", "File[]", "附件和图片")];
const RESULTS: [Property; 4] = [
    ("total", "integer", "结果总数"),
    ("is_more", "boolean", "不止这个数"),
    ("is_loosened", "boolean", "没有完全符合的，是相近的"),
    ("items", "Match[]", "结果"),
];
const REPORTS: [Property; 1] = [("reports", "Report[]", "年度报告，最新的在前")];
pub(super) const REFUSAL: [Property; 1] = [("error", "string", "原因")];

/// The schemas by their names.
pub(super) const SCHEMAS: [(&str, &[&[Property]]); 24] = [
    ("Column", &[&COLUMN]),
    ("Summary", &[&SUMMARY]),
    ("Item", &[&SUMMARY, &ITEM]),
    ("Comments", &[&COMMENTS]),
    ("CommentResult", &[&COMMENT_RESULT]),
    ("Worked", &[&WORKED]),
    ("Example", &[&EXAMPLE]),
    ("Meeting", &[&MEETING]),
    ("File", &[&FILE]),
    ("Download", &[&DOWNLOAD]),
    ("Edition", &[&EDITION]),
    ("Table", &[&TABLE]),
    ("Piece", &[&PIECE]),
    ("Match", &[&MATCH]),
    ("Report", &[&REPORT]),
    ("ReportFile", &[&REPORT_FILE]),
    ("Catalogue", &[&CATALOGUE]),
    ("CatalogueNewest", &[&CATALOGUE_NEWEST]),
    ("CatalogueVersion", &[&CATALOGUE_VERSION]),
    ("Columns", &[&COLUMNS]),
    ("List", &[&LIST]),
    ("Files", &[&FILES]),
    ("Results", &[&RESULTS]),
    ("Reports", &[&REPORTS]),
];
