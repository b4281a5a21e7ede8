//! A browser as far as a measurement needs one: HTTP/1.1 over a connection that stays open.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection and the cookie it sends.
pub(crate) struct Browser {
    stream: TcpStream,
    pub(crate) cookie: String,
    /// The address a reverse proxy would give for it.
    pub(crate) sender: String,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Browser {
    pub(crate) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            cookie: String::new(),
            sender: "192.0.2.1".into(),
            request: Vec::new(),
            answer: Vec::new(),
        })
    }

    /// Asks and reads the whole answer: its status and its text.
    pub(crate) async fn ask(&mut self, line: &str, kind: &str, body: &[u8]) -> io::Result<(u16, &str)> {
        self.request.clear();
        let head = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: {}\r\ncookie: {}\r\ncontent-length: {}\r\n{kind}\r\n",
            self.sender,
            self.cookie,
            body.len()
        );
        self.request.extend_from_slice(head.as_bytes());
        self.request.extend_from_slice(body);
        self.stream.write_all(&self.request).await?;
        self.answer.clear();
        let broken = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer broke off");
        let (end, length, status) = loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(broken());
            }
            let Some(end) = self.answer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.answer[..end]).map_err(|_| broken())?;
            let status = head.get(9..12).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
            let mut length = 0;
            for header in head.lines() {
                match header.split_once(": ") {
                    Some(("content-length", value)) => length = value.parse().map_err(|_| broken())?,
                    Some(("set-cookie", value)) => {
                        value.split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
                    }
                    _ => {}
                }
            }
            break (end + 4, length, status);
        };
        while self.answer.len() < end + length {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err(broken());
            }
        }
        let text = std::str::from_utf8(&self.answer[end..end + length]).map_err(|_| broken())?;
        Ok((status, text))
    }
}

/// What a hidden field of a page holds.
pub(crate) fn hidden(page: &str, name: &str) -> Option<String> {
    let start = page.find(&format!("name=\"{name}\" value=\""))?;
    page[start..].split('"').nth(3).map(str::to_owned)
}

/// A form with files as a browser sends it.
pub(crate) fn multipart(fields: &[(&str, &str)], file: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.len() + 2048);
    for (name, value) in fields {
        let part = format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(
        b"--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"id.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    body
}
