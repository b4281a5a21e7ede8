//! The letters as files: PDF that reads back, a package Word opens.

use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use documents::write::WriteError;
use documents::write::letter::{docx, pdf};
use office::applications::{Choices, blank_form};
use office::letters::{Letter, LetterForm};

use super::{case, written};

/// Leaves a written file where a person can look at it.
fn keep(name: &str, bytes: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("letters");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}

/// The text of a PDF by the program of poppler, without blanks; none where it is not installed.
fn read_back(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.pdf");
    fs::write(&path, bytes).unwrap();
    let output = std::process::Command::new("pdftotext").arg(&path).arg("-").output().ok()?;
    Some(String::from_utf8(output.stdout).unwrap().split_whitespace().collect())
}

fn day(letter: &Letter) -> String {
    let day = letter.signed_on.unwrap();
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[test]
fn every_letter_becomes_a_pdf_that_reads_back() {
    for form in LetterForm::ALL {
        let letter = written(form, &case(form));
        let bytes = pdf(&letter).unwrap();
        keep(&format!("{}.pdf", form.code()), &bytes);
        let raw = String::from_utf8_lossy(&bytes);
        assert!(raw.contains("pdfuaid:part") && raw.contains("pdfaid:part"), "{form:?}");
        let Some(text) = read_back(&bytes) else {
            eprintln!("skipped: pdftotext is not installed");
            return;
        };
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for wanted in [&letter.agency, &letter.title, &letter.addressee] {
            assert!(text.contains(&squeezed(wanted)), "{form:?}: {wanted}\n{text}");
        }
        // A page break puts a number into the middle of a paragraph: its beginning is looked for.
        for paragraph in letter.paragraphs.iter().chain(&letter.remedy) {
            let head: String = squeezed(paragraph).chars().take(12).collect();
            assert!(text.contains(&head), "{form:?}: {head}\n{text}");
        }
        assert!(text.contains(&day(&letter)), "{form:?}\n{text}");
        if let Some(number) = &letter.number {
            assert!(text.contains(&number.to_string()), "{form:?}\n{text}");
        }
    }
}

#[test]
fn a_draft_becomes_a_pdf_without_a_date_and_an_unknown_character_is_named() {
    let mut facts = case(LetterForm::NotHeld);
    facts.number = None;
    let mut letter = written(LetterForm::NotHeld, &facts);
    let bytes = pdf(&letter).unwrap();
    keep("draft.pdf", &bytes);
    assert!(!String::from_utf8_lossy(&bytes).contains("pdfaid:part"));
    letter.paragraphs[1].push('\u{10fffd}');
    let Err(WriteError::NoGlyph(missing)) = pdf(&letter) else { panic!("no font has it") };
    assert_eq!(missing[0].place, "正文第2段");
}

#[test]
fn every_letter_becomes_a_word_file() {
    for form in LetterForm::ALL {
        let letter = written(form, &case(form));
        let bytes = docx(&letter).unwrap();
        keep(&format!("{}.docx", form.code()), &bytes);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let (document, head) = (part("word/document.xml"), part("word/header1.xml"));
        assert!(head.contains(&letter.agency) && head.contains("IssuerMark"), "{form:?}");
        assert!(part("word/footer3.xml").contains("thinThickSmallGap"));
        assert!(document.contains("<w:titlePg/>") && document.contains("w:header=\"1701\""));
        for text in letter.paragraphs.iter().chain(&letter.remedy).chain([&letter.title]) {
            assert!(document.contains(text.trim()), "{form:?}: {text}");
        }
        assert!(document.contains(&day(&letter)), "{form:?}");
        assert_eq!(document.matches("<w:pageBreakBefore/>").count(), letter.annexes.len(), "{form:?}");
    }
}

#[test]
fn the_form_to_be_printed_is_one_page_with_every_field() {
    let choices = Choices {
        identities: &[
            "居民身份证",
            "护照",
            "港澳居民来往内地通行证",
            "台湾居民来往大陆通行证",
            "港澳台居民居住证",
            "外国人永久居留身份证",
            "其他证件",
        ],
        kinds: &["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
        forms: &["纸质", "电子邮件", "光盘", "磁盘"],
        ways: &["邮寄", "快递", "电子邮件", "传真", "网上下载", "自行领取", "当场阅读、抄录"],
    };
    let (word, pdf) = blank_form("示例市人力资源和社会保障局", &choices).unwrap();
    keep("form.docx", &word);
    keep("form.pdf", &pdf);
    let mut archive = zip::ZipArchive::new(Cursor::new(word)).unwrap();
    let mut document = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    let fields = [
        "姓名＊",
        "工作单位",
        "证件名称＊",
        "证件号码＊",
        "名称＊",
        "信用代码＊",
        "法定代表人",
        "联系人＊",
        "联系电话＊",
        "联系地址＊",
        "邮政编码",
        "电子邮箱",
        "传真",
        "用途（可以不填）",
        "提供方式＊",
        "获取方式＊",
        "签名或者盖章＊",
        "□ 居民身份证",
        "□ 社会公益组织",
        "□ 当场阅读、抄录",
        "示例市人力资源和社会保障局",
    ];
    for field in fields {
        assert!(document.contains(field), "{field}");
    }
    // Every row fills the width of the grid.
    let rows: Vec<_> = document.split("<w:tr>").skip(1).collect();
    for row in &rows {
        let spans = row.split("<w:tc>").skip(1).map(|cell| {
            let span = cell.split("<w:gridSpan w:val=\"").nth(1).and_then(|rest| rest.split('"').next());
            span.map_or(1, |span| span.parse::<u32>().unwrap())
        });
        assert_eq!(spans.sum::<u32>(), 6, "{row}");
    }
    assert_eq!(rows.len(), 17);
    let Some(text) = read_back(&pdf) else {
        eprintln!("skipped: pdftotext is not installed");
        return;
    };
    for field in fields.map(|field| field.replace(' ', "")) {
        assert!(text.contains(&field), "{field}\n{text}");
    }
    let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
    assert!(pages <= 1, "{pages} pages");
}
