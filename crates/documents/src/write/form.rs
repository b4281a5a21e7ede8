//! Tables two, three and four as the forms of 2021 and 2019 have them: cells with spans and headings, without a
//! format. 《条例》第50条

use statute::leaf::Leaf;
use statute::report::{
    COLUMNS, Cell, CellPlace, Part2, Part2Trial, Part3, Part4, REMEDY_COLUMNS, Row, Tables,
};

use super::layout::{self, Layout};
use super::xml::clean;

/// The note in the corner of table three.
pub(super) const CORNER_NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
/// The heading of all outcome rows of table three.
pub(super) const OUTCOMES: &str = "三、本年度办理结果";

/// A statutory table, ready to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// 2, 3 or 4.
    pub(super) table: u8,
    /// Unique in the report, for addresses within a page.
    pub(super) id: &'static str,
    /// What screen readers announce.
    pub(super) caption: &'static str,
    /// How many rows at the top are headings of all columns.
    pub(super) head_rows: usize,
    /// The rows; a slot covered from above or from the left is not repeated.
    pub(super) rows: Vec<Vec<Slot>>,
    /// Widths of the columns and size of the type.
    pub(super) layout: Layout,
}

/// One drawn cell.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// What it says.
    pub(super) text: String,
    /// Its first column, from 0.
    pub(super) column: usize,
    /// Columns covered.
    pub(super) colspan: usize,
    /// Rows covered.
    pub(super) rowspan: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Its own name, if it is a heading.
    pub(super) id: String,
    /// The names of the headings that hold for it, if it is a value.
    pub(super) headers: Vec<String>,
}

/// What a slot is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The note in the corner.
    Note,
    /// The heading of a block of rows, over the whole width: 第二十条第（一）项.
    Band,
    /// The heading of columns.
    ColumnHead,
    /// The heading of a row or of several.
    RowHead,
    /// A figure.
    Value(Cell, CellPlace),
}

impl Slot {
    fn new(kind: Kind, text: &str) -> Self {
        Self {
            text: clean(text),
            column: 0,
            colspan: 1,
            rowspan: 1,
            kind,
            id: String::new(),
            headers: Vec::new(),
        }
    }

    fn head(text: &str) -> Self {
        Self::new(Kind::ColumnHead, text)
    }

    fn row(text: &str) -> Self {
        Self::new(Kind::RowHead, text)
    }

    fn value(cell: &Cell, table: u8, row: &str, column: usize) -> Self {
        let place = CellPlace { table, row: row.into(), column };
        Self::new(Kind::Value(cell.clone(), place), &printed(cell))
    }

    fn wide(mut self, colspan: usize) -> Self {
        self.colspan = colspan;
        self
    }

    fn tall(mut self, rowspan: usize) -> Self {
        self.rowspan = rowspan;
        self
    }

    /// Whether it is a heading of any kind.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Band | Kind::ColumnHead | Kind::RowHead)
    }

    /// The value of HTML's `scope`.
    pub(super) fn scope(&self) -> &'static str {
        match self.kind {
            Kind::Band => "colgroup",
            Kind::ColumnHead if self.colspan > 1 => "colgroup",
            Kind::ColumnHead => "col",
            Kind::RowHead if self.rowspan > 1 => "rowgroup",
            Kind::RowHead => "row",
            Kind::Note | Kind::Value(..) => "",
        }
    }
}

/// A cell as it is printed.
pub(super) fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Blank | Cell::Unread => String::new(),
        Cell::Number(n) => n.to_string(),
        Cell::Text(text) => clean(text),
    }
}

/// Every table of a report with the part (0 to 5) it stands in.
pub(super) fn forms(tables: &Tables) -> Vec<(usize, Form)> {
    let mut forms = Vec::new();
    forms.extend(tables.part2.as_ref().map(|part| (1, table_two(part))));
    forms.extend(tables.part2_2019.as_ref().map(|part| (1, table_two_trial(part))));
    forms.extend(tables.part3.as_ref().map(|part| (2, table_three(part))));
    forms.extend(tables.part4.as_ref().map(|part| (3, table_four(part))));
    forms
}

