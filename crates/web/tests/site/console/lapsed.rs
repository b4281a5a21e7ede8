//! A sign-in that ended while a form was filled in: what was typed comes back after signing in again, and is sent on the
//! officer's word.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::accounts;
use statute::procedure::{Role, Verb};

use super::{Answer, Office, moment, office, stages, token};

const PASSWORD: &str = "correct-horse-7-battery";
const VISIT: &str = "0123456789abcdef0123456789abcdef";
const TYPED: &str = "材料较多，\"><script>alert(1)</script>";

/// Gives the handler a password, and lets their sign-in end.
async fn lapsed() -> (Office, String, String) {
    let office = office().await;
    let now = moment("2026-03-16T02:00:00Z");
    for account in ["handler", "clerk"] {
        let once = accounts::reset_password(&office.store, account, now).await.unwrap();
        accounts::change_password(&office.store, account, &once, PASSWORD, now).await.unwrap();
    }
    let number = stages::application(&office, Verb::AskExtension).await;
    // What the form carried when it was opened.
    let form_token = office.form_token(Role::Handler);
    (office, number, form_token)
}

async fn send(office: &Office, address: &str, cookie: &str, form: &[(String, String)]) -> Answer {
    let body = serde_urlencoded::to_string(form).unwrap();
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie.to_owned());
    office.answer(request.body(Body::from(body)).unwrap()).await
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The hidden fields of a page's own form.
fn hidden(page: &str) -> Vec<(String, String)> {
    let mut forms = page.rsplit("<form method=\"post\"");
    let form = forms.find(|form| form.contains("form_token")).unwrap();
    let plain = |text: &str| {
        let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#38;", "&")
    };
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|field| {
            let (name, rest) = field.split_once('"').unwrap();
            let value = rest.split_once("value=\"").unwrap().1.split('"').next().unwrap();
            (name.to_owned(), plain(value))
        })
        .collect()
}

#[tokio::test]
async fn what_was_typed_is_sent_after_signing_in_again() {
    let (office, number, form_token) = lapsed().await;
    let address = format!("/office/applications/{number}/ask_extension");
    let version = office.version(&number).await.to_string();
    let typed =
        pairs(&[("form_token", &form_token), ("version", &version), ("workdays", "5"), ("reason", TYPED)]);
    let cookie = format!("visit={VISIT}; session={}", token(Role::Handler));
    let asked = send(&office, &address, &cookie, &typed).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{}", asked.text);
    assert!(asked.text.contains("登录已经到期") && !asked.text.contains("<script>alert"), "{}", asked.text);
    assert_eq!(office.version(&number).await.to_string(), version, "nothing is done yet");

    // A wrong password loses nothing either.
    let mut sign_in = hidden(&asked.text);
    sign_in.extend(pairs(&[("account", "handler"), ("password", "wrong")]));
    let wrong = send(&office, "/office/sign-in", &cookie, &sign_in).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut sign_in = hidden(&wrong.text);
    sign_in.extend(pairs(&[("account", "handler"), ("password", PASSWORD)]));
    let back = send(&office, "/office/sign-in", &cookie, &sign_in).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert!(back.text.contains("继续提交") && back.text.contains("材料较多"), "{}", back.text);
    assert!(back.text.contains(&format!("action=\"{address}\"")) && !back.text.contains("<script>alert"));
    assert_eq!(office.version(&number).await.to_string(), version, "not before the officer says so");

    let carried = hidden(&back.text);
    assert!(carried.iter().any(|(name, value)| name == "reason" && value == TYPED), "{carried:?}");
    let session = format!("session={}", back.session);
    let done = send(&office, &address, &session, &carried).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(
        office.store.application(1, &number).await.unwrap().unwrap().application.extension_asked,
        Some(5)
    );
}

#[tokio::test]
async fn another_account_does_not_get_it_and_a_forged_form_is_not_kept() {
    let (office, number, form_token) = lapsed().await;
    let address = format!("/office/applications/{number}/ask_extension");
    let typed = pairs(&[("form_token", &form_token), ("workdays", "5"), ("reason", "材料较多")]);
    let cookie = format!("visit={VISIT}");
    let asked = send(&office, &address, &cookie, &typed).await;
    let mut sign_in = hidden(&asked.text);
    sign_in.extend(pairs(&[("account", "clerk"), ("password", PASSWORD)]));
    let other = send(&office, "/office/sign-in", &cookie, &sign_in).await;
    assert_eq!((other.status, other.to.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
    for forged in ["", "0", "0.0"] {
        let typed = pairs(&[("form_token", forged), ("reason", "材料较多")]);
        let answer = send(&office, &address, &cookie, &typed).await;
        if forged == "0.0" {
            // It is nobody's, so that nobody gets it back.
            let mut sign_in = hidden(&answer.text);
            sign_in.extend(pairs(&[("account", "handler"), ("password", PASSWORD)]));
            let answer = send(&office, "/office/sign-in", &cookie, &sign_in).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{forged}");
        }
    }
    let secret = pairs(&[("form_token", &form_token), ("old", PASSWORD), ("new", PASSWORD)]);
    let passwords = send(&office, "/office/password", &cookie, &secret).await;
    assert_eq!(passwords.status, StatusCode::SEE_OTHER, "passwords are not carried along");
}

#[tokio::test]
async fn a_form_of_an_earlier_sign_in_of_the_same_account_comes_back_to_be_sent() {
    let (office, number, form_token) = lapsed().await;
    let address = format!("/office/applications/{number}/ask_extension");
    let version = office.version(&number).await.to_string();
    let now = moment("2026-03-16T02:00:00Z");
    let anew = accounts::sign_in(&office.store, "handler", PASSWORD, now).await.unwrap();
    let session = format!("session={}", anew.as_str());
    let typed = pairs(&[
        ("form_token", &form_token),
        ("version", &version),
        ("workdays", "5"),
        ("reason", "材料较多"),
    ]);
    let back = send(&office, &address, &session, &typed).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert!(back.text.contains("继续提交") && back.text.contains("材料较多"), "{}", back.text);
    assert_eq!(office.version(&number).await.to_string(), version);
    let done = send(&office, &address, &session, &hidden(&back.text)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
}
