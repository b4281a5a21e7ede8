//! The site as an inspector sees it (网站检查): stale and blank columns, broken links, what came too late.
//! 国办秘函〔2019〕19号, read in secondary sources; every threshold is a rule with its source and the day it holds from.

mod examine;
mod guide;
mod read;
mod rule;
mod site;

pub use examine::{Finding, Inspection, examine};
pub use guide::missing_elements;
pub use read::BadRules;
pub use rule::{Check, Rule, Rules, Severity};
pub use site::{ColumnState, Place, SiteState};
