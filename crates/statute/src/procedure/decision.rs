//! What an answer says (答复决定). 《条例》第36条、第37条

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::leaf::Leaf;
use crate::letters::LetterForm;

/// What an answer says (答复决定): exactly one outcome, which table three counts, and any number of grounds beside it,
/// each recorded as the letter it would get alone. 《条例》第36条、第37条
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The outcome.
    pub leaf: Leaf,
    /// The withheld parts of a partly granted application, each as the letter it would get alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "parts")]
    pub withheld: Vec<LetterForm>,
    /// The letter's form, where an outcome has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<LetterForm>,
    /// Further grounds of an answer that gives nothing, each as the letter it would get alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "parts")]
    pub further: Vec<LetterForm>,
}

impl Decision {
    /// A decision for this outcome and on no other ground.
    pub const fn of(leaf: Leaf) -> Self {
        Self { leaf, withheld: Vec::new(), form: None, further: Vec::new() }
    }

    /// The letter that tells it; where an outcome has two and none is named, the one that gives the information itself
    /// or says that there is none.
    pub fn letter(&self) -> LetterForm {
        self.form.or_else(|| usual(self.leaf)).expect("a test holds that every outcome has its letter")
    }

    /// The grounds beside the outcome: those of withheld parts, or further ones of the whole.
    pub fn grounds(&self) -> impl Iterator<Item = LetterForm> {
        self.withheld.iter().chain(&self.further).copied()
    }

    /// The outcomes of those grounds.
    pub fn ground_leaves(&self) -> impl Iterator<Item = Leaf> {
        self.grounds().filter_map(LetterForm::leaf)
    }
}

fn usual(leaf: Leaf) -> Option<LetterForm> {
    match leaf {
        Leaf::Granted => Some(LetterForm::Granted),
        leaf => LetterForm::for_leaf(leaf).next(),
    }
}

/// Parts in events: the code of the outcome, or that of the letter where the outcome has another one as well.
mod parts {
    use super::{Deserialize, Deserializer, Leaf, LetterForm, Serializer, usual};

    pub(super) fn serialize<S: Serializer>(parts: &[LetterForm], serializer: S) -> Result<S::Ok, S::Error> {
        let code = |part: &LetterForm| match part.leaf() {
            Some(leaf) if usual(leaf) == Some(*part) => leaf.code(),
            _ => part.code(),
        };
        serializer.collect_seq(parts.iter().map(code))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<LetterForm>, D::Error> {
        let part = |code: &String| {
            let known = Leaf::from_code(code).and_then(usual).or_else(|| LetterForm::from_code(code));
            known.ok_or_else(|| serde::de::Error::custom(format!("没有代码为“{code}”的办理结果或者文书")))
        };
        Vec::<String>::deserialize(deserializer)?.iter().map(part).collect()
    }
}
