//! The procedure of an application in the office (办理程序): who may do what at which stage, and what follows.
//! 《条例》第30条、第31条、第32条、第33条、第34条、第35条、第36条、第45条
//!
//! [`RULES`] is the one table of verbs: menus, checks, the page `docs/procedure.md` and the exhaustive test come from it.
//! An [`Application`] is folded from its [`Step`]s; [`Application::permit`] says whether a verb is allowed and why not.

mod act;
mod application;
mod condition;
mod dated;
mod decision;
mod documentation;
mod five_steps;
mod limit;
mod opinion;
mod permit;
mod role;
mod rule;
mod sends;
mod service_way;
mod stage;
mod step;
mod verb;

pub use act::{Act, FeeNotice};
pub use application::{Application, Inquiry, Outcome};
pub use condition::Condition;
pub use dated::{day_objection, earliest_day};
pub use decision::Decision;
pub use documentation::documentation;
pub use five_steps::{DecisionStep, FIVE_STEPS};
pub use limit::{Limit, LimitKind};
pub use opinion::Opinion;
pub use permit::{NotPermitted, Officer, Today};
pub use role::Role;
pub use rule::{RULES, Rule, To};
pub use sends::Outgoing;
pub use service_way::Service;
pub use stage::{Queue, Stage, Turn};
pub use step::{Numbered, Step};
pub use verb::Verb;
