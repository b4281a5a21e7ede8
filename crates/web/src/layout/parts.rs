//! Small parts of pages: badges, notices, tabs, pages of a list, steps. Each shows itself in a template: `{{ part }}`.

use askama::Template;
use askama::filters::HtmlSafe;

/// How urgent a badge, step or notice is. The color never stands alone: the text says it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Under way.
    Info,
    /// Due soon.
    Soon,
    /// Overdue, or grave.
    Late,
    /// Over and done with.
    Done,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Info => "info",
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Done => "done",
        }
    }

    /// The class of a notice.
    pub(crate) fn notice_class(self) -> &'static str {
        match self {
            Self::Plain | Self::Info => "",
            Self::Soon => "warn",
            Self::Late => "grave",
            Self::Done => "done",
        }
    }
}

/// A stage or a due date in a few characters.
#[derive(Template)]
#[template(source = r#"<span class="badge {{ tone.class() }}">{{ text }}</span>"#, ext = "html")]
pub(crate) struct Badge {
    tone: Tone,
    text: String,
}

impl Badge {
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }

    /// What it says.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Something the reader should know before going on.
#[derive(Template)]
#[template(
    source = r#"<div class="notice {{ tone.notice_class() }}"{% if is_answer %} role="status"{% endif %}><p class="headline">{{ headline }}</p>{% if !text.is_empty() %}
<p>{{ text }}</p>{% endif %}</div>"#,
    ext = "html"
)]
pub(crate) struct Notice {
    tone: Tone,
    headline: String,
    text: String,
    is_answer: bool,
}

impl Notice {
    pub(crate) fn new(tone: Tone, headline: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, headline: headline.into(), text: text.into(), is_answer: false }
    }

    /// Both its texts in one line, for files.
    pub(crate) fn plain(&self) -> String {
        format!("{}：{}", self.headline, self.text)
    }

    /// Says that it answers what the reader just did; it is read aloud.
    pub(crate) fn answering(mut self) -> Self {
        self.is_answer = true;
        self
    }
}

/// One of a row of tabs, which are links.
#[derive(Clone, Debug)]
pub(crate) struct Tab {
    /// What it says.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) address: String,
    /// Whether it is the one shown.
    pub(crate) is_current: bool,
}

/// A row of tabs.
#[derive(Template)]
#[template(
    source = r#"<nav class="tabs" aria-label="{{ label }}"><ul>
{% for tab in tabs %}<li><a href="{{ tab.address }}"{% if tab.is_current %} aria-current="page"{% endif %}>{{ tab.label }}</a></li>
{% endfor %}</ul></nav>"#,
    ext = "html"
)]
pub(crate) struct Tabs {
    /// What the row is called aloud.
    pub(crate) label: &'static str,
    /// The tabs.
    pub(crate) tabs: Vec<Tab>,
}

/// The way to the pages of a list before and after.
#[derive(Template)]
#[template(
    source = r#"<nav class="turning" aria-label="翻页"><p>{{ summary }}</p>
<ul>{% if let Some(address) = previous %}<li><a class="button second" rel="prev" href="{{ address }}">上一页</a></li>{% endif %}{% if let Some(address) = next %}
<li><a class="button second" rel="next" href="{{ address }}">下一页</a></li>{% endif %}</ul></nav>"#,
    ext = "html"
)]
pub(crate) struct Turning {
    /// What is shown: 第1至20件，共134件.
    pub(crate) summary: String,
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The page after.
    pub(crate) next: Option<String>,
}

/// Something that happened or will happen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Happening {
    /// The day or instant, as shown.
    pub(crate) when: String,
    /// The same as a machine reads it: `2023-09-25`.
    pub(crate) datetime: String,
    /// What it is.
    pub(crate) what: String,
    /// Who, why, with its provision.
    pub(crate) detail: String,
    /// How it stands.
    pub(crate) state: HappeningState,
}

/// How a [`Happening`] stands to the present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HappeningState {
    /// It is past.
    #[default]
    Past,
    /// It is where the matter stands.
    Now,
    /// It should have happened.
    Late,
    /// It lies ahead.
    Ahead,
}

impl HappeningState {
    fn class(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Now => "now",
            Self::Late => "late",
            Self::Ahead => "ahead",
        }
    }
}

/// What happened in a matter, and what comes, from top to bottom.
#[derive(Template)]
#[template(
    source = r#"<ol class="steps">
{% for one in happenings %}<li class="{{ one.state.class() }}"{% if one.state == HappeningState::Now %} aria-current="step"{% endif %}><time datetime="{{ one.datetime }}">{{ one.when }}</time><p class="what">{{ one.what }}</p>{% if !one.detail.is_empty() %}<p class="soft">{{ one.detail }}</p>{% endif %}</li>
{% endfor %}</ol>"#,
    ext = "html"
)]
pub(crate) struct Steps {
    /// In the order of time.
    pub(crate) happenings: Vec<Happening>,
}

impl HtmlSafe for Badge {}
impl HtmlSafe for Notice {}
impl HtmlSafe for Tabs {}
impl HtmlSafe for Turning {}
impl HtmlSafe for Steps {}
