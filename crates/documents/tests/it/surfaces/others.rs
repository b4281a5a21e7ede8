//! PDF, HTML, texts and pictures with a text planted on one of their surfaces.

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

use super::Ground;
use crate::pdf::made::Made;

fn string(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// An operator that shows a text in Chinese.
fn shown(text: &str, place: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    format!("BT /U 12 Tf {place} <{codes}> Tj ET")
}

fn page() -> Made {
    let mut made = Made::new();
    made.page(&shown("关于公开的说明", "1 0 0 1 72 700 Tm"));
    made
}

fn saved(made: &mut Made) -> Vec<u8> {
    made.bytes()
}

/// A file whose catalog or trailer gets a further entry.
fn with(change: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut made = page();
    let document = made.finish();
    change(document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn annotated(annotation: Dictionary) -> Vec<u8> {
    let mut made = Made::new();
    let id = made.document.add_object(annotation);
    made.page_with(&shown("正文", "1 0 0 1 72 700 Tm"), &dictionary! { "Annots" => vec![id.into()] });
    saved(&mut made)
}

/// A picture of one pixel with a text chunk.
pub(super) fn png(text: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], data: &[u8]| {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend([0; 4]);
    };
    chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    chunk(b"iTXt", format!("Comment\0\0\0\0\0{text}").as_bytes());
    chunk(b"IEND", b"");
    bytes
}

fn jpeg(marker: u8, data: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, marker];
    bytes.extend((data.len() as u16 + 2).to_be_bytes());
    bytes.extend(data);
    bytes.extend([0xff, 0xda, 0, 2, 0xff, 0xd9]);
    bytes
}

pub(super) fn grounds() -> Vec<Ground> {
    let pdf = |place, plant| Ground { file: "文件.pdf", place, plant };
    let html = |place, plant| Ground { file: "网页.html", place, plant };
    let meta = "图片附带的文字（EXIF、XMP、注释）";
    vec![
        pdf("PDF 第2页文字层", |text| {
            let mut made = page();
            made.page(&shown(text, "1 0 0 1 72 700 Tm"));
            saved(&mut made)
        }),
        pdf("PDF 第1页页面外或者倾斜的文字", |text| {
            let mut made = Made::new();
            made.page(&format!(
                "{} {}",
                shown("正文", "1 0 0 1 72 700 Tm"),
                shown(text, "1 0 0 1 5000 700 Tm")
            ));
            saved(&mut made)
        }),
        pdf("PDF 第1页页面外或者倾斜的文字", |text| {
            let mut made = Made::new();
            made.page(&format!(
                "{} {}",
                shown("正文", "1 0 0 1 72 700 Tm"),
                shown(text, "0.7 0.7 -0.7 0.7 200 300 Tm")
            ));
            saved(&mut made)
        }),
        pdf("PDF 第1页批注", |text| {
            annotated(dictionary! { "Type" => "Annot", "Subtype" => "Text", "Contents" => string(text) })
        }),
        pdf("PDF 第1页表单域的值", |text| {
            annotated(
                dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "V" => string(text) },
            )
        }),
        pdf("PDF 第1页链接目标", |text| {
            let action = dictionary! { "S" => "URI", "URI" => string(text) };
            annotated(dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => action })
        }),
        pdf("PDF 书签", |text| {
            with(|document| {
                let outlines = document.new_object_id();
                let item = document.add_object(dictionary! { "Title" => string(text), "Parent" => outlines });
                document.objects.insert(outlines, dictionary! { "First" => item, "Last" => item }.into());
                document.catalog_mut().unwrap().set("Outlines", outlines);
            })
        }),
        pdf("文档属性 作者", |text| {
            with(|document| {
                let info = document.add_object(dictionary! { "Author" => string(text) });
                document.trailer.set("Info", info);
            })
        }),
        pdf("文档属性 XMP", |text| {
            with(|document| {
                let xml = format!("<x:xmpmeta><dc:creator><rdf:li>{text}</rdf:li></dc:creator></x:xmpmeta>");
                let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
                let metadata = document.add_object(Stream::new(dict, xml.into_bytes()));
                document.catalog_mut().unwrap().set("Metadata", metadata);
            })
        }),
        pdf("附件“附.txt”中的第1行", |text| {
            with(|document| {
                let file = document.add_object(Stream::new(
                    dictionary! { "Type" => "EmbeddedFile" },
                    text.as_bytes().to_vec(),
                ));
                document.add_object(dictionary! {
                    "Type" => "Filespec", "UF" => string("附.txt"), "EF" => dictionary! { "F" => file },
                });
            })
        }),
        pdf("PDF 脚本", |text| {
            with(|document| {
                let action = dictionary! { "S" => "JavaScript", "JS" => string(text) };
                let action = document.add_object(action);
                document.catalog_mut().unwrap().set("OpenAction", action);
            })
        }),
        html("正文第1段", |text| {
            format!("<!DOCTYPE html><html><body><p>{text}</p></body></html>").into_bytes()
        }),
        html("正文第1段", |text| {
            let middle = text.chars().count() / 2;
            let (one, two): (String, String) =
                (text.chars().take(middle).collect(), text.chars().skip(middle).collect());
            format!("<html><body><div>{one}<b>{two}</b></div></body></html>").into_bytes()
        }),
        html("网页注释1", |text| {
            format!("<html><body><!-- {text} --><p>文</p></body></html>").into_bytes()
        }),
        html("网页隐藏元素第1段", |text| {
            format!("<html><body><div style=\"display: none\"><div>{text}</div></div><p>文</p></body></html>")
                .into_bytes()
        }),
        html("网页元素img的alt", |text| {
            format!("<html><body><img src=\"a.png\" alt=\"{text}\"></body></html>").into_bytes()
        }),
        html("网页元素a的title", |text| {
            format!("<html><body><a href=\"#\" title='{text}'>文</a></body></html>").into_bytes()
        }),
        html("网页元素meta的content", |text| {
            format!("<html><head><meta name=\"Author\" content=\"{text}\"></head><body>文</body></html>")
                .into_bytes()
        }),
        html("网页脚本", |text| {
            format!("<html><body><script>\n{text}\n</script>文</body></html>").into_bytes()
        }),
        html("网页标题", |text| {
            format!("<html><head><title>{text}</title></head><body>文</body></html>").into_bytes()
        }),
        Ground {
            file: "说明.txt", place: "第2行", plant: |text| format!("说明\n{text}\n").into_bytes()
        },
        Ground {
            file: "说明.txt",
            place: "第2行",
            plant: |text| encoding_rs::GB18030.encode(&format!("政府信息公开说明\n{text}\n")).0.into_owned(),
        },
        Ground {
            file: "说明.md", place: "第3行", plant: |text| format!("# 说明\n\n{text}\n").into_bytes()
        },
        Ground { file: "图.png", place: meta, plant: png },
        Ground { file: "图.jpg", place: meta, plant: |text| jpeg(0xfe, text.as_bytes()) },
        Ground {
            file: "图.jpg",
            place: meta,
            plant: |text| {
                jpeg(
                    0xe1,
                    format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>\n{text}\n</x:xmpmeta>").as_bytes(),
                )
            },
        },
    ]
}
