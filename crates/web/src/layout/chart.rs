//! Charts drawn on the server as SVG, each with its table. Pure: series in, a figure out; nothing inline but geometry.

use askama::Template;
use askama::filters::HtmlSafe;

/// Width of a drawing in its own units; the page scales it.
const WIDTH: f64 = 360.0;
/// Height of the part that holds the columns.
const PLOT: f64 = 170.0;
/// Left of the columns: the numbers of the axis.
const LEFT: f64 = 40.0;
/// Height of a row of horizontal bars: its label and the bar under it.
const ROW: f64 = 42.0;
/// Height of the legend and of each line of labels.
const LINE: f64 = 20.0;
/// At most so many rules across the plot.
const RULES: u64 = 4;

/// What is counted, category by category.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// What the legend and the table's head say.
    pub(crate) name: String,
    /// One number per category.
    pub(crate) values: Vec<u64>,
}

impl Series {
    pub(crate) fn new(name: impl Into<String>, values: Vec<u64>) -> Self {
        Self { name: name.into(), values }
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Columns, the series of a category beside each other: by month.
    Columns,
    /// Columns, the series of a category on each other: punctuality.
    Stacked,
    /// Horizontal bars with their labels above: outcomes, channels.
    Bars,
}

/// A rectangle of the drawing.
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    series: usize,
}

/// A word of the drawing.
struct Word {
    x: f64,
    y: f64,
    anchor: &'static str,
    class: &'static str,
    text: String,
}

/// A chart with its table; in a page: `{{ chart }}`.
#[derive(Template)]
#[template(path = "chart.html")]
pub(crate) struct Chart {
    id: &'static str,
    title: String,
    unit: &'static str,
    heading: &'static str,
    categories: Vec<String>,
    series: Vec<Series>,
    /// What is written instead of the numbers, where lengths are in other units than they; there is no sum then.
    written: Vec<String>,
    bars: Vec<Bar>,
    words: Vec<Word>,
    rules: Vec<f64>,
    height: f64,
    is_open: bool,
}

impl HtmlSafe for Chart {}

impl Chart {
    /// Columns beside each other. `id` is unique on the page, `heading` names the categories (月份), `unit` the numbers (件).
    pub(crate) fn columns(
        id: &'static str,
        title: impl Into<String>,
        heading: &'static str,
        unit: &'static str,
        categories: Vec<String>,
        series: Vec<Series>,
    ) -> Self {
        Self::draw(Form::Columns, id, title.into(), heading, unit, categories, series, Vec::new())
    }

    /// Columns whose series stand on each other.
    pub(crate) fn stacked(
        id: &'static str,
        title: impl Into<String>,
        heading: &'static str,
        unit: &'static str,
        categories: Vec<String>,
        series: Vec<Series>,
    ) -> Self {
        Self::draw(Form::Stacked, id, title.into(), heading, unit, categories, series, Vec::new())
    }

    /// Horizontal bars of one series, for long labels.
    pub(crate) fn bars(
        id: &'static str,
        title: impl Into<String>,
        heading: &'static str,
        unit: &'static str,
        values: Vec<(String, u64)>,
    ) -> Self {
        let (categories, values) = values.into_iter().unzip();
        let series = vec![Series::new("数量", values)];
        Self::draw(Form::Bars, id, title.into(), heading, unit, categories, series, Vec::new())
    }

    /// Horizontal bars as long as `(label, length, written)` says: the number stands beside them as it is written.
    pub(crate) fn amounts(
        id: &'static str,
        title: impl Into<String>,
        heading: &'static str,
        unit: &'static str,
        amounts: Vec<(String, u64, String)>,
    ) -> Self {
        let written = amounts.iter().map(|(_, _, written)| written.clone()).collect();
        let (categories, values) = amounts.into_iter().map(|(label, length, _)| (label, length)).unzip();
        let series = vec![Series::new("金额", values)];
        Self::draw(Form::Bars, id, title.into(), heading, unit, categories, series, written)
    }

    /// Shows the table at once instead of behind a heading.
    pub(crate) fn opened(mut self) -> Self {
        self.is_open = true;
        self
    }

    fn draw(
        form: Form,
        id: &'static str,
        title: String,
        heading: &'static str,
        unit: &'static str,
        categories: Vec<String>,
        mut series: Vec<Series>,
        written: Vec<String>,
    ) -> Self {
        for one in &mut series {
            one.values.resize(categories.len(), 0);
        }
        let mut chart = Self {
            id,
            title,
            unit,
            heading,
            categories,
            series,
            written,
            bars: vec![],
            words: vec![],
            rules: vec![],
            height: 0.0,
            is_open: false,
        };
        match form {
            Form::Bars => chart.lay_bars(),
            Form::Columns | Form::Stacked => chart.lay_columns(form == Form::Stacked),
        }
        chart
    }

