//! The agency a report speaks for (行政机关). 《条例》第4条、第12条

use serde::{Deserialize, Serialize};

/// What `agency.toml` says; only the name is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// 全称, as in the report's title.
    pub name: String,
    /// 简称, where the narrative uses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// 统一社会信用代码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 地址
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// 邮编
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// 电话
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// 电子邮箱
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// 上级机关, by name: agencies form a tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether the agency is a people's government (县级以上地方人民政府): report due 31 March, may make rules.
    #[serde(default)]
    pub is_government: bool,
    /// Whether the agency has the power to make rules (规章).
    #[serde(default)]
    pub makes_rules: bool,
    /// Whether expiry (自动失效) counts as 废止 in table two; the law does not say, so the default is no.
    #[serde(default)]
    pub expiry_counts_as_repeal: bool,
}
