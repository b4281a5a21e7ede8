//! What the lists of the metadata box offer.

use std::sync::LazyLock;

use statute::publication::{Attribute, COLUMNS, Earlier, Form, Genre, Kind, Point, THEMES};

use crate::layout::Choices;

/// Choices of a list: value and label.
type Pairs = Vec<(&'static str, &'static str)>;

/// What the lists of the form offer.
pub(super) struct Lists {
    pub(super) kinds: Pairs,
    pub(super) columns: Pairs,
    pub(super) themes: Vec<Choices<'static>>,
    pub(super) genres: Pairs,
    pub(super) attributes: Pairs,
    pub(super) forms: Pairs,
    pub(super) points: Pairs,
    pub(super) earlier: Pairs,
}

/// 征求意见: what a notice of a draft goes into of itself, and nothing else.
const COMMENTARIES: &str = "zqyj";

/// The lists, the same for every form.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    kinds: Kind::ALL.iter().map(|one| (one.code(), one.zh())).collect(),
    columns: COLUMNS
        .iter()
        .filter(|column| column.takes_publications() && column.code != COMMENTARIES)
        .map(|column| (column.code, column.name))
        .collect(),
    themes: THEMES
        .iter()
        .map(|theme| match theme.parts {
            [] => (theme.name, vec![(theme.name.to_owned(), theme.name)]),
            parts => {
                (theme.name, parts.iter().map(|part| (format!("{}/{part}", theme.name), *part)).collect())
            }
        })
        .collect(),
    genres: Genre::ALL.iter().map(|one| (one.code(), one.zh())).collect(),
    attributes: Attribute::ALL.map(|one| (one.code(), one.zh())).into(),
    forms: Form::ALL.iter().map(|one| (one.code(), one.zh())).collect(),
    points: Point::ALL.iter().map(|one| (one.code(), one.zh())).collect(),
    earlier: Earlier::ALL.map(|one| (one.code(), one.zh())).into(),
});

/// Whether a draft bears closely on the business of enterprises.
pub(super) const IS_MARKET: &[(&str, &str)] = &[("1", "与市场主体生产经营活动密切相关，一般不少于30日")];
