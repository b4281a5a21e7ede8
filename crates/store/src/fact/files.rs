//! The sealed attachments that a fact names.

use super::Fact;
use crate::outbox::MailStep;

/// Every fact that names sealed attachments: those that are named are those that are erased.
macro_rules! with_files {
    ($files:ident) => {
        Fact::Procedure { $files, .. }
            | Fact::Remedy { $files, .. }
            | Fact::Rectification { $files, .. }
            | Fact::Mail(MailStep::Queued { $files, .. })
    };
}

impl Fact {
    /// Names the sealed attachments of an act or an e-mail.
    pub(crate) fn name_files(&mut self, hashes: Vec<String>) {
        if let with_files!(files) = self {
            *files = hashes;
        }
    }

    /// The sealed attachments it names, in hexadecimal.
    pub(crate) fn files(&self) -> &[String] {
        if let with_files!(files) = self { files } else { &[] }
    }
}
