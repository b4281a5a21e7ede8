//! The site as an inspector sees it (网站检查): stale and blank columns, broken links, what came too late.
//! 国办秘函〔2019〕19号, read in secondary sources; every threshold is a rule with its source and the day it holds from.

mod examine;
mod rule;

pub use examine::{ColumnState, Finding, Inspection, SiteState, examine};
pub use rule::{BadRules, Check, Rule, Rules, Severity};
