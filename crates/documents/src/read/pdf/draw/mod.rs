//! Runs a page's content stream: text with its place, rulings, how much is covered by images.

mod path;
mod resources;
mod text;

use std::collections::HashMap;

use lopdf::{Dictionary, ObjectId};

use super::file::{File, Page};
use super::font::Font;
use super::geometry::{Drawing, Matrix};
use super::limits::{Budget, KNOWN_CHARACTERS};
use super::operators::{Operand, Operators};
use crate::read::NotReadable;
use path::Path;

/// Saved graphics states.
const STATES: usize = 512;
/// Words and rulings kept of one page; a page of a report has a few thousand.
const MARKS: usize = 200_000;

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
}

fn matrix(operands: &[Operand<'_>]) -> Matrix {
    let mut numbers = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    for (slot, operand) in numbers.iter_mut().zip(operands) {
        *slot = operand.number().unwrap_or(0.0);
    }
    Matrix::new(numbers)
}
