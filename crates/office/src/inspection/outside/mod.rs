//! Links of public items to other sites, opened as visitors open them (链接核对), and what came of it kept in the ledger.
//! 国办秘函〔2019〕19号

mod failure;
mod head;
mod kept;
mod last;
mod network;
mod opener;
mod outcome;
mod round;
mod targets;

pub use kept::{NotKept, keep};
pub(super) use last::last;
pub use last::{Opening, Standing};
pub use network::{Internet, Network};
pub use opener::{Manner, NobodyTrusted, Opener};
pub use outcome::{Doubt, Fault, Outcome};
pub use round::{Checked, open_all};
pub use targets::{Linking, Target, targets};

/// The list of the ledger that holds what came of it.
const LIST: &str = "links";
