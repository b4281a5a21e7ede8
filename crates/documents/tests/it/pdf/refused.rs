//! What is not read says what it is and what to do.

use documents::read::pdf;
use lopdf::{Stream, dictionary};

use super::made::{Made, text};

fn refusal(bytes: &[u8]) -> String {
    pdf::content(bytes).expect_err("is refused").to_string()
}

#[test]
fn a_scan() {
    let mut made = Made::new();
    made.object("I", Stream::new(dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1 }, vec![0]));
    assert!(refusal(&made.page("q 595 0 0 842 0 0 cm /I Do Q").bytes()).starts_with("扫描件PDF"));
}

#[test]
fn a_page_that_is_a_picture_among_others_is_a_problem() {
    let mut made = Made::new();
    made.object("I", Stream::new(dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1 }, vec![0]));
    let bytes = made.page(&text(100.0, 700.0, "一、总体情况")).page("q 595 0 0 842 0 0 cm /I Do Q").bytes();
    let problems = pdf::content(&bytes).expect("has text").problems;
    assert_eq!(problems.iter().map(|it| it.place.as_str()).collect::<Vec<_>>(), ["第2页"]);
}

#[test]
fn nothing_at_all() {
    assert!(refusal(&Made::new().page("").bytes()).starts_with("PDF没有文字"));
    assert!(refusal(&Made::new().bytes()).starts_with("PDF没有页面"));
    assert!(refusal(b"%PDF-1.7\nnothing of the kind").starts_with("PDF已损坏"));
    assert!(refusal(b"").starts_with("PDF已损坏"));
}

#[test]
fn too_much() {
    assert!(refusal(&vec![b'x'; (50 << 20) + 1]).contains("50MB"));
    let mut made = Made::new();
    for _ in 0..501 {
        made.page(" ");
    }
    assert!(refusal(&made.bytes()).contains("500页"));
}

#[test]
fn a_content_stream_that_unpacks_beyond_the_limit() {
    let mut made = Made::new();
    // Four times 60 MB of blanks; 129 as a length repeats the next byte 128 times.
    let runs = [129, b' '].repeat((60 << 20) / 128);
    let blanks = Stream::new(dictionary! { "Filter" => "RunLengthDecode" }, runs);
    let id = made.document.add_object(blanks);
    let contents = vec![id.into(), id.into(), id.into(), id.into()];
    assert!(refusal(&made.page_with("", &dictionary! { "Contents" => contents }).bytes()).contains("200MB"));
}
