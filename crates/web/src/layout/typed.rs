//! A form's state: what was typed, and what is wrong with it, so that a refused form comes back as it was left.

use std::collections::HashMap;

use askama::Template;
use askama::filters::HtmlSafe;
use office::applications::FieldFault;

use super::field::{Choices, Field, Kind};

/// What was typed into a form (填写内容) and the messages at its fields.
///
/// A handler reads the pairs, checks them with [`require`](Self::require), [`longest`](Self::longest) and
/// [`refuse`](Self::refuse), and either goes on or renders the form again with the same value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pairs: Vec<(String, String)>,
    faults: Vec<(String, String)>,
    /// Names of fields in the order of the page, as far as it is known.
    order: Vec<String>,
    prefix: &'static str,
}

impl Typed {
    /// What a browser sent, in order; a name may come more than once.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Self {
        let order = pairs.iter().map(|(name, _)| name.clone()).collect();
        Self { pairs, order, ..Self::default() }
    }

    /// Names the fields in the order of the page, for the list of messages. A browser sends fields in that order but
    /// leaves out choices that nobody made: a form with such needs it.
    pub(crate) fn in_order<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.order = names.into_iter().map(str::to_owned).collect();
    }

    /// Puts `prefix` before every field's `id`, where a page has two forms with fields of one name.
    pub(crate) fn prefixed(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }

    /// Sets a value, as what a form starts with.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.pairs.push((name.to_owned(), value.into()));
        self
    }

    /// Puts a value in the place of what was typed.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Gives what was typed other names; where there is none for it, it is left out.
    pub(crate) fn rename(&mut self, mut to: impl FnMut(&str) -> Option<String>) {
        let pairs = std::mem::take(&mut self.pairs);
        self.pairs = pairs.into_iter().filter_map(|(name, value)| Some((to(&name)?, value))).collect();
    }

    /// Takes every message back.
    pub(crate) fn forgive(&mut self) {
        self.faults.clear();
    }

    /// What was typed into the field, without blanks around it; empty if nothing was.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The version that was on the screen; 0 where the form says none.
    pub(crate) fn version(&self) -> i64 {
        self.value("version").parse().unwrap_or_default()
    }

    /// The key of a form that counts once, however often it is sent.
    pub(crate) fn submission(&self) -> Option<&str> {
        Some(self.value("submission")).filter(|key| !key.is_empty())
    }

    /// Everything that was chosen under one name.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Every name and value as sent.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a message at a field. The first one per field is shown.
    pub(crate) fn refuse(&mut self, name: &str, message: impl Into<String>) {
        if self.error(name).is_empty() {
            self.faults.push((name.to_owned(), message.into()));
        }
    }

    /// Adds what was found wrong at each field.
    pub(crate) fn refuse_each(&mut self, faults: impl IntoIterator<Item = FieldFault>) {
        for FieldFault { field, message } in faults {
            self.refuse(field, message);
        }
    }

    /// Refuses an empty field: 请填写… (or 请选择…, as `message` says).
    pub(crate) fn require(&mut self, name: &str, message: &str) {
        if self.value(name).is_empty() {
            self.refuse(name, message);
        }
    }

    /// Refuses more than `limit` characters; `label` is what the message calls the field.
    pub(crate) fn longest(&mut self, name: &str, label: &str, limit: usize) {
        let length = self.value(name).chars().count();
        if length > limit {
            self.refuse(name, format!("{label}最多{limit}字，现有{length}字"));
        }
    }

    /// The message at a field; empty if it is sound.
    pub(crate) fn error(&self, name: &str) -> &str {
        self.faults.iter().find(|(known, _)| known == name).map_or("", |(_, message)| message)
    }

    /// Whether nothing was refused.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The list of messages above the form in the order of its fields, each leading to its own; nothing where the form
    /// is sound.
    pub(crate) fn summary(&self) -> Summary<'_> {
        let place = |name: &str| self.order.iter().position(|known| known == name).unwrap_or(usize::MAX);
        let mut faults: Vec<_> =
            self.faults.iter().map(|(name, message)| (name.as_str(), message.as_str())).collect();
        faults.sort_by_key(|(name, _)| place(name));
        Summary { typed: self, faults, is_focused: true }
    }

    fn field<'a>(&'a self, name: &'a str, label: &'a str, kind: Kind<'a>) -> Field<'a> {
        Field::new(self.id(name), name, label, kind, self.values(name).collect(), self.error(name))
    }

    fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// One line of text.
    pub(crate) fn text<'a>(&'a self, name: &'a str, label: &'a str) -> Field<'a> {
        self.field(name, label, Kind::Input("text"))
    }

    /// One line of a kind a browser knows: `email`, `tel`, `date`, `password`, `number`, `search`.
    pub(crate) fn input<'a>(&'a self, kind: &'static str, name: &'a str, label: &'a str) -> Field<'a> {
        self.field(name, label, Kind::Input(kind))
    }

    /// Several lines of text.
    pub(crate) fn area<'a>(&'a self, name: &'a str, label: &'a str) -> Field<'a> {
        self.field(name, label, Kind::Area)
    }

    /// One of many: value and what it is called.
    pub(crate) fn select<'a>(
        &'a self,
        name: &'a str,
        label: &'a str,
        options: &'a [(&'a str, &'a str)],
    ) -> Field<'a> {
        self.field(name, label, Kind::Select(options))
    }

    /// One of very many, under headings.
    pub(crate) fn grouped<'a>(
        &'a self,
        name: &'a str,
        label: &'a str,
        groups: &'a [Choices<'a>],
    ) -> Field<'a> {
        self.field(name, label, Kind::Grouped(groups))
    }

    /// One of few.
    pub(crate) fn radios<'a>(
        &'a self,
        name: &'a str,
        label: &'a str,
        options: &'a [(&'a str, &'a str)],
    ) -> Field<'a> {
        self.field(name, label, Kind::Choice("radio", options))
    }

    /// Any of few.
    pub(crate) fn checks<'a>(
        &'a self,
        name: &'a str,
        label: &'a str,
        options: &'a [(&'a str, &'a str)],
    ) -> Field<'a> {
        self.field(name, label, Kind::Choice("checkbox", options))
    }

    /// Files; `accept` as the attribute has it. The form needs `enctype="multipart/form-data"`.
    pub(crate) fn files<'a>(&'a self, name: &'a str, label: &'a str, accept: &'a str) -> Field<'a> {
        self.field(name, label, Kind::Files(accept))
    }
}

