//! Texts that are copied are found, texts that only share a subject are not.

use search::likeness::{Fingerprint, Likest, likest};

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

fn alike(texts: &[&str]) -> Vec<Option<Likest>> {
    let prints: Vec<Fingerprint> = texts.iter().map(|text| Fingerprint::of([*text])).collect();
    likest(&prints, 0.7, |_, _| true)
}

#[test]
fn a_copied_text_is_found_and_its_share_is_told() {
    let original = text(1, 400);
    let copy: String = original.chars().take(360).chain(text(2, 40).chars()).collect();
    let other = text(3, 400);
    let found = alike(&[&original, &other, &copy]);
    assert_eq!(
        found.iter().map(|one| one.map(|one| one.other)).collect::<Vec<_>>(),
        [Some(2), None, Some(0)]
    );
    assert!((0.85..0.95).contains(&found[0].unwrap().share), "{found:?}");
}

#[test]
fn punctuation_and_line_breaks_do_not_hide_a_copy() {
    let original = text(4, 200);
    let broken: String = original.chars().flat_map(|c| [c, '，', '\n']).collect();
    let found = alike(&[&original, &broken]);
    assert!((found[0].unwrap().share - 1.0).abs() < 1e-9);
}

#[test]
fn the_pieces_of_a_text_are_joined() {
    let whole = text(9, 300);
    let halves = (whole.chars().take(150).collect::<String>(), whole.chars().skip(150).collect::<String>());
    assert_eq!(Fingerprint::of([&*whole]), Fingerprint::of([&*halves.0, &*halves.1]));
}

#[test]
fn short_or_half_copied_texts_are_left_alone() {
    let short = text(5, 20);
    assert_eq!(alike(&[&short, &short]), [None, None]);
    let original = text(6, 400);
    let half: String = original.chars().take(200).chain(text(7, 200).chars()).collect();
    assert_eq!(alike(&[&original, &half]), [None, None]);
}

#[test]
fn a_text_that_very_many_copied_is_found_in_all_of_them() {
    let original = text(8, 400);
    let copies = vec![original.as_str(); 300];
    assert!(alike(&copies).iter().all(Option::is_some));
}

#[test]
fn pairs_that_are_not_to_be_compared_are_left_out() {
    let original = text(10, 400);
    let prints = [Fingerprint::of([&*original]), Fingerprint::of([&*original])];
    assert_eq!(likest(&prints, 0.7, |_, _| false), [None, None]);
}
