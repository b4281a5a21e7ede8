//! A search from the question to its results.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::collector::TopDocs;
use tantivy::query::{EnableScoring, Query as _};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocSet as _, Order as Direction, Searcher, TERMINATED, TantivyDocument};

use crate::highlight::{Needles, beginning, words};
use crate::ladder::Ladder;
use crate::query::{Counts, Hit, MOST, Order, Query, Results, Total};
use crate::schema::{COLUMN, Fields, KIND, NAME_END, PUBLISHED_AT, point_in_time};
use crate::synonyms::Synonyms;
use crate::understand::understand;

/// Where nothing has all words, so many of the nearest are told.
const NEAREST: usize = 50;

/// One that fits less than so much as the best one is not near.
const NEAR: f32 = 0.5;

/// More are ranked than a page shows, so that the newest of those that fit equally comes first.
const SPARE: usize = 20;

/// A place in the index with how well it fits.
type Ranked = (f32, DocAddress);

/// Answers a search.
pub(crate) fn search(
    searcher: &Searcher,
    fields: Fields,
    query: &Query,
    synonyms: &Synonyms,
) -> tantivy::Result<Results> {
    let asked = understand(&query.words, synonyms);
    let ladder = Ladder { fields, searcher, asked: &asked, filters: &query.filters, within: query.within };
    let upto = query.skip.saturating_add(query.limit).min(MOST);
    let (total, counts) = count(searcher, &ladder, query.with_counts)?;
    let is_loosened = total == Total::Exactly(0) && !asked.wants.is_empty();
    let (ranked, total) = if is_loosened {
        let ranked = nearest(searcher, &ladder)?;
        let total = Total::Exactly(ranked.len());
        (ranked, total)
    } else if upto == 0 {
        (Vec::new(), total)
    } else if query.order == Order::Time || asked.wants.is_empty() {
        let question = ladder.question(ladder.widest());
        let newest = TopDocs::with_limit(upto).order_by_fast_field::<i64>(PUBLISHED_AT, Direction::Desc);
        let found = searcher.search(&question, &newest)?;
        (found.into_iter().map(|(_, address)| (0.0, address)).collect(), total)
    } else {
        (climb(searcher, &ladder, upto)?, total)
    };
    let needles = if is_loosened { Needles::of_pairs(&asked.rest) } else { Needles::of(&asked) };
    let page = ranked.into_iter().take(upto).skip(query.skip).take(query.limit);
    let hits = page.map(|ranked| hit(searcher, fields, &needles, ranked)).collect::<tantivy::Result<_>>()?;
    Ok(Results { total, hits, counts, is_loosened, words: words(&asked) })
}

/// Goes from the narrowest step to the widest until there are enough.
fn climb(searcher: &Searcher, ladder: &Ladder, enough: usize) -> tantivy::Result<Vec<Ranked>> {
    let mut ranked: Vec<Ranked> = Vec::new();
    let mut seen: HashSet<DocAddress> = HashSet::new();
    for (index, step) in ladder.steps().into_iter().enumerate() {
        let limit = enough + SPARE + seen.len();
        let found = searcher.search(&ladder.question(step), &TopDocs::with_limit(limit).order_by_score())?;
        let mut new: Vec<(f32, Option<i64>, DocAddress)> = Vec::new();
        for (score, address) in found {
            if seen.insert(address) {
                new.push((score, published_at(searcher, address)?, address));
            }
        }
        // Those that fit equally: the newest first.
        new.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        let above = f32::from(10_u8.saturating_sub(index as u8)) * 1000.0;
        ranked.extend(new.into_iter().map(|(score, _, address)| (above + score.min(999.0), address)));
        if ranked.len() >= enough {
            break;
        }
    }
    Ok(ranked)
}

fn nearest(searcher: &Searcher, ladder: &Ladder) -> tantivy::Result<Vec<Ranked>> {
    let found = searcher.search(&ladder.nearest(), &TopDocs::with_limit(NEAREST).order_by_score())?;
    let best = found.first().map_or(0.0, |(score, _)| *score);
    Ok(found.into_iter().take_while(|(score, _)| *score >= best * NEAR).collect())
}

