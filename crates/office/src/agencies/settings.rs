//! What an agency writes on its letters and tells applicants, from a day on (机关设置). 《条例》第12条

use serde::{Deserialize, Deserializer, Serialize};
use statute::publication::{IndexScheme, USUAL_WORKDAYS};
use statute::registers::Agency;

/// What an agency is called, where it is found and what its letters tell. What `agency.toml` says as well is `None`
/// where nobody set it: then that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// 机关全称
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 统一社会信用代码, which index numbers begin with. 《条例》第12条第2款
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 索引号的写法; empty where it is the usual one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub index_pattern: String,
    /// 政府信息公开工作机构. 《条例》第4条
    #[serde(skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// 地址
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 邮编
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// 电话
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// 传真
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fax: String,
    /// 电子邮箱
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// 办公时间
    pub hours: String,
    /// 征求意见的最短期限, in workdays, where no law sets one; empty where the agency has not set it. 国办发〔2018〕37号
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment_workdays: String,
    /// 发文代字, before the year in a letter's number: 示测公开.
    pub letter_code: String,
    /// 复议机关; for acts before 2024 there may be a choice of two. 《行政复议法》第24条
    pub review_bodies: Vec<String>,
    /// 管辖法院; several where there is a choice. 《行政诉讼法》第14条、第15条、第18条
    #[serde(alias = "court", deserialize_with = "one_or_many")]
    pub courts: Vec<String>,
    /// Courts for a suit after a review, where they are not the same: that of the reviewing body's place may be chosen
    /// as well. 《行政诉讼法》第18条
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub courts_after_review: Vec<String>,
    /// Where applications for review are taken over the internet. 《行政复议法》第22条第2款
    pub online_review: String,
}

/// Ledgers of earlier programs hold one court as a text.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Courts {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Courts::deserialize(deserializer)? {
        Courts::One(court) if court.trim().is_empty() => Vec::new(),
        Courts::One(court) => vec![court],
        Courts::Many(courts) => courts,
    })
}

impl Settings {
    /// With what `agency.toml` says where nothing else was set.
    pub(super) fn over(mut self, agency: &Agency) -> Self {
        let Agency { name, code, address, postcode, telephone, email, .. } = agency.clone();
        self.name = self.name.or(Some(name));
        self.code = self.code.or(code);
        self.address = self.address.or(address);
        self.postcode = self.postcode.or(postcode);
        self.telephone = self.telephone.or(telephone);
        self.email = self.email.or(email);
        self
    }

    /// The agency with what is set.
    pub(super) fn agency(&self, agency: &Agency) -> Agency {
        let set = |own: &Option<String>, known: &Option<String>| match own {
            Some(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            None => known.clone(),
        };
        Agency {
            name: set(&self.name, &Some(agency.name.clone())).unwrap_or_else(|| agency.name.clone()),
            code: set(&self.code, &agency.code),
            address: set(&self.address, &agency.address),
            postcode: set(&self.postcode, &agency.postcode),
            telephone: set(&self.telephone, &agency.telephone),
            email: set(&self.email, &agency.email),
            ..agency.clone()
        }
    }

    /// What the agency's index numbers are made of; one without a code gives none.
    pub fn index_scheme(&self) -> IndexScheme {
        IndexScheme {
            agency_code: self.code.clone().unwrap_or_default(),
            pattern: self.index_pattern.parse().unwrap_or_default(),
        }
    }

    /// Workdays that comments on a draft are taken for at the least, where no law says so.
    pub fn comment_workdays(&self) -> u32 {
        self.comment_workdays.parse().unwrap_or(USUAL_WORKDAYS)
    }

    /// The courts a suit after a review may go to.
    pub fn courts_after_review(&self) -> &[String] {
        if self.courts_after_review.is_empty() { &self.courts } else { &self.courts_after_review }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_earlier_programs_are_read() {
        let read = |text: &str| serde_json::from_str::<Settings>(text).unwrap();
        let old = read(
            r#"{"letter_code":"示测公开","hours":"","review_bodies":[],"court":"甲法院","online_review":""}"#,
        );
        assert_eq!(old.courts, ["甲法院"]);
        assert_eq!(old.courts_after_review(), ["甲法院"]);
        assert_eq!(read(r#"{"court":" "}"#).courts, [""; 0]);
        let new = Settings { courts: vec!["甲法院".into(), "乙法院".into()], ..old };
        assert_eq!(read(&serde_json::to_string(&new).unwrap()), new);
    }
}
