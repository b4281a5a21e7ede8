//! The key file (密钥文件): master keys of sealed records and the key of the blind index.
//!
//! It lies outside the database, so that a copy of the database alone gives no personal data away.

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sm3::Sm3;

use crate::canonical::{hex, unhex};
use crate::error::{Error, Result};
use crate::event::Hash;

/// Bytes of a nonce, in front of every ciphertext.
const NONCE: usize = 12;

/// How personal data is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cipher {
    /// AES-256-GCM
    #[default]
    #[serde(rename = "aes-256-gcm")]
    Aes256Gcm,
    /// SM4-GCM (GB/T 32907, RFC 8998), where 国密 is asked for.
    #[serde(rename = "sm4-gcm")]
    Sm4Gcm,
}

impl Cipher {
    /// The cipher of this name: `aes-256-gcm`, `sm4-gcm`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "aes-256-gcm" => Some(Self::Aes256Gcm),
            "sm4-gcm" => Some(Self::Sm4Gcm),
            _ => None,
        }
    }

    fn key_length(self) -> usize {
        match self {
            Self::Aes256Gcm => 32,
            Self::Sm4Gcm => 16,
        }
    }

    /// Nonce and ciphertext; `bound` is what the text belongs to and is authenticated with it.
    fn encrypt(self, key: &[u8], text: &[u8], bound: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        fill(&mut nonce);
        let payload = Payload { msg: text, aad: bound };
        let encrypted = match self {
            Self::Aes256Gcm => aes_gcm::Aes256Gcm::new_from_slice(key)
                .expect("keys have the cipher's length")
                .encrypt(&nonce.into(), payload),
            Self::Sm4Gcm => AesGcm::<sm4::Sm4, U12>::new_from_slice(key)
                .expect("keys have the cipher's length")
                .encrypt(&nonce.into(), payload),
        };
        let mut out = nonce.to_vec();
        out.extend(encrypted.expect("a record is far below the cipher's limit"));
        out
    }

    fn decrypt(self, key: &[u8], sealed: &[u8], bound: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let payload = Payload { msg: text, aad: bound };
        match self {
            Self::Aes256Gcm => {
                aes_gcm::Aes256Gcm::new_from_slice(key).ok()?.decrypt(&nonce.into(), payload).ok()
            }
            Self::Sm4Gcm => {
                AesGcm::<sm4::Sm4, U12>::new_from_slice(key).ok()?.decrypt(&nonce.into(), payload).ok()
            }
        }
    }
}

fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}

#[derive(Clone, Serialize, Deserialize)]
struct MasterKey {
    id: String,
    cipher: Cipher,
    secret: String,
}

/// What the file holds. The last key seals; the others open what they sealed.
#[derive(Clone, Serialize, Deserialize)]
struct KeyFile {
    keys: Vec<MasterKey>,
    blind: String,
}

/// The keys of an open ledger. `Debug` shows their ids only.
#[derive(Clone)]
pub struct Keys {
    keys: Vec<(String, Cipher, Vec<u8>)>,
    blind: Vec<u8>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|(id, cipher, _)| (id, cipher))).finish()
    }
}

/// A sealed text: its own key wrapped under the master key `key_id`, and the ciphertext.
#[derive(Clone, Debug)]
pub(crate) struct Sealing {
    pub(crate) key_id: String,
    pub(crate) wrapped_key: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
}

impl Keys {
    /// No keys: enough for verification, rebuilding and figures without texts.
    pub fn none() -> Self {
        Self { keys: Vec::new(), blind: Vec::new() }
    }

