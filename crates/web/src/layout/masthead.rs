//! Whose site it is: the agency's name and the marks every page's footer carries.

use std::sync::{PoisonError, RwLock};

/// Whose site it is.
#[derive(Debug, Default)]
pub(crate) struct Masthead {
    /// The agency's full name (行政机关).
    pub(crate) agency: String,
    /// The footer's marks.
    pub(crate) marks: Marks,
    /// Whether the site has the columns of publications, and not annual reports alone.
    pub(crate) has_publications: bool,
    /// Where the office is found, as its settings have it on the day; [`crate::cache`] looks.
    pub(crate) found_at: RwLock<String>,
}

impl Masthead {
    /// What the tag `SiteName` says.
    pub(crate) fn site_name(&self) -> String {
        format!("{}政府信息公开", self.agency)
    }

    /// Address and telephone of the office, as one line; empty where nobody said.
    pub(crate) fn contact(&self) -> String {
        if !self.marks.contact.is_empty() {
            return self.marks.contact.clone();
        }
        self.found_at.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells every page from now on where the office is found.
    pub(crate) fn tell(&self, address: Option<&str>, telephone: Option<&str>) {
        let said = [("地址", address), ("电话", telephone)].into_iter().filter_map(|(label, text)| {
            text.map(str::trim).filter(|text| !text.is_empty()).map(|text| format!("{label}：{text}"))
        });
        let line = said.collect::<Vec<_>>().join("　");
        *self.found_at.write().unwrap_or_else(PoisonError::into_inner) = line;
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
    /// 党政机关、事业单位网站标识: the number it is registered under with CONAC, 32 hexadecimal digits.
    pub conac: String,
    /// 承办单位
    pub operator: String,
    /// Address and telephone of the office, as one line, where they are other than its settings say.
    pub contact: String,
}

impl Marks {
    /// Whether any registration is known.
    pub(crate) fn has_registrations(&self) -> bool {
        [&self.site_code, &self.icp, &self.police, &self.conac].into_iter().any(|mark| !mark.is_empty())
    }

    /// Where the registration with CONAC can be looked up.
    pub(crate) fn conac_address(&self) -> String {
        format!("https://bszs.conac.cn/sitename?method=show&id={}", self.conac)
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
