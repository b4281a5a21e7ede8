//! How alike texts are (内容雷同): the share of character shingles the shorter text has in common with the other.

use std::collections::HashMap;

/// Characters in a shingle.
const LENGTH: usize = 8;

/// A text with fewer shingles says too little to be called alike.
const LEAST: usize = 40;

/// One shingle in this many finds the texts that are worth a full comparison.
const SAMPLE: u32 = 8;

/// A shingle in more texts than this is mostly a standing phrase: each text is then held only against those next
/// to it in the list, which still finds a text that very many copied.
const COMMON: usize = 64;

/// How many of the texts with most sampled shingles in common are compared in full.
const CANDIDATES: usize = 4;

/// A text reduced to its shingles: letters and digits only, so that layout and punctuation do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hashes of the shingles, sorted, each once.
    shingles: Vec<u32>,
}

impl Fingerprint {
    /// The fingerprint of the pieces of a text, joined.
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        const BASE: u64 = 0x0100_0000_01B3;
        let highest = BASE.wrapping_pow(LENGTH as u32);
        let mut window = [0_u64; LENGTH];
        let mut hash = 0_u64;
        let mut shingles = Vec::new();
        let letters = pieces.into_iter().flat_map(str::chars).filter(|c| c.is_alphanumeric());
        for (count, c) in letters.enumerate() {
            let slot = count % LENGTH;
            let letter = u64::from(u32::from(c)) + 1;
            hash =
                hash.wrapping_mul(BASE).wrapping_add(letter).wrapping_sub(window[slot].wrapping_mul(highest));
            window[slot] = letter;
            if count + 1 >= LENGTH {
                shingles.push((mixed(hash) >> 32) as u32);
            }
        }
        shingles.sort_unstable();
        shingles.dedup();
        Self { shingles }
    }

    /// Whether the text is long enough to be compared.
    pub fn says_enough(&self) -> bool {
        self.shingles.len() >= LEAST
    }

    /// The share of the shorter text's shingles that the longer one has too, 0 to 1; 0 where one is too short.
    pub fn share(&self, other: &Self) -> f64 {
        if !self.says_enough() || !other.says_enough() {
            return 0.0;
        }
        let (mut a, mut b) = (self.shingles.iter().peekable(), other.shingles.iter().peekable());
        let mut common = 0_usize;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    a.next();
                    b.next();
                }
            }
        }
        common as f64 / self.shingles.len().min(other.shingles.len()) as f64
    }

    fn sample(&self) -> impl Iterator<Item = u32> {
        self.shingles.iter().copied().filter(|hash| hash % SAMPLE == 0)
    }
}

/// Spreads the rolling hash over all bits.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53)
}

/// The text most like another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likest {
    /// Its place in the list.
    pub other: usize,
    /// The share of the shorter text's shingles that the other has too, 0 to 1.
    pub share: f64,
}

/// For each text the one most like it, if their share is at least `least` (0.7 is usual) and `compared` allows the
/// pair.
///
/// Only texts with a shingle of a sample in common are compared, found by an inverted index: a text that is alike
/// in a few sentences only can be missed, one that is alike in most of them is not.
pub fn likest(
    texts: &[Fingerprint],
    least: f64,
    compared: impl Fn(usize, usize) -> bool,
) -> Vec<Option<Likest>> {
    let mut index: HashMap<u32, Vec<usize>> = HashMap::new();
    for (place, text) in texts.iter().enumerate().filter(|(_, text)| text.says_enough()) {
        for shingle in text.sample() {
            index.entry(shingle).or_default().push(place);
        }
    }
    let mut counts = vec![0_u32; texts.len()];
    let mut touched = Vec::new();
    texts
        .iter()
        .enumerate()
        .map(|(place, text)| {
            for places in text.sample().filter_map(|shingle| index.get(&shingle)) {
                let near = if places.len() > COMMON {
                    let at = places.partition_point(|other| *other < place);
                    let end = (at + CANDIDATES).min(places.len());
                    places.get(at.saturating_sub(CANDIDATES)..end).unwrap_or_default()
                } else {
                    places.as_slice()
                };
                for other in near.iter().filter(|other| **other != place) {
                    if counts[*other] == 0 {
                        touched.push(*other);
                    }
                    counts[*other] += 1;
                }
            }
            touched.sort_by_key(|other| (std::cmp::Reverse(counts[*other]), *other));
            let best = touched
                .iter()
                .filter(|other| compared(place, **other))
                .take(CANDIDATES)
                .map(|other| Likest { other: *other, share: text.share(&texts[*other]) })
                .filter(|likest| likest.share >= least)
                .reduce(|best, next| if next.share > best.share { next } else { best });
            for other in touched.drain(..) {
                counts[other] = 0;
            }
            best
        })
        .collect()
}