    /// Whether there are none.
    pub(crate) fn is_none(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a master key of this id is among them.
    pub fn holds(&self, id: &str) -> bool {
        self.keys.iter().any(|(known, ..)| known == id)
    }

    /// Fresh keys.
    pub fn generate(cipher: Cipher) -> Self {
        let mut keys = Self::none();
        keys.blind = vec![0; 32];
        fill(&mut keys.blind);
        keys.rotate(cipher);
        keys
    }

    /// Adds a fresh master key that seals from now on; the old ones still open.
    pub fn rotate(&mut self, cipher: Cipher) {
        let (mut id, mut secret) = ([0; 4], vec![0; cipher.key_length()]);
        fill(&mut id);
        fill(&mut secret);
        self.keys.push((hex(&id), cipher, secret));
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`Error::KeyFile`] where it cannot be read or is none.
    pub fn read(path: &Path) -> Result<Self> {
        let problem = |problem: String| Error::KeyFile { path: path.display().to_string(), problem };
        let text = fs::read_to_string(path).map_err(|error| problem(format!("不能读取：{error}")))?;
        // The parser's own message could repeat a secret.
        let file: KeyFile = serde_json::from_str(&text).map_err(|_| problem("不是密钥文件".into()))?;
        let keys = file
            .keys
            .into_iter()
            .map(|key| {
                let secret = unhex(&key.secret).filter(|secret| secret.len() == key.cipher.key_length());
                secret.map(|secret| (key.id, key.cipher, secret))
            })
            .collect::<Option<Vec<_>>>()
            .filter(|keys| !keys.is_empty());
        match (keys, unhex(&file.blind)) {
            (Some(keys), Some(blind)) if blind.len() == 32 => Ok(Self { keys, blind }),
            _ => Err(problem("密钥缺失或长度不符".into())),
        }
    }

    /// Writes a new key file that only its owner may read; one that is there already is read instead.
    ///
    /// # Errors
    /// [`Error::KeyFile`] where it cannot be written.
    pub fn create(path: &Path, cipher: Cipher) -> Result<Self> {
        let problem = |error: std::io::Error| Error::KeyFile {
            path: path.display().to_string(),
            problem: format!("不能写入：{error}"),
        };
        let keys = Self::generate(cipher);
        let mut suffix = [0; 6];
        fill(&mut suffix);
        let draft = path.with_extension(format!("{}.tmp", hex(&suffix)));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&draft).and_then(|mut file| {
            file.write_all(keys.file_text().as_bytes())?;
            file.sync_all()
        });
        // A link appears whole or not at all, and never replaces the file of another process.
        let linked = written.and_then(|()| fs::hard_link(&draft, path));
        drop(fs::remove_file(&draft));
        match linked {
            Ok(()) => Ok(keys),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Self::read(path),
            Err(error) => Err(problem(error)),
        }
    }

    fn file_text(&self) -> String {
        let file = KeyFile {
            keys: self
                .keys
                .iter()
                .map(|(id, cipher, secret)| MasterKey {
                    id: id.clone(),
                    cipher: *cipher,
                    secret: hex(secret),
                })
                .collect(),
            blind: hex(&self.blind),
        };
        serde_json::to_string_pretty(&file).expect("a key file is always JSON")
    }

    /// The keyed token by which an equal value is found again: HMAC-SM3 over field and value.
    pub fn blind(&self, field: &str, value: &str) -> Hash {
        let mut mac = <Hmac<Sm3> as KeyInit>::new_from_slice(&self.blind).expect("any length serves");
        mac.update(field.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Seals a text under a key of its own, bound to its stream.
    pub(crate) fn seal(&self, stream: &str, text: &[u8]) -> Result<Sealing> {
        let (id, cipher, master) = self.keys.last().ok_or_else(|| Error::KeyMissing("（无）".into()))?;
        let mut own = vec![0; cipher.key_length()];
        fill(&mut own);
        Ok(Sealing {
            key_id: id.clone(),
            wrapped_key: cipher.encrypt(master, &own, stream.as_bytes()),
            ciphertext: cipher.encrypt(&own, text, stream.as_bytes()),
        })
    }

    /// Opens what [`Keys::seal`] sealed.
    pub(crate) fn open(&self, stream: &str, sealing: &Sealing) -> Result<Vec<u8>> {
        let (_, cipher, master) = self
            .keys
            .iter()
            .find(|(id, ..)| *id == sealing.key_id)
            .ok_or_else(|| Error::KeyMissing(sealing.key_id.clone()))?;
        cipher
            .decrypt(master, &sealing.wrapped_key, stream.as_bytes())
            .and_then(|own| cipher.decrypt(&own, &sealing.ciphertext, stream.as_bytes()))
            .ok_or_else(|| Error::SealBroken(stream.to_owned()))
    }
}
