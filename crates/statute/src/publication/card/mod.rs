//! The metadata box of a publication (元数据) and what is wrong with it. 《条例》第12条第2款; GB/T 9704-2012

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::arithmetic::STEP;
use super::column::Column;
use super::commentary::Commentary;
use super::genre::Genre;
use super::interpretation::{Form, POINTS, Point};
use super::kind::Kind;
use super::number::DocumentNumber;
use super::revision::{Revision, SAID};
use super::theme::Theme;
use super::worked::Worked;

/// Characters of a title.
const TITLE: usize = 200;
/// Characters of a summary.
const SUMMARY: usize = 500;
/// Characters of what explains a draft.
const EXPLANATION: usize = 5000;

/// Whether the information is published of itself (公开属性), decided when the document is drafted. 国办发〔2016〕80号
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// 主动公开
    Proactive,
    /// 依申请公开
    OnApplication,
    /// 不予公开
    Withheld,
}

impl Attribute {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Proactive, Self::OnApplication, Self::Withheld];

    /// The code in events and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proactive => "proactive",
            Self::OnApplication => "on_application",
            Self::Withheld => "withheld",
        }
    }

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Proactive => "主动公开",
            Self::OnApplication => "依申请公开",
            Self::Withheld => "不予公开",
        }
    }

    /// The attribute with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The metadata of a publication (元数据).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// 类别
    pub kind: Kind,
    /// 标题
    pub title: String,
    /// The code of its column, where it is another than its kind's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// 发文机关 or 发布机构
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// 信息来源, where it comes from elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// 发文字号, as [`DocumentNumber`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// 成文日期: the day the information was made or changed (形成或者变更之日). 《条例》第26条
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<Date>,
    /// 主题分类, as [`Theme`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// 体裁
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<Genre>,
    /// 内容概述
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// 关键词
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// 有效期起 (施行日期), as printed in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// 有效期止: the last day in force, as printed in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// 公开属性
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<Attribute>,
    /// Why it is not published of itself, with the provision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub withheld_because: String,
    /// Numbers of the publications it interprets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interprets: Vec<String>,
    /// 解读形式
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Points of the checklist that the interpretation offers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
    /// What a notice tells that asks for comments on a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commentary: Option<Commentary>,
    /// What a plain card of a policy says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Worked>,
    /// What it says of the editions before it; none of the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

/// Something wrong with a field of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFault {
    /// The field's name in forms.
    pub field: &'static str,
    /// What is wrong, in Chinese.
    pub message: String,
}