    fn lay_bars(&mut self) {
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

    fn lay_columns(&mut self, is_stacked: bool) {
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

    /// A number as the table has it.
    fn figure(&self, series: usize, index: usize) -> String {
        self.written.get(index).cloned().unwrap_or_else(|| self.series[series].values[index].to_string())
    }

    /// The rows of the table: category and a number of each series.
    fn rows(&self) -> impl Iterator<Item = (&String, Vec<String>)> {
        let figures = |index| (0..self.series.len()).map(|nth| self.figure(nth, index)).collect();
        self.categories.iter().enumerate().map(move |(index, category)| (category, figures(index)))
    }

    /// Whether adding up says something.
    fn has_sum(&self) -> bool {
        self.written.is_empty()
    }

    /// What the drawing says, for whoever cannot see it.
    fn description(&self) -> String {
        let parts = self.series.iter().enumerate().map(|(nth, one)| {
            let total: u64 = one.values.iter().fold(0, |sum, value| sum.saturating_add(*value));
            let most =
                one.values.iter().enumerate().max_by_key(|(index, value)| (**value, usize::MAX - index));
            let name = if self.series.len() > 1 { one.name.as_str() } else { "" };
            match most {
                Some((index, _)) if !self.has_sum() => {
                    format!("最多的是{}，{}{}", self.categories[index], self.figure(nth, index), self.unit)
                }
                Some((index, value)) if *value > 0 => format!(
                    "{name}合计{total}{unit}，最多的是{category}，{value}{unit}",
                    unit = self.unit,
                    category = self.categories[index]
                ),
                _ => format!("{name}合计0{}", self.unit),
            }
        });
        format!("{}。数据见下表。", parts.collect::<Vec<_>>().join("；"))
    }

    fn total(&self, series: &Series) -> u64 {
        debug_assert_eq!(series.values.len(), self.categories.len());
        series.values.iter().sum()
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
fn width_of(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 7.5 } else { 13.0 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> Vec<String> {
        (1..=12).map(|month| format!("{month}月")).collect()
    }

    #[test]
    fn rules_are_few_and_round() {
        for (most, expected) in
            [(0, 1), (4, 1), (5, 2), (9, 5), (40, 10), (41, 20), (1999, 500), (20_000, 5000)]
        {
            assert_eq!(step(most), expected, "{most}");
        }
    }

    #[test]
    fn the_table_holds_what_is_drawn() {
        let values: Vec<u64> = (0..12).map(|month| month * 7 % 5).collect();
        let late = vec![1; 12];
        let page = Chart::stacked(
            "punctuality",
            "按期和逾期",
            "月份",
            "件",
            months(),
            vec![Series::new("按期", values.clone()), Series::new("逾期", late)],
        )
        .to_string();
        let cells: Vec<u64> = page
            .split("<td class=\"figure\">")
            .skip(1)
            .filter_map(|rest| rest.split('<').next()?.parse().ok())
            .collect();
        let rows: Vec<u64> = cells[..24].iter().step_by(2).copied().collect();
        assert_eq!(rows, values);
        assert_eq!(cells[24..], [values.iter().sum(), 12], "totals");
        assert_eq!(page.matches("class=\"s0\"").count(), 12 + 1, "a bar a month and the legend");
    }

    #[test]
    fn a_bar_is_as_long_as_its_number() {
        let chart =
            Chart::bars("channels", "来源", "来源", "件", vec![("网络".into(), 30), ("信函".into(), 10)]);
        assert!((chart.bars[0].width - 3.0 * chart.bars[1].width).abs() < 1e-9);
        let chart =
            Chart::columns("m", "按月", "月份", "件", months(), vec![Series::new("收到", vec![2, 4])]);
        assert!((chart.bars[1].height - 2.0 * chart.bars[0].height).abs() < 1e-9);
        assert!(chart.bars.iter().all(|bar| bar.y >= 0.0 && bar.y + bar.height <= chart.height));
    }

    #[test]
    fn amounts_are_written_as_they_are_inside_the_drawing_and_have_no_sum() {
        let amounts = vec![
            ("工资".to_owned(), 123_456_789_012, "12,345,678.9012".to_owned()),
            ("接待".to_owned(), 4_000, "0.4".to_owned()),
        ];
        let chart = Chart::amounts("a", "金额", "项目", "万元", amounts);
        assert!(chart.words.iter().all(|word| word.x + width_of(&word.text) <= WIDTH));
        let page = chart.to_string();
        assert!(page.contains("最多的是工资，12,345,678.9012万元") && !page.contains("合计"), "{page}");
        assert!(page.contains("<td class=\"figure\">0.4</td>"), "{page}");
    }

    #[test]
    fn nothing_and_hostile_names_are_drawn_too() {
        let empty = Chart::columns("e", "空", "月份", "件", vec![], vec![]).to_string();
        assert!(empty.contains("role=\"img\""));
        let zero =
            Chart::stacked("z", "零", "月份", "件", months(), vec![Series::new("收到", vec![])]).to_string();
        assert!(zero.contains("合计0件") && !zero.contains("NaN"));
        let page = Chart::bars("h", "\"><script>", "来源", "件", vec![("<b>".into(), u64::MAX)]).to_string();
        assert!(!page.contains("<script>") && !page.contains("<b>"));
    }
}
