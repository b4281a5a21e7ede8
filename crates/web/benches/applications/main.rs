//! What `benches/applications` runs beside the server: fills a ledger, measures the disk, sends forms, asks for pages.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program that measures")]

mod browser;
mod disk;
mod fill;
mod load;

use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["fsync", folder] => disk::measure(Path::new(folder)),
        ["fill", database, key, count, known] => fill::fill(database, Path::new(key), number(count), known),
        ["submit", address, connections, seconds, bytes] => {
            load::submit(address, number(connections), number(seconds), number(bytes));
        }
        ["pages", address, known, rate, seconds] => {
            load::pages(address, known, number(rate), number(seconds));
        }
        _ => println!("what benches/applications runs; see there"),
    }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

/// The value that so many of a hundred do not exceed, of sorted values.
fn percentile(sorted: &[f64], part: f64) -> f64 {
    let place = (sorted.len() as f64 * part / 100.0).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
