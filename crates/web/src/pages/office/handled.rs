//! Doing something with a case that is no application — a review, a lawsuit, a request to correct records, a
//! publication: one form for every verb of every kind.

use std::fmt::Display;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use office::applications::{FieldFault, Upload};
use serde_json::{Map, Value};
use statute::procedure::{Officer, Role};

use super::fields::{self, Field};
use super::fields::{Shown, shown};
use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Notice, Page, Tone, Typed};
use crate::session::Working;
use crate::submitted::Submitted;

/// Something that is done with a case, as its row of the table says.
#[derive(Clone)]
pub(crate) struct Deeds {
    pub(crate) code: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) roles: &'static [Role],
    /// What it rests on, as it is cited.
    pub(crate) basis: String,
}

/// Why it is not done.
pub(crate) enum Undone {
    /// Fields that cannot be taken.
    Invalid(Vec<FieldFault>),
    /// Not now, or not by this officer.
    NotPermitted(String),
    /// The letter that would go out cannot be composed.
    NotComposed(String),
    /// Somebody was faster.
    Conflict,
    /// Nothing that a form can show.
    Failed(Error),
}

/// A kind of cases in the console.
pub(crate) trait Handled: Send + Sync + 'static {
    /// A case with everything on record of it.
    type File: Send + Sync;
    /// What is done with it.
    type Verb: Copy + Send + Sync;
    /// What is recorded.
    type Act: Send;

    /// What the list is called, and its address.
    const LIST: (&'static str, &'static str);
    /// What one case is called.
    const CASE: &'static str;
    /// What is said to whoever comes second.
    const OVERTAKEN: &'static str;

    /// The verb with this code, if it is done with a case: the one that begins a case has its own page.
    fn verb(code: &str) -> Option<Self::Verb>;
    /// Its row of the table.
    fn deeds(verb: Self::Verb) -> Deeds;
    /// Reads a case.
    fn load(bench: &Bench, number: &str) -> impl Future<Output = Result<Self::File, Error>> + Send;
    /// The version that is on the screen.
    fn version(file: &Self::File) -> i64;
    /// Why an officer may not do it now.
    fn refusal(file: &Self::File, verb: Self::Verb, officer: &Officer) -> Option<String>;
    /// Whether who works sees such cases.
    fn reads(working: &Working) -> bool {
        frame::reads(working)
    }
    /// What still stands in the way, one by one.
    fn obstacles(_: &Self::File, _: Self::Verb) -> Vec<String> {
        Vec::new()
    }
    /// What is looked at before it is done, above the fields.
    fn looked_at(_: &Self::File, _: Self::Verb) -> Result<Option<Shown>, askama::Error> {
        Ok(None)
    }
    /// What the form asks for.
    fn fields(file: &Self::File, verb: Self::Verb) -> Vec<Field>;
    /// What the form starts with.
    fn start(file: &Self::File, verb: Self::Verb) -> Typed;
    /// What others did after a version was read.
    fn since(file: &Self::File, version: i64) -> Vec<String>;
    /// The act of a form whose fields were checked; none where it does not say what it must.
    fn act(verb: Self::Verb, form: &mut Typed) -> Option<Self::Act>;
    /// Records it, with what was written and handed in.
    fn record(
        bench: &Bench,
        file: &Self::File,
        act: Self::Act,
        texts: Map<String, Value>,
        files: Vec<Upload>,
        officer: &Officer,
    ) -> impl Future<Output = Result<(), Undone>> + Send;
}

#[derive(Template)]
#[template(path = "office/handled.html")]
struct DeedPage<'a> {
    page: Page,
    address: String,
    back: String,
    case: String,
    deeds: Deeds,
    version: i64,
    form: &'a Typed,
    fields: Vec<Shown>,
    notice: Option<Notice>,
    /// What others did since the form was opened, or what still stands in the way.
    points: Vec<String>,
    looked_at: Option<Shown>,
    is_shown: bool,
}

/// What a form is shown with.
#[derive(Default)]
struct Said {
    notice: Option<Notice>,
    points: Vec<String>,
    is_hidden: bool,
}

impl Said {
    fn late(headline: &str, why: impl Display) -> Self {
        let notice = Notice::new(Tone::Late, headline, why.to_string()).answering();
        Self { notice: Some(notice), ..Self::default() }
    }

    fn refused(why: impl Display) -> Self {
        Self::late("现在不能办理", why)
    }

    /// Refused for what still stands in the way, if anything does.
    fn barred<K: Handled>(file: &K::File, verb: K::Verb, why: impl Display) -> Self {
        Self { points: K::obstacles(file, verb), ..Self::refused(why) }
    }

    fn overtaken<K: Handled>(file: &K::File, version: i64) -> Self {
        let again = "请核对后再提交，填写的内容没有丢失。";
        let notice = Notice::new(Tone::Soon, K::OVERTAKEN, again).answering();
        Self { notice: Some(notice), points: K::since(file, version), is_hidden: false }
    }
}

