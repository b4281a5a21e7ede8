//! Who applies: the columns of table three (申请人情况). 《条例》第27条

use serde::{Deserialize, Serialize};

/// The kind of an applicant (申请人类型), as table three of the annual report divides them.
///
/// The statutory form gives labels only; which body belongs where is a reading kept in `GLOSSARY.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicant {
    /// 自然人
    NaturalPerson,
    /// 商业企业
    Company,
    /// 科研机构
    ResearchBody,
    /// 社会公益组织
    PublicInterestBody,
    /// 法律服务机构, applying in its own name.
    LegalServiceBody,
    /// 其他
    OtherBody,
}

impl Applicant {
    /// The kinds in the order of the form's columns.
    pub const ALL: [Self; 6] = [
        Self::NaturalPerson,
        Self::Company,
        Self::ResearchBody,
        Self::PublicInterestBody,
        Self::LegalServiceBody,
        Self::OtherBody,
    ];

    /// The label of the form's column.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NaturalPerson => "自然人",
            Self::Company => "商业企业",
            Self::ResearchBody => "科研机构",
            Self::PublicInterestBody => "社会公益组织",
            Self::LegalServiceBody => "法律服务机构",
            Self::OtherBody => "其他",
        }
    }

    /// The code in events, tables and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NaturalPerson => "natural_person",
            Self::Company => "company",
            Self::ResearchBody => "research_body",
            Self::PublicInterestBody => "public_interest_body",
            Self::LegalServiceBody => "legal_service_body",
            Self::OtherBody => "other_body",
        }
    }

    /// The kind with this code, if it is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind with this label, if it is one.
    pub fn from_zh(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.zh() == label)
    }

    /// The column of table three, counted from 0; 总计 is column 6.
    pub const fn column(self) -> usize {
        self as usize
    }
}
