//! A site as it stands: what an inspection goes through.

use jiff::civil::Date;

use crate::publication::Column;

/// What something is called, and its address.
pub type Place = (String, String);

/// A column as it stands.
#[derive(Clone, Debug)]
pub struct ColumnState {
    /// Which.
    pub column: &'static Column,
    /// The day of its newest item; none where it has nothing.
    pub newest: Option<Date>,
}

/// A site as it stands.
#[derive(Clone, Debug, Default)]
pub struct SiteState {
    /// The columns that hold items of their own, without those that are empty because the agency has nothing of the kind.
    pub columns: Vec<ColumnState>,
    /// The day on which something was published or revised last; none where nothing ever was.
    pub updated_on: Option<Date>,
    /// The registered code of the site.
    pub site_code: String,
    /// Links and files that lead nowhere: what they are called, and the address of the page they stand on.
    pub broken: Vec<Place>,
    /// Links to other sites that do not open: why, what the link is called, and the address of the page it stands on.
    pub broken_outside: Vec<(String, Place)>,
    /// Policies that are public without an interpretation.
    pub unexplained: Vec<Place>,
    /// What came or waits beyond its term.
    pub late: Vec<Place>,
    /// Entries of the catalogue of which nothing is published, or nothing new: what is found, and where.
    pub unfulfilled: Vec<(String, Place)>,
    /// Normative documents that expire within six months.
    pub expiring: Vec<Place>,
    /// The days on which the public was asked about drafts.
    pub consulted_on: Vec<Date>,
    /// Service guides and the elements that each lacks.
    pub guides: Vec<(Vec<&'static str>, Place)>,
    /// Public items with words that the office's list stops: what is found, and where.
    pub words: Vec<(String, Place)>,
    /// Public items with marks of secrecy or data of persons.
    pub secrets: Vec<(String, Place)>,
    /// Public items with what somebody must confirm, and nobody did.
    pub doubtful: Vec<(String, Place)>,
}
