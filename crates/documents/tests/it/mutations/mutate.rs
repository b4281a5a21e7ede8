//! Mutations of files: of bytes, of words of the format, and inside zip files of their parts.

use super::zipped::{unzip, zip};

/// Numbers that follow from a seed (xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Less than `end`, which is at least 1.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Words that mean something to every reader.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "65535",
    "65536",
    "2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e999",
    "NaN",
    "0.00000000001",
    "９",
    "/",
    "—",
    "无",
    "\u{3000}",
    "\u{fffd}",
    "\0",
    "",
];

fn words(reader: &str) -> &'static [&'static str] {
    match reader {
        "html" => &[
            "<table>",
            "</table>",
            "<td rowspan=9999>",
            "<td colspan=\"65535\">",
            "</tr>",
            "<tr>",
            "<!--",
            "]]>",
            "&#x10ffff;",
            "&nbsp;",
            "<script>",
            "<pre>",
            "<p>",
            "charset=gbk",
        ],
        "md" => &["|", "\n|---|\n", "||||||||", "# ", "- ", "```", "<td>", "\\", "[^1]", "\n\n"],
        "docx" => &[
            "<w:tbl>",
            "</w:tbl>",
            "<w:tc>",
            "</w:tr>",
            "<w:gridSpan w:val=\"99999\"/>",
            "<w:vMerge/>",
            "<w:vMerge w:val=\"restart\"/>",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "&a;",
            "<w:p>",
            "</w:document>",
        ],
        "registers" => &[
            "\n",
            ",",
            ",,,,,,,,",
            "\"",
            "\t",
            "\u{feff}",
            "2023-02-30",
            "9999-12-31",
            "-9999-1-1",
            "2023年13月",
            "99999999999",
            "0.0000000000000000000000000001",
            "5.5",
            "互联网",
            "自然人",
            "行政许可",
            "=== applications.csv\n",
            "=== previous.json\n",
            "=== agency.toml\n",
            "code = \"",
        ],
        "xlsx" | "workbook" => &[
            "<mergeCell ref=\"A1:XFD1048576\"/>",
            "<c r=\"XFD1048576\"><v>1</v></c>",
            "r=\"A0\"",
            "<row>",
            "</sheetData>",
            "t=\"s\"",
            " t=\"d\"",
            " s=\"1\"",
            "<sst uniqueCount=\"9999999999\">",
            "<v>99999999</v>",
            "<dimension ref=\"A1:XFD1048576\"/>",
        ],
        "json" => &[
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "null",
            "\"\"",
            "\"part3\":",
            "\"rows\":",
            "[[[[[[[[[[",
            "\\ud800",
            "1e400",
        ],
        "pdf" => &[
            "endobj",
            "endstream",
            "stream\n",
            "<<",
            ">>",
            "[",
            "]",
            "/Kids",
            "/Contents",
            "/Length 99999999",
            "1 0 R",
            "2 0 R",
            "3 0 R",
            "/Rotate 45",
            "/MediaBox [0 0 0 0]",
            "0 0 0 0 re f",
            "1e38 0 l S",
            "BT",
            "ET",
            "Tj",
            "Do",
            "q",
            "cm",
            "/Encrypt 1 0 R",
            "trailer",
            "xref",
            "/Type /ObjStm",
            "/Filter /FlateDecode",
            "beginbfrange <00> <ffffffff> <0000>",
            "startxref",
        ],
        _ => &[
            "\n",
            "\n\n",
            "  ",
            "总计",
            "三、收到和处理政府信息公开申请情况",
            "（一）予以公开",
            "第二十条第（一）项",
            "- 4 -",
            "0000000",
            "本年度办理结果",
            "结转下年度继续办理",
        ],
    }
}

/// A mutation of a file; of a zip file mostly inside one of its parts.
pub(super) fn file(reader: &str, bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let zipped = matches!(reader, "docx" | "xlsx" | "workbook");
    if zipped && random.below(8) != 0 {
        let mut parts = unzip(bytes);
        let at = random.below(parts.len());
        parts[at].1 = several(reader, &parts[at].1, &parts[at].1.clone(), random);
        if random.below(40) == 0 {
            parts.remove(at);
        }
        return zip(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
    }
    several(reader, bytes, other, random)
}

fn several(reader: &str, bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        once(reader, &mut bytes, other, random);
    }
    bytes
}

fn once(reader: &str, bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let reach = 1 << random.below(10);
    let end = (at + 1 + random.below(reach)).min(bytes.len());
    match random.below(10) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => bytes.insert(at, random.next() as u8),
        2 if at < end => drop(bytes.drain(at..end)),
        // Something twice, or many times.
        3 if at < end => {
            let piece = bytes[at..end].repeat(1 + random.below(12));
            bytes.splice(at..at, piece);
        }
        4 => bytes.truncate(bytes.len() - random.below(bytes.len() / 4 + 1)),
        // A piece of another file.
        5 => {
            let from = random.below(other.len() + 1);
            let to = (from + random.below(600)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        // Another number in the place of one.
        6 | 7 => {
            let word = NUMBERS[random.below(NUMBERS.len())];
            let is_digit = |byte: &u8| byte.is_ascii_digit();
            let from = bytes.iter().skip(at).position(is_digit).map_or(at, |it| at + it);
            let to = bytes.iter().skip(from).position(|it| !is_digit(it)).map_or(bytes.len(), |it| from + it);
            bytes.splice(from..to, word.bytes());
        }
        _ => {
            let word = words(reader)[random.below(words(reader).len())];
            bytes.splice(at..at, word.bytes());
        }
    }
}
