//! An office's own templates: refused with file, line and reason, used where they are sound.

use jiff::Timestamp;
use office::letters::{
    LetterForm, Templates, check_template, compose, preview, save_template, templates_at, tried,
};
use statute::readings::Readings;
use store::Author;

use super::case;
use crate::ledgers::{Ledger, ledger};

#[test]
fn every_form_has_a_sound_template_of_ours() {
    let templates = Templates::standard();
    assert_eq!(Templates::codes().count(), LetterForm::ALL.len() + 2);
    for form in LetterForm::ALL {
        assert!(Templates::codes().any(|code| code == form.code()), "{form:?}");
        let title = templates.text(form.code()).lines().next().unwrap_or_default();
        assert_eq!(title, format!("# {}", form.title()));
    }
    for code in Templates::codes() {
        assert_eq!(check_template(code, templates.text(code)), Ok(()), "{code}");
    }
}

#[test]
fn a_wrong_template_is_refused_with_file_line_and_reason() {
    let sound = Templates::standard().text("r4_1a").to_owned();
    for (wrong, file_and_line, words) in [
        (sound.replace("search.log", "search.lgo"), "r4_1a.txt 第4行", "相近的名称：search.log"),
        (sound.replace("search.log }}", "search.log"), "r4_1a.txt 第4行", "{{ 没有以 }} 结束"),
        (sound.clone() + "{% if opening %}好\n", "r4_1a.txt 第11行", "没有以 {% endif %} 结束"),
        (
            sound.replace("{{ search.why }}", "如下"),
            "r4_1a.txt 第10行",
            "必须载明的“不存在的原因”，请加上 {{ search.why }}",
        ),
        (sound.replace("{{ basis }}", "《条例》"), "r4_1a.txt 第10行", "“法律依据”"),
        (sound.replace("{{ opening }}", "您好。"), "r4_1a.txt 第10行", "“申请内容”"),
        (sound.replace("# ", ""), "r4_1a.txt 第1行", "第一行应为标题"),
    ] {
        let message = check_template("r4_1a", &wrong).unwrap_err().to_string();
        let line = message.lines().find(|line| line.contains(words));
        assert!(line.is_some_and(|line| line.starts_with(file_and_line)), "{words}:\n{message}");
    }
    let remedy = Templates::standard().text("remedy").replace("{{ remedy.court }}", "法院");
    assert!(check_template("remedy", &remedy).unwrap_err().to_string().contains("“管辖法院”"));
}

#[test]
fn a_folder_takes_the_place_of_our_templates_or_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let own = Templates::standard().text("r4_1a").replace("本机关按照申请内容进行了检索", "我局进行了检索");
    std::fs::write(folder.path().join("r4_1a.txt"), &own).unwrap();
    std::fs::write(folder.path().join("说明.md"), "不是模板").unwrap();
    let templates = Templates::from_folder(folder.path()).unwrap();
    let letter =
        compose(LetterForm::NotHeld, &case(LetterForm::NotHeld), &templates, &Readings::default()).unwrap();
    assert!(letter.paragraphs.iter().any(|text| text.contains("我局进行了检索")));
    assert_eq!(templates.text("r1a"), Templates::standard().text("r1a"));

    std::fs::write(folder.path().join("r1a.txt"), "# 标题\n{{ nothing.here }}\n").unwrap();
    let message = Templates::from_folder(folder.path()).unwrap_err().to_string();
    assert!(message.contains("r1a.txt 第2行：没有名为“nothing.here”的事项"), "{message}");
    std::fs::write(folder.path().join("r9.txt"), "# 标题\n").unwrap();
    std::fs::remove_file(folder.path().join("r1a.txt")).unwrap();
    let message = Templates::from_folder(folder.path()).unwrap_err().to_string();
    assert!(message.contains("没有代码为“r9”的文书模板"), "{message}");
    assert!(Templates::from_folder(&folder.path().join("没有")).is_err());
    assert!(Templates::standard().with("r9", "x").is_err());
}

