//! What the law leaves open, as settings with a default (解释口径).
//!
//! Every setting that touched a result is named in its notes, so that nobody takes a reading for the law.

use serde::{Deserialize, Serialize};

/// How the open points are read. An office that reads one differently changes the setting, not the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one open question, answered yes or no")]
pub struct Readings {
    /// Workdays another agency (其他机关) has for its opinion. 《条例》第33条 excludes the time and sets no term; the
    /// default follows 第34条.
    pub other_agency_reply_workdays: u32,
    /// Workdays after which a consultation that was sent and not yet served is flagged. 《条例》第32条 counts from service.
    pub unserved_alarm_workdays: u32,
    /// Longest usual period for a supplement, in workdays. 《条例》第30条 asks for a reasonable one.
    pub usual_supplement_workdays: u32,
    /// Months after which the end of a period given to the applicant is taken for a slip of the pen and refused.
    /// 《条例》第30条 and 第35条 set no number.
    pub longest_period_months: u16,
    /// Whether payment of the fee starts the term anew. 《信息处理费管理办法》第6条, remembered and not read.
    pub payment_restarts: bool,
    /// Whether 属于行政查询事项 counts as a refusal that must go to review first. 《行政复议法》第23条;
    /// by the reading through 《条例》第14条、第15条、第16条 it does not.
    pub administrative_query_review_first: bool,
    /// Whether e-mail counts as an internet channel, so that both sides confirm. 《条例》第31条
    pub email_needs_confirmation: bool,
    /// Longest usual validity of a normative document, in years; a lint, not a rule.
    pub usual_validity_years: u32,
    /// Longest usual validity of a provisional one (暂行、试行), in years; a lint, not a rule.
    pub usual_trial_validity_years: u32,
    /// Whether automatic expiry (自动失效) is counted as repealed (废止) in table two.
    pub expiry_counts_as_repeal: bool,
}

impl Default for Readings {
    fn default() -> Self {
        Self {
            other_agency_reply_workdays: 15,
            unserved_alarm_workdays: 15,
            usual_supplement_workdays: 15,
            longest_period_months: 6,
            payment_restarts: true,
            administrative_query_review_first: false,
            email_needs_confirmation: true,
            usual_validity_years: 5,
            usual_trial_validity_years: 2,
            expiry_counts_as_repeal: false,
        }
    }
}
