//! A report computed from registers, every figure with the records behind it. 《条例》第45条、第50条

use rust_decimal::Decimal;
use serde::Serialize;

use super::annual_report::AnnualReport;
use super::finding::{CellPlace, Finding};
use crate::registers::Register;

/// A report as the registers give it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompiledReport {
    /// Tables and text, as they are published.
    pub report: AnnualReport,
    /// Every figure, in the order of the documentation; tables and text use nothing else.
    pub figures: Vec<Figure>,
    /// Which figure stands in which cell, by the figure's name.
    pub cells: Vec<(CellPlace, String)>,
    /// What was noticed on the way: registers that are absent, results that are late, carry-over that disagrees.
    pub findings: Vec<Finding>,
}

/// A named number of the year (指标).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The name used in the narrative: `applications.received`.
    pub name: String,
    /// What is counted, in Chinese.
    pub definition: String,
    /// 件, 万元, 条 …
    pub unit: &'static str,
    /// The number.
    pub value: Decimal,
    /// The entries it is computed from.
    pub records: Vec<RecordRef>,
}

/// An entry of a register, as far as a reader needs to find it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RecordRef {
    /// The register it stands in.
    pub register: Register,
    /// Its number, or its place in the register (`第3行`) where entries have none.
    pub id: String,
    /// One line for people; never personal data.
    pub summary: String,
}

impl CompiledReport {
    /// The figure with this name.
    pub fn figure(&self, name: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.name == name)
    }
}
