//! The letters of an application: a template and the facts of the case become a [`Letter`]. 《条例》第36条
//!
//! What a letter must contain, [`LetterForm::must_contain`] says; where a fact is missing there is no letter, and an
//! error names form and fact. The paragraphs on remedies are added to every letter that decides something, by class
//! and date, and are in no template of a form.

mod case;
mod compose;
mod example;
mod facts;
mod grounds;
mod own;
mod sent;
mod stationery;
mod templates;
mod values;

pub use case::{answer, docx, pdf, plain};
pub use compose::{NotComposed, compose, missing};
pub use example::example;
pub use facts::{
    Addressee, ApplicationFacts, ConsultationFacts, Earlier, ExtensionFacts, FeeFacts, Ground, LetterAgency,
    LetterFacts, Point, Search, SupplementFacts,
};
pub(crate) use grounds::grounds;
pub use grounds::{GROUNDS, ground_field, of_ground};
pub use own::{NotSaved, TEMPLATE_LIMIT, preview, save_template, templates_at, templates_in_force, tried};
pub(crate) use sent::check_sending;
pub use sent::{SentLetter, compose_sent, current_answer, sent};
pub use stationery::{Shelf, Stationery, stationery};
pub use statute::letters::{Letter, LetterForm};
pub use templates::{TemplateFault, Templates, check_template};
pub(crate) use values::day;
