//! One rule for every surface: what is withdrawn, not published yet, or not for everybody is nowhere.

use axum::http::StatusCode;
use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Kind, Worked};

use super::{Place, card, normative, on, pdf, writing};

/// Every address at which something of a publication could be seen.
fn surfaces(number: &str, files: &[String], word: &str) -> Vec<String> {
    let mut surfaces: Vec<String> = [
        "/",
        "/zfxxgk/fdzdgknr/ghjh/",
        "/zfxxgk/fdzdgknr/",
        "/zfxxgk/",
        "/feed/ghjh.atom",
        "/feed/ghjh.json",
        "/feed/latest.atom",
        "/feed/latest.json",
        "/sitemap.xml",
        "/api/v1/publications",
        "/api/v1/publications?column=ghjh",
    ]
    .map(str::to_owned)
    .into();
    surfaces.push(format!("/search?q={word}"));
    surfaces.push("/search?kind=plan&order=time".to_owned());
    surfaces.push(format!("/search/suggest?q={word}"));
    surfaces.push(format!("/apply/similar?q={word}"));
    surfaces.push(format!("/api/v1/search?q={word}"));
    surfaces.push(format!("/p/{number}"));
    surfaces.push(format!("/p/{number}.docx"));
    surfaces.push(format!("/p/{number}.pdf"));
    surfaces.push(format!("/api/v1/publications/{number}"));
    surfaces.push(format!("/api/v1/publications/{number}/files"));
    for sm3 in files {
        surfaces.push(format!("/p/{number}/files/{sm3}"));
        surfaces.push(format!("/p/{number}/files/{sm3}/{word}.pdf"));
    }
    surfaces
}

/// What a notice with a word of its own shows where: in how many surfaces the word, its text or its file stands.
async fn shown(place: &Place, number: &str, word: &str) -> Vec<String> {
    let stored = place.store.publication(1, number).await.unwrap().unwrap();
    let public = stored.item.public.iter().map(|public| &public.edition);
    let editions = public.chain([&stored.item.draft]);
    let mut files: Vec<String> =
        editions.flat_map(|edition| edition.files.iter().map(|file| file.sm3.clone())).collect();
    files.dedup();
    let mut shown = Vec::new();
    for address in surfaces(number, &files, word) {
        let answer = place.get(&address).await;
        // What was asked for may stand in the form; what was found may not.
        let said = answer.text.replace(&format!("value=\"{word}\""), "").replace(&format!("q={word}"), "");
        let said = said
            .replace(&format!("content={}", percent(word)), "")
            .replace(&format!("q={}", percent(word)), "");
        let leads = said.contains(&format!("/p/{number}\"")) || said.contains(&format!("/p/{number}<"));
        let is_file = answer.status == StatusCode::OK
            && (address.contains("/files/") || [".pdf", ".docx"].iter().any(|end| address.ends_with(end)));
        if said.contains(word)
            || leads && answer.status == StatusCode::OK && !address.starts_with("/p/")
            || is_file
        {
            shown.push(address);
        }
    }
    shown
}

