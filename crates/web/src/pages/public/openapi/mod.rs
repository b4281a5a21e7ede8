//! `GET /api/v1/openapi.json`: the description of the interface. A test holds it against what the interface answers.

mod schemas;

use axum::response::Response;
use serde_json::{Map, Value, json};

use self::schemas::{Property, REFUSAL, SCHEMAS, catalogue_entry};
use crate::cache::kept_as;

/// A path: what it is for, its parameters with what they are, and the schema of its answer; none for a report.
type Described = (&'static str, &'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

const PATHS: [Described; 8] = [
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
    (
        "/api/v1/catalogue",
        "主动公开基本目录，每一项和最近公开的信息；与目录页一致",
        &[("version", "以前的目录的版本，由 versions 给出")],
        Some("Catalogue"),
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
    schemas.insert("CatalogueEntry".to_owned(), schema(&[&catalogue_entry()]));
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
