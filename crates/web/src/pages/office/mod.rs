//! Pages for the office: the console.

pub(crate) mod accounts;
pub(crate) mod again;
mod alarm;
pub(crate) mod audit;
pub(crate) mod case;
mod charts;
pub(crate) mod deed;
mod draft;
mod fields;
pub(crate) mod find;
mod frame;
mod history;
mod home;
pub(crate) mod ledger;
pub(crate) mod letter;
pub(crate) mod mail;
pub(crate) mod password;
pub(crate) mod receipt;
pub(crate) mod register;
pub(crate) mod remedies;
pub(crate) mod report;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod styles;
pub(crate) mod subordinates;
pub(crate) mod templates;
pub(crate) mod work;
