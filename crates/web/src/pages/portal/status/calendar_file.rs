//! Last days as a file for the applicant's own calendar (RFC 5545).

use jiff::Timestamp;
use jiff::civil::Date;

/// The longest line of such a file, in bytes. RFC 5545, 3.1
const LINE: usize = 75;

/// A last day.
pub(super) struct Entry {
    /// Tells it from the others of one application.
    pub(super) id: &'static str,
    /// The day.
    pub(super) on: Date,
    /// What it is.
    pub(super) summary: String,
    /// Why, and what to do.
    pub(super) description: String,
}

/// The file: one whole day for each entry, with a reminder a week before.
pub(super) fn file(host: &str, number: &str, entries: &[Entry], now: Timestamp) -> String {
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//zh-CN", "METHOD:PUBLISH"]
            .map(str::to_owned)
            .to_vec();
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    for entry in entries {
        lines.push("BEGIN:VEVENT".into());
        lines.push(format!("UID:{number}-{}@{host}", entry.id));
        lines.push(format!("DTSTAMP:{stamp}"));
        lines.push(format!("DTSTART;VALUE=DATE:{}", entry.on.strftime("%Y%m%d")));
        lines.push("TRANSP:TRANSPARENT".into());
        lines.push(format!("SUMMARY:{}", escaped(&entry.summary)));
        lines.push(format!("DESCRIPTION:{}", escaped(&entry.description)));
        lines.push("BEGIN:VALARM".into());
        lines.push("ACTION:DISPLAY".into());
        lines.push("TRIGGER:-P7D".into());
        lines.push(format!("DESCRIPTION:{}", escaped(&entry.summary)));
        lines.push("END:VALARM".into());
        lines.push("END:VEVENT".into());
    }
    lines.push("END:VCALENDAR".into());
    lines.iter().map(|line| folded(line) + "\r\n").collect()
}

/// RFC 5545, 3.3.11
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n").replace('\r', "")
}

/// A long line broken between characters; a blank opens what follows.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lines_are_escaped_folded_and_end_as_the_format_wants() {
        let entry = Entry {
            id: "review",
            on: date(2026, 5, 6),
            summary: "申请行政复议，最后一天;a,b\\c\n".into(),
            description: "收到答复之日起六十日内".repeat(12),
        };
        let now = "2026-03-02T01:02:03Z".parse().unwrap();
        let text = file("www.example.gov.cn", "2026-1", &[entry], now);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(
            text.contains("\r\nDTSTART;VALUE=DATE:20260506\r\n") && text.contains("DTSTAMP:20260302T010203Z")
        );
        assert!(text.contains("最后一天\\;a\\,b\\\\c\\n\r\n"), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= LINE && !line.contains('\n')));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&"收到答复之日起六十日内".repeat(12)));
    }
}
