//! Which of an applicant's applications of a calendar month one is (本月第几件), out of the register.
//! 《信息处理费管理办法》第4条

use jiff::civil::Date;
use store::Store;

use super::CaseFile;

/// The place of an application among those of one applicant in the calendar month it was received in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// The first day of the month.
    pub month: Date,
    /// Whether the applicant is known by an identity number or credit code; else by name, which others may bear.
    pub is_by_number: bool,
    /// The applications of the month in the order received, with their days.
    pub received: Vec<(String, Date)>,
    /// The place of this one, from 1.
    pub n: u64,
}

impl Ordinal {
    /// How many came before it.
    pub const fn after(&self) -> u64 {
        self.n - 1
    }
}

/// Looks up the applications of the same applicant that were received in the same calendar month; none while this one
/// is not received. Parts that were split off count each: 《信息处理费管理办法》第4条 charges by items.
///
/// # Errors
/// Where the database does not answer.
pub async fn ordinal(store: &Store, agency: i64, file: &CaseFile) -> store::Result<Option<Ordinal>> {
    let application = &file.stored.application;
    let Some(received_on) = application.received_on else { return Ok(None) };
    let person = file.person();
    let number = person.identity_number.trim();
    let is_by_number = !number.is_empty();
    let (field, value) = if is_by_number { ("identity", number) } else { ("name", person.name.trim()) };
    let mut received = vec![(application.number.clone(), received_on)];
    let start = format!("application/{agency}/");
    for stream in store.find_sealed(agency, field, value).await? {
        let Some(other) = stream.strip_prefix(&start).filter(|other| *other != application.number) else {
            continue;
        };
        let known = store.application(agency, other).await?;
        // What was split counts as its parts.
        let on = known.and_then(|known| Some(known.application.entry()?.received_on));
        received.extend(on.filter(|on| is_same_month(*on, received_on)).map(|on| (other.to_owned(), on)));
    }
    received.sort_by_key(|(number, on)| (*on, serials(number)));
    let place = received.iter().position(|(number, _)| *number == application.number).unwrap_or_default();
    let month = received_on.first_of_month();
    Ok(Some(Ordinal { month, is_by_number, received, n: place as u64 + 1 }))
}

fn is_same_month(one: Date, other: Date) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// `2026-10` comes after `2026-9`.
fn serials(number: &str) -> Vec<u64> {
    number.split('-').map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}
