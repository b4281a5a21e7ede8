//! Strings to words: where each character stands, and where a word ends.

use super::{Canvas, MARKS};
use crate::read::NotReadable;
use crate::read::pdf::geometry::{Direction, Drawing, Matrix, Word};
use crate::read::pdf::operators::Operand;

/// A gap that parts words, in sizes of the font.
const WORD_GAP: f64 = 0.5;

impl Canvas<'_, '_> {
    /// Shows the strings of an operator.
    pub(super) fn show(&mut self, operator: &[u8], operands: &[Operand<'_>]) -> Result<(), NotReadable> {
        if operator == b"\"" {
            let number = |index: usize| operands.get(index).and_then(Operand::number).unwrap_or(0.0);
            (self.state.word_space, self.state.char_space) = (number(0), number(1));
        }
        if matches!(operator, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading);
        }
        let Some(index) = self.state.font else { return Ok(()) };
        let mut words = Words::default();
        for operand in operands {
            match operand {
                Operand::Text(bytes) => self.string(index, bytes, &mut words)?,
                Operand::Array(parts) => {
                    for part in parts {
                        match part {
                            Operand::Text(bytes) => self.string(index, bytes, &mut words)?,
                            Operand::Number(back) => {
                                self.advance(index, -back / 1000.0 * self.state.size, 0.0);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        words.finish(&mut self.drawing);
        if !self.drawing.aside.is_empty() && !self.drawing.aside.ends_with(' ') {
            self.drawing.aside.push(' ');
        }
        Ok(())
    }

    /// Moves on by what a character takes up, or by a shift within a string.
    fn advance(&mut self, font: usize, by: f64, space: f64) {
        let along = by + space;
        self.text = if self.fonts.kept[font].vertical {
            self.text.shifted(0.0, along)
        } else {
            self.text.shifted(along * self.state.stretch, 0.0)
        };
    }

    fn string(&mut self, index: usize, mut bytes: &[u8], words: &mut Words) -> Result<(), NotReadable> {
        while let Some(char) = self.fonts.kept[index].take(&mut bytes, &mut self.fonts.room) {
            // A code may stand for a long text.
            self.budget.spend(char.text.as_deref().map_or(0, str::len))?;
            let (size, vertical) = (self.state.size, self.fonts.kept[index].vertical);
            let place = self.text.then(self.state.ctm);
            let origin = if vertical {
                // Set vertically, a character hangs from the middle of its upper edge.
                place.shifted(-char.half_width * size * self.state.stretch, self.state.rise - 0.88 * size)
            } else {
                place.shifted(0.0, self.state.rise)
            };
            let width =
                if vertical { char.half_width * 2.0 } else { char.advance } * size * self.state.stretch;
            self.character(index, char.text.as_deref(), origin, width, words);
            let space = self.state.char_space + if char.word_space { self.state.word_space } else { 0.0 };
            let space = if vertical { -space } else { space };
            self.advance(index, char.advance * size, space);
        }
        Ok(())
    }

    fn character(&mut self, font: usize, text: Option<&str>, origin: Matrix, width: f64, words: &mut Words) {
        let (x, y) = (origin.e, origin.f);
        let (right, down) = origin.turn(width, 0.0);
        let (up_x, up_y) = origin.turn(0.0, self.state.size);
        let size = up_x.hypot(up_y);
        let outside = x < -size || y < -size || x > self.width + size || y > self.height + size;
        if outside || !x.is_finite() || !y.is_finite() || !size.is_finite() || size <= 0.0 {
            self.drawing.aside.push_str(text.unwrap_or_default());
            return;
        }
        let (ahead_x, ahead_y) = origin.turn(self.state.size.abs() * self.state.stretch.signum(), 0.0);
        let Some(direction) = Direction::of(ahead_x, ahead_y) else {
            self.drawing.aside.push_str(text.unwrap_or_default());
            return;
        };
        self.drawing.characters += 1;
        let Some(text) = text else {
            self.drawing.unknown += 1;
            let name = &self.fonts.kept[font].name;
            if self.drawing.silent_fonts.len() < 8 && !self.drawing.silent_fonts.contains(name) {
                self.drawing.silent_fonts.push(name.clone());
            }
            words.part(&mut self.drawing, true);
            return;
        };
        // From a little below the baseline to the height of a Chinese character.
        let corners = [(-0.12, 0.0), (0.88, 0.0), (-0.12, 1.0), (0.88, 1.0)]
            .map(|(up, ahead)| (x + up_x * up + right * ahead, y + up_y * up + down * ahead));
        let least = |pick: fn(&(f64, f64)) -> f64| corners.iter().map(pick).fold(f64::INFINITY, f64::min);
        let most = |pick: fn(&(f64, f64)) -> f64| corners.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
        let word = Word {
            text: text.to_owned(),
            left: least(|it| it.0),
            right: most(|it| it.0),
            top: least(|it| it.1),
            bottom: most(|it| it.1),
            size,
            direction,
            after_blank: false,
            run: self.run,
        };
        words.add(word, &mut self.drawing);
    }
}

/// The words of one operator.
#[derive(Default)]
struct Words {
    open: Option<Word>,
    after_blank: bool,
}

impl Words {
    fn add(&mut self, char: Word, drawing: &mut Drawing) {
        if char.text.trim().is_empty() {
            self.part(drawing, true);
            return;
        }
        if let Some(word) = &mut self.open {
            // Turned text is put together later, character by character.
            let gap = char.left - word.right;
            let level = (char.bottom - word.bottom).abs() < 0.3 * word.size;
            if char.direction == Direction::Right && level && gap.abs() < WORD_GAP * word.size {
                word.text.push_str(&char.text);
                word.right = word.right.max(char.right);
                return;
            }
            self.part(drawing, false);
        }
        self.open = Some(Word { after_blank: std::mem::take(&mut self.after_blank), ..char });
    }

    fn part(&mut self, drawing: &mut Drawing, blank: bool) {
        if let Some(word) = self.open.take() {
            if drawing.words.len() < MARKS {
                drawing.words.push(word);
            } else {
                drawing.overfull = true;
            }
        }
        self.after_blank |= blank;
    }

    fn finish(mut self, drawing: &mut Drawing) {
        self.part(drawing, false);
    }
}
