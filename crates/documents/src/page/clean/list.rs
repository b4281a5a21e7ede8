//! Lists: items, and what stands between them.

use super::{Cleaner, Context, Flow};
use crate::page::line;
use crate::page::model::{Block, Inline};
use crate::page::tree::{Data, Id};
use crate::read::NotReadable;

impl Cleaner<'_> {
    /// A list, or paragraphs with numbers where it goes on from another.
    pub(super) fn list(
        &mut self,
        id: Id,
        is_ordered: bool,
        context: &Context,
        flow: &mut Flow,
    ) -> Result<(), NotReadable> {
        let tree = self.tree;
        let mut items: Vec<Vec<Block>> = Vec::new();
        let context = context.nested();
        for child in tree.children(id) {
            match tree.name(child) {
                Some("li") => {
                    if !self.is_passed_over(child, "li") {
                        items.push(self.inside(child, &context)?);
                    }
                }
                Some(_) => {
                    // A list or another element that stands in a list without an item belongs to the one before.
                    let mut more = Flow::default();
                    self.element(child, &context, &mut more)?;
                    self.flush(&mut more);
                    match items.last_mut() {
                        Some(item) => item.extend(more.blocks),
                        None => items.push(more.blocks),
                    }
                }
                None => {
                    if let Data::Text(text) = tree.data(child) {
                        items.extend(
                            line::paragraphs(vec![Inline::plain(&**text)])
                                .into_iter()
                                .map(|line| vec![Block::Paragraph(line)]),
                        );
                    }
                }
            }
        }
        items.retain(|item| !item.is_empty());
        let first = tree.attribute(id, "start").and_then(|it| it.trim().parse::<i32>().ok()).unwrap_or(1);
        if items.is_empty() {
            return Ok(());
        }
        if is_ordered && first != 1 {
            // Numbers that go on from another list would begin anew.
            for (number, item) in (i64::from(first)..).zip(items) {
                let mut item = item.into_iter();
                let mut line = vec![Inline::plain(format!("{number}. "))];
                match item.next() {
                    Some(Block::Paragraph(text)) => {
                        line.extend(text);
                        flow.blocks.extend(line::paragraphs(line).into_iter().map(Block::Paragraph));
                    }
                    other => flow.blocks.extend(other),
                }
                flow.blocks.extend(item);
            }
        } else {
            flow.blocks.push(Block::List { is_ordered, items });
        }
        Ok(())
    }
}
