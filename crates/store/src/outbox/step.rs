//! What becomes of a letter by e-mail, as the ledger records it: neither address nor text, which are sealed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical::canonical;

/// What became of an e-mail (电子邮件).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailStep {
    /// `mail.queued`: it waits to be sent; address, subject and text are the sealed record.
    Queued {
        /// Its `Message-ID`, the same at every attempt.
        message_id: String,
        /// What it is about, as a code.
        topic: String,
        /// Hashes of its sealed attachments, in hexadecimal.
        files: Vec<String>,
    },
    /// `mail.sent`: the server accepted it; what it answered is the sealed record.
    Sent(Reply),
    /// `mail.refused`: it is not tried again; what the server answered is the sealed record.
    Refused(Reply),
    /// `mail.again`: an officer has it tried again.
    Again,
    /// `mail.settled`: an officer told the applicant in another way.
    Settled,
}

/// What a mail server answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The code of its answer; none where it gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u16>,
    /// How often it was tried.
    pub attempts: u32,
}

#[derive(Serialize, Deserialize)]
struct Queued {
    message_id: String,
    topic: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Answered {
    #[serde(flatten)]
    reply: Reply,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Nothing {}

impl MailStep {
    /// The word in the kind of its event.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Sent(_) => "sent",
            Self::Refused(_) => "refused",
            Self::Again => "again",
            Self::Settled => "settled",
        }
    }

    /// The canonical bytes of its data.
    pub(crate) fn data(&self, sealed: Option<String>) -> Vec<u8> {
        match self {
            Self::Queued { message_id, topic, files } => canonical(&Queued {
                message_id: message_id.clone(),
                topic: topic.clone(),
                files: files.clone(),
                sealed,
            }),
            Self::Sent(reply) | Self::Refused(reply) => canonical(&Answered { reply: *reply, sealed }),
            Self::Again | Self::Settled => canonical(&Nothing {}),
        }
    }

    /// Reads the word of its kind and its data back, with the sealed record it names.
    pub(crate) fn read(word: &str, data: Value) -> Result<(Self, Option<String>), String> {
        let text = |error: serde_json::Error| error.to_string();
        Ok(match word {
            "queued" => {
                let Queued { message_id, topic, files, sealed } =
                    serde_json::from_value(data).map_err(text)?;
                (Self::Queued { message_id, topic, files }, sealed)
            }
            "sent" | "refused" => {
                let Answered { reply, sealed } = serde_json::from_value(data).map_err(text)?;
                (if word == "sent" { Self::Sent(reply) } else { Self::Refused(reply) }, sealed)
            }
            "again" => (Self::Again, None),
            "settled" => (Self::Settled, None),
            _ => return Err(format!("未知的事件 mail.{word}")),
        })
    }
}
