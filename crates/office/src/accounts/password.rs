//! Passwords: argon2id, long enough, never a default one.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// The fewest characters of a password.
pub const PASSWORD_LENGTH: usize = 12;

/// Characters of a one-time password; none that are mistaken for another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too short.
    #[error("密码应不少于{PASSWORD_LENGTH}个字符")]
    Short,
    /// Too little variety.
    #[error("密码至少应有5个不同的字符")]
    Uniform,
    /// It holds the account's name.
    #[error("密码不应含有账户名")]
    HoldsName,
    /// It is the one in use.
    #[error("新密码不应与原密码相同")]
    Same,
}

/// Whether a password may be chosen for an account.
pub(super) fn check(password: &str, account: &str) -> Result<(), WeakPassword> {
    let characters: std::collections::BTreeSet<_> = password.chars().collect();
    if password.chars().count() < PASSWORD_LENGTH {
        Err(WeakPassword::Short)
    } else if characters.len() < 5 {
        Err(WeakPassword::Uniform)
    } else if password.to_lowercase().contains(account) {
        Err(WeakPassword::HoldsName)
    } else {
        Ok(())
    }
}

/// A random text of the alphabet, five bits a character.
pub(crate) fn random(length: usize) -> String {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// The first letters and digits that a hash in hexadecimal spells, five bits each, in the alphabet of [`random`].
pub(crate) fn spelled(hash: &str, length: usize) -> String {
    let digits: Vec<u8> = hash.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    let bytes = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]);
    bytes.take(length).map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// A one-time password of 80 bits.
pub(super) fn one_time() -> String {
    random(16)
}

/// The PHC form of a password's hash; the work is done beside the requests.
pub(super) async fn hash(password: String) -> String {
    let hashing = tokio::task::spawn_blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.expect("the parameters are argon2's own").to_string()
    });
    hashing.await.expect("hashing does not panic")
}

/// Whether a password is the one of the hash.
pub(super) async fn fits(password: String, hash: String) -> bool {
    let verifying = tokio::task::spawn_blocking(move || {
        Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()
    });
    verifying.await.expect("verifying does not panic")
}
