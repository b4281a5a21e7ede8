//! Values on lines of their own, joined to the labels around them.

use crate::read::cells::Value;
use crate::read::runs::glued_row;

/// A label, or values without one, in the order of the file.
pub(super) enum Event {
    Label(usize),
    Values(Vec<Value>, usize),
}

/// Joins values on lines of their own to the labels around them.
pub(super) fn pair(
    events: &[Event],
    rows: &mut [Option<Vec<Value>>],
    broken: &mut Vec<(usize, usize)>,
    width: &dyn Fn(usize) -> usize,
) {
    let kinds: Vec<bool> = events.iter().map(|event| matches!(event, Event::Label(_))).collect();
    // Values first, label last, and always in turn: each row's numbers stand before its label.
    let before = kinds.first() == Some(&false)
        && kinds.last() == Some(&true)
        && kinds.windows(2).all(|pair| pair[0] != pair[1]);
    let mut stray: Vec<&Vec<Value>> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Event::Values(values, _) = event else { continue };
        let label = if before { events.get(at + 1) } else { at.checked_sub(1).and_then(|at| events.get(at)) };
        match label {
            Some(Event::Label(line)) if rows[*line].is_none() => {
                let wanted = width(*line);
                let values = glued_row(values, wanted).unwrap_or_else(|| values.clone());
                if values.len() == wanted {
                    rows[*line] = Some(values);
                } else {
                    broken.push((*line, values.len()));
                }
            }
            _ => stray.push(values),
        }
    }
    // A label that is lost: the one row without values takes the one row of values without label. Variation 16.
    let missing: Vec<usize> = (0..rows.len())
        .filter(|line| {
            width(*line) > 0 && rows[*line].is_none() && broken.iter().all(|(other, _)| other != line)
        })
        .collect();
    if let ([line], [values]) = (missing.as_slice(), stray.as_slice())
        && values.len() == width(*line)
    {
        rows[*line] = Some((*values).clone());
    }
}
