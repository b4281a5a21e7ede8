//! Paths to rulings: lines, sides of rectangles, shapes so thin that they are lines.

use super::{Canvas, MARKS};
use crate::read::pdf::geometry::Ruling;

/// A filled shape up to this thickness is a line, in points.
const THIN: f64 = 3.0;
/// Lines shorter than this part no cells, in points.
const SHORT: f64 = 3.0;
/// A rectangle has four corners, and may name the first again.
const CORNERS: usize = 5;

/// The path that is being made.
#[derive(Default)]
pub(super) struct Path {
    current: (f64, f64),
    start: (f64, f64),
    segments: Vec<[(f64, f64); 2]>,
    boxes: Vec<[f64; 4]>,
    /// Bounds of other shapes of four corners.
    slanted: Vec<[f64; 4]>,
    /// Corners of the subpath that is being made, and whether it has curves.
    corners: Vec<(f64, f64)>,
}

impl Canvas<'_, '_> {
    /// Ends the path; what of it is a line becomes a ruling.
    pub(super) fn paint(&mut self, stroke: bool, fill: bool) {
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

impl Path {
    /// Begins a subpath.
    pub(super) fn move_to(&mut self, x: f64, y: f64) {
        self.end_subpath();
        (self.current, self.start) = ((x, y), (x, y));
        self.corners.push((x, y));
    }

    /// Adds a line.
    pub(super) fn line_to(&mut self, x: f64, y: f64) {
        if self.segments.len() < MARKS {
            self.segments.push([self.current, (x, y)]);
            self.corners.push((x, y));
        }
        self.current = (x, y);
    }

    /// Adds a curve, by its end.
    pub(super) fn curve_to(&mut self, x: f64, y: f64) {
        self.current = (x, y);
        // More corners than any shape of interest has, none of them of a rectangle.
        if self.corners.len() <= CORNERS {
            self.corners.resize(CORNERS + 1, (f64::NAN, f64::NAN));
        }
    }

    /// Adds the line back to the beginning of the subpath.
    pub(super) fn close(&mut self) {
        let (x, y) = self.start;
        if self.current != self.start {
            self.line_to(x, y);
        }
    }

    /// Adds a rectangle.
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
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
