//! Why a PDF is not read: what it is, and what the person who holds it can do.

use super::limits::{FILE_BYTES, PAGES, UNPACKED_BYTES};
use crate::read::NotReadable;

const ANOTHER_FILE: &str = "请提供可复制文字的PDF或原始DOCX";
const SPLIT: &str = "请只提供年度报告本身，或拆分后再试";

fn refuse(what: impl Into<String>, advice: &str) -> NotReadable {
    NotReadable { what: what.into(), advice: advice.to_owned() }
}

pub(super) fn file_too_large(bytes: usize) -> NotReadable {
    let (size, limit) = (bytes.div_ceil(1 << 20), FILE_BYTES >> 20);
    refuse(format!("PDF文件有{size}MB，超过{limit}MB的上限"), SPLIT)
}

pub(super) fn unpacked_too_large() -> NotReadable {
    refuse(format!("PDF解压后的内容超过{}MB的上限", UNPACKED_BYTES >> 20), SPLIT)
}

pub(super) fn structure_too_large() -> NotReadable {
    refuse("PDF的对象数据过大，超过可读取的上限", SPLIT)
}

pub(super) fn too_many_pages() -> NotReadable {
    refuse(format!("PDF超过{PAGES}页的上限"), SPLIT)
}

pub(super) fn encrypted() -> NotReadable {
    refuse("PDF已加密，打开时需要密码", "请提供未加密的PDF或原始DOCX")
}

pub(super) fn broken() -> NotReadable {
    refuse("PDF已损坏，或者不是PDF文件", "请重新下载，或提供原始DOCX")
}

pub(super) fn no_pages() -> NotReadable {
    refuse("PDF没有页面", "请重新下载，或提供原始DOCX")
}

pub(super) fn scanned() -> NotReadable {
    refuse("扫描件PDF（没有文字层）", ANOTHER_FILE)
}

pub(super) fn no_text() -> NotReadable {
    refuse("PDF没有文字（空白，或文字已转成图形）", ANOTHER_FILE)
}

pub(super) fn no_characters() -> NotReadable {
    refuse("PDF的字体没有文字编码，字形无法还原为文字", ANOTHER_FILE)
}
