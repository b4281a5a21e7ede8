//! What would be, or is, public: card, text and files, each named by its hash (版本).

use serde::{Deserialize, Serialize};

use super::card::Card;

/// A file handed out with a publication (附件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFile {
    /// What it is called where it is handed out.
    pub name: String,
    /// Its media type, told by its content.
    pub media: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SM3 of its bytes, in hexadecimal.
    pub sm3: String,
    /// Whether it is a picture within the text instead of a file of the list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_picture: bool,
    /// Whether it is the file that the publication was brought in from (原文件).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_original: bool,
    /// SM3 of the file that it was made of by taking out what nobody is to see (净化), in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scrubbed_from: Option<String>,
}

/// Everything of a publication that citizens are to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Metadata.
    pub card: Card,
    /// SM3 of the text as clean HTML, in hexadecimal.
    pub body: String,
    /// Pictures and attachments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<AttachedFile>,
}

impl Edition {
    /// The bytes whose SM3 a confidentiality review is bound to: they name every byte that will be public by its hash.
    /// 《条例》第17条
    pub fn bytes_reviewed(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an edition is always JSON")
    }

    /// The hashes of the text and of every file.
    pub fn contents(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.body.as_str()).chain(self.files.iter().map(|file| file.sm3.as_str()))
    }
}
