//! Scrubbing a file of a draft: what goes, what it does to the review, what citizens get, what is refused.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use jiff::civil::date;
use office::applications::Upload;
use office::publications::{NotDone, Writing, begin, handed_out, scrub_file, scrubbing};
use statute::procedure::Role;
use statute::publication::{Act, Attribute, Card, Kind, Stage};
use store::{Store, StoredPublication};

use crate::mail::databases::story;
use crate::publishing::{at, does, officer, publish, reviewed, settings};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn now() -> Timestamp {
    at(2)
}

fn package(name: &str, parts: &[(&str, String)]) -> Upload {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    Upload { name: name.into(), bytes: package.finish().unwrap().into_inner() }
}

/// A Word file with a comment, a tracked deletion and an author.
fn commented() -> Upload {
    let deleted = "<w:del w:author=\"某甲\"><w:r><w:delText>删去的话</w:delText></w:r></w:del>";
    let document = format!(
        "<w:document {W}><w:body><w:p><w:r><w:t>名单如下。</w:t></w:r>{deleted}</w:p></w:body></w:document>"
    );
    let comment =
        "<w:comment w:id=\"1\" w:author=\"某甲\"><w:p><w:r><w:t>此处再议</w:t></w:r></w:p></w:comment>";
    package(
        "名单.docx",
        &[
            ("[Content_Types].xml", "<Types/>".into()),
            ("word/document.xml", document),
            ("word/comments.xml", format!("<w:comments {W}>{comment}</w:comments>")),
            (
                "docProps/core.xml",
                "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>某甲</dc:creator></cp:coreProperties>".into(),
            ),
        ],
    )
}

/// A Word file with text that is hidden.
fn hiding() -> Upload {
    let run = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的</w:t></w:r>";
    let document = format!("<w:document {W}><w:body><w:p>{run}</w:p></w:body></w:document>");
    package("藏.docx", &[("[Content_Types].xml", "<Types/>".into()), ("word/document.xml", document)])
}

fn writing(files: Vec<Upload>) -> Writing {
    let card = Card {
        issuer: "示例市测试局".into(),
        made_on: Some(date(2026, 3, 1)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::News, "关于公布名单的动态")
    };
    Writing { card, html: "<p>见附件。</p>".into(), files, kept: Vec::new() }
}

async fn begun(store: &Store, files: Vec<Upload>) -> String {
    begin(store, 1, writing(files), None, &officer(Role::Handler), now()).await.unwrap().number
}

async fn read(store: &Store, number: &str) -> StoredPublication {
    store.publication(1, number).await.unwrap().unwrap()
}

story!(
    async fn a_scrubbed_file_takes_the_place_of_the_other_and_voids_its_review(place) {
        let store = place.open().await;
        settings(&store).await;
        let number = begun(&store, vec![commented()]).await;
        does(&store, &number, Act::Submitted, Role::Handler, 2).await.unwrap();
        does(&store, &number, reviewed(), Role::SecrecyReviewer, 2).await.unwrap();
        let before = read(&store, &number).await;
        let old = before.item.draft.files[0].sm3.clone();

        let told = scrubbing(&store, 1, &before.item, &old, now()).await.unwrap();
        assert!(told.removed.iter().any(|one| one.starts_with("批注")), "{:?}", told.removed);
        for text in ["此处再议", "删去的话", "某甲"] {
            assert!(told.taken.iter().any(|one| one.text.contains(text)), "{text}: {:?}", told.taken);
        }
        assert_eq!(read(&store, &number).await, before, "looking changes nothing");

        let by = officer(Role::Handler);
        let late = scrub_file(&store, 1, (&number, before.version - 1), &old, &by, now()).await;
        assert!(matches!(late, Err(NotDone::Conflict)));
        let wrong = officer(Role::Signer);
        let refused = scrub_file(&store, 1, (&number, before.version), &old, &wrong, now()).await;
        assert!(matches!(refused, Err(NotDone::NotPermitted(_))));
        let done = scrub_file(&store, 1, (&number, before.version), &old, &by, now()).await.unwrap();

        let after = read(&store, &number).await;
        let file = &after.item.draft.files[0];
        assert_eq!((file.name.as_str(), file.scrubbed_from.as_deref()), ("名单.docx", Some(old.as_str())));
        assert!(file == &done.after && file.sm3 != old && after.item.draft.files.len() == 1);
        assert_eq!((after.item.stage, after.item.review.is_none()), (Stage::Drafting, true));
        assert!(store.content(&old).await.unwrap().is_some(), "the file as it was stays in the ledger");

        // Nothing is left to be scrubbed, and what is published has nothing of it.
        let again = scrubbing(&store, 1, &after.item, &file.sm3, now()).await.unwrap_err().to_string();
        assert!(again.contains("没有批注、修订"), "{again}");
        publish(&store, &number, 2).await;
        assert!(handed_out(&store, 1, (&number, None), &old).await.unwrap().is_none(), "never public");
        let (_, bytes) = handed_out(&store, 1, (&number, None), &file.sm3).await.unwrap().unwrap();
        let surfaces = documents::surfaces("名单.docx", bytes).unwrap();
        assert!(surfaces.iter().any(|one| one.text == "名单如下。"), "{surfaces:?}");
        for text in ["此处再议", "删去的话", "某甲"] {
            assert!(surfaces.iter().all(|one| !one.text.contains(text)), "{text}");
        }
    }
);

story!(
    async fn what_cannot_be_scrubbed_says_so_and_stays(place) {
        let store = place.open().await;
        let pdf = Upload { name: "名单.pdf".into(), bytes: b"%PDF-1.4\nnothing".to_vec() };
        let number = begun(&store, vec![hiding(), pdf]).await;
        let before = read(&store, &number).await;
        let by = officer(Role::Handler);
        for (file, said) in before.item.draft.files.iter().zip(["隐藏文字", "名单.pdf"]) {
            let refused = scrub_file(&store, 1, (&number, before.version), &file.sm3, &by, now()).await;
            let Err(NotDone::Invalid(faults)) = refused else { panic!("{said}: {refused:?}") };
            assert!(faults[0].message.contains(said), "{faults:?}");
        }
        let missing = scrub_file(&store, 1, (&number, before.version), &"0".repeat(64), &by, now()).await;
        assert!(matches!(missing, Err(NotDone::Missing)));
        assert_eq!(read(&store, &number).await, before);
    }
);

story!(
    async fn a_picture_that_cannot_be_opened_is_no_attachment(place) {
        let store = place.open().await;
        let head = Upload { name: "现场.png".into(), bytes: b"\x89PNG\r\n\x1a\n".to_vec() };
        let refused = begin(&store, 1, writing(vec![head]), None, &officer(Role::Handler), now()).await;
        let Err(NotDone::Invalid(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults[0].message, "附件“现场.png”是打不开的图片（已损坏或者不完整），请重新保存后上传");
    }
);
