//! Charts drawn on the server as SVG, each with its table. Pure: series in, a figure out; nothing inline but geometry.

mod drawing;

use askama::Template;
use askama::filters::HtmlSafe;

use self::drawing::{Bar, LEFT, WIDTH, Word};

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

/// A chart with its table; in a page: `{{ chart }}`.
#[derive(Template)]
#[template(path = "chart/chart.html")]
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

#[cfg(test)]
mod tests {
    use super::drawing::width_of;
    use super::*;

    fn months() -> Vec<String> {
        (1..=12).map(|month| format!("{month}月")).collect()
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
