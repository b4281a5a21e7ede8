//! Registering an application that came by any channel (登记申请). 《条例》第29条、第31条

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;
use office::applications::{self, FILE_LIMIT, Intake, NotDone, Person, Upload};
use statute::applicant::Applicant;
use statute::procedure::Role;
use statute::registers::Channel;

use super::frame;
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::{Appearance, Page, Typed};
use crate::session::{Working, random};
use crate::submitted::Submitted;

/// Files a scan may be.
const SCANS: &str = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx";

/// The fields in the order of the page.
const FIELDS: [&str; 20] = [
    "channel",
    "arrived_on",
    "arrival_reason",
    "files",
    "applicant",
    "name",
    "identity_kind",
    "identity_number",
    "representative",
    "contact",
    "telephone",
    "address",
    "postcode",
    "email",
    "workplace",
    "fax",
    "content",
    "form",
    "way",
    "purpose",
];

#[derive(Template)]
#[template(path = "office/register.html")]
struct Register<'a> {
    page: Page,
    form: &'a Typed,
    channels: Vec<(&'a str, &'a str)>,
    applicants: Vec<(&'a str, &'a str)>,
    earliest: String,
    today: String,
    limit: u64,
    scans: &'a str,
}

fn page(bench: &Bench, appearance: Appearance, working: &Working, form: &Typed) -> Result<String, Error> {
    let page = frame::page(bench, appearance, working, "登记申请", "/office/applications/new")
        .under("工作清单", "/office");
    let today = bench.desk.clock.today();
    let register = Register {
        page,
        form,
        channels: Channel::ALL.map(|channel| (channel.zh(), channel.zh())).into(),
        applicants: Applicant::ALL.map(|applicant| (applicant.zh(), applicant.zh())).into(),
        earliest: applications::earliest(today).to_string(),
        today: today.to_string(),
        limit: FILE_LIMIT as u64,
        scans: SCANS,
    };
    Ok(register.render()?)
}

/// `GET /office/applications/new`
pub(crate) async fn show(
    State(bench): State<Bench>,
    appearance: Appearance,
    working: Working,
) -> Result<Html<String>, Error> {
    working.need(&[Role::Clerk])?;
    let today = bench.desk.clock.today().to_string();
    let form = Typed::default().with("submission", random()).with("arrived_on", today);
    Ok(Html(page(&bench, appearance, &working, &form)?))
}

/// `POST /office/applications/new`
pub(crate) async fn submit(
    State(bench): State<Bench>,
    appearance: Appearance,
    Submitted { working, mut form, files }: Submitted,
) -> Result<Response, Error> {
    working.need(&[Role::Clerk])?;
    form.in_order(FIELDS);
    if let Some(intake) = intake(&mut form, files) {
        match bench.office().register(intake, working.officer()).await {
            Ok(receipt) => {
                let number = &receipt.number;
                // Sent twice, the first answer has put it there, and it was shown or will be.
                if let Some(code) = receipt.query_code.filter(|_| receipt.is_new) {
                    bench.once.put(&working.token, number, code, bench.desk.clock.now());
                }
                return Ok(Redirect::to(&format!("/office/applications/{number}/receipt")).into_response());
            }
            Err(NotDone::Invalid(faults)) => {
                form.refuse_each(faults);
            }
            Err(error) => return Err(frame::refused(error)),
        }
    }
    let answer = Html(page(&bench, appearance, &working, &form)?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
}

fn intake(form: &mut Typed, files: Vec<Upload>) -> Option<Intake> {
    let channel = Channel::ALL.into_iter().find(|channel| channel.zh() == form.value("channel"));
    let applicant = Applicant::from_zh(form.value("applicant"));
    let arrived_on = form.value("arrived_on").parse::<Date>().ok();
    if channel.is_none() {
        form.refuse("channel", "请选择收到的渠道");
    }
    if applicant.is_none() {
        form.refuse("applicant", "请选择申请人类型");
    }
    if arrived_on.is_none() {
        form.refuse("arrived_on", "到达日期应为存在的日期，如 2026-03-02");
    }
    let text = |name| form.value(name).to_owned();
    let person = Person {
        name: text("name"),
        identity_kind: text("identity_kind"),
        identity_number: text("identity_number"),
        representative: text("representative"),
        contact: text("contact"),
        telephone: text("telephone"),
        address: text("address"),
        postcode: text("postcode"),
        email: text("email"),
        workplace: text("workplace"),
        fax: text("fax"),
    };
    Some(Intake {
        channel: channel?,
        applicant: applicant?,
        person,
        content: text("content"),
        form: text("form"),
        way: text("way"),
        purpose: text("purpose"),
        files,
        arrived_on: arrived_on?,
        arrival_reason: text("arrival_reason"),
        submission: form.submission().map(str::to_owned),
    })
}