/// A form of a case: what it is of and who looks at it.
struct Form<'a, K: Handled> {
    bench: &'a Bench,
    appearance: Appearance,
    working: &'a Working,
    number: &'a str,
    verb: K::Verb,
}

impl<K: Handled> Form<'_, K> {
    fn address(&self) -> String {
        format!("{}/{}", K::LIST.1, self.number)
    }

    fn page(&self, file: &K::File, form: &Typed, said: Said) -> Result<Html<String>, Error> {
        let (deeds, back) = (K::deeds(self.verb), self.address());
        let address = format!("{back}/{}", deeds.code);
        let title = format!("{} {}", deeds.zh, self.number);
        let page = frame::page(self.bench, self.appearance, self.working, title, &address)
            .under(K::LIST.0, K::LIST.1)
            .under(self.number, &back);
        let fields = K::fields(file, self.verb);
        let deed = DeedPage {
            page,
            address,
            back,
            case: format!("{}{}", K::CASE, self.number),
            deeds,
            version: K::version(file),
            form,
            fields: fields.iter().map(|field| shown(field, form)).collect::<Result<_, _>>()?,
            notice: said.notice,
            points: said.points,
            looked_at: K::looked_at(file, self.verb)?,
            is_shown: !said.is_hidden,
        };
        Ok(Html(deed.render()?))
    }

    /// Does what a form says; false where something in it is wrong, which then stands at its field.
    async fn done(&self, file: &K::File, form: &mut Typed, files: Vec<Upload>) -> Result<bool, Undone> {
        let fields = K::fields(file, self.verb);
        fields::check(form, &fields, !files.is_empty());
        let Some(act) = K::act(self.verb, form).filter(|_| form.is_sound()) else { return Ok(false) };
        let texts = fields::texts(form, &fields);
        match K::record(self.bench, file, act, texts, files, self.working.officer()).await {
            Ok(()) => Ok(true),
            Err(Undone::Invalid(faults)) => {
                form.refuse_each(faults);
                Ok(false)
            }
            Err(undone) => Err(undone),
        }
    }
}

/// What an address asks to do, and with what: for whoever sees such cases.
async fn opened<K: Handled>(
    bench: &Bench,
    working: &Working,
    number: &str,
    verb: &str,
) -> Result<(K::Verb, K::File), Error> {
    if !K::reads(working) {
        return Err(Error::NotPermitted);
    }
    let verb = K::verb(verb).ok_or(Error::NotFound)?;
    Ok((verb, K::load(bench, number).await?))
}

/// `GET /office/…/{number}/{verb}`
pub(crate) async fn form<K: Handled>(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
    Path((number, verb)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (verb, file) = opened::<K>(&bench, &working, &number, &verb).await?;
    let form = Form::<K> { bench: &bench, appearance, working: &working, number: &number, verb };
    let (status, said) = match K::refusal(&file, verb, working.officer()) {
        Some(refusal) => {
            (StatusCode::FORBIDDEN, Said { is_hidden: true, ..Said::barred::<K>(&file, verb, refusal) })
        }
        None => (StatusCode::OK, Said::default()),
    };
    Ok((status, form.page(&file, &K::start(&file, verb), said)?).into_response())
}

/// `POST /office/…/{number}/{verb}`
pub(crate) async fn submit<K: Handled>(
    State(bench): State<Bench>,
    appearance: Appearance,
    Path((number, verb)): Path<(String, String)>,
    Submitted { working, form: mut typed, files }: Submitted,
) -> Result<Response, Error> {
    let (verb, file) = opened::<K>(&bench, &working, &number, &verb).await?;
    let form = Form::<K> { bench: &bench, appearance, working: &working, number: &number, verb };
    let version = typed.version();
    let (status, said) = match K::refusal(&file, verb, working.officer()) {
        Some(refusal) if !working.is_any(K::deeds(verb).roles) => {
            (StatusCode::FORBIDDEN, Said { is_hidden: true, ..Said::barred::<K>(&file, verb, refusal) })
        }
        _ if version != K::version(&file) => (StatusCode::CONFLICT, Said::overtaken::<K>(&file, version)),
        Some(refusal) => (StatusCode::FORBIDDEN, Said::barred::<K>(&file, verb, refusal)),
        None => match form.done(&file, &mut typed, files).await {
            Ok(true) => return Ok(Redirect::to(&form.address()).into_response()),
            Ok(false) => (StatusCode::UNPROCESSABLE_ENTITY, Said::default()),
            Err(Undone::NotPermitted(why)) => (StatusCode::UNPROCESSABLE_ENTITY, Said::refused(why)),
            Err(Undone::NotComposed(why)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, Said::late("文书不能生成，没有办理", why))
            }
            Err(Undone::Conflict) => {
                let file = K::load(&bench, &number).await?;
                let said = Said::overtaken::<K>(&file, version);
                return Ok((StatusCode::CONFLICT, form.page(&file, &typed, said)?).into_response());
            }
            Err(Undone::Invalid(_)) => return Err(Error::Malformed),
            Err(Undone::Failed(error)) => return Err(error),
        },
    };
    Ok((status, form.page(&file, &typed, said)?).into_response())
}