fn percent(word: &str) -> String {
    word.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn notice(word: &str) -> office::publications::Writing {
    let card = Card { summary: format!("{word}概述"), ..card(Kind::Plan, &format!("{word}公告")) };
    let mut writing = writing(card, &format!("<p>{word}正文</p>"));
    writing.files.push(pdf(&format!("{word}.pdf")));
    writing
}

#[tokio::test]
async fn what_is_not_public_is_nowhere() {
    let place = Place::new().await;
    let word = "琥珀";
    let number = place.begun(notice(word)).await;
    assert_eq!(shown(&place, &number, word).await, Vec::<String>::new(), "a draft");

    place.publish(&number).await;
    let everywhere = shown(&place, &number, word).await;
    let stored = place.store.publication(1, &number).await.unwrap().unwrap();
    let all = surfaces(&number, &[stored.item.draft.files[0].sm3.clone()], word);
    assert_eq!(everywhere, all, "what is public is on every surface, so that the others prove something");

    // A new draft shows nothing of itself; the public edition stays.
    place.saved(&number, notice("翡翠")).await;
    let stored = place.store.publication(1, &number).await.unwrap().unwrap();
    let new = &stored.item.draft.files[0].sm3;
    for address in surfaces(&number, std::slice::from_ref(new), "翡翠") {
        let answer = place.get(&address).await;
        assert!(!address.contains("/files/") || answer.status == StatusCode::NOT_FOUND, "{address}");
        assert!(!answer.text.contains("翡翠公告") && !answer.text.contains("翡翠正文"), "{address}");
    }
    place.publish(&number).await;
    for address in ["/", "/zfxxgk/fdzdgknr/ghjh/", "/search?q=琥珀", "/feed/ghjh.atom"] {
        assert!(!place.get(address).await.text.contains("琥珀公告"), "{address}");
    }

    place.withdraw(&number, "因内容有误撤下。", None).await;
    assert_eq!(shown(&place, &number, "翡翠").await, Vec::<String>::new(), "withdrawn");
    assert_eq!(shown(&place, &number, word).await, Vec::<String>::new(), "withdrawn");
    assert_eq!(place.get(&format!("/api/v1/publications/{number}")).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_is_for_applicants_only_is_nowhere() {
    let place = Place::new().await;
    let word = "玛瑙";
    let mut writing = notice(word);
    writing.card.attribute = Some(Attribute::OnApplication);
    writing.card.withheld_because = "《条例》第16条".into();
    let number = place.begun(writing).await;
    let reviewed = Act::Reviewed { sm3: String::new(), opinion: "不主动公开".into() };
    for (doing, role) in [
        (Act::Submitted, Role::Handler),
        (reviewed, Role::SecrecyReviewer),
        (Act::Signed { publish_at: None }, Role::Signer),
    ] {
        place.does(&place.store, &number, doing, role, place.clock.now()).await;
    }
    assert_eq!(shown(&place, &number, word).await, Vec::<String>::new());
    assert_eq!(place.get(&format!("/p/{number}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_public_names_nothing_that_is_not() {
    let place = Place::new().await;
    let (policy, explained) =
        place.issued(writing(normative("失业保险服务规定", 5), "<p>第一条</p>"), "规定解读").await;
    let worked = Worked {
        question: "能领多少？".into(),
        answer: "按标准发。".into(),
        steps: "2000元×90%=1800元".into(),
        result: "1800元".into(),
        basis: "示测发〔2026〕5号".into(),
        policy: Some(policy.clone()),
        ..Worked::default()
    };
    let plain =
        Card { worked: Some(worked), valid_from: Some(on(1)), ..card(Kind::Worked, "失业金算例") };
    let plain = place.published(plain, "").await;
    let own = [
        format!("/p/{explained}"),
        format!("/p/{plain}"),
        format!("/api/v1/publications/{explained}"),
        format!("/api/v1/publications/{plain}"),
        "/api/v1/publications".into(),
        "/api/v1/publications?column=zcjd".into(),
        "/api/v1/publications?column=kddsdq".into(),
        "/api/v1/search?q=解读".into(),
        "/feed/latest.atom".into(),
        "/feed/latest.json".into(),
        "/feed/zcjd.atom".into(),
        "/feed/zcjd.json".into(),
        "/zcjd/".into(),
        "/sitemap.xml".into(),
        "/search?q=解读".into(),
        "/search/suggest?q=规定".into(),
    ];
    let mut named = 0;
    for address in &own {
        named += usize::from(place.get(address).await.text.contains(&policy));
    }
    assert!(named > 6, "while it is public it is named: {named}");
    let item = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let told = item(&place.page(&format!("/api/v1/publications/{explained}")).await);
    assert_eq!(told["interprets"], serde_json::json!([policy]));
    place.withdraw(&policy, "有误", None).await;
    for address in &own {
        let answer = place.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert!(!answer.text.contains(&policy), "{address} names {policy}: {}", answer.text);
    }
    let told = item(&place.page(&format!("/api/v1/publications/{explained}")).await);
    assert_eq!(told["interprets"], serde_json::json!([]));
}
