//! The metadata box as a form: what was typed becomes a card, a card becomes what a form starts with.

use jiff::civil::Date;
use office::applications::is_readable;
use statute::publication::{
    Attribute, Card, Commentary, Earlier, Form, Genre, Kind, Least, Point, Revision, USUAL_WORKDAYS, Worked,
};

use super::lists::IS_MARKET;
use crate::layout::Typed;

/// Every field in the order of the page.
pub(super) const FIELDS: [&str; 45] = [
    "revised",
    "earlier",
    "changed_on",
    "kind",
    "title",
    "issuer",
    "source",
    "made_on",
    "column",
    "summary",
    "keywords",
    "document_number",
    "theme",
    "genre",
    "valid_from",
    "valid_until",
    "attribute",
    "withheld_because",
    "interprets",
    "form",
    "points",
    "document",
    "comments_from",
    "comments_until",
    "is_market",
    "shortened",
    "explanation",
    "ways",
    "question",
    "answer",
    "audience",
    "conditions",
    "standard",
    "materials",
    "places",
    "term",
    "telephone",
    "given",
    "steps",
    "result",
    "policy",
    "basis",
    "html",
    "kept",
    "files",
];

/// Fields of words with their names and the most characters of each; title and summary are measured by the card.
const WORDS: [(&str, &str, usize); 27] = [
    ("revised", "修改说明", 100_000),
    ("title", "标题", 100_000),
    ("summary", "内容概述", 100_000),
    ("issuer", "发布机构", 100),
    ("source", "信息来源", 100),
    ("keywords", "关键词", 200),
    ("document_number", "发文字号", 100),
    ("withheld_because", "不主动公开的依据和理由", 1000),
    ("interprets", "所解读的文件", 500),
    ("document", "所征求意见的文件", 50),
    ("shortened", "缩短期限的理由", 500),
    ("explanation", "起草说明", 100_000),
    ("ways", "提出意见的其他方式", 1000),
    ("question", "问题", 200),
    ("answer", "通俗解答", 5000),
    ("audience", "适用对象", 1000),
    ("conditions", "条件", 2000),
    ("standard", "标准", 2000),
    ("materials", "材料", 2000),
    ("places", "办理渠道", 1000),
    ("term", "办理时限", 500),
    ("telephone", "咨询电话", 200),
    ("given", "算例的条件", 1000),
    ("steps", "算例的步骤", 5000),
    ("result", "算例的结果", 500),
    ("policy", "所依据的文件", 50),
    ("basis", "依据的文件和条款", 500),
];

/// What parts words of a list that is typed on one line.
const PARTING: [char; 7] = ['、', '，', ',', '；', ';', ' ', '\u{3000}'];

