//! What changed from one version of the catalogue to another: counted, and in words.

use std::collections::HashMap;

use statute::catalogue::{COLUMNS, Entry};

fn by_key(entries: &[Entry]) -> HashMap<String, &Entry> {
    entries.iter().map(|entry| (entry.key(), entry)).collect()
}

/// How many entries came in, were taken out, were altered.
pub(super) fn changes(before: &[Entry], now: &[Entry]) -> [usize; 3] {
    let (before, now) = (by_key(before), by_key(now));
    let added = now.keys().filter(|key| !before.contains_key(*key)).count();
    let removed = before.keys().filter(|key| !now.contains_key(*key)).count();
    let altered = now.iter().filter(|(key, entry)| before.get(*key).is_some_and(|one| one != *entry));
    [added, removed, altered.count()]
}

/// The same in words, an entry a line: what came in or was altered in the order of now, then what was taken out. A cell
/// that was altered is told with what it says now.
pub fn told_changes(before: &[Entry], now: &[Entry]) -> Vec<String> {
    let (was, is) = (by_key(before), by_key(now));
    let name = |entry: &Entry| format!("{} {}", entry.key(), entry.title());
    let mut told = Vec::new();
    for entry in now {
        let Some(old) = was.get(&entry.key()) else {
            told.push(format!("增加 {}", name(entry)));
            continue;
        };
        let altered = COLUMNS.iter().filter(|column| column.get(old) != column.get(entry));
        let cells: Vec<_> = altered
            .map(|column| match column.get(entry) {
                "" => format!("{}改为不填", column.zh),
                value => format!("{}改为“{value}”", column.zh),
            })
            .collect();
        if !cells.is_empty() {
            told.push(format!("修改 {}：{}", name(entry), cells.join("；")));
        }
    }
    let gone = before.iter().filter(|entry| !is.contains_key(&entry.key()));
    told.extend(gone.map(|entry| format!("去掉 {}", name(entry))));
    told
}
