//! Who is asking: the officer signed in, or a visitor of the portal; and the token that each of their forms carries.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use office::accounts::{self, SignedIn, Token};
use statute::procedure::{Officer, Role};
use subtle::ConstantTimeEq;

use crate::desk::{Bench, Desk};
use crate::error::Error;
use crate::layout::percent_encoded;
use crate::sent::{Kept, Sent};

/// The cookie of an officer's sign-in.
const SESSION: &str = "session";
/// The cookie that ties a visitor's forms to their browser.
const VISIT: &str = "visit";
/// The field of a form that carries the token.
pub(crate) const FORM_TOKEN: &str = "form_token";
/// What the mark of an account is made under.
const FORM_OWNER: &str = "form_owner";

/// An officer at work. As an argument of a handler it lets nobody in who is not signed in.
#[derive(Clone)]
pub(crate) struct Working {
    /// Who.
    pub(crate) signed_in: SignedIn,
    /// What the forms of this sign-in carry.
    pub(crate) form_token: String,
    /// The sign-in itself, to end it.
    pub(crate) token: Token,
    /// How many publications wait for somebody; none for whoever does not read them.
    pub(crate) waiting: Option<u64>,
}

impl Working {
    /// Account and roles, as the procedure asks for them.
    pub(crate) fn officer(&self) -> &Officer {
        &self.signed_in.officer
    }

    /// Whether one of these roles is held.
    pub(crate) fn is_any(&self, roles: &[Role]) -> bool {
        self.officer().roles.iter().any(|role| roles.contains(role))
    }

    /// Refuses who holds none of these roles.
    pub(crate) fn need(&self, roles: &[Role]) -> Result<(), Error> {
        if self.is_any(roles) { Ok(()) } else { Err(Error::NotPermitted) }
    }

    /// Refuses a form that is not of this sign-in; one of the same account's earlier sign-in comes back to be sent again.
    pub(crate) fn sent(&self, sent: &Sent) -> Result<(), Error> {
        check(sent, &self.form_token).map_err(|error| {
            let owner = owner_of(&self.form_token);
            let is_own = owner.is_some() && owner == owner_of(sent.typed.value(FORM_TOKEN));
            if is_own { Error::Again(Kept::of(sent, &self.form_token)) } else { error }
        })
    }
}

/// What the forms of a sign-in carry: a mark of the sign-in, which every form must have, and one of the account, by
/// which a form is known that was left open when the sign-in ended.
pub(crate) fn form_token(desk: &Desk, token: &Token, account: &str) -> String {
    let store = &desk.store;
    let (sign_in, owner) =
        (store.secret_hash(FORM_TOKEN, token.as_str()), store.secret_hash(FORM_OWNER, account));
    format!("{sign_in}.{owner}")
}

/// The mark of the account in what a form carries.
pub(crate) fn owner_of(form_token: &str) -> Option<&str> {
    form_token.split_once('.').map(|(_, owner)| owner).filter(|owner| !owner.is_empty())
}

/// Whether a mark is the account's.
pub(crate) fn owns(desk: &Desk, account: &str, owner: &str) -> bool {
    desk.store.secret_hash(FORM_OWNER, account).as_bytes().ct_eq(owner.as_bytes()).into()
}

impl FromRequestParts<Bench> for Working {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, bench: &Bench) -> Result<Self, Response> {
        let desk = &bench.desk;
        let found = match cookie(&parts.headers, SESSION) {
            Some(text) => {
                let token = Token::from_text(text);
                let signed_in = accounts::signed_in(&desk.store, &token, desk.clock.now())
                    .await
                    .map_err(|error| Error::from(error).into_response())?;
                signed_in.map(|signed_in| (signed_in, token))
            }
            None => None,
        };
        let address = parts.uri.path_and_query().map_or("/office", |part| part.as_str());
        let Some((signed_in, token)) = found.filter(|(signed_in, _)| signed_in.agency == desk.agency) else {
            let to = format!("/office/sign-in?next={}", percent_encoded(address));
            return Err(Redirect::to(&to).into_response());
        };
        let path = parts.uri.path();
        if signed_in.must_change_password && !matches!(path, "/office/password" | "/office/sign-out") {
            return Err(Redirect::to("/office/password").into_response());
        }
        let form_token = form_token(desk, &token, &signed_in.officer.account);
        let reads = signed_in.officer.roles.iter().any(|role| role.reads_publications());
        let waiting = if reads {
            let counted = desk.store.publications_waiting(desk.agency, signed_in.upto).await;
            Some(counted.map_err(|error| Error::from(error).into_response())?)
        } else {
            None
        };
        Ok(Self { signed_in, form_token, token, waiting })
    }
}

/// A visitor of the portal; a first visit is given its cookie with [`Visitor::keep`].
#[derive(Clone)]
pub(crate) struct Visitor {
    visit: String,
    is_new: bool,
    is_secure: bool,
    /// What the forms of this visit carry.
    pub(crate) form_token: String,
}

impl Visitor {
    /// Gives the browser its cookie with a page that has a form.
    pub(crate) fn keep(&self, mut response: Response) -> Response {
        if self.is_new {
            let cookie = set_cookie(VISIT, &self.visit, self.is_secure);
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }

    /// Refuses a form that is not of this visit.
    pub(crate) fn sent(&self, sent: &Sent) -> Result<(), Error> {
        check(sent, &self.form_token)
    }
}

impl FromRequestParts<Bench> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, bench: &Bench) -> Result<Self, Self::Rejection> {
        let known = cookie(&parts.headers, VISIT).filter(|visit| visit.len() == 32);
        let is_new = known.is_none();
        let visit = known.unwrap_or_else(random);
        let Desk { store, is_secure, .. } = &bench.desk;
        let form_token = store.secret_hash(FORM_TOKEN, &visit);
        Ok(Self { visit, is_new, is_secure: *is_secure, form_token })
    }
}

fn check(sent: &Sent, form_token: &str) -> Result<(), Error> {
    let is_own: bool = sent.typed.value(FORM_TOKEN).as_bytes().ct_eq(form_token.as_bytes()).into();
    if is_own { Ok(()) } else { Err(Error::Stale) }
}

/// Gives the browser the cookie of a sign-in with an answer.
pub(crate) fn signed_in(desk: &Desk, token: &Token, mut response: Response) -> Response {
    let cookie = set_cookie(SESSION, token.as_str(), desk.is_secure);
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}

/// Takes the cookie of a sign-in back.
pub(crate) fn signed_out(to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    let cookie = format!("{SESSION}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
    response.headers_mut().append(SET_COOKIE, value(&cookie));
    response
}

/// 128 random bits in hexadecimal: the value of a cookie, the key of a form.
pub(crate) fn random() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    store::hex(&bytes)
}

fn set_cookie(name: &str, text: &str, is_secure: bool) -> HeaderValue {
    let secure = if is_secure { "; Secure" } else { "" };
    value(&format!("{name}={text}; Path=/; SameSite=Lax; HttpOnly{secure}"))
}

fn value(cookie: &str) -> HeaderValue {
    HeaderValue::from_str(cookie).expect("names and hexadecimal are header text")
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    values.next()
}
