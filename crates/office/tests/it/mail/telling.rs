//! What is told with which act, as the applicant's mail program shows it.

use mail_parser::{MessageParser, MimeHeaders as _};
use office::applications::{Deed, NotDone, Office, Upload};
use office::mail::Tried;
use serde_json::Map;
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, FeeNotice, Officer, Role, Service};
use store::{MailState, Store};

use super::databases::{Place, story};
use super::server::MailServer;
use super::{does, intake, mailing, now, sender, submit};

/// A message as it is read.
struct Read {
    subject: String,
    from: String,
    text: String,
    /// Name and bytes.
    attachments: Vec<(String, Vec<u8>)>,
}

/// Sends everything that waits and reads it.
async fn sent(store: &Store) -> Vec<Read> {
    let server = MailServer::start(&[]).await;
    let sender = sender(store, server.reached());
    while sender.send_next(now()).await.unwrap() != Tried::Nothing {}
    let read = |data: Vec<u8>| {
        let message = MessageParser::default().parse(&data).unwrap();
        assert!(data.is_ascii(), "no server must be able to do more than ASCII");
        assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        let attachments = message
            .attachments()
            .map(|part| (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec()));
        Read {
            subject: message.subject().unwrap().to_owned(),
            from: message.from().unwrap().first().unwrap().name().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap().replace("\r\n", "\n"),
            attachments: attachments.collect(),
        }
    };
    server.received().into_iter().map(|one| read(one.data)).collect()
}

story! {
    async fn the_receipt_tells_number_and_term_and_no_secret(place) {
        let store = place.open().await;
        let receipt = submit(&store, "a@example.cn").await;
        let [read] = &sent(&store).await[..] else { panic!("one e-mail") };
        assert_eq!(read.subject, "示例市测试局：2026-1号政府信息公开申请登记回执");
        assert_eq!(read.from, "示例市测试局");
        assert!(read.text.starts_with("申请人甲：\n"), "{}", read.text);
        for said in ["申请编号：2026-1", "2026年3月2日", "《条例》第31条", "0000-0000000",
            "https://xxgk.example.gov.cn/apply/status?number=2026-1 "] {
            assert!(read.text.contains(said), "{said}: {}", read.text);
        }
        let code = receipt.query_code.unwrap();
        let bare: String = read.text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(!bare.contains(&code), "the query code is not sent");
        assert!(!read.text.contains("110101199003070000") && !read.text.contains("13000000000"));
        assert!(read.attachments.is_empty());
    }
}

#[tokio::test]
async fn every_notice_says_what_the_applicant_must_know() {
    let place = Place::sqlite().await;
    let store = place.open().await;
    submit(&store, "a@example.cn").await;
    sent(&store).await;
    let number = "2026-1";
    does(&store, number, Role::Clerk, Act::Confirmed, &[]).await;
    let confirmed = sent(&store).await;
    assert!(
        confirmed[0].text.contains("收到申请之日为2026年3月2日，答复期限为2026年3月30日（含当日）"),
        "{}",
        confirmed[0].text
    );
    does(&store, number, Role::Clerk, Act::Assigned { to: "handler".into() }, &[]).await;
    does(&store, number, Role::Handler, Act::Accepted, &[]).await;
    assert!(sent(&store).await.is_empty(), "what goes on inside is not told");
    let asked = Act::SupplementAsked { reply_by: "2026-03-11".parse().unwrap() };
    does(&store, number, Role::Handler, asked, &[("defects", "没有写明年度"), ("guidance", "请写明年度")])
        .await;
    let supplement = &sent(&store).await[0];
    assert!(supplement.subject.ends_with("补正通知"));
    for said in ["2026年3月11日前", "需要补正的内容：没有写明年度", "怎样补正：请写明年度"]
    {
        assert!(supplement.text.contains(said), "{said}: {}", supplement.text);
    }
    does(&store, number, Role::Clerk, Act::SupplementReceived, &[]).await;
    does(&store, number, Role::Handler, Act::ExtensionAsked { workdays: 20 }, &[("reason", "材料较多")])
        .await;
    does(&store, number, Role::Signer, Act::ExtensionApproved { workdays: 20 }, &[]).await;
    let extension = &sent(&store).await[0];
    assert!(
        extension.text.contains("延长20个工作日，延长后答复期限为2026年4月28日（含当日）"),
        "{}",
        extension.text
    );
    let fee = FeeNotice { mode: Tariff::Items, n: 31, after: 0, total: 2200 };
    let charged = [("fee.excess", "本月已提出申请31件"), ("fee.payment", "到本机关缴纳")];
    does(&store, number, Role::Handler, Act::FeeNotified(fee), &charged).await;
    let fee = &sent(&store).await[0];
    assert!(
        fee.text.contains("信息处理费2200元") && fee.text.contains("请在2026年3月30日前（含当日）缴纳"),
        "{}",
        fee.text
    );
}

