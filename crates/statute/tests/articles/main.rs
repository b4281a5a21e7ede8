//! The rules of the law, tested by article.

#![allow(clippy::unwrap_used, reason = "a test that cannot unwrap has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod calendar;
mod catalogues;
mod citations;
mod clock_properties;
mod comments;
mod dated;
mod fees;
mod figures;
mod inspections;
mod letters;
mod meetings;
mod normative_documents;
mod procedure;
mod publication_order;
mod publications;
mod published_reports;
mod readings;
mod receipts;
mod rectifications;
mod remedies;
mod remedy_cases;
mod report_checks;
mod report_findings;
mod screening;
mod splitting;
mod term_sheets;
mod worked;
