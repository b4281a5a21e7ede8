//! E-mails over encrypted connections: only to a server that can prove who it is.

use std::sync::Mutex;

use office::mail::{Security, Server, Tried};
use store::MailState;

use super::server::MailServer;
use super::{MINUTE, databases, now, only, sender, submit};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_email_goes_out_encrypted_to_a_server_whose_authority_is_trusted() {
    for security in [Security::Tls, Security::StartTls] {
        let place = databases::Place::sqlite().await;
        let (store, server) = (place.open().await, MailServer::start_encrypted(security).await);
        submit(&store, "a@example.cn").await;
        let trusted = Server { trusted: Some(server.authority()), ..server.reached() };
        assert_eq!(sender(&store, trusted).send_next(now()).await.unwrap(), Tried::Sent, "{security:?}");
        assert_eq!(only(&store).await.state, MailState::Sent);
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_email_waits_where_the_server_cannot_prove_who_it_is() {
    let other = MailServer::start_encrypted(Security::Tls).await;
    for security in [Security::Tls, Security::StartTls] {
        for trusted in [None, Some(other.authority())] {
            let place = databases::Place::sqlite().await;
            let (store, server) = (place.open().await, MailServer::start_encrypted(security).await);
            submit(&store, "a@example.cn").await;
            let reached = Server { trusted, ..server.reached() };
            assert_eq!(sender(&store, reached).send_next(now()).await.unwrap(), Tried::Deferred);
            let mail = only(&store).await;
            assert_eq!(mail.state, MailState::Queued);
            let fault = mail.fault.unwrap_or_default();
            assert!(fault.contains("证书不受信任") && fault.contains("--mail-certificate"), "{fault}");
            assert!(server.received().is_empty());
            assert!(
                !server.commands().iter().any(|line| line.starts_with("MAIL")),
                "{:?}",
                server.commands()
            );
            // Once the authority is trusted, it goes out.
            let trusted = Server { trusted: Some(server.authority()), ..server.reached() };
            let tried = sender(&store, trusted).send_next(now() + MINUTE).await.unwrap();
            assert_eq!(tried, Tried::Sent);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn why_nothing_goes_out_is_told_once_to_who_runs_the_program() {
    let place = databases::Place::sqlite().await;
    let (store, server) = (place.open().await, MailServer::start_encrypted(Security::Tls).await);
    submit(&store, "a@example.cn").await;
    submit(&store, "b@example.cn").await;
    let said = Mutex::new(Vec::new());
    let complain = |why: &str| said.lock().unwrap().push(why.to_owned());
    let sender = sender(&store, server.reached());
    let waited = async {
        for _ in 0..200 {
            if store.due_mails(1, now(), 9).await.unwrap().is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    sender.run(now, complain, waited).await;
    let said = said.into_inner().unwrap();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("证书不受信任"), "{said:?}");
}
