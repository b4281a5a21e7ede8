//! A drawn page to blocks: what stands in tables, what stands around them, and in which order.

use super::draw::{self, Fonts};
use super::file::{File, Page};
use super::geometry::{Direction, Drawing, Word};
use super::limits::Budget;
use super::lines;
use super::table;
use crate::read::{Block, NotReadable, Problem};

/// An image that covers this part of a page, with next to no text beside it, is the page.
const PICTURE: f64 = 0.5;
/// Characters that stand beside such an image: a page number, a running title.
const FEW_CHARACTERS: usize = 30;

/// Draws the page, turned so that most of its text reads from left to right.
pub(super) fn upright(
    file: &File,
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Drawing, NotReadable> {
    let drawing = draw::page(file, page, fonts, budget, 0)?;
    let count = |direction| {
        drawing.words.iter().filter(|it| it.direction == direction).map(|it| it.text.len()).sum::<usize>()
    };
    let turned = [(Direction::Right, 0), (Direction::Down, 3), (Direction::Left, 2), (Direction::Up, 1)];
    let most = turned.into_iter().rev().max_by_key(|(direction, _)| count(*direction));
    match most {
        Some((_, turns)) if turns > 0 => draw::page(file, page, fonts, budget, turns),
        _ => Ok(drawing),
    }
}

/// What could not be read of the page.
pub(super) fn problems(drawing: &Drawing, number: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut tell = |message: String| problems.push(Problem { place: format!("第{number}页"), message });
    if drawing.unknown > 0 {
        let fonts = drawing.silent_fonts.join("、");
        tell(format!("有{}个字的字体没有文字编码，无法还原（字体：{fonts}）", drawing.unknown));
    }
    if drawing.images >= PICTURE && drawing.characters <= FEW_CHARACTERS {
        tell("整页是图片，没有文字层，未能读取".to_owned());
    }
    if drawing.overfull {
        tell("页面内容过多，只读取了一部分".to_owned());
    }
    problems
}

/// The page's lines and tables from top to bottom.
pub(super) fn blocks(drawing: Drawing) -> Vec<Block> {
    let mut tables = table::tables(&drawing.horizontal, &drawing.vertical);
    tables.sort_by(|one, other| one.area().total_cmp(&other.area()));
    let mut inside: Vec<Vec<Word>> = vec![Vec::new(); tables.len()];
    let mut around = Vec::new();
    for word in drawing.words {
        match tables.iter().position(|table| table.holds(word.middle())) {
            Some(index) => inside[index].push(word),
            None => around.push(word),
        }
    }
    let mut placed: Vec<(f64, Block)> = Vec::new();
    for (table, words) in tables.iter().zip(inside) {
        // Frames around nothing, and diagrams.
        if !words.is_empty() {
            placed.push((table.top(), Block::Table(table.fill(words))));
        }
    }
    let margin = around.iter().map(|it| it.left).fold(f64::INFINITY, f64::min);
    for line in lines::lines(around) {
        placed.push((line.top, Block::Line(line.indented(margin))));
    }
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    placed.into_iter().map(|(_, block)| block).collect()
}
