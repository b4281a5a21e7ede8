//! How alike texts are (内容雷同): the share of character shingles the shorter text has in common with the other.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Characters in a shingle.
const LENGTH: usize = 8;

/// A text with fewer shingles says too little to be called alike.
const LEAST: usize = 40;

/// A shingle in more texts than this is mostly a standing phrase: each text is then compared with the next one
/// only, which still finds a text that very many copied.
const COMMON: usize = 200;

/// Two texts that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// The place of the one text in the list.
    pub first: usize,
    /// The place of the other, after it.
    pub second: usize,
    /// The share of the shorter text's shingles that the other has too, 0 to 1.
    pub share: f64,
}

/// The shingles of a text: letters and digits only, so that layout and punctuation do not matter.
fn shingles(text: &str) -> HashSet<u64> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters
        .windows(LENGTH)
        .map(|window| {
            let mut hasher = DefaultHasher::new();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// The pairs of texts whose share is at least `least` (0.7 is usual), most alike first.
///
/// Only texts that have a shingle in common are compared, found by an inverted index. Of a text that very many
/// copied, not every pair is told, but every copy stands in one.
pub fn alike(texts: &[&str], least: f64) -> Vec<Alike> {
    let sets: Vec<HashSet<u64>> = texts.iter().map(|text| shingles(text)).collect();
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, set) in sets.iter().enumerate().filter(|(_, set)| set.len() >= LEAST) {
        for shingle in set {
            index.entry(*shingle).or_default().push(place);
        }
    }
    let mut pairs: HashSet<(usize, usize)> = HashSet::new();
    for places in index.values() {
        if places.len() > COMMON {
            pairs.extend(places.iter().zip(places.iter().skip(1)).map(|(first, second)| (*first, *second)));
            continue;
        }
        for (at, first) in places.iter().enumerate() {
            pairs.extend(places.iter().skip(at + 1).map(|second| (*first, *second)));
        }
    }
    let mut found: Vec<Alike> = pairs
        .into_iter()
        .filter_map(|(first, second)| {
            let (a, b) = (&sets[first], &sets[second]);
            let share = a.intersection(b).count() as f64 / a.len().min(b.len()) as f64;
            (share >= least).then_some(Alike { first, second, share })
        })
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share).then((a.first, a.second).cmp(&(b.first, b.second))));
    found
}
