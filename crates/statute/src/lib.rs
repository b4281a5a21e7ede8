//! The law of government information disclosure, as pure functions: no I/O, no clock, no "today".
//!
//! | provision | module |
//! | --- | --- |
//! | 《条例》第20条第（一）项 | [`normative`] |
//! | 《条例》第12条、第17条、第19条 to 第26条 | [`publication`], [`proactive`] |
//! | 《条例》第12条、第22条, the catalogue | [`catalogue`] |
//! | 国办发〔2018〕37号, comments of the public | [`comment`] |
//! | 《条例》第27条 | [`applicant`] |
//! | 《条例》第30条、第32条、第33条、第34条、第35条 | [`clock`] and [`consultation`], over [`calendar`] |
//! | 《条例》第31条 | [`receipt`] |
//! | 《条例》第36条 to 第39条 | [`leaf`], [`grounds`] |
//! | 《条例》第30条 to 第39条、第41条 | [`letters`] |
//! | 《条例》第41条 | [`rectification`] |
//! | 《条例》第14条、第15条、第17条 | [`screening`] |
//! | 《条例》第42条 | [`fee`] |
//! | 《条例》第45条 | [`procedure`], [`registers`], [`tally`], [`figures`] |
//! | 《条例》第49条、第50条 | [`report`] |
//! | 《条例》第51条 | [`remedy`], [`remedy_case`] |
//!
//! Provisions are [`citation`]s; points the law leaves open are settings in [`readings`].

pub mod applicant;
pub mod calendar;
pub mod catalogue;
pub mod citation;
pub mod clock;
pub mod comment;
pub mod consultation;
pub mod fee;
pub mod figures;
pub mod grounds;
pub mod inspection;
pub mod leaf;
pub mod letters;
pub mod normative;
pub mod proactive;
pub mod procedure;
pub mod publication;
pub mod readings;
pub mod receipt;
pub mod rectification;
pub mod registers;
pub mod remedy;
pub mod remedy_case;
pub mod report;
pub mod screening;
pub mod tally;