impl Card {
    /// A card that says nothing yet but what it is.
    pub fn new(kind: Kind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            column: None,
            issuer: String::new(),
            source: String::new(),
            document_number: None,
            made_on: None,
            theme: None,
            genre: None,
            summary: String::new(),
            keywords: Vec::new(),
            valid_from: None,
            valid_until: None,
            attribute: None,
            withheld_because: String::new(),
            interprets: Vec::new(),
            form: None,
            points: Vec::new(),
            commentary: None,
            worked: None,
            revision: None,
        }
    }

    /// The column it goes into.
    pub fn column(&self) -> &'static Column {
        let code = self.column.as_deref().unwrap_or_else(|| self.kind.column());
        Column::from_code(code)
            .or_else(|| Column::from_code(self.kind.column()))
            .expect("a test holds that the column of every kind is in the list")
    }

    /// What cannot be kept, not even as a draft.
    pub fn impossible(&self, today: Date) -> Vec<CardFault> {
        let mut faults = Vec::new();
        let mut fault = |field, message: String| faults.push(CardFault { field, message });
        let characters = self.title.chars().count();
        if self.title.trim().is_empty() {
            fault("title", "请填写标题".into());
        } else if characters > TITLE {
            fault("title", format!("标题有{characters}个字，应不超过{TITLE}个字"));
        }
        if self.title.chars().any(char::is_control) {
            fault("title", "标题中有不可见的控制字符，应删除".into());
        }
        let characters = self.summary.chars().count();
        if characters > SUMMARY {
            fault("summary", format!("内容概述有{characters}个字，应不超过{SUMMARY}个字"));
        }
        if let Some(made_on) = self.made_on
            && made_on > today
        {
            fault("made_on", format!("成文日期 {made_on} 晚于今天（{today}）"));
        }
        if let (Some(first), Some(last)) = (self.valid_from, self.valid_until)
            && last < first
        {
            fault("valid_until", format!("有效期止 {last} 早于有效期起 {first}"));
        }
        if let Some(Commentary { from, until, explanation, .. }) = &self.commentary {
            if let (Some(from), Some(until)) = (from, until)
                && until < from
            {
                fault("comments_until", format!("征求意见截止日期 {until} 早于开始日期 {from}"));
            }
            let characters = explanation.chars().count();
            if characters > EXPLANATION {
                fault("explanation", format!("起草说明有{characters}个字，应不超过{EXPLANATION}个字"));
            }
        }
        if let Some(worked) = &self.worked {
            for line in worked.steps.lines().filter(|line| line.chars().count() > STEP) {
                let characters = line.chars().count();
                fault("steps", format!("算例的步骤有一行{characters}个字，应不超过{STEP}个字"));
            }
        }
        let characters = self.revision.as_ref().map_or(0, |one| one.said.chars().count());
        if characters > SAID {
            fault("revised", format!("修改说明有{characters}个字，应不超过{SAID}个字"));
        }
        if let Some(changed_on) = self.revision.as_ref().and_then(|one| one.changed_on)
            && changed_on > today
        {
            fault("changed_on", format!("变更日期 {changed_on} 晚于今天（{today}）"));
        }
        match self.column.as_deref().map(|code| (code, Column::from_code(code))) {
            Some((code, None)) => fault("column", format!("没有栏目 {code:?}")),
            // Its lists are told apart by the days that only a notice of a draft has.
            Some((code, Some(_)))
                if (code == Kind::Commentary.column()) != (self.kind == Kind::Commentary) =>
            {
                fault(
                    "column",
                    format!("栏目“征求意见”只放征求意见的公告，{}应选择其他栏目", self.kind.zh()),
                );
            }
            Some((_, Some(column))) if !column.takes_publications() => {
                fault("column", format!("栏目“{}”不直接发布信息，应选择其他栏目", column.name));
            }
            _ => {}
        }
        if let Some(theme) = &self.theme
            && !Theme::is_listed(theme)
        {
            fault("theme", format!("主题分类 {theme:?} 不在国务院主题分类中，应从列表中选择"));
        }
        if let Some(number) = &self.document_number {
            match number.parse::<DocumentNumber>() {
                Err(expected) => fault("document_number", format!("发文字号 {number:?} {expected}")),
                Ok(number) => {
                    if let Some(made_on) = self.made_on
                        && let Some(year) = number.year()
                        && year != made_on.year()
                    {
                        let message = format!("发文字号的年份 {year} 与成文日期 {made_on} 不同年");
                        fault("document_number", message);
                    }
                }
            }
        }
        faults
    }

    /// Whether it says itself what goes with it: what it interprets, asks about or explains.
    pub fn names_another(&self) -> bool {
        let asked = self.commentary.as_ref().and_then(|asked| asked.document.as_ref());
        let explained = self.worked.as_ref().and_then(|worked| worked.policy.as_ref());
        self.kind == Kind::Interpretation || asked.or(explained).is_some()
    }

    /// Rules carry the number of the order that made them, public notices often none.
    fn lacks_number(&self) -> bool {
        let may_lack = matches!(self.kind, Kind::Rule | Kind::DisclosureRule)
            || matches!(self.genre, Some(Genre::Proclamation | Genre::PublicNotice));
        self.document_number.is_none() && !may_lack
    }

    /// What is missing before it may go to the confidentiality review, beside what is impossible anyway.
    pub fn missing(&self) -> Vec<CardFault> {
        let mut faults = Vec::new();
        let mut need = |field, is_missing: bool, message: &str| {
            if is_missing {
                faults.push(CardFault { field, message: message.to_owned() });
            }
        };
        need("made_on", self.made_on.is_none(), "请填写成文日期（信息形成或者变更之日），公开期限自该日起算");
        need("issuer", self.issuer.trim().is_empty(), "请填写发布机构");
        need("attribute", self.attribute.is_none(), "请确定公开属性");
        let is_withheld = self.attribute.is_some_and(|one| one != Attribute::Proactive);
        let is_unreasoned = is_withheld && self.withheld_because.trim().is_empty();
        need("withheld_because", is_unreasoned, "不主动公开的，请写明依据和理由");
        if self.kind.is_document() {
            need("document_number", self.lacks_number(), "请填写发文字号");
            need("theme", self.theme.is_none(), "请选择主题分类");
            need("genre", self.genre.is_none(), "请选择体裁");
        }
        if self.kind.is_normative() {
            need("valid_from", self.valid_from.is_none(), "请按文件载明的日期填写施行日期");
            need("valid_until", self.valid_until.is_none(), "请按文件载明的日期填写有效期止");
        }
        if self.kind == Kind::Commentary {
            need("attribute", is_withheld, "征求意见应当主动公开");
            let asked = self.commentary.as_ref();
            let days = asked.and_then(|one| Some((one, one.from?, one.until?)));
            need("comments_from", asked.is_none_or(|one| one.from.is_none()), "请填写征求意见开始日期");
            need("comments_until", asked.is_none_or(|one| one.until.is_none()), "请填写征求意见截止日期");
            let is_unexplained = asked.is_none_or(|one| one.explanation.trim().is_empty());
            need("explanation", is_unexplained, "请填写起草说明，随草案公布");
            let short = days.and_then(|(one, from, _)| one.too_short(from)).unwrap_or_default();
            need("comments_until", !short.is_empty(), &short);
        }
        if self.kind == Kind::Worked {
            let worked = self.worked.clone().unwrap_or_default();
            need("question", worked.question.trim().is_empty(), "请填写问题");
            need("answer", worked.answer.trim().is_empty(), "请填写通俗解答");
            need("steps", worked.steps.trim().is_empty(), "请填写算例的步骤，一行一步");
            need("result", worked.result.trim().is_empty(), "请填写算例的结果");
            need("basis", worked.basis.trim().is_empty(), "请填写依据的文件和条款");
            need("valid_from", self.valid_from.is_none(), "请填写适用期限的开始日期（有效期起）");
            for (field, message) in worked.undivided() {
                need(field, true, &message);
            }
            let wrong = worked.wrong();
            need("steps", !wrong.is_empty(), &format!("算例的步骤计算不符：{}", wrong.join("；")));
        }
        if self.kind == Kind::Interpretation {
            need("interprets", self.interprets.is_empty(), "请选择所解读的文件");
            need("form", self.form.is_none(), "请选择解读形式");
            let absent: Vec<_> =
                POINTS.iter().filter(|point| !self.points.contains(point)).map(|point| point.zh()).collect();
            let message = format!("解读材料不达标，还缺：{}", absent.join("、"));
            need("points", !absent.is_empty(), &message);
        }
        faults
    }
}
