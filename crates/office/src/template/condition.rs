//! Conditions of a template: `remedies.total == 0`, `not applications.previous_received`, joined by `and` and `or`.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::names::{Lookup, Names};

/// Alternatives of which one must hold, each a list of which all must hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition(Vec<Vec<Test>>);

#[derive(Clone, Debug, PartialEq)]
struct Test {
    is_negated: bool,
    left: Operand,
    /// None: the operand is there and not 0.
    comparison: Option<(Comparison, Operand)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Operand {
    Number(Decimal),
    Name(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Condition {
    /// Reads a condition, or says in Chinese what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        // The marks may stand without blanks around them.
        let mut spaced = String::new();
        for mark in text.chars() {
            let joins = matches!(mark, '=') && spaced.ends_with(['=', '!', '<', '>']);
            let is_mark = matches!(mark, '=' | '!' | '<' | '>');
            let after_mark = spaced.ends_with(['=', '!', '<', '>']);
            if is_mark && !joins || !is_mark && after_mark {
                spaced.push(' ');
            }
            spaced.push(mark);
        }
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let alternatives = words
            .split(|word| *word == "or")
            .map(|words| words.split(|word| *word == "and").map(Test::parse).collect())
            .collect::<Result<_, _>>()?;
        Ok(Self(alternatives))
    }

    /// Every name it uses.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().flat_map(|test| {
            let right = test.comparison.as_ref().map(|(_, right)| right);
            [Some(&test.left), right].into_iter().flatten().filter_map(|operand| match operand {
                Operand::Name(name) => Some(name.as_str()),
                Operand::Number(_) => None,
            })
        })
    }

    /// Whether it holds; a comparison with a name that has no value does not.
    pub(super) fn holds(&self, names: &impl Names) -> bool {
        self.0.iter().any(|tests| tests.iter().all(|test| test.holds(names)))
    }
}

impl Test {
    fn parse(words: &[&str]) -> Result<Self, String> {
        let (is_negated, words) = match words {
            ["not", rest @ ..] => (true, rest),
            _ => (false, words),
        };
        match words {
            [name] => Ok(Self { is_negated, left: Operand::parse(name), comparison: None }),
            [left, mark, right] => {
                let comparison = match *mark {
                    "==" | "=" => Comparison::Equal,
                    "!=" => Comparison::Unequal,
                    "<" => Comparison::Less,
                    "<=" => Comparison::LessOrEqual,
                    ">" => Comparison::Greater,
                    ">=" => Comparison::GreaterOrEqual,
                    other => return Err(format!("不认识的比较“{other}”，应为 ==、!=、<、<=、>、>= 之一")),
                };
                let right = Operand::parse(right);
                Ok(Self { is_negated, left: Operand::parse(left), comparison: Some((comparison, right)) })
            }
            _ => Err(format!("条件“{}”应为 名称 或者 名称 == 数", words.join(" "))),
        }
    }

    fn holds(&self, names: &impl Names) -> bool {
        let holds = match &self.comparison {
            None => match &self.left {
                Operand::Name(name) => names.is_true(name),
                Operand::Number(number) => !number.is_zero(),
            },
            Some((comparison, right)) => {
                let sides = self.left.value(names).zip(right.value(names));
                sides.is_some_and(|(left, right)| comparison.allows(left.cmp(&right)))
            }
        };
        holds != self.is_negated
    }
}

impl Operand {
    fn parse(word: &str) -> Self {
        word.parse().map_or_else(|_| Self::Name(word.to_owned()), Self::Number)
    }

    fn value(&self, names: &impl Names) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(name) => match names.lookup(name) {
                Lookup::Number(number) => Some(number),
                Lookup::NeverSeen => Some(Decimal::ZERO),
                Lookup::Text(_) | Lookup::Undefined(_) | Lookup::Unknown => None,
            },
        }
    }
}

impl Comparison {
    fn allows(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Unequal => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}