impl Form {
    fn new(
        table: u8,
        id: &'static str,
        caption: &'static str,
        head_rows: usize,
        rows: Vec<Vec<Slot>>,
    ) -> Self {
        let layout = Layout { widths: Vec::new(), size: 0.0 };
        let mut form = Self { table, id, caption, head_rows, rows, layout };
        let columns = form.place();
        form.name_headings(columns);
        form.layout = layout::fit(&form, columns);
        form
    }

    /// Gives every slot its column; answers how many columns there are.
    fn place(&mut self) -> usize {
        let columns = self.rows.first().map_or(0, |row| row.iter().map(|slot| slot.colspan).sum());
        let mut covered = vec![0_usize; columns];
        for row in &mut self.rows {
            let mut column = 0;
            for slot in row {
                while covered[column] > 0 {
                    column += 1;
                }
                slot.column = column;
                covered[column..column + slot.colspan].fill(slot.rowspan);
                column += slot.colspan;
            }
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
        }
        columns
    }

    /// Gives every heading a name and every value the names of its headings.
    fn name_headings(&mut self, columns: usize) {
        let mut over: Vec<Vec<String>> = vec![Vec::new(); columns];
        let mut left: Vec<(String, usize)> = Vec::new();
        for (index, row) in self.rows.iter_mut().enumerate() {
            left.retain(|(_, last)| *last >= index);
            if row.iter().any(|slot| slot.kind == Kind::Band) {
                over.iter_mut().for_each(Vec::clear);
            }
            for slot in row {
                if slot.is_heading() {
                    slot.id = format!("{}-r{index}c{}", self.id, slot.column);
                }
                match slot.kind {
                    Kind::Band | Kind::ColumnHead => over[slot.column..slot.column + slot.colspan]
                        .iter_mut()
                        .for_each(|names| names.push(slot.id.clone())),
                    Kind::RowHead => left.push((slot.id.clone(), index + slot.rowspan - 1)),
                    Kind::Value(..) => {
                        slot.headers =
                            left.iter().map(|(name, _)| name).chain(&over[slot.column]).cloned().collect();
                    }
                    Kind::Note => {}
                }
            }
        }
    }
}

fn band(item: &str, columns: usize) -> Vec<Slot> {
    vec![Slot::new(Kind::Band, &format!("第二十条第（{item}）项")).wide(columns)]
}

/// A row of headings of table two, each over `span` columns.
fn headings(texts: &[&str], span: usize) -> Vec<Slot> {
    let rest = texts.iter().map(|text| Slot::head(text).wide(span));
    [Slot::head("信息内容")].into_iter().chain(rest).collect()
}

/// A row of table two, each value over `span` columns.
fn line(label: &str, cells: &[&Cell], span: usize) -> Vec<Slot> {
    let values =
        cells.iter().enumerate().map(|(column, cell)| Slot::value(cell, 2, label, column).wide(span));
    [Slot::row(label)].into_iter().chain(values).collect()
}

fn table_two(part: &Part2) -> Form {
    let stock = |label, of: &statute::report::Stock| line(label, &[&of.made, &of.repealed, &of.in_force], 1);
    let rows = vec![
        band("一", 4),
        headings(&["本年制发件数", "本年废止件数", "现行有效件数"], 1),
        stock("规章", &part.rules),
        stock("行政规范性文件", &part.normative_documents),
        band("五", 4),
        headings(&["本年处理决定数量"], 3),
        line("行政许可", &[&part.licences], 3),
        band("六", 4),
        headings(&["本年处理决定数量"], 3),
        line("行政处罚", &[&part.punishments], 3),
        line("行政强制", &[&part.coercions], 3),
        band("八", 4),
        headings(&["本年收费金额（单位：万元）"], 3),
        line("行政事业性收费", &[&part.fees], 3),
    ];
    Form::new(2, "table-2", "主动公开政府信息情况表", 0, rows)
}