fn published_at(searcher: &Searcher, address: DocAddress) -> tantivy::Result<Option<i64>> {
    let column = searcher.segment_reader(address.segment_ord).fast_fields().i64(PUBLISHED_AT)?;
    Ok(column.first(address.doc_id))
}

/// How many items have all that is wanted; counted to the `MOST`-th.
fn count(
    searcher: &Searcher,
    ladder: &Ladder,
    with_counts: bool,
) -> tantivy::Result<(Total, Option<Counts>)> {
    let weight = ladder.question(ladder.widest()).weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut total = 0;
    let mut tally = Tally::default();
    for reader in searcher.segment_readers() {
        let mut found: Vec<u32> = Vec::new();
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut document = scorer.doc();
        while document != TERMINATED {
            if !reader.is_deleted(document) {
                total += 1;
                if total > MOST {
                    return Ok((Total::MoreThan(MOST), None));
                }
                if with_counts {
                    found.push(document);
                }
            }
            document = scorer.advance();
        }
        if with_counts {
            tally.add(reader, &found)?;
        }
    }
    Ok((Total::Exactly(total), with_counts.then(|| tally.counts())))
}

/// Results counted by their values.
#[derive(Default)]
struct Tally {
    kinds: HashMap<String, usize>,
    columns: HashMap<String, usize>,
    years: BTreeMap<i16, usize>,
}

impl Tally {
    fn add(&mut self, reader: &tantivy::SegmentReader, found: &[u32]) -> tantivy::Result<()> {
        for (name, sums) in [(KIND, &mut self.kinds), (COLUMN, &mut self.columns)] {
            let Some(column) = reader.fast_fields().str(name)? else { continue };
            let mut by_value: HashMap<u64, usize> = HashMap::new();
            for value in found.iter().flat_map(|document| column.term_ords(*document)) {
                *by_value.entry(value).or_default() += 1;
            }
            for (value, count) in by_value {
                let mut text = String::new();
                column.ord_to_str(value, &mut text)?;
                *sums.entry(text).or_default() += count;
            }
        }
        let published_at = reader.fast_fields().i64(PUBLISHED_AT)?;
        let points =
            found.iter().filter_map(|document| published_at.first(*document)).filter_map(point_in_time);
        for point in points {
            *self.years.entry(point.year()).or_default() += 1;
        }
        Ok(())
    }

    fn counts(self) -> Counts {
        let sorted = |sums: HashMap<String, usize>| {
            let mut sorted: Vec<(String, usize)> =
                sums.into_iter().filter(|(value, _)| !value.is_empty()).collect();
            sorted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            sorted
        };
        let years = self.years.into_iter().rev().collect();
        Counts { kinds: sorted(self.kinds), columns: sorted(self.columns), years }
    }
}

fn hit(
    searcher: &Searcher,
    fields: Fields,
    needles: &Needles,
    (score, address): Ranked,
) -> tantivy::Result<Hit> {
    let document: TantivyDocument = searcher.doc(address)?;
    let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
    let (summary, body) = (text(fields.summary), text(fields.text));
    let attachments = document.get_all(fields.attachment).filter_map(|value| value.as_str()).map(|kept| {
        let (name, text) = kept.split_once(NAME_END).unwrap_or((kept, ""));
        (Some(name), text)
    });
    let mut sources = [(None, summary), (None, body)].into_iter().chain(attachments);
    let passage = sources.find_map(|(name, text)| Some((name, needles.passage(text)?)));
    let (attachment, snippet) = match passage {
        Some((name, passage)) => (name.map(str::to_owned), passage),
        None if summary.is_empty() => (None, beginning(body)),
        None => (None, beginning(summary)),
    };
    let published_at = document.get_first(fields.published_at).and_then(|value| value.as_i64());
    Ok(Hit {
        id: document.get_first(fields.id).and_then(|value| value.as_u64()).unwrap_or_default(),
        number: text(fields.number).to_owned(),
        state: text(fields.state).to_owned(),
        title: needles.mark(text(fields.shown_title)),
        snippet,
        attachment,
        published_at: published_at.and_then(point_in_time).unwrap_or_default(),
        score,
    })
}
