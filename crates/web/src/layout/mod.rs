//! What all pages share: frame, appearance, form fields, parts, charts. `docs/web.md` tells how to write a page.

mod appearance;
mod chart;
mod field;
mod head;
mod masthead;
mod page;
mod parts;
mod rendered;
mod term;
mod typed;

pub use masthead::Marks;

pub(crate) use appearance::{Appearance, TextSize, Theme, choose};
pub(crate) use chart::{Chart, Series};
pub(crate) use field::{Choices, Field};
pub(crate) use head::{ArticleTags, Head};
pub(crate) use masthead::{Masthead, percent_encoded};
pub(crate) use page::{APPLYING, Group, OfficerName, Page, REPORTS, SideLink};
pub(crate) use parts::{Badge, Happening, HappeningState, Notice, Steps, Tab, Tabs, Tone, Turning};
pub(crate) use rendered::Rendered;
pub(crate) use term::{Term, standstill};
pub(crate) use typed::Typed;
