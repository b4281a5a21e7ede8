//! Which agencies published what the index holds, for whoever narrows a search to one.

use std::collections::BTreeSet;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Searcher, SegmentReader, TERMINATED};

/// No site lists more to choose from.
const MOST: usize = 200;

/// The agencies of items that are there, each once, in the order of their signs; of an item taken out nothing is told.
pub(crate) fn agencies(searcher: &Searcher, field: Field) -> tantivy::Result<Vec<String>> {
    let mut found = BTreeSet::new();
    for segment in searcher.segment_readers() {
        collect(segment, field, &mut found)?;
    }
    Ok(found.into_iter().take(MOST).collect())
}

fn collect(segment: &SegmentReader, field: Field, found: &mut BTreeSet<String>) -> tantivy::Result<()> {
    let inverted = segment.inverted_index(field)?;
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let Ok(name) = std::str::from_utf8(terms.key()) else { continue };
        if name.is_empty() || found.contains(name) {
            continue;
        }
        let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        let mut item = postings.doc();
        // Terms of items that were taken out stay until parts are joined.
        while item != TERMINATED && segment.is_deleted(item) {
            item = postings.advance();
        }
        if item != TERMINATED {
            found.insert(name.to_owned());
        }
    }
    Ok(())
}
