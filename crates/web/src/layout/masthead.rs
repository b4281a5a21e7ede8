//! Whose site it is: the agency's name and the marks every page's footer carries.

/// Whose site it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Masthead {
    /// The agency's full name (行政机关).
    pub(crate) agency: String,
    /// The footer's marks.
    pub(crate) marks: Marks,
    /// Whether the site has the columns of publications, and not annual reports alone.
    pub(crate) has_publications: bool,
}

impl Masthead {
    /// What the tag `SiteName` says.
    pub(crate) fn site_name(&self) -> String {
        format!("{}政府信息公开", self.agency)
    }
}

/// The marks a government site carries in its footer (网站标识); what is empty is not shown.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The site's host name: `rsj.example.gov.cn`.
    pub domain: String,
    /// 政府网站标识码: `bm` and eight digits, or ten digits.
    pub site_code: String,
    /// ICP备案号.
    pub icp: String,
    /// 公安备案号, with its fourteen digits.
    pub police: String,
    /// Address and telephone of the office, as one line.
    pub contact: String,
}

impl Marks {
    /// Whether any registration is known.
    pub(crate) fn has_registrations(&self) -> bool {
        [&self.site_code, &self.icp, &self.police].into_iter().any(|mark| !mark.is_empty())
    }

    /// Where the police registration can be looked up.
    pub(crate) fn police_address(&self) -> String {
        let digits: String = self.police.chars().filter(char::is_ascii_digit).collect();
        format!("https://www.beian.gov.cn/portal/registerSystemInfo?recordcode={digits}")
    }

    /// 我为政府网站找错: the national page where a visitor reports a fault of the page at `address`.
    pub(crate) fn fault_address(&self, address: &str) -> String {
        let code = percent_encoded(&self.site_code);
        let fault = format!("https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}");
        if self.domain.is_empty() {
            return fault;
        }
        let page = format!("https://{}{address}", self.domain);
        format!("{fault}&url={}", percent_encoded(&page))
    }
}

/// The text as part of a query.
pub(crate) fn percent_encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte as char);
        } else {
            encoded.push('%');
            encoded.push(DIGITS[usize::from(byte >> 4)] as char);
            encoded.push(DIGITS[usize::from(byte & 15)] as char);
        }
    }
    encoded
}