fn parts(text: &str) -> Vec<String> {
    let parts = text.split(PARTING).flat_map(str::lines).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The card of a form; none where its kind is not chosen. What is wrong stands at its field.
pub(super) fn card(form: &mut Typed) -> Option<Card> {
    form.in_order(FIELDS);
    for (name, label, most) in WORDS {
        form.longest(name, label, most);
        if !is_readable(form.value(name)) {
            form.refuse(name, format!("{label}含有不能识别的字符"));
        }
    }
    let kind = chosen(form, "kind", "类别", Kind::from_code);
    form.require("kind", "请选择类别");
    form.require("title", "请填写标题");
    let changed_on = day(form, "changed_on", "变更日期");
    let made_on = day(form, "made_on", "成文日期");
    let valid_from = day(form, "valid_from", "有效期起");
    let valid_until = day(form, "valid_until", "有效期止");
    let genre = chosen(form, "genre", "体裁", Genre::from_code);
    let attribute = chosen(form, "attribute", "公开属性", Attribute::from_code);
    let shape = chosen(form, "form", "解读形式", Form::from_code);
    let points = form.values("points").filter_map(Point::from_code).collect();
    let (from, until) = (day(form, "comments_from", "开始日期"), day(form, "comments_until", "截止日期"));
    let earlier = chosen(form, "earlier", "以前的版本", Earlier::from_code);
    if !form.value("revised").is_empty() {
        form.require("earlier", "请选择以前的版本是否仍可查阅");
    }
    let text = |name: &str| form.value(name).to_owned();
    let filled = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
    let commentary = (kind == Some(Kind::Commentary)).then(|| Commentary {
        document: filled("document"),
        from,
        until,
        explanation: text("explanation"),
        ways: text("ways"),
        is_market: !form.value("is_market").is_empty(),
        shortened: text("shortened"),
        // The office knows what holds today.
        ..Commentary::new(Least::Workdays(USUAL_WORKDAYS))
    });
    let worked = (kind == Some(Kind::Worked)).then(|| Worked {
        question: text("question"),
        answer: text("answer"),
        audience: text("audience"),
        conditions: text("conditions"),
        standard: text("standard"),
        materials: text("materials"),
        places: text("places"),
        term: text("term"),
        telephone: text("telephone"),
        given: text("given"),
        steps: text("steps"),
        result: text("result"),
        policy: filled("policy"),
        basis: text("basis"),
    });
    Some(Card {
        commentary,
        worked,
        revision: earlier.map(|earlier| Revision { said: text("revised"), earlier, changed_on }),
        column: filled("column"),
        issuer: text("issuer"),
        source: text("source"),
        document_number: filled("document_number"),
        made_on,
        theme: filled("theme"),
        genre,
        summary: text("summary"),
        keywords: parts(form.value("keywords")),
        valid_from,
        valid_until,
        attribute,
        withheld_because: text("withheld_because"),
        interprets: parts(form.value("interprets")),
        form: shape,
        points,
        ..Card::new(kind?, text("title"))
    })
}

/// One of a list; a value that is not in it was not sent by our form.
fn chosen<T>(form: &mut Typed, name: &str, label: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let value = form.value(name).to_owned();
    let found = read(&value);
    if found.is_none() && !value.is_empty() {
        form.refuse(name, format!("请重新选择{label}"));
    }
    found
}

fn day(form: &mut Typed, name: &str, label: &str) -> Option<Date> {
    let value = form.value(name).to_owned();
    let found = value.parse().ok();
    if found.is_none() && !value.is_empty() {
        form.refuse(name, format!("{label}应为存在的日期，如 2026-03-02"));
    }
    found
}

/// What a form starts with.
pub(super) fn typed(card: &Card) -> Typed {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut form = Typed::default()
        .with("kind", card.kind.code())
        .with("title", card.title.as_str())
        .with("issuer", card.issuer.as_str())
        .with("source", card.source.as_str())
        .with("made_on", day(card.made_on))
        .with("column", card.column.clone().unwrap_or_default())
        .with("summary", card.summary.as_str())
        .with("keywords", card.keywords.join("、"))
        .with("document_number", card.document_number.clone().unwrap_or_default())
        .with("theme", card.theme.clone().unwrap_or_default())
        .with("genre", card.genre.map(Genre::code).unwrap_or_default())
        .with("valid_from", day(card.valid_from))
        .with("valid_until", day(card.valid_until))
        .with("attribute", card.attribute.map(Attribute::code).unwrap_or_default())
        .with("withheld_because", card.withheld_because.as_str())
        .with("interprets", card.interprets.join("、"))
        .with("form", card.form.map(Form::code).unwrap_or_default());
    for point in &card.points {
        form = form.with("points", point.code());
    }
    if let Some(revision) = &card.revision {
        form = form
            .with("revised", revision.said.as_str())
            .with("earlier", revision.earlier.code())
            .with("changed_on", day(revision.changed_on));
    }
    if let Some(worked) = &card.worked {
        form = form
            .with("question", worked.question.as_str())
            .with("answer", worked.answer.as_str())
            .with("audience", worked.audience.as_str())
            .with("conditions", worked.conditions.as_str())
            .with("standard", worked.standard.as_str())
            .with("materials", worked.materials.as_str())
            .with("places", worked.places.as_str())
            .with("term", worked.term.as_str())
            .with("telephone", worked.telephone.as_str())
            .with("given", worked.given.as_str())
            .with("steps", worked.steps.as_str())
            .with("result", worked.result.as_str())
            .with("policy", worked.policy.clone().unwrap_or_default())
            .with("basis", worked.basis.as_str());
    }
    if let Some(asked) = &card.commentary {
        form = form
            .with("document", asked.document.clone().unwrap_or_default())
            .with("comments_from", day(asked.from))
            .with("comments_until", day(asked.until))
            .with("is_market", if asked.is_market { IS_MARKET[0].0 } else { "" })
            .with("shortened", asked.shortened.as_str())
            .with("explanation", asked.explanation.as_str())
            .with("ways", asked.ways.as_str());
    }
    form
}
