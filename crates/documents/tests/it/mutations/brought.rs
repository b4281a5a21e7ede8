//! Files to be published, broken: none makes a reader panic, and whatever is brought in is a clean body.

use std::time::Instant;

use documents::page::{Body, bring_in};
use documents::read;

use super::mutate::{self, Random};
use super::{LONGEST, kept};
use crate::page::samples;

/// Mutations tried of each reader.
const MUTATIONS: u64 = 2_000;

/// Brings a file in; whether it can be.
fn survives(name: &str, bytes: Vec<u8>, which: &str) -> bool {
    let started = Instant::now();
    let brought = bring_in(name, bytes);
    let took = started.elapsed();
    assert!(took < LONGEST, "{which} takes {took:?}");
    match brought {
        Ok(brought) => {
            let again = Body::written(brought.body.as_str());
            assert_eq!(again, Some(brought.body), "{which} is not clean");
            true
        }
        Err(refusal) => {
            assert!(refusal.what != read::FAULT, "{which} makes the reader panic");
            assert!(
                !refusal.what.is_empty() && !refusal.advice.is_empty(),
                "{which} is refused without a word"
            );
            false
        }
    }
}

fn replay(reader: &str, sample: &[u8]) {
    let name = format!("file.{reader}");
    assert!(survives(&name, sample.to_vec(), &name), "the sample of {reader} is not read");
    let others = kept(if reader == "htm" { "html" } else { reader });
    let mut read = 0;
    for number in 0..MUTATIONS {
        let mut random = Random::new(number);
        let other = &others[random.below(others.len())].1;
        let format = if reader == "htm" { "html" } else { reader };
        let mutated = mutate::file(format, sample, other, &mut random);
        read += usize::from(survives(&name, mutated, &format!("mutation {number} of {name}")));
    }
    assert!(read > 0, "no mutation of {reader} is read: they are too wild to try anything");
}

#[test]
fn docx() {
    replay("docx", &samples::docx());
}

#[test]
fn html() {
    replay("html", samples::html().as_bytes());
}

#[test]
fn htm_of_word() {
    replay("htm", samples::word_html().as_bytes());
}

#[test]
fn pdf() {
    replay("pdf", &kept("pdf")[0].1);
}

#[test]
fn xlsx() {
    replay("xlsx", &samples::xlsx());
}

#[test]
fn txt() {
    replay("txt", samples::text().as_bytes());
}

#[test]
fn md() {
    replay("md", samples::markdown().as_bytes());
}
