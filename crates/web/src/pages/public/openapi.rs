//! `GET /api/v1/openapi.json`: the description of the interface. A test holds it against what the interface answers.

use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::cache::kept_as;

/// A property: its name, its type (`?` behind it where there may be none), what it is.
type Property = (&'static str, &'static str, &'static str);

const COLUMN: [Property; 6] = [
    ("code", "string", "栏目代码"),
    ("name", "string", "名称"),
    ("address", "string", "栏目页的地址"),
    ("column_type", "string", "栏目类别（网站标签 ColumnType）"),
    ("description", "string", "说明"),
    ("children", "Column[]", "下级栏目"),
];

const SUMMARY: [Property; 22] = [
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
    ("interprets", "string[]", "所解读文件的编号"),
    ("comments", "Comments?", "征求意见的事项，其他信息没有"),
    ("worked", "Worked?", "看得懂算得清的解答和算例，其他信息没有"),
];

/// What an item has beside its summary.
const ITEM: [Property; 8] = [
    ("html", "string", "正文（HTML）"),
    ("text", "string", "正文（纯文本）"),
    ("files", "File[]", "附件和图片"),
    ("downloads", "Download[]", "整篇下载：带入时的原文件、PDF、DOCX"),
    ("editions", "Edition[]", "历次版本，现行的在前"),
    ("related", "Summary[]", "相关解读或者所解读的文件"),
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

const WORKED: [Property; 9] = [
    ("question", "string", "问题"),
    ("answer", "string", "通俗解答"),
    ("given", "string", "算例的条件"),
    ("steps", "string[]", "算例的步骤"),
    ("result", "string", "算例的结果"),
    ("policy", "string?", "所依据的文件的编号"),
    ("basis", "string", "依据的文件和条款"),
    ("valid_from", "date?", "适用期限的开始日期"),
    ("valid_until", "date?", "适用期限的截止日期"),
];

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
const REFUSAL: [Property; 1] = [("error", "string", "原因")];

/// The schemas by their names.
const SCHEMAS: [(&str, &[&[Property]]); 18] = [
    ("Column", &[&COLUMN]),
    ("Summary", &[&SUMMARY]),
    ("Item", &[&SUMMARY, &ITEM]),
    ("Comments", &[&COMMENTS]),
    ("CommentResult", &[&COMMENT_RESULT]),
    ("Worked", &[&WORKED]),
    ("File", &[&FILE]),
    ("Download", &[&DOWNLOAD]),
    ("Edition", &[&EDITION]),
    ("Piece", &[&PIECE]),
    ("Match", &[&MATCH]),
    ("Report", &[&REPORT]),
    ("ReportFile", &[&REPORT_FILE]),
    ("Columns", &[&COLUMNS]),
    ("List", &[&LIST]),
    ("Files", &[&FILES]),
    ("Results", &[&RESULTS]),
    ("Reports", &[&REPORTS]),
];

/// A path: what it is for, its parameters with what they are, and the schema of its answer; none for a report.
type Described = (&'static str, &'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

const PATHS: [Described; 7] = [
    ("/api/v1/columns", "栏目树", &[], Some("Columns")),
    (
        "/api/v1/publications",
        "一个栏目的信息，不写栏目的是全部；与栏目页的列表一致",
        &[
            ("column", "栏目代码；上级栏目给出其下最新的信息"),
            ("show", "closed：征求意见栏目中已经截止的，缺省为正在征求意见的"),
            ("after", "由上一页的 next 给出"),
            ("limit", "条数，1至100，缺省20"),
        ],
        Some("List"),
    ),
    ("/api/v1/publications/{number}", "一条信息", &[("number", "信息编号")], Some("Item")),
    ("/api/v1/publications/{number}/files", "一条信息的文件", &[("number", "信息编号")], Some("Files")),
    (
        "/api/v1/search",
        "检索",
        &[
            ("q", "检索的文字"),
            ("column", "栏目代码"),
            ("kind", "类别代码"),
            ("theme", "主题分类"),
            ("year", "发布年份"),
            ("validity", "有效性"),
            ("agency", "发布机构全称"),
            ("within", "title：只在标题和文号中"),
            ("order", "time：按时间，缺省按相关度"),
            ("page", "第几页，每页20条"),
        ],
        Some("Results"),
    ),
    ("/api/v1/reports", "政府信息公开年报", &[], Some("Reports")),
    ("/api/v1/reports/{year}", "一个年度报告的数据，即其 JSON 文件", &[("year", "年度")], None),
];

fn typed(name: &str) -> Value {
    if let Some(one) = name.strip_suffix('?') {
        let mut value = typed(one);
        if value.get("$ref").is_some() {
            return json!({ "anyOf": [value, { "type": "null" }] });
        }
        let plain = value["type"].clone();
        value["type"] = json!([plain, "null"]);
        return value;
    }
    if let Some(one) = name.strip_suffix("[]") {
        return json!({ "type": "array", "items": typed(one) });
    }
    match name {
        "string" | "integer" | "boolean" => json!({ "type": name }),
        "date" | "date-time" => json!({ "type": "string", "format": name }),
        schema => json!({ "$ref": format!("#/components/schemas/{schema}") }),
    }
}

fn schema(properties: &[&[Property]]) -> Value {
    let all = || properties.iter().flat_map(|part| part.iter());
    let described: Map<String, Value> = all()
        .map(|(name, kind, what)| {
            let mut value = typed(kind);
            value["description"] = (*what).into();
            ((*name).to_owned(), value)
        })
        .collect();
    let names: Vec<&str> = all().map(|(name, ..)| *name).collect();
    json!({ "type": "object", "properties": described, "required": names, "additionalProperties": false })
}

fn path((address, what, parameters, answer): &Described) -> (String, Value) {
    let parameters: Vec<Value> = parameters
        .iter()
        .map(|(name, what)| {
            let is_in_path = address.contains(&format!("{{{name}}}"));
            let place = if is_in_path { "path" } else { "query" };
            json!({
                "name": name, "in": place, "required": is_in_path, "description": what,
                "schema": { "type": "string" },
            })
        })
        .collect();
    let schema = match answer {
        Some(name) => typed(name),
        None => json!({ "type": "object" }),
    };
    let refusal = json!({
        "description": "没有或者已经撤下，error 写明原因",
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Refusal" } } },
    });
    let described = json!({
        "get": {
            "summary": what,
            "parameters": parameters,
            "responses": {
                "200": { "description": what, "content": { "application/json": { "schema": schema } } },
                "4XX": refusal,
            },
        },
    });
    ((*address).to_owned(), described)
}

/// The description.
fn document() -> Value {
    let mut schemas: Map<String, Value> =
        SCHEMAS.iter().map(|(name, properties)| ((*name).to_owned(), schema(properties))).collect();
    schemas.insert("Refusal".to_owned(), schema(&[&REFUSAL]));
    let paths: Map<String, Value> = PATHS.iter().map(path).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "政府信息公开数据接口",
            "version": "1",
            "description": "公众在网站上能看到的信息，供程序读取；只读，不需要凭据。",
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// `GET /api/v1/openapi.json`
pub(crate) async fn show() -> Response {
    kept_as("application/json; charset=utf-8", document().to_string())
}
