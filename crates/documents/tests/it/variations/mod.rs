//! The numbered ways in which published reports vary, each with a fixture of our own.

mod cells;
mod files;
mod form;
mod labels;
mod refusals;
mod shapes;
mod structure;
mod texts;
