//! What a page names in its resources: fonts, forms that are drawn in their place, images.

use lopdf::{Dictionary, Object};

use super::Canvas;
use super::path::Path;
use crate::read::NotReadable;
use crate::read::pdf::file::File;
use crate::read::pdf::font::Font;
use crate::read::pdf::geometry::Matrix;
use crate::read::pdf::limits::FONTS;
use crate::read::pdf::name::unescaped;
use crate::read::pdf::refusal;

/// Forms inside each other.
const FORM_DEPTH: usize = 12;

impl<'a> Canvas<'a, '_> {
    /// The font of that name, read when it is met first.
    pub(super) fn font(
        &mut self,
        name: &[u8],
        resources: Option<&'a Dictionary>,
    ) -> Result<Option<usize>, NotReadable> {
        let fonts = resources.and_then(|it| self.file.sub(it, b"Font"));
        let Some(object) = fonts.and_then(|it| it.get(&unescaped(name)).ok()) else { return Ok(None) };
        if let Some(known) = File::id(object).and_then(|id| self.fonts.by_object.get(&id)) {
            return Ok(Some(*known));
        }
        let Some(dict) = self.file.dict(object) else { return Ok(None) };
        let index = self.fonts.kept.len();
        if index == FONTS {
            return Err(refusal::structure_too_large());
        }
        self.fonts.kept.push(Font::new(self.file, dict, self.budget)?);
        if let Some(id) = File::id(object) {
            self.fonts.by_object.insert(id, index);
        }
        Ok(Some(index))
    }

    /// A form is drawn in its place; an image only counts for what it covers.
    pub(super) fn object(
        &mut self,
        name: &[u8],
        resources: Option<&'a Dictionary>,
    ) -> Result<(), NotReadable> {
        let objects = resources.and_then(|it| self.file.sub(it, b"XObject"));
        let Some(object) = objects.and_then(|it| it.get(&unescaped(name)).ok()) else { return Ok(()) };
        let Some(dict) = self.file.dict(object) else { return Ok(()) };
        match self.file.get(dict, b"Subtype").and_then(|it| it.as_name().ok()) {
            Some(b"Image") => {
                let ctm = self.state.ctm;
                let area = (ctm.a * ctm.d - ctm.b * ctm.c).abs() / (self.width * self.height);
                self.drawing.images += if area.is_finite() { area.min(1.0) } else { 0.0 };
                Ok(())
            }
            Some(b"Form") => self.form(object, dict, resources),
            _ => Ok(()),
        }
    }

    fn form(
        &mut self,
        object: &Object,
        dict: &'a Dictionary,
        outer: Option<&'a Dictionary>,
    ) -> Result<(), NotReadable> {
        let Some(id) = File::id(object) else { return Ok(()) };
        if self.open_forms.len() >= FORM_DEPTH || self.open_forms.contains(&id) {
            return Ok(());
        }
        let contents = self.file.unpack(object, self.budget)?;
        let resources = self.file.sub(dict, b"Resources").or(outer);
        let before = (self.state.clone(), std::mem::take(&mut self.saved), self.text, self.line);
        if let Some(matrix) = self.file.numbers::<6>(dict, b"Matrix") {
            self.state.ctm = Matrix::new(matrix).then(self.state.ctm);
        }
        self.open_forms.push(id);
        self.run(&contents, resources)?;
        self.open_forms.pop();
        (self.state, self.saved, self.text, self.line) = before;
        self.path = Path::default();
        Ok(())
    }
}
