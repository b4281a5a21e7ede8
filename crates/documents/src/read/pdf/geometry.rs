//! Affine maps and the things a page is drawn with, in points from the upper left corner of the page as displayed.

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

#[allow(clippy::many_single_char_names, reason = "the names that PDF gives to the six numbers")]
impl Matrix {
    pub(super) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn new([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// `self` first, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let (x, y) = next.turn(self.a, self.b);
        let (u, v) = next.turn(self.c, self.d);
        let (e, f) = next.apply(self.e, self.f);
        Self::new([x, y, u, v, e, f])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// A direction: the map without its shift.
    pub(super) fn turn(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y, self.b * x + self.d * y)
    }

    pub(super) fn shifted(self, x: f64, y: f64) -> Self {
        Self::new([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// From user space to the page as displayed, after clockwise quarter turns.
    pub(super) fn display([left, bottom, right, top]: [f64; 4], turns: u8) -> Self {
        Self::new(match turns {
            1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
            2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
            3 => [0.0, -1.0, -1.0, 0.0, top, right],
            _ => [1.0, 0.0, 0.0, -1.0, -left, top],
        })
    }
}

/// Where a line of text runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Right,
    Down,
    Left,
    Up,
}

impl Direction {
    /// None for text at a slant, as watermarks are.
    pub(super) fn of(x: f64, y: f64) -> Option<Self> {
        const SLANT: f64 = 0.2;
        if y.abs() <= x.abs() * SLANT {
            Some(if x < 0.0 { Self::Left } else { Self::Right })
        } else if x.abs() <= y.abs() * SLANT {
            Some(if y < 0.0 { Self::Up } else { Self::Down })
        } else {
            None
        }
    }
}

/// Characters that belong together: shown by one operator, without a gap.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Size of the font as displayed.
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// A blank stands before it.
    pub(super) after_blank: bool,
    /// Words of different pieces of marked content belong to different elements: cells, for one.
    pub(super) run: u32,
}

impl Word {
    pub(super) fn middle(&self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }
}

/// A drawn line: at `at`, from `from` to `to`, with `from < to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) words: Vec<Word>,
    pub(super) horizontal: Vec<Ruling>,
    pub(super) vertical: Vec<Ruling>,
    /// Part of the page that images cover, 1 for all of it.
    pub(super) images: f64,
    /// Characters drawn, and those among them of which the font does not tell the meaning.
    pub(super) characters: usize,
    pub(super) unknown: usize,
    /// Names of the fonts that do not tell.
    pub(super) silent_fonts: Vec<String>,
    /// More was drawn than is kept.
    pub(super) overfull: bool,
    /// Text outside the page, or at a slant as watermarks are: no part of what is read.
    pub(super) aside: String,
}
