//! Runs a page's content stream: text with its place, rulings, how much is covered by images.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, Page};
use super::font::Font;
use super::geometry::{Direction, Drawing, Matrix, Ruling, Word};
use super::limits::{Budget, FONTS, KNOWN_CHARACTERS};
use super::operators::{Operand, Operators};
use super::refusal;
use crate::read::NotReadable;

/// Forms inside each other.
const FORM_DEPTH: usize = 12;
/// Saved graphics states.
const STATES: usize = 512;
/// Words and rulings kept of one page; a page of a report has a few thousand.
const MARKS: usize = 200_000;
/// A filled shape up to this thickness is a line, in points.
const THIN: f64 = 3.0;
/// Lines shorter than this part no cells, in points.
const SHORT: f64 = 3.0;
/// A rectangle has four corners, and may name the first again.
const CORNERS: usize = 5;
/// A gap that parts words, in sizes of the font.
const WORD_GAP: f64 = 0.5;

/// The fonts met so far, by object; they are shared by all pages.
pub(super) struct Fonts {
    kept: Vec<Font>,
    by_object: HashMap<ObjectId, usize>,
    /// Characters that may still be remembered.
    room: usize,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { kept: Vec::new(), by_object: HashMap::new(), room: KNOWN_CHARACTERS }
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<usize>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Canvas<'a, 'b> {
    file: &'a File,
    fonts: &'b mut Fonts,
    budget: &'b mut Budget,
    drawing: Drawing,
    width: f64,
    height: f64,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    /// Counts the marked pieces of content: text of two of them belongs to two elements.
    run: u32,
    /// Forms that are being drawn, against those that draw themselves.
    open_forms: Vec<ObjectId>,
}

#[derive(Default)]
struct Path {
    current: (f64, f64),
    start: (f64, f64),
    segments: Vec<[(f64, f64); 2]>,
    boxes: Vec<[f64; 4]>,
    /// Bounds of other shapes of four corners.
    slanted: Vec<[f64; 4]>,
    /// Corners of the subpath that is being made, and whether it has curves.
    corners: Vec<(f64, f64)>,
}

/// Draws a page, turned by so many further clockwise quarter turns.
pub(super) fn page(
    file: &File,
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
    further_turns: u8,
) -> Result<Drawing, NotReadable> {
    let visible = page.visible();
    let turns = (page.quarter_turns() + further_turns) % 4;
    let (mut width, mut height) = (visible[2] - visible[0], visible[3] - visible[1]);
    if turns % 2 == 1 {
        std::mem::swap(&mut width, &mut height);
    }
    let contents = file.contents(page, budget)?;
    let mut canvas = Canvas {
        file,
        fonts,
        budget,
        drawing: Drawing::default(),
        width,
        height,
        state: State {
            ctm: Matrix::display(visible, turns),
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        },
        saved: Vec::new(),
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        path: Path::default(),
        run: 0,
        open_forms: Vec::new(),
    };
    canvas.run(&contents, page.resources)?;
    Ok(canvas.drawing)
}

impl<'a> Canvas<'a, '_> {
    fn run(&mut self, contents: &[u8], resources: Option<&'a Dictionary>) -> Result<(), NotReadable> {
        let mut operators = Operators::new(contents);
        let mut operands = Vec::new();
        let mut names: HashMap<Vec<u8>, Option<usize>> = HashMap::new();
        while let Some(operator) = operators.next(&mut operands) {
            self.budget.step()?;
            match operator {
                b"Tf" => {
                    if let [Operand::Name(name), Operand::Number(size), ..] = operands.as_slice() {
                        self.state.size = *size;
                        self.state.font = if let Some(known) = names.get(*name) {
                            *known
                        } else {
                            let font = self.font(name, resources)?;
                            names.insert(name.to_vec(), font);
                            font
                        };
                    }
                }
                b"Do" => {
                    if let Some(Operand::Name(name)) = operands.first() {
                        self.object(name, resources)?;
                    }
                }
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(operator, &operands)?,
                _ => self.plain(operator, &operands),
            }
        }
        Ok(())
    }

