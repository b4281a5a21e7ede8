//! What a projection says otherwise than the events, in words.

use std::fmt;

use crate::canonical::unhex;
use crate::counts::Counts;
use crate::projection::first_other_cell;

/// Letters shown of a value around the place where it differs.
const SHOWN: usize = 40;

/// A place where a projection says something else than the events do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// What is in it, in Chinese.
    pub zh: &'static str,
    /// The row: `agency=1 number=2023-001`.
    pub key: String,
    /// The column; `None` where the row as a whole is missing or should not be there.
    pub column: Option<&'static str>,
    /// What the table says.
    pub found: String,
    /// What follows from the events.
    pub expected: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}）{}：", self.table, self.zh, self.key)?;
        if let Some(column) = self.column {
            write!(f, "{column} ")?;
        }
        write!(f, "现为「{}」，按事件应为「{}」", self.found, self.expected)
    }
}

/// A projection: what its rows are found by, and what else they say.
pub(super) struct Shape {
    pub(super) table: &'static str,
    zh: &'static str,
    pub(super) keys: &'static [&'static str],
    pub(super) others: &'static [&'static str],
}

/// All projections. A test alters every column of each.
pub(super) const SHAPES: [Shape; 21] = [
    Shape { table: "agency", zh: "机关", keys: &["id"], others: &["name", "parent", "data", "version"] },
    Shape {
        table: "application",
        zh: "申请",
        keys: &["agency", "number"],
        others: &[
            "slot",
            "received_on",
            "channel",
            "applicant",
            "leaf",
            "answered_on",
            "rest",
            "sealed",
            "stream",
            "position",
            "version",
        ],
    },
    Shape {
        table: "entry",
        zh: "台账",
        keys: &["agency", "register", "stream"],
        others: &["data", "position", "version"],
    },
    Shape {
        table: "retracted",
        zh: "撤销录入",
        keys: &["agency", "register", "stream"],
        others: &["data", "sealed", "slot", "version"],
    },
    Shape {
        table: "text_part",
        zh: "报告文字",
        keys: &["agency", "part", "year"],
        others: &["data", "version"],
    },
    Shape {
        table: "report",
        zh: "已公布的报告",
        keys: &["agency", "year"],
        others: &["state", "frozen_at", "data", "version"],
    },
    Shape { table: "tally", zh: "计数", keys: &["agency", "year"], others: &["counts"] },
    Shape { table: "application_pack", zh: "逐件统计", keys: &["agency", "part"], others: &["cells"] },
    Shape {
        table: "handling",
        zh: "办理",
        keys: &["agency", "number"],
        others: &[
            "year",
            "serial",
            "stream",
            "stage",
            "turn",
            "is_open",
            "handler",
            "limit_kind",
            "limit_by",
            "arrived_on",
            "received_on",
            "query_code",
            "submission",
            "data",
            "version",
            "queue",
            "channel",
            "applicant",
            "listed_on",
            "sealed",
            "joined_into",
        ],
    },
    Shape {
        table: "handling_count",
        zh: "办理计数",
        keys: &["agency", "handler", "stage", "queue", "limit_by"],
        others: &["cases"],
    },
    Shape {
        table: "letter",
        zh: "文书编号",
        keys: &["agency", "year", "serial"],
        others: &["application", "signed_on"],
    },
    Shape {
        table: "remedy_case",
        zh: "复议诉讼案件",
        keys: &["agency", "number"],
        others: &[
            "year",
            "serial",
            "stream",
            "application",
            "stage",
            "is_open",
            "limit_by",
            "submission",
            "data",
            "version",
        ],
    },
    Shape {
        table: "rectification",
        zh: "更正申请",
        keys: &["agency", "number"],
        others: &[
            "year",
            "serial",
            "stream",
            "stage",
            "is_open",
            "received_on",
            "submission",
            "data",
            "version",
        ],
    },
    Shape {
        table: "publication",
        zh: "主动公开",
        keys: &["agency", "number"],
        others: &[
            "year",
            "serial",
            "stream",
            "stage",
            "is_open",
            "is_public",
            "column_code",
            "made_on",
            "published_at",
            "ends_on",
            "publish_at",
            "index_year",
            "index_serial",
            "submission",
            "data",
            "version",
            "index_number",
            "old_address",
            "comments_on",
            "comments_until",
            "kind",
        ],
    },
    Shape {
        table: "publication_link",
        zh: "解读关联",
        keys: &["agency", "interprets", "number"],
        others: &["version"],
    },
    Shape {
        table: "public_comment",
        zh: "公众意见",
        keys: &["agency", "number"],
        others: &["year", "serial", "stream", "publication", "answer", "submission", "data", "version"],
    },
    Shape {
        table: "account", zh: "账号", keys: &["name"], others: &["agency", "data", "stream", "version"]
    },
    Shape {
        table: "setting", zh: "机关设置", keys: &["agency", "from_on"], others: &["data", "version"]
    },
    Shape { table: "calendar", zh: "节假日安排", keys: &["id"], others: &["fingerprint", "version"] },
    Shape {
        table: "limit_move",
        zh: "期限变动",
        keys: &["agency", "at", "number"],
        others: &["kind", "from_on", "to_on", "version"],
    },
    Shape {
        table: "mail",
        zh: "电子邮件",
        keys: &["agency", "application", "act"],
        others: &[
            "stream",
            "topic",
            "message_id",
            "state",
            "code",
            "queued_at",
            "ended_at",
            "sealed",
            "version",
        ],
    },
];