/// Brings an application of somebody at this address to the signed letter.
pub(super) async fn signed(store: &Store, email: &str) -> String {
    let number = submit(store, email).await.number;
    let by = |role: Role| Officer { account: role.code().into(), roles: vec![role] };
    does(store, &number, Role::Clerk, Act::Confirmed, &[]).await;
    does(store, &number, Role::Clerk, Act::Assigned { to: "handler".into() }, &[]).await;
    does(store, &number, Role::Handler, Act::Accepted, &[]).await;
    let decision =
        Decision { form: Some(statute::letters::LetterForm::Granted), ..Decision::of(Leaf::Granted) };
    let texts = [
        ("supplied.what", "补贴发放文件"),
        ("supplied.form", "电子文件"),
        ("supplied.when", "本告知书送达之日"),
        ("facts", "经查"),
    ];
    let texts: Map<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let files = vec![Upload {
        name: "发放文件（2025年）.pdf".into(),
        bytes: b"%PDF-1.7 what was asked for".to_vec(),
    }];
    let version = store.application(1, &number).await.unwrap().unwrap().version;
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now: now() };
    let deed = Deed { on: None, act: Act::Drafted(decision), version, texts, files };
    office.act(&number, deed, &by(Role::Handler)).await.unwrap();
    does(store, &number, Role::Reviewer, Act::Approved, &[]).await;
    does(store, &number, Role::Signer, Act::Signed { letter: String::new() }, &[]).await;
    number
}

async fn served(store: &Store, number: &str) -> Result<(), NotDone> {
    let version = store.application(1, number).await.unwrap().unwrap().version;
    let mailing = mailing();
    let office = Office { store, agency: 1, mailing: Some(&mailing), now: now() };
    let clerk = Officer { account: "clerk".into(), roles: vec![Role::Clerk] };
    let deed = Deed {
        on: None,
        act: Act::Served { way: Service::Email },
        version,
        texts: Map::new(),
        files: vec![],
    };
    office.act(number, deed, &clerk).await
}

story! {
    async fn an_answer_goes_out_with_letter_and_information(place) {
        let store = place.open().await;
        let number = signed(&store, "a@example.cn").await;
        sent(&store).await;
        served(&store, &number).await.unwrap();
        let [read] = &sent(&store).await[..] else { panic!("one e-mail") };
        assert!(read.subject.ends_with("答复书") && read.text.contains("示测公开〔2026〕1号"), "{}", read.text);
        let names: Vec<_> = read.attachments.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["政府信息予以公开告知书（2026-1）.pdf", "发放文件2025年.pdf"]);
        assert!(read.attachments[0].1.starts_with(b"%PDF-") && read.attachments[0].1.len() > 5000);
        assert_eq!(read.attachments[1].1, b"%PDF-1.7 what was asked for");
        let mail = store.mails(1, &number).await.unwrap().pop().unwrap();
        assert_eq!((mail.topic.as_str(), mail.state), ("answer", MailState::Sent));
        // What was sent is kept, byte for byte.
        assert_eq!(store.mail_content(&mail).await.unwrap().unwrap().files[0], read.attachments[0].1);
    }
}

#[tokio::test]
async fn an_answer_without_an_address_is_not_served_by_email() {
    let place = Place::sqlite().await;
    let store = place.open().await;
    let number = signed(&store, "").await;
    let Err(NotDone::Invalid(faults)) = served(&store, &number).await else { panic!("it is refused") };
    assert!(faults[0].field == "way" && faults[0].message.contains("没有填写电子邮箱"), "{faults:?}");
    assert!(store.application(1, &number).await.unwrap().unwrap().application.served.is_none());
}

#[tokio::test]
async fn without_settings_or_an_address_nothing_is_queued() {
    let place = Place::sqlite().await;
    let store = place.open().await;
    submit(&store, " ").await;
    assert!(store.mails(1, "2026-1").await.unwrap().is_empty());
    let quiet = Office { store: &store, agency: 1, mailing: None, now: now() };
    quiet.register(intake("a@example.cn"), &Officer::applicant()).await.unwrap();
    assert!(store.mails(1, "2026-2").await.unwrap().is_empty());
    submit(&store, "a@example.cn").await;
    assert_eq!(store.mails(1, "2026-3").await.unwrap().len(), 1);
}
