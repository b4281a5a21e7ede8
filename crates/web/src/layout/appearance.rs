//! How a visitor wants pages to look: light or dark, ordinary or large (长者模式), and in what size texts are read
//! (字号). A cookie keeps it; no script is needed.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::Form;
use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The cookie's name.
const NAME: &str = "appearance";
/// How long the choice is kept, in seconds: a year.
const KEPT: u32 = 365 * 24 * 3600;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the visitor's system is set.
    #[default]
    System,
    /// Light in any case.
    Light,
    /// Dark in any case.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the buttons.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name in cookie, form and page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the button says.
    pub(crate) fn zh(self) -> &'static str {
        match self {
            Self::System => "跟随系统",
            Self::Light => "浅色",
            Self::Dark => "深色",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// In what size the text of a publication is read (字号).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextSize {
    /// As the rest of the page.
    #[default]
    Standard,
    /// Larger.
    Large,
    /// As large as a line of a telephone bears.
    Largest,
}

impl TextSize {
    /// Every size, in the order of the buttons.
    pub(crate) const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::Largest];

    /// The name in cookie, form and page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// What the button says.
    pub(crate) fn zh(self) -> &'static str {
        match self {
            Self::Standard => "标准",
            Self::Large => "大",
            Self::Largest => "特大",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// What a visitor chose. As an argument of a handler it is read from the request's cookie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Appearance {
    /// Light or dark.
    pub(crate) theme: Theme,
    /// Large text and targets (长者模式).
    pub(crate) is_large: bool,
    /// The size of the text of publications.
    pub(crate) text: TextSize,
}

impl Appearance {
    /// How many there are.
    pub(crate) const COUNT: usize = Theme::ALL.len() * TextSize::ALL.len() * 2;

    /// Every appearance, each at its [`index`](Self::index).
    pub(crate) fn all() -> [Self; Self::COUNT] {
        let mut all = [Self::default(); Self::COUNT];
        for theme in Theme::ALL {
            for text in TextSize::ALL {
                for is_large in [false, true] {
                    let one = Self { theme, is_large, text };
                    all[one.index()] = one;
                }
            }
        }
        all
    }

    /// Its place among [`all`](Self::all).
    pub(crate) fn index(self) -> usize {
        (self.theme as usize * TextSize::ALL.len() + self.text as usize) * 2 + usize::from(self.is_large)
    }

    /// `large` or `normal`, as the page's root says it.
    pub(crate) fn size(self) -> &'static str {
        if self.is_large { "large" } else { "normal" }
    }

    /// Reads the choice from a request's cookies; whatever is not understood is as if nothing was chosen.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let chosen = cookies
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == NAME);
        let mut parts = chosen.map_or("", |(_, value)| value).split('-');
        let mut part = || parts.next().unwrap_or_default();
        Self {
            theme: Theme::named(part()).unwrap_or_default(),
            is_large: part() == "large",
            text: TextSize::named(part()).unwrap_or_default(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Appearance {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// `POST /appearance`: keeps the choice and goes back to the page it was made on.
pub(crate) async fn choose(was: Appearance, Form(form): Form<HashMap<String, String>>) -> Response {
    let theme = form.get("theme").and_then(|name| Theme::named(name)).unwrap_or(was.theme);
    let is_large = form.get("size").map_or(was.is_large, |size| size == "large");
    let text = form.get("text").and_then(|name| TextSize::named(name)).unwrap_or(was.text);
    let now = Appearance { theme, is_large, text };
    let chosen = format!("{}-{}-{}", now.theme.name(), now.size(), now.text.name());
    let cookie = format!("{NAME}={chosen}; Path=/; Max-Age={KEPT}; SameSite=Lax; HttpOnly");
    let back = form.get("back").filter(|address| is_own(address)).map_or("/", String::as_str);
    (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (header::LOCATION, back.to_owned())]).into_response()
}

/// Whether an address stays on this site: `//elsewhere` and `/\elsewhere` do not, nor does what no header can carry.
fn is_own(address: &str) -> bool {
    let mut chars = address.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && address.chars().all(|c| c.is_ascii_graphic())
}
