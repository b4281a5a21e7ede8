//! Headers every answer carries: only our own style and script, no frames, no guessing of types.

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

/// Pages load style, script and answers from this site and nothing from elsewhere; nothing stands inline.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A published report is one file with its style inside, as it is when saved; no script runs in it.
const REPORT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Marks an answer as a published report's file, for [`headers`].
#[derive(Clone, Copy)]
pub(crate) struct PublishedFilePolicy;

/// Adds the headers to an answer.
pub(crate) async fn headers(mut response: Response) -> Response {
    let is_report = response.extensions().get::<PublishedFilePolicy>().is_some();
    let policy = if is_report { REPORT_POLICY } else { POLICY };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
