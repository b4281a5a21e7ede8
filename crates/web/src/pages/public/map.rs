//! `GET /map`: every column of the site with its address, for people (网站地图).

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use statute::publication::Column;

use crate::cache::kept;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page};

/// What stands beside the columns: name and address.
const OTHERS: [(&str, &str); 5] = [
    ("首页", "/"),
    ("检索", "/search"),
    ("在线申请", "/apply"),
    ("查询办理情况", "/apply/status"),
    ("政府信息公开申请表", "/zfxxgk/ysqgk/form"),
];

#[derive(Template)]
#[template(path = "public/map.html")]
struct Map {
    page: Page,
    columns: Vec<&'static Column>,
    others: [(&'static str, &'static str); 5],
}

/// `GET /map`
pub(crate) async fn show(State(bench): State<Bench>, appearance: Appearance) -> Result<Response, Error> {
    let mut page = Page::new(&bench.masthead, appearance, "网站地图", "/map").under("首页", "/");
    page.head.url = bench.own_address("/map");
    let columns = Column::first_level().collect();
    Ok(kept(Map { page, columns, others: OTHERS }.render()?))
}
