//! `/office/styles`: every component of the site with made-up content, for whoever writes a page and whoever looks one over.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use jiff::civil::date;
use statute::calendar::Calendar;
use statute::clock::{Case, Event, Happening as Happens};
use statute::readings::Readings;
use statute::registers::ConsultationKind;

use crate::error::Error;
use crate::layout::{
    Appearance, Badge, Chart, Group, Happening, HappeningState, Marks, Masthead, Notice, OfficerName, Page,
    Rendered, Series, SideLink, Steps, Tab, Tabs, Term, Tone, Turning, Typed,
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
    term: Option<Term>,
    charts: [Chart; 5],
}

#[derive(Template)]
#[template(path = "office/styles_sent.html")]
struct Sent {
    page: Page,
    form: Typed,
}

/// `GET /office/styles`, rendered.
pub(crate) fn render() -> Result<Rendered, askama::Error> {
    Rendered::each(|appearance| styles(page(appearance)).render())
}

/// `POST /office/styles/form`: the sample's form as any form answers, except that nothing is kept.
pub(crate) async fn send(
    appearance: Appearance,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<impl IntoResponse, Error> {
    let mut form = Typed::new(pairs);
    form.require("kind", "请选择申请人类型");
    form.require("name", "请填写姓名");
    form.longest("name", "姓名", 50);
    check_numbers(&mut form);
    form.require("subject", "请填写所需信息的名称、文号或者其他特征");
    form.longest("subject", "所需信息", 1000);
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(Sent { page: page(appearance), form }.render()?)))
}

fn check_numbers(form: &mut Typed) {
    let digits = form.value("telephone").chars().filter(char::is_ascii_digit).count();
    if !(7..=12).contains(&digits) {
        form.refuse("telephone", format!("电话号码应为7至12位数字，现有{digits}位"));
    }
    form.longest("postcode", "邮政编码", 6);
}

/// `GET /office/styles/suggest`: what the sample's form offers while something is typed.
pub(crate) async fn suggest() -> impl IntoResponse {
    let found = r#"[{"title":"示例路改造工程征收补偿方案","address":"/office/styles"}]"#;
    ([(CONTENT_TYPE, "application/json")], found)
}

/// The frame of a made-up agency.
fn page(appearance: Appearance) -> Page {
    let marks = Marks {
        domain: "www.example.gov.cn".into(),
        site_code: "0000000000".into(),
        icp: "示例ICP备00000000号".into(),
        police: "示例公网安备00000000000000号".into(),
        conac: "00000000000000000000000000000000".into(),
        operator: "示例市示例局信息中心".into(),
        contact: "地址：示例市示例路1号　电话：0000-0000000".into(),
    };
    let masthead = Arc::new(Masthead { agency: "示例市示例局".into(), marks, ..Masthead::default() });
    let mut page = Page::new(&masthead, appearance, "样式", "/office/styles").under("工作台", "/office");
    page.officer = Some(OfficerName { name: "王示例".into(), role: "承办人".into() });
    page.navigation = navigation();
    page
}

fn styles(page: Page) -> Styles {
    Styles {
        page,
        form: refused_form(),
        filter: Typed::default().prefixed("filter-"),
        tabs: tabs(),
        turning: turning(),
        steps: steps(),
        term: term(),
        charts: charts(),
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
    check_numbers(&mut form);
    form.require("subject", "请填写所需信息的名称、文号或者其他特征");
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

/// A term with everything that occurs in one: holidays, a make-up workday, a consultation, an extension.
fn term() -> Option<Term> {
    let day = |month, day| date(2023, month, day);
    let on = |on, what| Event { on, what };
    let id = || "1".to_owned();
    let events = vec![
        on(day(9, 25), Happens::Received),
        on(day(10, 9), Happens::ConsultationSent { id: id(), kind: ConsultationKind::ThirdParty }),
        on(day(10, 12), Happens::ConsultationClosed { id: id() }),
        on(day(10, 20), Happens::Extended { workdays: 5 }),
    ];
    let today = day(10, 24);
    let case = Case::new(events, Some(today)).ok()?;
    Some(Term::of(&case.deadline(Calendar::published(), &Readings::default()), today))
}

fn charts() -> [Chart; 5] {
    let months = || (1..=12).map(|month| format!("{month}月")).collect();
    let named =
        |pairs: &[(&str, u64)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    let received = vec![9, 7, 12, 15, 8, 11, 10, 14, 17, 9, 12, 10];
    let on_time = vec![8, 7, 11, 13, 8, 11, 9, 12, 15, 9, 11, 10];
    let late = vec![1, 0, 1, 2, 0, 0, 1, 2, 2, 0, 1, 0];
    [
        Chart::columns("by-month", "收到申请", "月份", "件", months(), vec![Series::new("收到", received)]),
        Chart::stacked(
            "punctuality",
            "答复是否按期",
            "月份",
            "件",
            months(),
            vec![Series::new("按期", on_time), Series::new("逾期", late)],
        ),
        Chart::columns(
            "by-quarter",
            "各季度各来源的申请",
            "季度",
            "件",
            ["一季度", "二季度", "三季度", "四季度"].map(str::to_owned).to_vec(),
            vec![
                Series::new("网络", vec![21, 24, 29, 22]),
                Series::new("信函", vec![5, 8, 10, 8]),
                Series::new("当面", vec![2, 2, 1, 2]),
                Series::new("传真", vec![0, 0, 1, 0]),
            ],
        ),
        Chart::bars(
            "outcomes",
            "办理结果",
            "结果",
            "件",
            named(&[
                ("予以公开", 62),
                ("部分公开", 21),
                ("不予公开", 9),
                ("无法提供", 34),
                ("不予处理", 3),
                ("其他处理", 5),
            ]),
        ),
        Chart::bars("channels", "申请来源", "来源", "件", named(&[("网络", 96), ("信函", 31), ("当面", 7)]))
            .opened(),
    ]
}
