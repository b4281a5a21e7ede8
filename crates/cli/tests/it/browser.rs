//! An applicant's browser before the running program: one connection, one visit.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take on a machine that does other things.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection that stays open, and the cookie of the visit.
pub(crate) struct Browser {
    stream: BufReader<TcpStream>,
    pub(crate) cookie: String,
    /// Whether the person gives an address for e-mails.
    pub(crate) has_email: bool,
}

/// An answer: its status and its text.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

/// A form as it is filled in, ready to be sent, and sent again.
#[derive(Clone)]
pub(crate) struct Filled {
    pub(crate) content: String,
    pub(crate) file: Vec<u8>,
    form_token: String,
    submission: String,
}

/// What a form says besides, where the person gives an address for e-mails.
pub(crate) const EMAIL: &str = "a@example.cn";

/// What every form of these tests says besides what is asked for.
pub(crate) const PERSON: [(&str, &str); 8] = [
    ("kind", "citizen"),
    ("name", "申请人甲"),
    ("identity_kind", "居民身份证"),
    ("identity_number", "11010119900307100X"),
    ("telephone", "13000000000"),
    ("address", "示例市示例路1号"),
    ("form", "纸质"),
    ("way", "邮寄"),
];

impl Browser {
    pub(crate) fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), cookie: String::new(), has_email: false })
    }

    fn ask(&mut self, line: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let mut request = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\ncontent-length: {}\r\n{kind}\r\n",
            self.cookie,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request)?;
        let broken = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer broke off");
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
        let mut length = 0;
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(broken());
            }
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().map_err(|_| broken())?,
                "set-cookie" => self.cookie = value.split(';').next().unwrap_or_default().to_owned(),
                _ => {}
            }
        }
        let mut text = vec![0; length];
        self.stream.read_exact(&mut text)?;
        String::from_utf8(text).map(|text| Answer { status, text }).map_err(|_| broken())
    }

    /// Opens the form and fills it in.
    pub(crate) fn fill_in(&mut self, content: String, file: Vec<u8>) -> io::Result<Filled> {
        let page = self.ask("GET /apply", "", b"")?.text;
        let hidden = |name: &str| {
            let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
            rest.and_then(|rest| rest.split('"').next()).expect("the form has the field").to_owned()
        };
        Ok(Filled { form_token: hidden("form_token"), submission: hidden("submission"), content, file })
    }

    /// Sends a form.
    pub(crate) fn send(&mut self, form: &Filled) -> io::Result<Answer> {
        let mut body = Vec::new();
        let own = [
            ("content", form.content.as_str()),
            ("form_token", &form.form_token),
            ("submission", &form.submission),
        ];
        let email = self.has_email.then_some(("email", EMAIL));
        for (name, value) in PERSON.iter().copied().chain(own).chain(email) {
            let part =
                format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        body.extend(b"--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"id.pdf\"\r\n\r\n");
        body.extend(&form.file);
        body.extend(b"\r\n--edge--\r\n");
        self.ask("POST /apply", "content-type: multipart/form-data; boundary=edge\r\n", &body)
    }
}

impl Answer {
    /// Number and query code of a receipt.
    pub(crate) fn receipt(&self) -> Option<(String, String)> {
        let after = |mark: &str| Some(self.text.split(mark).nth(1)?.split('<').next()?.to_owned());
        Some((after("<strong class=\"number\">")?, after("<p class=\"code\">")?))
    }
}
