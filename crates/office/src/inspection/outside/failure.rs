//! What a failure of names, connections or encryption says of an address.

use std::io::{Error, ErrorKind};

use tokio_rustls::rustls::{AlertDescription, CertificateError, Error as TlsError};

use super::outcome::{Doubt, Fault, Outcome};

/// Why a name has no addresses.
pub(super) fn unresolved(why: &Error) -> Outcome {
    // What the system says of names is known here by its words only.
    if why.to_string().contains("Temporary failure") {
        Outcome::Unknown(Doubt::NameServer)
    } else {
        Outcome::Broken(Fault::NoSuchName)
    }
}

/// Why there is no connection.
pub(super) fn unconnected(why: &Error) -> Outcome {
    match why.kind() {
        ErrorKind::ConnectionRefused => Outcome::Broken(Fault::Refused),
        ErrorKind::NetworkUnreachable => Outcome::Unknown(Doubt::NoRoute),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => Outcome::Broken(Fault::Cut),
        _ => Outcome::Broken(Fault::Unreachable),
    }
}

/// Why a connection could not be encrypted.
pub(super) fn unencrypted(why: &Error) -> Outcome {
    let Some(why) = why.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) else {
        return Outcome::Broken(Fault::Cut);
    };
    match why {
        TlsError::InvalidCertificate(why) => Outcome::Broken(match why {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Fault::CertificateExpired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Fault::CertificateOfOther
            }
            _ => Fault::CertificateUntrusted,
        }),
        TlsError::PeerIncompatible(_)
        | TlsError::AlertReceived(
            AlertDescription::HandshakeFailure
            | AlertDescription::ProtocolVersion
            | AlertDescription::InsufficientSecurity,
        ) => Outcome::Unknown(Doubt::Cipher),
        _ => Outcome::Broken(Fault::Encryption),
    }
}
