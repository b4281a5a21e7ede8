//! `/office/styles`: every component of the site with made-up content, for whoever writes a page and whoever looks one over.

use std::sync::Arc;

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::layout::{
    Appearance, Badge, Day, Days, Group, Happening, HappeningState, Marks, Masthead, Notice, OfficerName,
    Page, Rendered, SideLink, Steps, Tab, Tabs, Tone, Turning, Typed,
};

/// Choices of the sample's form.
const KINDS: &[(&str, &str)] = &[("citizen", "公民"), ("organization", "法人或者其他组织")];
const FORMS: &[(&str, &str)] = &[("paper", "纸质"), ("email", "电子邮件"), ("disc", "光盘")];

#[derive(Template)]
#[template(path = "office/styles.html")]
struct Styles {
    page: Page,
    form: Typed,
    filter: Typed,
    tabs: Tabs,
    turning: Turning,
    steps: Steps,
    days: Days,
}

/// `GET /office/styles`, rendered.
pub(crate) fn render() -> Result<Rendered, askama::Error> {
    let marks = Marks {
        domain: "www.example.gov.cn".into(),
        site_code: "0000000000".into(),
        icp: "示例ICP备00000000号".into(),
        police: "示例公网安备00000000000000号".into(),
        contact: "地址：示例市示例路1号　电话：0000-0000000".into(),
    };
    let masthead = Arc::new(Masthead { agency: "示例市示例局".into(), marks });
    Rendered::each(|appearance| styles(&masthead, appearance).render())
}

/// `GET /office/styles/suggest`: what the sample's form offers while something is typed.
pub(crate) async fn suggest() -> impl IntoResponse {
    let found = r#"[{"title":"示例路改造工程征收补偿方案","address":"/office/styles"}]"#;
    ([(CONTENT_TYPE, "application/json")], found)
}

fn styles(masthead: &Arc<Masthead>, appearance: Appearance) -> Styles {
    let mut page = Page::new(masthead, appearance, "样式", "/office/styles").under("工作台", "/office");
    page.officer = Some(OfficerName { name: "王示例".into(), role: "承办人".into() });
    page.navigation = navigation();
    Styles {
        page,
        form: refused_form(),
        filter: Typed::default().prefixed("filter-"),
        tabs: tabs(),
        turning: turning(),
        steps: steps(),
        days: days(),
    }
}

fn navigation() -> Vec<Group> {
    let link = |label, address, count, is_late| SideLink { label, address, count, is_late };
    vec![
        Group {
            title: "待办",
            links: vec![
                link("样式", "/office/styles", None, false),
                link("已逾期", "#work", Some(1), true),
                link("今日到期", "#work", Some(2), false),
                link("待审核", "#work", Some(4), false),
            ],
        },
        Group { title: "台账", links: vec![link("全部申请", "#work", Some(134), false)] },
    ]
}

/// A form that was sent with mistakes.
fn refused_form() -> Typed {
    let mut form = Typed::default()
        .with("kind", "citizen")
        .with("name", "张示例")
        .with("telephone", "12345")
        .with("postcode", "255000-255000")
        .with("forms", "paper")
        .with("forms", "email");
    form.require("subject", "请填写所需信息的名称、文号或者其他特征");
    form.longest("postcode", 6);
    form.refuse("telephone", "电话号码应为7至12位数字，现有5位");
    form
}

fn tabs() -> Tabs {
    let tab = |label: &str, address: &str, is_current| Tab {
        label: label.into(),
        address: address.into(),
        is_current,
    };
    Tabs {
        label: "案件",
        tabs: vec![tab("概况", "#tabs", true), tab("文书（3）", "#tabs", false), tab("经过", "#tabs", false)],
    }
}

fn turning() -> Turning {
    Turning {
        summary: "第21至40件，共134件".into(),
        previous: Some("#turning".into()),
        next: Some("#turning".into()),
    }
}

fn steps() -> Steps {
    let step = |when: &str, what: &str, detail: &str, state| Happening {
        when: when.into(),
        datetime: when.into(),
        what: what.into(),
        detail: detail.into(),
        state,
    };
    Steps {
        happenings: vec![
            step(
                "2023-09-25",
                "收到申请",
                "当面提交，登记员：李示例（《条例》第31条）",
                HappeningState::Past,
            ),
            step("2023-09-27", "分办", "承办人：王示例", HappeningState::Past),
            step("2023-10-11", "内部会商", "应在3个工作日内答复，尚未答复", HappeningState::Late),
            step("2023-10-12", "征求第三方意见", "限15个工作日内答复（《条例》第32条）", HappeningState::Now),
            step(
                "2023-10-31",
                "答复期限届满",
                "收到之日起20个工作日，征求意见的时间不计（《条例》第33条）",
                HappeningState::Ahead,
            ),
        ],
    }
}

fn days() -> Days {
    let day = |date: &str, label: &str, note: &str, is_skipped| Day {
        date: date.into(),
        label: label.into(),
        note: note.into(),
        is_skipped,
        ..Day::default()
    };
    Days {
        days: vec![
            day("2023-09-25", "9月25日 周一", "收到，不计", true),
            day("2023-09-26", "9月26日 周二", "第1日", false),
            day("2023-09-27", "9月27日 周三", "第2日", false),
            Day { is_today: true, ..day("2023-09-28", "9月28日 周四", "第3日", false) },
            day("2023-09-29", "9月29日 周五", "中秋节", true),
            day("2023-09-30", "9月30日 周六", "国庆节", true),
            day("2023-10-07", "10月7日 周六", "第4日（调休上班）", false),
            Day { is_due: true, ..day("2023-10-25", "10月25日 周三", "第17日，届满", false) },
        ],
    }
}
