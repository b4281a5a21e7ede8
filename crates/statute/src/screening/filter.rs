//! A quick no: whether any pattern can begin at a character, told by its first one to three characters.
//!
//! An automaton takes a step for each byte of a text, each waiting for the last one; looking up three bits for each
//! character does not wait. The automaton is asked only where all that the filter knows fits.

/// Bits for each pattern; one character in sixty or so passes by chance.
const BITS_PER_PATTERN: usize = 64;
const LEAST_BITS: usize = 1 << 14;
/// Odd numbers that spread characters over the table.
const SPREAD: [u32; 3] = [0x9e37_79b1, 0x85eb_ca77, 0xc2b2_ae3d];

/// The first characters of patterns. Latin letters fit in both cases.
pub(super) struct Filter {
    /// Patterns of one character.
    ones: Box<[u64; 1024]>,
    /// Patterns of two characters.
    pairs: Box<[u64]>,
    /// The first three characters of longer patterns.
    triples: Box<[u64]>,
    shift: u32,
}

impl Filter {
    pub(super) fn new<'a>(patterns: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let bits = (patterns.len() * BITS_PER_PATTERN).next_power_of_two().max(LEAST_BITS);
        let table = || vec![0_u64; bits / 64].into_boxed_slice();
        let mut filter = Self {
            ones: Box::new([0; 1024]),
            pairs: table(),
            triples: table(),
            shift: 32 - bits.trailing_zeros(),
        };
        for pattern in patterns {
            let mut first = pattern.chars().map(fold);
            match (first.next(), first.next(), first.next()) {
                (Some(a), Some(b), Some(c)) => set(&mut filter.triples, triple(a, b, c) >> filter.shift),
                (Some(a), Some(b), None) => set(&mut filter.pairs, pair(a, b) >> filter.shift),
                (Some(a), None, None) => set(filter.ones.as_mut_slice(), a & 0xffff),
                _ => {}
            }
        }
        filter
    }

    /// Whether a pattern can begin with the first of these characters, all folded.
    #[inline]
    pub(super) fn fits(&self, a: u32, b: u32, c: u32) -> bool {
        let one = self.ones[(a as usize & 0xffff) / 64] >> (a % 64);
        (one | get(&self.pairs, pair(a, b) >> self.shift) | get(&self.triples, triple(a, b, c) >> self.shift))
            & 1
            == 1
    }
}

/// A character as the filter takes it.
#[inline]
pub(super) fn fold(c: char) -> u32 {
    c.to_ascii_lowercase() as u32
}

fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(SPREAD[0]).wrapping_add(b.wrapping_mul(SPREAD[1]))
}

fn triple(a: u32, b: u32, c: u32) -> u32 {
    (pair(a, b) ^ c).wrapping_mul(SPREAD[2])
}

fn set(table: &mut [u64], bit: u32) {
    if let Some(word) = table.get_mut(bit as usize / 64) {
        *word |= 1 << (bit % 64);
    }
}

fn get(table: &[u64], bit: u32) -> u64 {
    table.get(bit as usize / 64).map_or(0, |word| word >> (bit % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_where_it_begins_and_little_else_does() {
        let patterns: Vec<String> = (0..2000_u32)
            .map(|n| {
                [n * 7, n * 11, n * 13].iter().filter_map(|c| char::from_u32(0x4e00 + c % 20_000)).collect()
            })
            .collect();
        let all = patterns.iter().map(String::as_str).chain(["★", "AB", "😀"]).collect::<Vec<_>>();
        let filter = Filter::new(all.iter().copied());
        for pattern in &all {
            let [a, b, c] = [0, 1, 2].map(|at| pattern.chars().nth(at).map_or(0, fold));
            assert!(filter.fits(a, b, c), "{pattern}");
        }
        assert!(filter.fits(fold('a'), fold('B'), 0));
        let passed =
            (0..20_000_u32).filter(|n| filter.fits(0x4e00 + n, 0x4e00 + (n * 3) % 20_000, 0x5e00)).count();
        assert!(passed < 1000, "{passed}");
    }
}
