//! A form of the console, as a signed-in officer sent it.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use office::applications::Upload;

use crate::desk::Bench;
use crate::layout::Typed;
use crate::sent::Sent;
use crate::session::Working;

/// A form under the present sign-in of whoever sent it. As an argument of a handler, where it must come last, it lets in
/// nobody who is not signed in, and no form of another sign-in; what the officer may do is asked by the handler.
pub(crate) struct Submitted {
    /// Who sent it.
    pub(crate) working: Working,
    /// What was typed.
    pub(crate) form: Typed,
    /// Files that were chosen; empty choices are left out.
    pub(crate) files: Vec<Upload>,
}

impl FromRequest<Bench> for Submitted {
    type Rejection = Response;

    async fn from_request(request: Request, bench: &Bench) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let working = Working::from_request_parts(&mut parts, bench).await?;
        let request = Request::from_parts(parts, body);
        let sent = Sent::from_request(request, bench).await.map_err(IntoResponse::into_response)?;
        working.sent(&sent).map_err(IntoResponse::into_response)?;
        Ok(Self { working, form: sent.typed, files: sent.files })
    }
}