    fn plain(&mut self, operator: &[u8], operands: &[Operand<'_>]) {
        let number = |index: usize| operands.get(index).and_then(Operand::number).unwrap_or(0.0);
        match operator {
            b"q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.ctm = matrix(operands).then(self.state.ctm),
            b"BMC" | b"BDC" => self.run += 1,
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tc" => self.state.char_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => (self.text, self.line) = (matrix(operands), matrix(operands)),
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"m" => self.path.move_to(number(0), number(1)),
            b"l" => self.path.line_to(number(0), number(1)),
            b"c" => self.path.curve_to(number(4), number(5)),
            b"v" | b"y" => self.path.curve_to(number(2), number(3)),
            b"h" => self.path.close(),
            b"re" => self.path.rectangle(number(0), number(1), number(2), number(3)),
            b"S" => self.paint(true, false),
            b"s" | b"b" | b"b*" => {
                self.path.close();
                self.paint(true, operator != b"s");
            }
            b"f" | b"F" | b"f*" => self.paint(false, true),
            b"B" | b"B*" => self.paint(true, true),
            b"n" => self.path = Path::default(),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.shifted(x, y);
        self.text = self.line;
    }

    fn font(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> Result<Option<usize>, NotReadable> {
        let fonts = resources.and_then(|it| self.file.sub(it, b"Font"));
        let Some(object) = fonts.and_then(|it| it.get(&plain_name(name)).ok()) else { return Ok(None) };
        if let Some(known) = File::id(object).and_then(|id| self.fonts.by_object.get(&id)) {
            return Ok(Some(*known));
        }
        let Some(dict) = self.file.dict(object) else { return Ok(None) };
        let index = self.fonts.kept.len();
        if index == FONTS {
            return Err(refusal::structure_too_large());
        }
        self.fonts.kept.push(Font::new(self.file, dict, self.budget)?);
        if let Some(id) = File::id(object) {
            self.fonts.by_object.insert(id, index);
        }
        Ok(Some(index))
    }

    /// A form is drawn in its place; an image only counts for what it covers.
    fn object(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> Result<(), NotReadable> {
        let objects = resources.and_then(|it| self.file.sub(it, b"XObject"));
        let Some(object) = objects.and_then(|it| it.get(&plain_name(name)).ok()) else { return Ok(()) };
        let Some(dict) = self.file.dict(object) else { return Ok(()) };
        match self.file.get(dict, b"Subtype").and_then(|it| it.as_name().ok()) {
            Some(b"Image") => {
                let ctm = self.state.ctm;
                let area = (ctm.a * ctm.d - ctm.b * ctm.c).abs() / (self.width * self.height);
                self.drawing.images += if area.is_finite() { area.min(1.0) } else { 0.0 };
                Ok(())
            }
            Some(b"Form") => self.form(object, dict, resources),
            _ => Ok(()),
        }
    }

    fn form(
        &mut self,
        object: &Object,
        dict: &'a Dictionary,
        outer: Option<&'a Dictionary>,
    ) -> Result<(), NotReadable> {
        let Some(id) = File::id(object) else { return Ok(()) };
        if self.open_forms.len() >= FORM_DEPTH || self.open_forms.contains(&id) {
            return Ok(());
        }
        let contents = self.file.unpack(object, self.budget)?;
        let resources = self.file.sub(dict, b"Resources").or(outer);
        let before = (self.state.clone(), std::mem::take(&mut self.saved), self.text, self.line);
        if let Some(matrix) = self.file.numbers::<6>(dict, b"Matrix") {
            self.state.ctm = Matrix::new(matrix).then(self.state.ctm);
        }
        self.open_forms.push(id);
        self.run(&contents, resources)?;
        self.open_forms.pop();
        (self.state, self.saved, self.text, self.line) = before;
        self.path = Path::default();
        Ok(())
    }

    fn show(&mut self, operator: &[u8], operands: &[Operand<'_>]) -> Result<(), NotReadable> {
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

    fn paint(&mut self, stroke: bool, fill: bool) {
        let mut path = std::mem::take(&mut self.path);
        path.end_subpath();
        let ctm = self.state.ctm;
        let boxes = path.boxes.iter().map(|it| (it, stroke)).chain(path.slanted.iter().map(|it| (it, false)));
        for ([left, bottom, right, top], stroke) in boxes {
            let (x0, y0) = ctm.apply(*left, *bottom);
            let (x1, y1) = ctm.apply(*right, *top);
            let (x0, x1, y0, y1) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
            let axes = (ctm.b == 0.0 && ctm.c == 0.0) || (ctm.a == 0.0 && ctm.d == 0.0);
            if !axes {
                continue;
            }
            if fill && y1 - y0 <= THIN && x1 - x0 > y1 - y0 {
                self.ruling(true, f64::midpoint(y0, y1), x0, x1);
            } else if fill && x1 - x0 <= THIN {
                self.ruling(false, f64::midpoint(x0, x1), y0, y1);
            } else if stroke {
                self.ruling(true, y0, x0, x1);
                self.ruling(true, y1, x0, x1);
                self.ruling(false, x0, y0, y1);
                self.ruling(false, x1, y0, y1);
            }
        }
        if stroke {
            for [from, to] in path.segments {
                let (x0, y0) = ctm.apply(from.0, from.1);
                let (x1, y1) = ctm.apply(to.0, to.1);
                if (y1 - y0).abs() <= 0.6 {
                    self.ruling(true, f64::midpoint(y0, y1), x0.min(x1), x0.max(x1));
                } else if (x1 - x0).abs() <= 0.6 {
                    self.ruling(false, f64::midpoint(x0, x1), y0.min(y1), y0.max(y1));
                }
            }
        }
    }

    fn ruling(&mut self, horizontal: bool, at: f64, from: f64, to: f64) {
        let (across, along) = if horizontal { (self.height, self.width) } else { (self.width, self.height) };
        let (from, to) = (from.max(-THIN), to.min(along + THIN));
        if !(-THIN..=across + THIN).contains(&at) || to - from < SHORT || !(to - from).is_finite() {
            return;
        }
        let kept = if horizontal { &mut self.drawing.horizontal } else { &mut self.drawing.vertical };
        if kept.len() < MARKS {
            kept.push(Ruling { at, from, to });
        } else {
            self.drawing.overfull = true;
        }
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

impl Path {
    fn move_to(&mut self, x: f64, y: f64) {
        self.end_subpath();
        (self.current, self.start) = ((x, y), (x, y));
        self.corners.push((x, y));
    }

    fn line_to(&mut self, x: f64, y: f64) {
        if self.segments.len() < MARKS {
            self.segments.push([self.current, (x, y)]);
            self.corners.push((x, y));
        }
        self.current = (x, y);
    }

    fn curve_to(&mut self, x: f64, y: f64) {
        self.current = (x, y);
        // More corners than any shape of interest has, none of them of a rectangle.
        if self.corners.len() <= CORNERS {
            self.corners.resize(CORNERS + 1, (f64::NAN, f64::NAN));
        }
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        if self.current != self.start {
            self.line_to(x, y);
        }
    }

    fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.end_subpath();
        if self.boxes.len() < MARKS {
            self.boxes.push([x, y, x + width, y + height]);
        }
        (self.current, self.start) = ((x, y), (x, y));
    }

    /// A subpath of four upright sides is a rectangle.
    fn end_subpath(&mut self) {
        let corners = std::mem::take(&mut self.corners);
        if !(4..=CORNERS).contains(&corners.len()) || (corners.len() == 5 && corners[4] != corners[0]) {
            return;
        }
        let along =
            |from: (f64, f64), to: (f64, f64)| (from.0 - to.0).abs() < 0.01 || (from.1 - to.1).abs() < 0.01;
        let upright = (0..4).all(|at| along(corners[at], corners[(at + 1) % 4]));
        let bounds = corners
            .iter()
            .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[left, low, right, high], (x, y)| {
                [left.min(*x), low.min(*y), right.max(*x), high.max(*y)]
            });
        // A border drawn to a mitre is a thin shape with slanted ends.
        if upright { self.boxes.push(bounds) } else { self.slanted.push(bounds) }
    }
}

fn matrix(operands: &[Operand<'_>]) -> Matrix {
    let mut numbers = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    for (slot, operand) in numbers.iter_mut().zip(operands) {
        *slot = operand.number().unwrap_or(0.0);
    }
    Matrix::new(numbers)
}

/// A name as the dictionaries hold it, `#xx` undone.
fn plain_name(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let (b'#', Some(code)) = (first, code) {
            plain.push(code);
            rest = after.get(2..).unwrap_or_default();
        } else {
            plain.push(*first);
            rest = after;
        }
    }
    plain
}
