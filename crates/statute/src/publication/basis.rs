//! What a verb of a publication rests on (依据): a provision, or a circular of the State Council's General Office.

use std::fmt;

use crate::citation::Citation;

/// A circular of the State Council's General Office (国务院办公厅文件), cited by its number as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circular {
    /// 国办发〔2016〕80号: what a policy must be interpreted by.
    Policy,
    /// 国办发〔2018〕37号: how an administrative normative document is made.
    Normative,
}

impl Circular {
    /// Its number, as it is cited.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Policy => "国办发〔2016〕80号",
            Self::Normative => "国办发〔2018〕37号",
        }
    }
}

/// What a verb rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A provision of an act.
    Provision(Citation),
    /// A circular.
    Circular(Circular),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provision(citation) => citation.fmt(f),
            Self::Circular(circular) => f.write_str(circular.number()),
        }
    }
}
