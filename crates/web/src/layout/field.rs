//! A form's field: label, hint, what was typed, and the message, tied together for whoever cannot see them.

use askama::Template;
use askama::filters::HtmlSafe;

/// A heading of a list with what stands under it: value and label.
pub(crate) type Choices<'a> = (&'a str, Vec<(String, &'a str)>);

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'a> {
    /// One line, of the browser's kind.
    Input(&'static str),
    /// Several lines.
    Area,
    /// One of many: value and label.
    Select(&'a [(&'a str, &'a str)]),
    /// One of very many, under headings.
    Grouped(&'a [Choices<'a>]),
    /// `radio` or `checkbox`: value and label.
    Choice(&'static str, &'a [(&'a str, &'a str)]),
    /// Files of these kinds.
    Files(&'a str),
}

/// A field of a form. Made by [`Typed`](super::Typed); in a page: `{{ form.text("name", "姓名").required() }}`.
#[derive(Template)]
#[template(path = "field.html")]
#[expect(clippy::struct_excessive_bools, reason = "they are attributes of the element")]
pub(crate) struct Field<'a> {
    id: String,
    name: &'a str,
    label: &'a str,
    kind: Kind<'a>,
    values: Vec<&'a str>,
    error: &'a str,
    hint: &'a str,
    is_required: bool,
    is_short: bool,
    is_tall: bool,
    is_inline: bool,
    is_many: bool,
    autocomplete: &'a str,
    input_mode: &'a str,
    suggest: &'a str,
    limit: u64,
    blank: &'a str,
    range: (&'a str, &'a str),
}

impl HtmlSafe for Field<'_> {}

impl<'a> Field<'a> {
    pub(super) fn new(
        id: String,
        name: &'a str,
        label: &'a str,
        kind: Kind<'a>,
        values: Vec<&'a str>,
        error: &'a str,
    ) -> Self {
        Self {
            id,
            name,
            label,
            kind,
            values,
            error,
            hint: "",
            is_required: false,
            is_short: false,
            is_tall: false,
            is_inline: false,
            is_many: false,
            autocomplete: "",
            input_mode: "",
            suggest: "",
            limit: 0,
            blank: "不限",
            range: ("", ""),
        }
    }

    /// What to type, or why.
    pub(crate) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Must be filled in; other fields are marked 选填.
    pub(crate) fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// A narrow box, for a number or a code.
    pub(crate) fn short(mut self) -> Self {
        self.is_short = true;
        self
    }

    /// A high box, for a text of a page or more.
    pub(crate) fn tall(mut self) -> Self {
        self.is_tall = true;
        self
    }

    /// Choices beside each other.
    pub(crate) fn inline(mut self) -> Self {
        self.is_inline = true;
        self
    }

    /// More than one file.
    pub(crate) fn many(mut self) -> Self {
        self.is_many = true;
        self
    }

    /// What the browser may fill in: `name`, `tel`, `email`, `address-line1`, `off` …
    pub(crate) fn autocomplete(mut self, what: &'a str) -> Self {
        self.autocomplete = what;
        self
    }

    /// The keyboard of a telephone: `numeric`, `tel`, `email`.
    pub(crate) fn input_mode(mut self, mode: &'a str) -> Self {
        self.input_mode = mode;
        self
    }

    /// The address that answers `?q=` with `[{"title": …, "address": …}]`, and `detail` where there is more to say: what
    /// already answers is offered while typing, below a text, laid over the page below one line.
    pub(crate) fn suggest(mut self, address: &'a str) -> Self {
        self.suggest = address;
        self
    }

    /// The largest file, in bytes: named by the script before sending; the handler checks for itself.
    pub(crate) fn limit(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// What choosing nothing from a list is called: 不限 in a filter, 无 in a form.
    pub(crate) fn blank(mut self, word: &'a str) -> Self {
        self.blank = word;
        self
    }

    /// The first and last value: of a date, `2023-01-01`.
    pub(crate) fn range(mut self, first: &'a str, last: &'a str) -> Self {
        self.range = (first, last);
        self
    }

    fn is_area(&self) -> bool {
        matches!(self.kind, Kind::Area)
    }

    fn value(&self) -> &str {
        self.values.first().copied().unwrap_or_default()
    }

    fn has(&self, value: &str) -> bool {
        self.values.contains(&value)
    }

    /// The ids of hint and message, for `aria-describedby`.
    fn described_by(&self) -> String {
        let parts = [("hint", self.hint), ("error", self.error)];
        let ids =
            parts.iter().filter(|(_, text)| !text.is_empty()).map(|(part, _)| format!("{}-{part}", self.id));
        ids.collect::<Vec<_>>().join(" ")
    }
}
