//! Work lists: pages of applications by what must be done next, and how many lie where.
//!
//! Every page is read along one index from where the page before ended. What no index answers is looked at row by row,
//! within a bound, so that a page costs the same however many applications there are.

mod count;
mod page;
mod query;
mod row;
mod way;

pub use count::WorkCount;
pub use page::WorkPage;
pub use query::{At, Own, Standing, WorkQuery};
pub use row::{WorkKey, WorkRow};
