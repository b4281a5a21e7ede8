//! Headings: one line of plain weight, and what stands in them without being a line.

use super::{Cleaner, Context, Flow};
use crate::page::grid::plain_weight;
use crate::page::model::{Block, Inline, Line, Marks};
use crate::page::tree::Id;
use crate::read::NotReadable;

impl Cleaner<'_> {
    /// A heading, and behind it what stands in it without being a line.
    pub(super) fn heading(
        &mut self,
        id: Id,
        name: &str,
        context: &Context,
        flow: &mut Flow,
    ) -> Result<(), NotReadable> {
        self.flush(flow);
        let inside = Context { nested: context.nested.max(1), ..context.marked(self.marks(id, name)) };
        if context.nested > 0 {
            // Headings of cells and items are bold lines.
            flow.blocks.extend(self.inside(id, &inside.marked(Marks::STRONG))?);
            return Ok(());
        }
        let blocks = self.inside(id, &inside)?;
        let mut heading = Line::new();
        let mut rest = blocks.into_iter().peekable();
        while let Some(Block::Paragraph(_)) = rest.peek() {
            if !heading.is_empty() {
                heading.push(Inline::Break);
            }
            if let Some(Block::Paragraph(line)) = rest.next() {
                heading.extend(line);
            }
        }
        plain_weight(&mut heading);
        let is_text = heading.iter().any(|it| matches!(it, Inline::Run { .. }));
        if is_text {
            let level = match name {
                "h1" | "h2" => 2,
                "h3" => 3,
                _ => 4,
            };
            flow.blocks.push(Block::Heading { level, line: heading });
        } else if !heading.is_empty() {
            flow.blocks.push(Block::Paragraph(heading));
        }
        flow.blocks.extend(rest);
        Ok(())
    }
}
