//! The difference between all that is handed in and what the ledger holds.

use std::collections::BTreeMap;

use statute::registers::{Agency, Register};
use store::{Draft, Fact, Step, Texts};

use super::handed::Prepared;
use super::texts::texts;
use super::{Import, NotImported, Reasons, Refusal, RegisterCount};
use crate::ledger::current::{Current, report_stream};
use crate::ledger::difference::{Ledger, Planned, RegisterDifference, Vanished, compare};
use crate::ledger::years::as_of;

/// Works out the difference between what is handed in and what the ledger holds. Nothing is written.
///
/// # Errors
/// [`NotImported`] where what is handed in cannot stand in any ledger.
pub(super) fn difference(
    handed: &Prepared,
    current: &Current,
    reasons: &Reasons,
) -> Result<Import, NotImported> {
    let Prepared { agency, absent, given, narrative, previous, year } = handed;
    check_tree(agency, current)?;
    let frozen: Vec<i16> = current.frozen.keys().copied().collect();
    let mut import = Import {
        agency: agency.name.clone(),
        is_new_agency: current.agency.is_none(),
        texts: Vec::new(),
        year: *year,
        registers: Vec::new(),
        changes: Vec::new(),
        vanished: Vec::new(),
        retracted: Vec::new(),
        refused: Vec::new(),
        corrected_years: Vec::new(),
        notes: Vec::new(),
        events: 0,
        is_unchanged: false,
        drafts: Vec::new(),
        fresh: Vec::new(),
    };
    if let Some(parent) = agency.parent.as_deref()
        && !current.agencies.iter().any(|row| row.agency.name == parent)
    {
        import.notes.push(format!("上级机关「{parent}」尚未在数据库中登记"));
    }
    if current.agency.as_ref() != Some(agency) {
        import.texts.push("agency.toml");
        import.drafts.push(Draft {
            agency: current.id,
            stream: format!("agency/{}", current.id),
            expected: current.version,
            fact: Fact::Agency { is_new: current.agency.is_none(), agency: agency.clone() },
            texts: Texts::Nothing,
        });
    }
    let mut touched: BTreeMap<i16, usize> = BTreeMap::new();
    let (mut erased, mut returned, mut handled) = (0, 0, 0);
    for (register, given) in given {
        let register = *register;
        let stored = current.entries.get(&register).map_or(&[][..], Vec::as_slice);
        if absent.contains(&register) {
            let rows = stored.iter().filter(|row| as_of(&row.entry, *year).is_some()).count();
            if rows > 0 {
                import.vanished.push(Vanished { register, key: None, rows });
            }
            continue;
        }
        let total = given.len();
        let ledger = Ledger {
            stored,
            retracted: current.retracted.get(&register).map_or(&[][..], Vec::as_slice),
            frozen: &frozen,
            year: *year,
            retracts: reasons.retract.is_some(),
        };
        let found = compare(register, given, &ledger);
        erased += found.erased;
        returned += found.returned;
        handled += found.handled;
        take(&mut import, &mut touched, current, register, total, found, reasons);
    }
    if erased > 0 {
        import.notes.push(format!("{erased} 件申请的个人信息已依法删除，未再写入"));
    }
    if returned > 0 {
        import.notes.push(format!("{returned} 行曾撤销录入，本次重新录入"));
    }
    if handled > 0 {
        import.notes.push(format!("{handled} 行由工作台办理，所报与办理情况不同，以工作台为准，未导入"));
    }
    texts(&mut import, &mut touched, narrative.clone(), previous.clone(), absent, current);
    settle(&mut import, &touched, current, reasons);
    import.is_unchanged = import.drafts.is_empty() && import.fresh.is_empty();
    Ok(import)
}

/// An agency's superiors may not lead back to it.
fn check_tree(agency: &Agency, current: &Current) -> Result<(), NotImported> {
    let mut path = vec![agency.name.as_str()];
    let mut next = agency.parent.as_deref();
    while let Some(name) = next {
        let is_circle = path.contains(&name);
        path.push(name);
        if is_circle {
            return Err(NotImported::Circle(path.join(" → ")));
        }
        next = current
            .agencies
            .iter()
            .find(|row| row.agency.name == name)
            .and_then(|row| row.agency.parent.as_deref());
    }
    Ok(())
}

fn take(
    import: &mut Import,
    touched: &mut BTreeMap<i16, usize>,
    current: &Current,
    register: Register,
    rows: usize,
    found: RegisterDifference,
    reasons: &Reasons,
) {
    let mut count = RegisterCount {
        register,
        rows,
        entered: 0,
        completed: 0,
        corrected: 0,
        retracted: 0,
        unchanged: found.unchanged,
    };
    count.entered += found.fresh.len();
    for year in found.fresh.iter().flat_map(|fresh| &fresh.report_years) {
        *touched.entry(*year).or_default() += 1;
    }
    if !found.fresh.is_empty() {
        import.fresh.push((register, found.fresh));
    }
    for Planned { entry, stream, expected, step, texts, report_years } in found.planned {
        match step {
            Step::Entered => count.entered += 1,
            Step::Completed => count.completed += 1,
            Step::Corrected => count.corrected += 1,
            Step::Retracted => count.retracted += 1,
        }
        for year in &report_years {
            *touched.entry(*year).or_default() += 1;
        }
        let reason = match step {
            Step::Retracted => reasons.retract.clone(),
            Step::Entered | Step::Completed if report_years.is_empty() => None,
            Step::Entered | Step::Completed | Step::Corrected => reasons.correct.clone(),
        };
        let fact = Fact::Entry { step, entry, report_years, reason };
        import.drafts.push(Draft { agency: current.id, stream, expected, fact, texts });
    }
    import.changes.extend(found.changes);
    import.vanished.extend(found.vanished);
    import.retracted.extend(found.retractions);
    if rows > 0 || count.unchanged > 0 || count.retracted > 0 {
        import.registers.push(count);
    }
}

/// Published years: refused without a reason, corrected with one.
fn settle(import: &mut Import, touched: &BTreeMap<i16, usize>, current: &Current, reasons: &Reasons) {
    let Some(reason) = &reasons.correct else {
        import.refused = touched.iter().map(|(year, rows)| Refusal { year: *year, rows: *rows }).collect();
        return;
    };
    for (year, rows) in touched {
        let stream = report_stream(current.id, *year);
        let written = import.drafts.iter().filter(|draft| draft.stream == stream).count() as i64;
        import.drafts.push(Draft {
            agency: current.id,
            expected: current.frozen[year] + written,
            stream,
            fact: Fact::ReportCorrected { year: *year, reason: reason.clone(), rows: *rows as u64 },
            texts: Texts::Nothing,
        });
        import.corrected_years.push(*year);
    }
}
