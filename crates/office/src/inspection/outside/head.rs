//! One question to another site (HTTP/1.1): the head of the answer is read, never its body. RFC 9112

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use url::{Position, Url};

use super::outcome::Fault;

/// Who asks.
const AGENT: &str = concat!("Mozilla/5.0 (compatible; gongkai/", env!("CARGO_PKG_VERSION"), "; check-links)");
/// The longest head of an answer, in bytes, and the most lines in it.
const LONGEST: usize = 64 << 10;
const LINES: usize = 200;

/// How it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Without the page.
    Head,
    /// As visitors ask.
    Get,
}

/// What an answer says before its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its code.
    pub(super) status: u16,
    /// Where it leads on.
    pub(super) location: Option<String>,
    /// Whether it gives the visitor something to keep.
    pub(super) sets_cookie: bool,
}

/// Asks for a page over an open connection.
pub(super) async fn ask<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    method: Method,
    url: &Url,
) -> Result<Head, Fault> {
    let method = match method {
        Method::Head => "HEAD",
        Method::Get => "GET",
    };
    // An address has neither blanks nor line breaks, and what was written before `@` is not sent.
    let (path, host) =
        (&url[Position::BeforePath..Position::AfterQuery], &url[Position::BeforeHost..Position::AfterPort]);
    let question = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {AGENT}\r\nAccept: */*\r\n\
         Accept-Language: zh-CN\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(question.as_bytes()).await.map_err(|_| Fault::Cut)?;
    stream.flush().await.map_err(|_| Fault::Cut)?;
    let (mut read, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut piece).await.map_err(|_| Fault::Cut)?;
        if count == 0 {
            return Err(if read.is_empty() { Fault::Cut } else { Fault::NotHttp });
        }
        read.extend_from_slice(&piece[..count]);
        if let Some(head) = parsed(&mut read)? {
            return Ok(head);
        }
        if read.len() > LONGEST {
            return Err(Fault::NotHttp);
        }
    }
}

/// The head of the answer, once all of it is there; what was only told meanwhile (1xx) is taken away.
fn parsed(read: &mut Vec<u8>) -> Result<Option<Head>, Fault> {
    loop {
        let mut lines = [httparse::EMPTY_HEADER; LINES];
        let mut answer = httparse::Response::new(&mut lines);
        // As forgiving as browsers are: whether it opens is asked, not whether it is well written.
        let status = httparse::ParserConfig::default()
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut answer, read)
            .map_err(|_| Fault::NotHttp)?;
        let httparse::Status::Complete(length) = status else { return Ok(None) };
        let code = answer.code.unwrap_or_default();
        if (100..200).contains(&code) && code != 101 {
            read.drain(..length);
            continue;
        }
        let named = |name: &str| answer.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
        return Ok(Some(Head {
            status: code,
            location: named("location").map(|line| String::from_utf8_lossy(line.value).trim().to_owned()),
            sets_cookie: named("set-cookie").is_some(),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_when_all_of_it_is_there_and_what_is_no_answer_is_none() {
        let of = |text: &str| parsed(&mut text.as_bytes().to_vec());
        assert_eq!(of("HTTP/1.1 200 OK\r\nServer: x\r\n"), Ok(None));
        let moved = of(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0  302  \r\nlocation : /新\r\nSet-Cookie: a=b\r\n\r\nrest",
        );
        let head = Head { status: 302, location: Some("/新".into()), sets_cookie: true };
        assert_eq!(moved, Ok(Some(head)));
        for wrong in ["220 ESMTP ready\r\n", "<html>", "HTTP/1.1 abc\r\n\r\n", "\x15\x03\x01"] {
            assert_eq!(of(wrong), Err(Fault::NotHttp), "{wrong}");
        }
    }
}