impl From<HashMap<String, String>> for Typed {
    fn from(pairs: HashMap<String, String>) -> Self {
        Self::new(pairs.into_iter().collect())
    }
}

/// See [`Typed::summary`].
#[derive(Template)]
#[template(
    source = r##"{% if !faults.is_empty() %}<div class="notice grave" role="alert" tabindex="-1"{% if is_focused %} autofocus{% endif %}>
<p class="headline">有{{ faults.len() }}处需要修改</p>
<ul>
{% for (name, message) in faults.iter() %}<li><a href="#{{ typed.id(name) }}">{{ message }}</a></li>
{% endfor %}</ul>
</div>{% endif %}"##,
    ext = "html"
)]
pub(crate) struct Summary<'a> {
    typed: &'a Typed,
    faults: Vec<(&'a str, &'a str)>,
    is_focused: bool,
}

impl Summary<'_> {
    /// Leaves the reader at the top of the page instead of leading to the messages.
    pub(crate) fn unfocused(mut self) -> Self {
        self.is_focused = false;
        self
    }
}

impl HtmlSafe for Summary<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_form_keeps_what_was_typed_and_says_why_at_the_field() {
        let mut typed = Typed::default().with("subject", "  \"><script>  ");
        typed.longest("subject", "所需信息", 5);
        typed.require("name", "请填写姓名");
        let field = typed.text("subject", "所需信息").required().to_string();
        assert!(field.contains("value=\"&#34;&#62;&#60;script&#62;\""), "{field}");
        assert!(field.contains("aria-describedby=\"subject-error\"") && field.contains("最多5字，现有10字"));
        let summary = typed.summary().to_string();
        assert!(summary.contains("有2处需要修改") && summary.contains("href=\"#name\""), "{summary}");
        assert_eq!(Typed::default().summary().to_string(), "");
    }

    #[test]
    fn messages_stand_in_the_order_of_the_fields() {
        let pairs = ["name", "way", "content"].map(|name| (name.to_owned(), String::new()));
        let mut typed = Typed::new(pairs.into());
        for name in ["content", "kind", "name"] {
            typed.refuse(name, "请填写");
        }
        let links = |typed: &Typed| {
            let summary = typed.summary().to_string();
            summary
                .split("href=\"#")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap_or("").to_owned())
                .collect()
        };
        let found: Vec<String> = links(&typed);
        assert_eq!(found, ["name", "content", "kind"], "as they were sent; what was not comes last");
        typed.in_order(["kind", "name", "content"]);
        let found: Vec<String> = links(&typed);
        assert_eq!(found, ["kind", "name", "content"]);
    }
}