#[test]
fn a_template_that_branches_past_a_required_fact_makes_no_letter() {
    let own = Templates::standard()
        .text("r4_1a")
        .replace("{{ search.log }}", "{% if earlier.number %}{{ search.log }}{% endif %}");
    let templates = Templates::standard().with("r4_1a", &own).unwrap();
    let refused = compose(LetterForm::NotHeld, &case(LetterForm::NotHeld), &templates, &Readings::default());
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("r4_1a.txt") && message.contains("检索情况"), "{message}");
}

#[test]
fn an_opening_that_leaves_out_what_the_forms_leave_to_it_is_refused() {
    let opening = Templates::standard().text("opening").to_owned();
    assert_eq!(check_template("opening", &opening), Ok(()));
    for (name, zh) in [("application.subject", "申请内容"), ("supplement.asked_on", "告知补正日期")]
    {
        let wrong = opening.replace(name, "application.number");
        let message = check_template("opening", &wrong).unwrap_err().to_string();
        assert!(message.contains("opening.txt 第1行") && message.contains(zh), "{message}");
    }
}

#[tokio::test]
async fn an_own_template_holds_from_the_moment_it_is_saved() {
    let Ledger { store, folder: _folder } = ledger().await;
    let at = |hour: i64| -> Timestamp { Timestamp::from_second(1_772_400_000 + hour * 3600).unwrap() };
    let author = |hour| Author { actor: "sysadmin".into(), at: at(hour) };
    let standard = Templates::standard();
    let own = standard.text("r4_1a").replace("进行了检索", "认真进行了检索");
    let save = async |hour, text: Option<&str>| save_template(&store, &author(hour), 1, "r4_1a", text).await;
    // Windows lines and blanks at the end are no change of the text.
    save(1, Some(&own.replace('\n', "  \r\n"))).await.unwrap();
    let changes = store.template_changes(1).await.unwrap();
    assert_eq!((changes.len(), changes[0].text.as_deref()), (1, Some(own.as_str())));
    assert_eq!(templates_at(&changes, at(0)), standard, "what was signed before stays");
    assert_eq!(templates_at(&changes, at(1)).text("r4_1a"), own);
    save(2, Some(&own)).await.unwrap();
    assert_eq!(store.template_changes(1).await.unwrap().len(), 1, "nothing changed");
    for (wrong, words) in [
        (own.replace("search.log", "search.lgo"), "r4_1a.txt 第4行：没有名为“search.lgo”的事项"),
        (
            own.replace("{{ search.log }}", "{% if earlier.number %}{{ search.log }}{% endif %}"),
            "用示例试写时",
        ),
        ("字".repeat(20_001), "应不超过20000字"),
    ] {
        let message = save(3, Some(&wrong)).await.unwrap_err().to_string();
        assert!(message.contains(words), "{message}");
    }
    assert!(save_template(&store, &author(3), 1, "r9", Some(&own)).await.is_err());
    save(4, None).await.unwrap();
    save(5, Some(standard.text("r4_1a"))).await.unwrap();
    let changes = store.template_changes(1).await.unwrap();
    assert_eq!(changes.len(), 2, "the built-in one is none of the office's own");
    assert_eq!(templates_at(&changes, at(3)).text("r4_1a"), own);
    assert_eq!(templates_at(&changes, at(4)), standard);
    store.rebuild(|_| {}).await.unwrap();
    assert_eq!(store.template_changes(1).await.unwrap(), changes);
    assert_eq!(store.template_changes(2).await.unwrap(), []);
}

#[test]
fn every_template_is_tried_out_on_an_invented_case() {
    for code in Templates::codes() {
        let templates = Templates::standard();
        assert!(tried(templates.clone(), code, templates.text(code)).is_ok(), "{code}");
        assert!(!preview(&templates, code).unwrap().paragraphs.is_empty(), "{code}");
    }
}
