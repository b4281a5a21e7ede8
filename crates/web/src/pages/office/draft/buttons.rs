//! Buttons of the form beside the one that sends it: another outcome, a ground more or less, the facts of a ground.

use office::letters::{ground_field, of_ground};
use statute::letters::LetterForm;

use super::{chosen, count, grounds};
use crate::layout::Typed;

/// Buttons of the form beside the one that sends it; what was typed stays, whichever is pressed.
pub(super) const AGAIN: &str = "again";
pub(super) const MORE: &str = "more";
pub(super) const LIST: &str = "list";
pub(super) const DROP: &str = "drop";

/// The outcome chosen before 重新判断 was pressed.
pub(super) const JUDGED: &str = "judged";

/// Whether a button was pressed that only changes the form, which is then done: another outcome, a block more or less,
/// the facts of a ground.
pub(crate) fn is_turned(form: &mut Typed) -> bool {
    let [is_again, is_more, is_list] = [AGAIN, MORE, LIST].map(|button| !form.value(button).is_empty());
    if is_again {
        let judged = form.value("form").to_owned();
        form.set(JUDGED, judged);
        form.set("form", "");
    } else if let Ok(dropped) = form.value(DROP).parse::<usize>() {
        keep_grounds(form, |nth, _| nth != dropped);
    } else if is_more {
        let next = grounds(form).len() + 1;
        form.set(ground_field("ground", next), "");
    } else {
        let is_first_choice = chosen(form).is_some_and(|letter| letter.code() != form.value("chosen"));
        return is_first_choice || is_list;
    }
    true
}

/// Leaves out the blocks that were emptied.
pub(crate) fn tidy(form: &mut Typed) {
    keep_grounds(form, |nth, form| {
        ["ground", "passage", "reason"].iter().any(|base| !form.value(ground_field(base, nth)).is_empty())
    });
}

/// Leaves out blocks; the others move up.
fn keep_grounds(form: &mut Typed, is_kept: impl Fn(usize, &Typed) -> bool) {
    let kept: Vec<_> = (1..=count(form)).filter(|nth| is_kept(*nth, form)).collect();
    form.rename(|name| match of_ground(name) {
        Some((base, nth)) => {
            let place = kept.iter().position(|kept| *kept == nth)?;
            Some(ground_field(base, place + 1).to_owned())
        }
        None => Some(name.to_owned()),
    });
}

/// Whether a ground was chosen whose facts the form has not asked for.
pub(crate) fn has_new_ground(form: &Typed) -> bool {
    let is_new = |(nth, ground): (usize, Option<LetterForm>)| {
        ground.is_some_and(|ground| ground.code() != form.value(ground_field("asked", nth)))
    };
    (1..).zip(grounds(form)).any(is_new)
}
