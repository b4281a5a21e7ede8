//! Where bars, words and rules of a chart stand: pure geometry.

use super::Chart;

/// Width of a drawing in its own units; the page scales it.
pub(super) const WIDTH: f64 = 360.0;
/// Height of the part that holds the columns.
const PLOT: f64 = 170.0;
/// Left of the columns: the numbers of the axis.
pub(super) const LEFT: f64 = 40.0;
/// Height of a row of horizontal bars: its label and the bar under it.
const ROW: f64 = 42.0;
/// Height of the legend and of each line of labels.
const LINE: f64 = 20.0;
/// At most so many rules across the plot.
const RULES: u64 = 4;

/// A rectangle of the drawing.
pub(super) struct Bar {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) series: usize,
}

/// A word of the drawing.
pub(super) struct Word {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: &'static str,
    pub(super) class: &'static str,
    pub(super) text: String,
}

impl Chart {
    pub(super) fn lay_bars(&mut self) {
        let most = self.series.iter().flat_map(|one| &one.values).max().copied().unwrap_or(0).max(1);
        let figures: Vec<String> = (0..self.categories.len()).map(|index| self.figure(0, index)).collect();
        // Room for the widest number behind the longest bar.
        let widest = figures.iter().map(|text| width_of(text)).fold(44.0, f64::max);
        let room = WIDTH - widest - 6.0;
        for (index, label) in self.categories.iter().enumerate() {
            let value = self.series[0].values[index];
            let y = index as f64 * ROW;
            let width = room * value as f64 / most as f64;
            self.words.push(Word {
                x: 0.0,
                y: y + 14.0,
                anchor: "start",
                class: "label",
                text: label.clone(),
            });
            self.bars.push(Bar { x: 0.0, y: y + LINE, width, height: 14.0, series: 0 });
            let text = figures[index].clone();
            self.words.push(Word { x: width + 6.0, y: y + 32.0, anchor: "start", class: "label", text });
        }
        self.height = self.categories.len() as f64 * ROW;
    }

    pub(super) fn lay_columns(&mut self, is_stacked: bool) {
        let count = self.categories.len();
        let sum = |index: usize| self.series.iter().map(|one| one.values[index]).sum::<u64>();
        let most = if is_stacked {
            (0..count).map(sum).max()
        } else {
            self.series.iter().flat_map(|one| &one.values).max().copied()
        };
        let step = step(most.unwrap_or(0));
        let top = (most.unwrap_or(0).div_ceil(step) * step).max(1);
        let legend = if self.series.len() > 1 { LINE + 4.0 } else { 8.0 };
        let floor = legend + PLOT;
        let scale = (PLOT - LINE) / top as f64;
        for value in (0..=top).step_by(step as usize) {
            let y = floor - value as f64 * scale;
            self.rules.push(y);
            let text = value.to_string();
            self.words.push(Word { x: LEFT - 6.0, y: y + 4.0, anchor: "end", class: "tick", text });
        }
        let slot = (WIDTH - LEFT) / count.max(1) as f64;
        let beside = if is_stacked { 1 } else { self.series.len().max(1) };
        let width = (slot * 0.7 / beside as f64).min(36.0);
        let every = every(&self.categories, slot);
        for index in 0..count {
            let middle = LEFT + slot * (index as f64 + 0.5);
            let mut below = 0.0;
            for (nth, one) in self.series.iter().enumerate() {
                let height = one.values[index] as f64 * scale;
                let x =
                    middle - width * beside as f64 / 2.0 + if is_stacked { 0.0 } else { width * nth as f64 };
                let y = floor - height - below;
                self.bars.push(Bar { x, y, width: (width - 1.0).max(1.0), height, series: nth });
                if is_stacked {
                    below += height;
                }
            }
            if index % every == 0 {
                let text = self.categories[index].clone();
                self.words.push(Word { x: middle, y: floor + 17.0, anchor: "middle", class: "tick", text });
            }
            if self.series.len() == 1 && self.series[0].values[index] > 0 {
                let value = self.series[0].values[index];
                let y = floor - value as f64 * scale - 4.0;
                self.words.push(Word {
                    x: middle,
                    y,
                    anchor: "middle",
                    class: "label",
                    text: value.to_string(),
                });
            }
        }
        self.height = floor + LINE + 4.0;
        self.lay_legend();
    }

    fn lay_legend(&mut self) {
        if self.series.len() < 2 {
            return;
        }
        let mut x = LEFT;
        for (nth, one) in self.series.iter().enumerate() {
            self.bars.push(Bar { x, y: 3.0, width: 14.0, height: 14.0, series: nth });
            self.words.push(Word {
                x: x + 20.0,
                y: 15.0,
                anchor: "start",
                class: "label",
                text: one.name.clone(),
            });
            x += 20.0 + width_of(&one.name) + 18.0;
        }
    }
}

/// The distance between two rules: 1, 2 or 5 with noughts, so that few rules are enough.
fn step(most: u64) -> u64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if most <= step * factor * RULES {
                return step * factor;
            }
        }
        step *= 10;
    }
}

/// Every how many-th label is written so that they do not touch.
fn every(labels: &[String], slot: f64) -> usize {
    let widest = labels.iter().map(|label| width_of(label)).fold(0.0, f64::max);
    (((widest + 4.0) / slot).ceil() as usize).max(1)
}

/// About how wide a text is at the drawing's 13 units.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 7.5 } else { 13.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_few_and_round() {
        for (most, expected) in
            [(0, 1), (4, 1), (5, 2), (9, 5), (40, 10), (41, 20), (1999, 500), (20_000, 5000)]
        {
            assert_eq!(step(most), expected, "{most}");
        }
    }
}
