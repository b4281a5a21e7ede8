//! Files of a publication, told by their content, and what the screening finds in them and in the text.

use office::applications::Upload;
use office::lists::{self, Kept};
use office::publications::{
    Found, NotDone, Writing, begin, case_file, found, handed_out, picture_address, save, screened,
};
use statute::procedure::Role;
use statute::publication::{Act, Card, Earlier, Kind, Revision, Verb};
use store::Author;

use crate::ledgers::ledger;
use crate::publishing::{at, card, does, officer, on, publish, settings, writing};

#[tokio::test]
async fn files_are_told_by_their_content_and_pictures_stay_with_the_text() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let card = card(Kind::Notice, "附件测试");
    let upload = |name: &str, bytes: &[u8]| Upload { name: name.into(), bytes: bytes.to_vec() };
    for (name, bytes, said) in [
        ("名单.xlsx", b"%PDF-1.4\n".as_slice(), "内容却是 pdf 文件"),
        ("旧文件.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "按内容识别"),
        ("坏.docx", b"PK\x03\x04broken", "按内容识别"),
        ("程序.exe", b"MZ", "按内容识别"),
    ] {
        let files = vec![upload(name, bytes)];
        let wrong = Writing { files, ..writing(card.clone()) };
        let refused = begin(store, 1, wrong, None, &officer(Role::Clerk), at(2)).await.unwrap_err();
        assert!(refused.to_string().contains(said) && refused.to_string().contains(name), "{refused}");
    }
    let long = Card { title: "长".repeat(2000), ..card.clone() };
    let refused = begin(store, 1, writing(long), None, &officer(Role::Clerk), at(2)).await.unwrap_err();
    assert!(refused.to_string().contains("标题有2000个字"), "{refused}");

    let html = format!("<p>正文<img src=\"{png}\" alt=\"图\"></p>");
    let files = vec![upload("../../表.DOCX", &word_file("表"))];
    let good = Writing { html, files, ..writing(card.clone()) };
    let again = good.clone();
    let number = begin(store, 1, good, Some("k"), &officer(Role::Clerk), at(2)).await.unwrap().number;
    let twice = begin(store, 1, again, Some("k"), &officer(Role::Clerk), at(2)).await.unwrap();
    assert!(twice.number == number && !twice.is_new, "the same form again is the same publication");
    let file = case_file(store, 1, &number).await.unwrap();
    let files = &file.stored.item.draft.files;
    assert_eq!((files[0].name.as_str(), files[0].is_picture, files[1].is_picture), ("表.docx", false, true));
    publish(store, &number, 3).await;
    let Some(Found::Shown(shown)) = found(store, 1, &number).await.unwrap() else { panic!("shown") };
    let address = format!("/p/{number}/{}", picture_address(&files[1].sm3));
    assert!(shown.body.as_str().contains(&address), "{}", shown.body);
    assert!(handed_out(store, 1, (&number, None), &files[0].sm3).await.unwrap().is_some());
    assert!(handed_out(store, 1, (&number, None), "0").await.unwrap().is_none());

    // A file that is not kept and a picture that is not shown are gone from the next edition.
    let version = store.publication(1, &number).await.unwrap().unwrap().version;
    let revision = Some(Revision { said: "去掉附件".into(), earlier: Earlier::Kept, changed_on: None });
    let revised = writing(Card { revision, ..card });
    save(store, 1, &number, version, revised, &officer(Role::Clerk), at(4)).await.unwrap();
    let file = case_file(store, 1, &number).await.unwrap();
    assert!(file.stored.item.draft.files.is_empty());
    assert!(file.gates(Verb::Submit, on(4)).iter().all(|gate| gate.is_met));
    let Some(Found::Shown(shown)) = found(store, 1, &number).await.unwrap() else { panic!("shown") };
    assert_eq!(
        shown.public().edition.files.len(),
        2,
        "what is public stays until the next edition is published"
    );
}

#[tokio::test]
async fn what_the_machine_finds_is_taken_out_or_let_pass_by_name_and_reason() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "补贴名单");
    let html = "<p>机密★10年</p><p>申请人甲，370000199001010011，截止目前已经发放。</p>".to_owned();
    let writing = Writing { html, ..writing(card) };
    let number = begin(store, 1, writing, None, &officer(Role::Handler), at(2)).await.unwrap().number;
    let refused = does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap_err();
    let NotDone::Screened(found) = &refused else { panic!("{refused}") };
    assert_eq!(found.len(), 2, "what is only a hint does not close the way: {refused}");
    let said = refused.to_string();
    assert!(
        said.contains("正文第1行") && said.contains("机密★10年") && !said.contains("370000199001010011"),
        "{said}"
    );
    let item = store.publication(1, &number).await.unwrap().unwrap().item;
    assert_eq!(screened(store, 1, &item, at(2)).await.unwrap().0.len(), 3);

    let hits: Vec<_> = found.iter().map(|one| one.key.clone()).collect();
    let pass =
        |reason: &str| Act::Overridden { hits: hits.clone(), reason: reason.into(), found: Vec::new() };
    assert!(does(store, &number, pass("示例"), Role::Handler, 2).await.is_err(), "not by whoever writes");
    assert!(does(store, &number, pass(" "), Role::SecrecyReviewer, 2).await.is_err(), "not without a reason");
    does(store, &number, pass("均为示例，不是真实信息"), Role::SecrecyReviewer, 2).await.unwrap();
    does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap();

    let author = Author { actor: "保密甲".into(), at: at(3) };
    let wrong = lists::keep(store, &author, 1, Kept::Words, 0, "发放，给付，禁止").await.unwrap_err();
    assert!(wrong.to_string().contains("第1行的处置“禁止”"), "{wrong}");
    lists::keep(store, &author, 1, Kept::Words, 0, "发放，给付，阻断").await.unwrap();
    assert!(lists::keep(store, &author, 1, Kept::Words, 0, "").await.is_err(), "somebody was faster");
    let (found, _) = screened(store, 1, &item, at(3)).await.unwrap();
    assert!(found.iter().any(|one| one.hit.found == "发放" && one.is_closing()));
}

/// A Word file of this title in its properties.
fn word_file(title: &str) -> Vec<u8> {
    use std::io::Write as _;
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const TEXT: &str = r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>名单见附表。</w:t></w:r></w:p></w:body></w:document>"#;
    let properties = format!(
        r#"<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>"#
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", TEXT),
        ("docProps/core.xml", properties.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn every_part_of_a_file_is_screened_and_what_cannot_be_opened_is_not_published() {
    let ledger = ledger().await;
    let store = &ledger.store;
    settings(store).await;
    let card = card(Kind::Notice, "名单");
    for (name, bytes, said) in [
        ("名单.docx", word_file("机密★10年"), "机密★10年"),
        ("坏.pdf", b"%PDF-1.4\nbroken".to_vec(), "附件“坏.pdf”"),
    ] {
        let files = vec![Upload { name: name.into(), bytes }];
        let writing = Writing { files, ..writing(card.clone()) };
        let number = begin(store, 1, writing, None, &officer(Role::Handler), at(2)).await.unwrap().number;
        let refused = does(store, &number, Act::Submitted, Role::Handler, 2).await.unwrap_err().to_string();
        assert!(refused.contains(said) && refused.contains(name), "{refused}");
    }
}
