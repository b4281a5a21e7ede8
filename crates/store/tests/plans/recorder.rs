//! Hears every statement that is executed, from the log of sqlx.

use std::fmt::Debug;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Recorder;

/// The fields of one line of the log.
#[derive(Default)]
struct Said {
    summary: String,
    statement: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut said = Said::default();
        event.record(&mut said);
        // A short statement is its own summary.
        let statement = if said.statement.is_empty() { said.summary } else { said.statement };
        HEARD.lock().unwrap().push(statement.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Begins to listen; what was heard before is forgotten.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Recorder).expect("nobody else listens"));
    HEARD.lock().unwrap().clear();
}

/// What was heard since, and has a plan.
pub(crate) fn heard() -> Vec<String> {
    const PLANNED: [&str; 5] = ["select", "insert", "update", "delete", "with"];
    let heard = std::mem::take(&mut *HEARD.lock().unwrap());
    heard.into_iter().filter(|statement| PLANNED.iter().any(|word| statement.starts_with(word))).collect()
}
