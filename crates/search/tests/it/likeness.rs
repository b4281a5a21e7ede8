//! Texts that are copied are found, texts that only share a subject are not.

use search::likeness::alike;

/// A text of characters drawn by a fixed rule, different for each seed.
fn text(seed: u32, length: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    (0..length)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4E00 + (state >> 16) % 3000).expect("a Chinese character")
        })
        .collect()
}

#[test]
fn a_copied_text_is_found_and_its_share_is_told() {
    let original = text(1, 400);
    let copy: String = original.chars().take(360).chain(text(2, 40).chars()).collect();
    let other = text(3, 400);
    let found = alike(&[&original, &other, &copy], 0.7);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first, found[0].second), (0, 2));
    assert!((0.85..0.95).contains(&found[0].share), "{}", found[0].share);
}

#[test]
fn punctuation_and_line_breaks_do_not_hide_a_copy() {
    let original = text(4, 200);
    let broken: String = original.chars().flat_map(|c| [c, '，', '\n']).collect();
    let found = alike(&[&original, &broken], 0.7);
    assert!(found.len() == 1 && (found[0].share - 1.0).abs() < 1e-9);
}

#[test]
fn short_or_half_copied_texts_are_left_alone() {
    let short = text(5, 20);
    assert!(alike(&[&short, &short], 0.7).is_empty());
    let original = text(6, 400);
    let half: String = original.chars().take(200).chain(text(7, 200).chars()).collect();
    assert!(alike(&[&original, &half], 0.7).is_empty());
}

#[test]
fn a_text_that_very_many_copied_is_found_in_all_of_them() {
    let original = text(8, 100);
    let copies = vec![original.as_str(); 300];
    let named: std::collections::HashSet<usize> =
        alike(&copies, 0.7).into_iter().flat_map(|pair| [pair.first, pair.second]).collect();
    assert_eq!(named.len(), 300);
}
