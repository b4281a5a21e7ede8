//! `gongkai fee`: the shape of the answer and its exit codes; the tariffs are tested in `statute`.

use crate::program::gongkai;

#[test]
fn the_answer_has_the_documented_shape() {
    let run = gongkai(&["fee", "--items", "45", "--json"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout.trim_end(),
        concat!(
            r#"{"mode":"items","n":45,"total":5500,"bands":["#,
            r#"{"from":11,"to":30,"n":20,"rate":100,"amount":2000},"#,
            r#"{"from":31,"to":40,"n":10,"rate":200,"amount":2000},"#,
            r#"{"from":41,"to":45,"n":5,"rate":300,"amount":1500}]}"#
        )
    );
    let run = gongkai(&["fee", "--pages", "201", "--json"]);
    assert!(run.stdout.starts_with(r#"{"mode":"pages","n":201,"total":2740,"bands":["#), "{}", run.stdout);
}

#[test]
fn items_made_before_are_not_charged_again() {
    let run = gongkai(&["fee", "--items", "45", "--after", "30", "--json"]);
    assert!(run.stdout.contains(r#""after":30,"total":3500"#), "{}", run.stdout);
    let told = gongkai(&["fee", "--items", "45", "--after", "30"]);
    assert!(told.stdout.starts_with("信息处理费 3500 元\n"), "{}", told.stdout);
}

#[test]
fn one_tariff_at_a_time() {
    assert_eq!(gongkai(&["fee"]).code, 2);
    assert_eq!(gongkai(&["fee", "--items", "3", "--pages", "3"]).code, 2);
    assert_eq!(gongkai(&["fee", "--pages", "3", "--after", "1"]).code, 2);
    assert_eq!(gongkai(&["fee", "--items", "-1"]).code, 2);
    let run = gongkai(&["fee", "--items", "3", "--after", "12"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("累计"), "{}", run.stderr);
}

#[test]
fn the_documentation_shows_what_comes_out() {
    let page = include_str!("../../../../docs/fee.md");
    let shown = page.split("```json\n").nth(1).unwrap().split('\n').next().unwrap();
    assert_eq!(gongkai(&["fee", "--items", "45", "--json"]).stdout.trim_end(), shown);
}