fn table_two_trial(part: &Part2Trial) -> Form {
    let stock = |label, of: &statute::report::TrialStock| {
        line(label, &[&of.made, &of.published, &of.total_published], 2)
    };
    let items = |label, of: &statute::report::TrialItems| {
        line(label, &[&of.items_last_year, &of.change, &of.decisions], 2)
    };
    let item_headings = || headings(&["上一年项目数量", "本年增/减", "处理决定数量"], 2);
    let rows = vec![
        band("一", 7),
        headings(&["本年新制作数量", "本年新公开数量", "对外公开总数量"], 2),
        stock("规章", &part.rules),
        stock("规范性文件", &part.normative_documents),
        band("五", 7),
        item_headings(),
        items("行政许可", &part.licences),
        items("其他对外管理服务事项", &part.other_services),
        band("六", 7),
        item_headings(),
        items("行政处罚", &part.punishments),
        items("行政强制", &part.coercions),
        band("八", 7),
        headings(&["上一年项目数量", "本年增/减"], 3),
        line("行政事业性收费", &[&part.fees.0, &part.fees.1], 3),
        band("九", 7),
        headings(&["采购项目数量", "采购总金额"], 3),
        line("政府集中采购", &[&part.procurement.0, &part.procurement.1], 3),
    ];
    Form::new(2, "table-2-2019", "主动公开政府信息情况表", 0, rows)
}

/// Whether a row stands under 三、本年度办理结果.
fn is_outcome(row: Row) -> bool {
    matches!(row, Row::Outcome(_) | Row::OtherHandlingMerged | Row::Total)
}

fn table_three(part: &Part3) -> Form {
    let applicants = &COLUMNS[1..6];
    let mut rows = vec![
        vec![Slot::new(Kind::Note, CORNER_NOTE).wide(3).tall(3), Slot::head("申请人情况").wide(7)],
        vec![
            Slot::head(COLUMNS[0]).tall(2),
            Slot::head("法人或其他组织").wide(5),
            Slot::head(COLUMNS[6]).tall(2),
        ],
        applicants.iter().map(|kind| Slot::head(kind)).collect(),
    ];
    let mut before: Option<Row> = None;
    for (index, (row, cells)) in part.rows.iter().enumerate() {
        let run =
            |same: &dyn Fn(Row) -> bool| part.rows[index..].iter().take_while(|(r, _)| same(*r)).count();
        let mut slots = Vec::new();
        if is_outcome(*row) && !before.is_some_and(is_outcome) {
            slots.push(Slot::row(OUTCOMES).tall(run(&is_outcome)));
        }
        let label = row.label();
        match *row {
            Row::Received | Row::CarriedIn | Row::CarriedOut => slots.push(Slot::row(&label).wide(3)),
            Row::Outcome(Leaf::Granted | Leaf::PartlyGranted) | Row::OtherHandlingMerged | Row::Total => {
                slots.push(Slot::row(&label).wide(2));
            }
            Row::Outcome(leaf) => {
                let group = leaf.group();
                let in_group = |row: Row| matches!(row, Row::Outcome(leaf) if leaf.group() == group);
                if !before.is_some_and(in_group) {
                    slots.push(Slot::row(&format!("{}{}", group.mark(), group.zh())).tall(run(&in_group)));
                }
                slots.push(Slot::row(&label));
            }
        }
        let key = row.key();
        slots.extend(cells.iter().enumerate().map(|(column, cell)| Slot::value(cell, 3, &key, column)));
        rows.push(slots);
        before = Some(*row);
    }
    Form::new(3, "table-3", "收到和处理政府信息公开申请情况表", 3, rows)
}

fn table_four(part: &Part4) -> Form {
    let results = || REMEDY_COLUMNS.iter().map(|result| Slot::head(result));
    let blocks = part.blocks();
    let values = blocks.iter().flat_map(|(name, cells)| {
        cells.iter().enumerate().map(move |(column, cell)| Slot::value(cell, 4, name, column))
    });
    let rows = vec![
        vec![Slot::head("行政复议").wide(5), Slot::head("行政诉讼").wide(10)],
        results()
            .map(|slot| slot.tall(2))
            .chain(blocks[1..].iter().map(|(name, _)| Slot::head(name).wide(5)))
            .collect(),
        results().chain(results()).collect(),
        values.collect(),
    ];
    Form::new(4, "table-4", "政府信息公开行政复议、行政诉讼情况表", 3, rows)
}
