//! What is handed in with an application: Word files are opened, numbers and addresses have their shape.

use std::io::{Cursor, Write};

use jiff::civil::date;
use office::applications::{Intake, Person, Upload};
use statute::applicant::Applicant;
use statute::procedure::{Officer, Role};
use statute::registers::Channel;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
const TEXT: (&str, &[u8]) = ("word/document.xml", b"<w:document/>");

fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn intake(person: Person, files: Vec<Upload>) -> Intake {
    Intake {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        person,
        content: "2025年度技能培训补贴发放文件".into(),
        form: "电子文档".into(),
        way: "网上下载".into(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files,
        arrived_on: date(2026, 3, 2),
        submission: None,
    }
}

fn person() -> Person {
    Person {
        name: "申请人甲".into(),
        identity_kind: "居民身份证".into(),
        identity_number: "110101199003070000".into(),
        telephone: "13000000000".into(),
        address: "某市某路1号".into(),
        ..Person::default()
    }
}

/// What is told at the fields of an applicant's form.
fn told(intake: &Intake) -> Vec<(&'static str, String)> {
    let citizen = Officer { account: "applicant".into(), roles: vec![Role::Applicant] };
    let faults = intake.faults(&citizen, date(2026, 3, 2));
    faults.into_iter().map(|fault| (fault.field, fault.message)).collect()
}

fn told_of(name: &str, bytes: Vec<u8>) -> Option<String> {
    let files = vec![Upload { name: name.into(), bytes }];
    told(&intake(person(), files)).pop().map(|(field, message)| {
        assert_eq!(field, "files");
        message
    })
}

#[test]
fn a_word_file_is_taken_and_whatever_else_is_zipped_is_not() {
    assert_eq!(told_of("证明.docx", zipped([TYPES, TEXT])), None);
    let inner = zipped([TYPES, TEXT]);
    for (bytes, why) in [
        (zipped([("内.zip", &inner[..])]), "不是完好的 DOCX"),
        (b"PK\x03\x04 and nothing more".to_vec(), "不是完好的 DOCX"),
        (zipped([TYPES, TEXT, ("word/vbaProject.bin", b"x")]), "含有宏、程序或者压缩包"),
        (zipped([TYPES, TEXT, ("word/embeddings/a.zip", &inner[..])]), "含有宏、程序或者压缩包"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "没有内容"),
    ] {
        let message = told_of("证明.docx", bytes).expect("it is refused");
        assert!(message.starts_with("附件“证明.docx”") && message.contains(why), "{message}");
    }
}

#[test]
fn a_bomb_is_refused_by_what_it_unpacks_to() {
    let zeros = vec![0; 120 * 1024 * 1024];
    let bomb = zipped([TYPES, TEXT, ("word/media/image1.bmp", &zeros[..])]);
    assert!(bomb.len() < 1024 * 1024);
    assert!(told_of("图.docx", bomb).is_some_and(|message| message.contains("解开后超过100MB")));
    let names: Vec<_> = (0..2_100).map(|n| format!("word/media/{n}.png")).collect();
    let many = zipped([TYPES, TEXT].into_iter().chain(names.iter().map(|name| (name.as_str(), &b""[..]))));
    assert!(told_of("多.docx", many).is_some_and(|message| message.contains("2102个部件")));
}

#[test]
fn numbers_and_addresses_have_their_shape_on_the_applicant_s_form() {
    let proof = || vec![Upload { name: "证件.pdf".into(), bytes: b"%PDF-1.7 ".to_vec() }];
    assert_eq!(told(&intake(person(), proof())), []);
    let usual = Person {
        telephone: "0533-1234567转8001".into(),
        postcode: "255000".into(),
        fax: "（0533）1234567".into(),
        email: "name@example.cn".into(),
        ..person()
    };
    assert_eq!(told(&intake(usual, proof())), []);
    for (field, wrong) in [
        ("identity_number", Person { identity_number: "12345".into(), ..person() }),
        ("telephone", Person { telephone: "abc".into(), ..person() }),
        ("telephone", Person { telephone: "12345".into(), ..person() }),
        ("postcode", Person { postcode: "12".into(), ..person() }),
        ("fax", Person { fax: "!!".into(), ..person() }),
        ("email", Person { email: "name@example".into(), ..person() }),
        ("name", Person { name: "甲\r\nBcc: a@b.cn".into(), ..person() }),
    ] {
        let told = told(&intake(wrong, proof()));
        assert!(matches!(&told[..], [(named, _)] if *named == field), "{field}: {told:?}");
    }
    let passport = Person { identity_kind: "护照".into(), identity_number: "X0000000".into(), ..person() };
    assert_eq!(told(&intake(passport, proof())), [], "other documents have numbers of their own shape");
}
