//! What a paragraph or a row says: as it is seen, shown, was before the changes, deleted, hidden, in fields.

use super::Story;

impl Story<'_> {
    /// Text of the file: of a run, of a field, or between elements.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_in_field {
            self.field(text);
        } else if self.is_in_text {
            self.text_of_run(text);
        }
    }

    /// The code of a field; that of a deleted one is deleted with it.
    pub(super) fn field(&mut self, text: &str) {
        let is_deleted = self.deleted > 0;
        if let Some(stretch) = self.stretches.last_mut() {
            let said = &mut stretch.said;
            if is_deleted { &mut said.deleted } else { &mut said.fields }.push_str(text);
        }
    }

    /// Text of a run, said in every way it is.
    pub(super) fn text_of_run(&mut self, text: &str) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        let said = &mut stretch.said;
        if self.deleted > 0 {
            said.deleted.push_str(text);
            said.before.push_str(text);
            return;
        }
        if self.inserted == 0 {
            said.before.push_str(text);
        }
        if self.is_hidden {
            said.hidden.push_str(text);
        } else {
            said.shown.push_str(text);
        }
        said.seen.push_str(text);
    }

    /// Parts paragraphs within a cell by a line, and cells by a tab.
    pub(super) fn part(&mut self, by: char) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        for text in [
            &mut stretch.said.seen,
            &mut stretch.said.shown,
            &mut stretch.said.before,
            &mut stretch.said.deleted,
            &mut stretch.said.hidden,
        ] {
            if by == '\t' && text.ends_with('\n') {
                text.pop();
            }
            if !text.is_empty() {
                text.push(by);
            }
        }
    }

    /// Tells what a paragraph or a row has said.
    pub(super) fn flush(&mut self, is_paragraph: bool) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        let said = std::mem::take(&mut stretch.said);
        let is_empty = [&said.seen, &said.deleted, &said.fields].iter().all(|text| text.trim().is_empty());
        if is_paragraph && !is_empty {
            stretch.paragraphs += 1;
        }
        if is_empty {
            return;
        }
        let place = match stretch.open.last() {
            Some((table, row)) => format!("{}表{table}第{row}行", stretch.name),
            None => format!("{}第{}段", stretch.name, stretch.paragraphs.max(1)),
        };
        if !self.is_read || said.shown.trim().is_empty() {
            self.gather.tell(&place, &said.seen);
        } else if said.hidden.is_empty() {
            self.gather.show(&place, &said.seen);
        } else {
            self.gather.tell(&place, &said.seen);
            self.gather.show(format!("{place}显示的文字"), &said.shown);
        }
        self.gather.tell(format!("{place}隐藏文字"), &said.hidden);
        self.gather.tell(format!("{place}修订中删除的文字"), &said.deleted);
        if !said.deleted.trim().is_empty() && said.before != said.deleted {
            self.gather.tell(format!("{place}修订前的文字"), &said.before);
        }
        self.gather.tell(format!("{place}域代码"), &said.fields);
    }
}
