//! `report.json`: the tables by their labels and every figure by its name.

use statute::report::CompiledReport;

use super::error::WriteError;
use crate::report_json;

/// The report as JSON (年度报告数据文件), UTF-8, indented, with a newline at its end.
pub fn json(compiled: &CompiledReport) -> Result<Vec<u8>, WriteError> {
    let value = report_json::to_value(&compiled.report, &compiled.figures);
    let mut bytes = serde_json::to_vec_pretty(&value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
