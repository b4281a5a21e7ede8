//! The settings where the law leaves a point open, and the page that lists them.

use statute::readings::Readings;

#[test]
fn the_page_lists_every_setting_with_its_default() {
    let page = include_str!("../../../../docs/dates.md");
    let settings = serde_json::to_value(Readings::default()).unwrap();
    let listed =
        page.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 4).count();
    assert_eq!(listed, settings.as_object().unwrap().len());
    for (name, value) in settings.as_object().unwrap() {
        assert!(page.contains(&format!("| `{name}` | {value} |")), "{name}");
    }
}

#[test]
fn an_unknown_setting_is_refused_and_a_missing_one_keeps_its_default() {
    let read = |text: &str| toml::from_str::<Readings>(text);
    assert_eq!(read("").unwrap(), Readings::default());
    assert!(!read("payment_restarts = false").unwrap().payment_restarts);
    assert!(read("payment_restart = false").is_err());
}
