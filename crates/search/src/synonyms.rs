//! Words that mean the same, as the office keeps them.

use std::collections::HashMap;

use crate::fold::folded;

/// Groups of words each of which stands for all of its group.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    group_of: HashMap<String, usize>,
    longest: usize,
}

impl Synonyms {
    /// The groups as lists of words. A word in several groups stands for the words of all of them.
    pub fn new<Group, Word>(groups: impl IntoIterator<Item = Group>) -> Self
    where
        Group: IntoIterator<Item = Word>,
        Word: AsRef<str>,
    {
        let mut made = Self::default();
        for group in groups {
            let words: Vec<String> = group
                .into_iter()
                .map(|word| folded(word.as_ref().trim()))
                .filter(|word| !word.is_empty())
                .collect();
            let joined = words.iter().find_map(|word| made.group_of.get(word).copied());
            let index = joined.unwrap_or_else(|| {
                made.groups.push(Vec::new());
                made.groups.len() - 1
            });
            for word in words {
                made.longest = made.longest.max(word.chars().count());
                made.group_of.insert(word.clone(), index);
                if let Some(group) = made.groups.get_mut(index).filter(|group| !group.contains(&word)) {
                    group.push(word);
                }
            }
        }
        made
    }

    /// The words of a word's group, itself among them; nothing where it has none.
    pub(crate) fn of(&self, folded: &str) -> &[String] {
        self.group_of.get(folded).and_then(|index| self.groups.get(*index)).map_or(&[], Vec::as_slice)
    }

    /// The longest word in signs.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }
}
