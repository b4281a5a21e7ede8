//! The answer as it goes out by e-mail: the letter as PDF, and what is handed over with it.

use store::Store;

use super::ATTACHMENTS_LIMIT;
use crate::applications::{CaseFile, FieldFault, NotDone};
use crate::letters;

/// The answer of a case, ready to be attached.
pub(crate) struct Answer {
    /// The name of the letter's file.
    pub(crate) name: String,
    /// The letter's title.
    pub(crate) title: String,
    /// The letter.
    pub(crate) pdf: Vec<u8>,
    /// Name and hash of each file that is handed over; they stay in the application's own sealed records.
    pub(crate) enclosed: Vec<(String, String)>,
}

fn fault(message: String) -> NotDone {
    NotDone::Invalid(vec![FieldFault { field: "way", message }])
}

/// Makes it ready for an address, or says why this answer cannot be served by e-mail.
///
/// # Errors
/// [`NotDone::Invalid`]: no address, a letter that cannot be made, too much for an e-mail.
pub(crate) async fn answer(
    store: &Store,
    agency: i64,
    file: &CaseFile,
    email: &str,
    now: jiff::Timestamp,
) -> Result<Answer, NotDone> {
    if email.trim().is_empty() {
        return Err(fault("申请人没有填写电子邮箱，请选择其他送达方式".into()));
    }
    if !super::is_address(email) {
        return Err(fault("申请人填写的电子邮箱不能识别，请选择其他送达方式".into()));
    }
    let shelf = letters::Shelf::of(store, agency, file).await?;
    let letter = match letters::current_answer(&shelf, file, now) {
        Ok(Some(letter)) if !letter.is_draft() => letter,
        Ok(_) => return Err(fault("答复书还没有签发".into())),
        Err(missing) => return Err(fault(format!("答复书不能生成：{missing}"))),
    };
    let title = letter.title.clone();
    let name = format!("{title}（{}）.pdf", file.stored.application.number);
    let written = tokio::task::spawn_blocking(move || letters::pdf(&letter)).await;
    let pdf = match written {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(error)) => return Err(fault(format!("答复书不能生成 PDF：{error}"))),
        Err(_) => return Err(fault("答复书不能生成 PDF".into())),
    };
    let enclosed = file.enclosed();
    let mut bytes = pdf.len();
    for (_, hash) in &enclosed {
        bytes += store.open_sealed(&file.stored.stream, hash).await?.map_or(0, |file| file.len());
    }
    if bytes > ATTACHMENTS_LIMIT {
        let (size, limit) = (bytes >> 20, ATTACHMENTS_LIMIT >> 20);
        return Err(fault(format!("附件共{size} MB，超过电子邮件的限度（{limit} MB），请选择其他送达方式")));
    }
    Ok(Answer { name, title, pdf, enclosed })
}
