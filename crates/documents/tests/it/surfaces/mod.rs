//! Every kind of thing that must not be published, planted on every surface of every format, is found where it stands;
//! clean files give nothing; hostile ones are refused.

mod clean;
mod hostile;
mod office;
mod others;
mod scrubbed;

use documents::{Surface, shown_text, surfaces};
use statute::screening::{Hit, Kind, Settings, Severity, Word, WordList, screen};

/// The words that are looked for.
fn list() -> WordList {
    let word = Word {
        term: "错词甲".into(),
        suggestion: "正词甲".into(),
        severity: Severity::Confirm,
        allowed: Vec::new(),
    };
    WordList::new(Settings::default(), vec![word]).unwrap()
}

/// One text of each kind.
const PLANTS: [(Kind, &str); 12] = [
    (Kind::SecrecyMark, "机密★10年"),
    (Kind::InternalMark, "内部资料"),
    (Kind::IdentityNumber, "11010519491231002X"),
    (Kind::DoubtfulIdentityNumber, "身份证号：110105194912310021"),
    (Kind::MobilePhone, "13800001111"),
    (Kind::FixedPhone, "0533-2345678"),
    (Kind::BankCard, "6228480000000000000"),
    (Kind::CreditCode, "91350100M000100Y43"),
    (Kind::TravelDocument, "护照号码E12345678"),
    (Kind::Email, "someone@example.com"),
    (Kind::HomeAddress, "家庭住址：某市某路12号"),
    (Kind::ListedWord, "错词甲"),
];

/// Makes a file with a text planted on one surface.
type Plant = fn(&str) -> Vec<u8>;

/// A surface: the file's name, where the text must be found, what plants it.
struct Ground {
    file: &'static str,
    place: &'static str,
    plant: Plant,
}

fn hits(surfaces: &[Surface], list: &WordList) -> Vec<(String, Hit)> {
    let of = |surface: &Surface| {
        let hits = screen(&surface.text, list).into_iter();
        hits.map(|hit| (surface.place.clone(), hit)).collect::<Vec<_>>()
    };
    surfaces.iter().flat_map(of).collect()
}

#[test]
fn everything_planted_is_found_where_it_stands() {
    let list = list();
    let grounds = office::grounds().into_iter().chain(others::grounds());
    let (mut cases, mut wrong) = (0, Vec::new());
    for ground in grounds {
        for (kind, text) in PLANTS {
            cases += 1;
            let bytes = (ground.plant)(text);
            let found = match surfaces(ground.file, bytes) {
                Ok(found) => found,
                Err(refusal) => {
                    wrong.push(format!("{} {}: {refusal}", ground.file, ground.place));
                    break;
                }
            };
            let hits = hits(&found, &list);
            let is_found = hits.iter().any(|(place, hit)| place == ground.place && hit.kind == kind);
            if !is_found {
                let told: Vec<_> = found.iter().map(|it| format!("{}={}", it.place, it.text)).collect();
                wrong.push(format!(
                    "{} {} {kind:?}: {hits:?}\n    {}",
                    ground.file,
                    ground.place,
                    told.join(" | ")
                ));
            }
            // The same text may be told twice of one place, as it is and as it was; nothing else may be found.
            for (place, hit) in &hits {
                if hit.kind != kind
                    || !place.starts_with(ground.place)
                        && !ground.place.starts_with(place.as_str())
                        && !ground.place.ends_with(place.as_str())
                {
                    wrong.push(format!("{} {} {kind:?}: also {place} {hit:?}", ground.file, ground.place));
                }
            }
        }
    }
    assert!(cases >= 300, "only {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong[..wrong.len().min(25)].join("\n"));
    eprintln!("{cases} planted cases found");
}

/// The places whose text whoever opens the file reads.
const READ: [&str; 11] = [
    "正文第1段",
    "正文第2段",
    "正文表1第2行",
    "正文文本框1第1段",
    "脚注2第1段",
    "尾注2第1段",
    "工作表“名单”A1",
    "工作表“名单”B2",
    "PDF 第2页文字层",
    "第2行",
    "第3行",
];

#[test]
fn the_text_that_is_read_has_nothing_hidden_deleted_or_beside_it() {
    const TEXT: &str = "错词甲乙丙丁";
    let (mut read, mut beside) = (0, 0);
    for ground in office::grounds().into_iter().chain(others::grounds()) {
        let text = shown_text(ground.file, (ground.plant)(TEXT), 1000).expect("a file of ours");
        let is_read = READ.contains(&ground.place);
        assert_eq!(text.contains(TEXT), is_read, "{} {}: {text}", ground.file, ground.place);
        *(if is_read { &mut read } else { &mut beside }) += 1;
    }
    assert!(read >= 15 && beside >= 35, "{read} read, {beside} beside");
    let half =
        "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>";
    assert_eq!(shown_text("a.docx", office::docx(half, &[]), 1000).unwrap(), "看得见");
    assert_eq!(shown_text("a.txt", "一二三\n四五六".as_bytes().to_vec(), 4).unwrap(), "一二三\n四");
    shown_text("a.docx", b"PK\x03\x04 broken".to_vec(), 10).unwrap_err();
}
