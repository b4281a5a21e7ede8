//! Files that cannot be looked through are refused in Chinese, and nothing makes the readers panic.

use std::time::{Duration, Instant};

use documents::{read, surfaces};

use super::office::{Book, docx, package};
use super::others;

fn refusal(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let refusal = surfaces(name, bytes).expect_err(name);
    assert_ne!(refusal.what, read::FAULT, "{name}");
    refusal.to_string()
}

#[test]
fn what_cannot_be_looked_through_is_refused() {
    let ole = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let encrypted =
        [&ole[..], &"EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]
            .concat();
    let body = b"<w:document xmlns:w=\"w\"><w:body/></w:document>".to_vec();
    let with =
        |name: &'static str, bytes: Vec<u8>| package(&[("word/document.xml", body.clone()), (name, bytes)]);
    for (name, bytes, expected) in [
        ("旧.doc", ole.clone(), "旧版Word"),
        ("旧.xls", ole.clone(), "旧版Excel"),
        ("密.docx", encrypted, "加密"),
        ("空.docx", Vec::new(), "空文件"),
        ("包.zip", package(&[("一.txt", b"text".to_vec())]), "压缩包"),
        ("包.rar", b"Rar!\x1a\x07\x00".to_vec(), "RAR"),
        ("版.ofd", package(&[("OFD.xml", b"<OFD/>".to_vec())]), "OFD"),
        ("宏.docx", with("word/vbaProject.bin", ole.clone()), "宏"),
        ("内嵌.docx", with("word/embeddings/oleObject1.bin", ole), "嵌入文件“oleObject1.bin”无法检查"),
        ("断.docx", docx("<w:p><w:r><w:t>文</w:t>", &[]), "XML有错误"),
        ("断.pdf", b"%PDF-1.7\nnothing".to_vec(), "PDF"),
        (
            "乱.txt",
            b"\xe6\x94\xbf\xe5\xba\x9c \xff\xfe\xfd \x81 \x80\x80\xff text of an office".to_vec(),
            "字符编码",
        ),
        ("不明.bin", (0..=255).cycle().take(4000).collect(), "二进制"),
    ] {
        let told = refusal(name, bytes);
        assert!(told.contains(expected), "{name}: {told}");
    }
}

#[test]
fn a_bomb_and_a_nest_are_refused() {
    let body = |text: String| docx(&text, &[]);
    let bomb = body(" ".repeat(210 << 20));
    assert!(bomb.len() < 2 << 20);
    assert!(refusal("弹.docx", bomb).contains("200MB"));
    assert!(refusal("深.docx", body("<a>".repeat(5000) + &"</a>".repeat(5000))).contains("嵌套过深"));
    let mut nest = docx("", &[]);
    for _ in 0..8 {
        let inner = std::mem::take(&mut nest);
        let body = b"<w:document xmlns:w=\"w\"><w:body/></w:document>".to_vec();
        nest = package(&[("word/document.xml", body), ("word/embeddings/a.docx", inner)]);
    }
    assert!(refusal("套.docx", nest).contains("嵌套超过4层"));
}

#[test]
fn broken_files_never_make_the_readers_panic() {
    let text = "机密★10年 11010519491231002X";
    let sound: Vec<(&str, Vec<u8>)> = super::office::grounds()
        .into_iter()
        .chain(others::grounds())
        .map(|ground| (ground.file, (ground.plant)(text)))
        .chain([("名.xlsx", Book::default().bytes())])
        .collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit.max(1) as u64) as usize
    };
    for round in 0..3000 {
        let (name, bytes) = &sound[round % sound.len()];
        let mut broken = bytes.clone();
        match random(4) {
            0 => broken.truncate(random(bytes.len())),
            1 => (0..=random(8)).for_each(|_| {
                let at = random(broken.len());
                broken[at] = random(256) as u8;
            }),
            2 => {
                let (from, to) = (random(broken.len()), random(broken.len()));
                broken.copy_within(from.min(to)..from.max(to), random(from.min(to).max(1)).min(from.min(to)));
            }
            _ => {
                let at = random(broken.len());
                broken.splice(at..at, std::iter::repeat_n(random(256) as u8, random(64)));
            }
        }
        let started = Instant::now();
        if let Err(refusal) = surfaces(name, broken) {
            assert_ne!(refusal.what, read::FAULT, "round {round}, {name}");
        }
        assert!(started.elapsed() < Duration::from_secs(10), "round {round}, {name}");
    }
}