impl Shape {
    fn difference(
        &self,
        row: &[Option<String>],
        column: Option<&'static str>,
        found: String,
        expected: String,
    ) -> Difference {
        let key = self.keys.iter().zip(row).map(|(key, value)| format!("{key}={}", shown(value.as_deref())));
        let key = key.collect::<Vec<_>>().join(" ");
        Difference { table: self.table, zh: self.zh, key, column, found, expected }
    }

    /// One for each column that differs; the row holds keys, columns in use, columns made anew.
    pub(super) fn altered(&self, row: &[Option<String>]) -> Vec<Difference> {
        let (used, made) = row[self.keys.len()..].split_at(self.others.len());
        let columns = self.others.iter().zip(used.iter().zip(made)).filter(|(_, (used, made))| used != made);
        columns
            .map(|(column, (used, made))| {
                let (found, expected) = in_words(column, used.as_deref(), made.as_deref());
                self.difference(row, Some(column), found, expected)
            })
            .collect()
    }

    pub(super) fn missing(&self, row: &[Option<String>]) -> Difference {
        self.difference(row, None, "无此行".into(), "有此行".into())
    }

    pub(super) fn extra(&self, row: &[Option<String>]) -> Difference {
        self.difference(row, None, "有此行".into(), "无此行".into())
    }
}

fn shown(value: Option<&str>) -> &str {
    match value {
        None => "空白",
        Some(value) => value,
    }
}

/// Both values, counters and packs by the first number that differs, long texts from shortly before they part.
fn in_words(column: &str, used: Option<&str>, made: Option<&str>) -> (String, String) {
    let bytes = || Some((unhex(used?)?, unhex(made?)?));
    let told = match column {
        "counts" => bytes().and_then(|(used, made)| Counts::first_other(&used, &made)),
        "cells" => bytes().and_then(|(used, made)| first_other_cell(&used, &made)),
        _ => None,
    };
    told.unwrap_or_else(|| {
        let (used, made) = (shown(used), shown(made));
        let alike = used.chars().zip(made.chars()).take_while(|(one, other)| one == other).count();
        (excerpt(used, alike), excerpt(made, alike))
    })
}

fn excerpt(text: &str, alike: usize) -> String {
    let start = if text.chars().count() > SHOWN { alike.saturating_sub(SHOWN / 2) } else { 0 };
    let mut rest = text.chars().skip(start);
    let part: String = rest.by_ref().take(SHOWN).collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    format!("{before}{part}{after}")
}
