//! Every address of the site on one screen.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::HeaderMap;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{Redirect, Response};
use axum::routing::{any, get, post};
use office::publications::Finder;
use statute::inspection::Rules;
use statute::publication::COLUMNS;

use crate::assets::{ICON, SCRIPT, STYLESHEET};
use crate::desk::{self, Bench, Published, Tools};
use crate::error::Error;
use crate::layout::{APPLYING, Appearance, Masthead, REPORTS};
use crate::pages::demo::clock;
use crate::pages::office::publications::Publications;
use crate::pages::office::rectifications::Rectifications;
use crate::pages::office::remedies::Remedies;
use crate::pages::office::{
    accounts, again, audit, case, catalogue as desk_catalogue, cells, cleaning, comments, deed, find,
    handled, inspection, ledger, letter, lists, mail, password, publications, receipt, rectifications,
    register, remedies, report, settings, sign_in, styles, subordinates, templates, work,
};
use crate::pages::portal::{apply, comment, guide, reports, similar, status};
use crate::pages::public::{
    api, catalogue, column, feed, file, home, machines, map, moved, openapi, past, print, publication, search,
};
use crate::unpublished::Unpublished;
use crate::{Site, cache, error, layout, security};

/// The whole site as one service.
///
/// # Errors
/// If a page cannot be rendered.
pub fn router(site: Site) -> Result<Router, askama::Error> {
    router_with(site, Arc::default())
}

/// The same beside a clock that publishes: what it could not publish is told at the desk.
pub(crate) fn router_with(site: Site, unpublished: Arc<Unpublished>) -> Result<Router, askama::Error> {
    let has_publications = site.desk.is_some();
    let masthead = Arc::new(Masthead {
        agency: site.agency,
        marks: site.marks,
        has_publications,
        ..Masthead::default()
    });
    let published = site.reports.iter().map(|report| Published {
        title: report.title.clone(),
        address: report.address(),
        year: report.year,
        on: report.published_on,
    });
    let published = Arc::new(published.collect());
    let form_files = Arc::new(guide::FormFiles::new(&masthead.agency));
    let shelf = Arc::new(reports::Shelf::new(&site.reports));
    let components = Arc::new(styles::render()?);
    let mut kept = None;
    let applications = if let Some(desk) = site.desk {
        let (limits, once, headings) = (Arc::default(), Arc::default(), Arc::default());
        let mailing = site.mailing.map(Arc::new);
        let known_as = desk::site(mailing.as_deref(), &masthead);
        let finder = site.finder.or_else(|| Finder::in_memory(desk.agency).ok().map(Arc::new));
        let tools = Tools {
            desk,
            masthead: Arc::clone(&masthead),
            limits,
            once,
            headings,
            published,
            unpublished,
            mailing,
            reports: Arc::new(site.reports.clone()),
            versions: Arc::default(),
            pages: Arc::default(),
            site: known_as,
            finder,
            rules: site.rules.unwrap_or_else(|| Rules::built_in().clone()),
        };
        let bench = Bench::from(tools);
        kept = Some(bench.clone());
        // `Sent` has limits of its own, which it tells.
        let demo = if site.has_demo_clock { demo(bench.clone()) } else { Router::new() };
        let open = public(bench.clone());
        portal(bench.clone()).merge(console(bench)).merge(demo).layer(DefaultBodyLimit::disable()).merge(open)
    } else {
        let instructions = Arc::new(guide::instructions(&masthead)?);
        let blank_form = Arc::new(guide::blank_form(&masthead)?);
        let answer = async move |headers: HeaderMap| instructions.answer(&headers).await;
        let form = async move |headers: HeaderMap| blank_form.answer(&headers).await;
        let alone = reports::alone(&masthead, &site.reports)?;
        let reports = async || Redirect::temporary("/zfxxgk/zfxxgknb/");
        Router::new()
            .route("/zfxxgk/ysqgk/", get(answer))
            .route("/zfxxgk/ysqgk/form", get(form))
            .route("/", get(reports))
            .route("/zfxxgk/", get(reports))
            .route("/zfxxgk", get(reports))
            .merge(alone)
    };
    let site = Router::new()
        .route("/appearance", post(layout::choose))
        .route("/static/{file}", get(asset))
        .route("/favicon.ico", get(async || Redirect::temporary(&ICON.address)))
        .route("/zfxxgk/zfxxgknb/{year}", get(reports::typed))
        .route("/zfxxgk/zfxxgknb/{year}/{file}", get(reports::file))
        .with_state(shelf)
        .route("/zfxxgk/ysqgk/form.docx", get(guide::form_word).with_state(Arc::clone(&form_files)))
        .route("/zfxxgk/ysqgk/form.pdf", get(guide::form_pdf).with_state(form_files))
        .merge(applications)
        // Components with invented content: nothing of the ledger, so nobody needs to sign in, nor can they on a site
        // that shows reports only.
        .route("/office/styles", get(async move |headers: HeaderMap| components.answer(&headers).await))
        .route("/office/styles/form", post(styles::send))
        .route("/office/styles/suggest", get(styles::suggest))
        .merge(typed())
        .fallback(async || Error::NotFound);
    let site = match kept.clone() {
        Some(bench) => site.layer(from_fn_with_state(bench, moved::lead)),
        None => site,
    };
    let site = site.layer(from_fn_with_state(masthead, error::pages)).layer(map_response(security::headers));
    Ok(match kept {
        // A service of its own: whatever stands behind it is not even copied for a page from memory.
        Some(bench) => Router::new().fallback_service(site).layer(from_fn_with_state(bench, cache::keep)),
        None => site,
    })
}

/// Addresses as people type them, with a slash too few or too many.
const TYPED: [(&str, &str); 6] = [
    ("/zfxxgk/zfxxgknb", "/zfxxgk/zfxxgknb/"),
    ("/zfxxgk/ysqgk", "/zfxxgk/ysqgk/"),
    ("/zfxxgk/ysqgk/form/", "/zfxxgk/ysqgk/form"),
    ("/apply/", "/apply"),
    ("/apply/status/", "/apply/status"),
    ("/office/", "/office"),
];

/// Leads on to the address as it is written on the site.
fn typed() -> Router {
    TYPED.into_iter().fold(Router::new(), |router, (typed, meant)| {
        router.route(typed, get(async move || Redirect::temporary(meant)))
    })
}

/// What the agency publishes; every address of it.
fn public(bench: Bench) -> Router {
    let mut router = Router::new()
        .route("/", get(home::show))
        .route("/map", get(map::show))
        .route("/map/", get(async || Redirect::temporary("/map")))
        .route("/zfxxgk/zfxxgknb/", get(reports::list))
        .route("/zfxxgk/zfxxgknb/{year}/", get(reports::show))
        .route("/p/{number}", get(publication::show))
        .route("/p/{number}/files/{sm3}", get(file::bare))
        .route("/p/{number}/v/{edition}", get(past::show))
        .route("/p/{number}/v/{edition}/files/{sm3}", get(file::bare_past))
        .route("/p/{number}/v/{edition}/files/{sm3}/{name}", get(file::named_past))
        .route("/p/{number}/files/{sm3}/{name}", get(file::named))
        .route("/p/{number}/tables/{name}", get(print::table))
        .route("/zfxxgk/gkml/files/{name}", get(catalogue::file))
        .route("/feed/{name}", get(feed::show))
        .route("/sitemap.xml", get(machines::sitemap))
        .route("/sitemap/{name}", get(machines::part))
        .route("/robots.txt", get(machines::robots))
        .route("/opensearch.xml", get(machines::opensearch))
        .route("/search", get(search::show))
        .route("/search/suggest", get(search::suggest))
        .merge(interface());
    for shown in COLUMNS.iter().filter(|one| ![APPLYING.code, REPORTS.code].contains(&one.code)) {
        let page = async move |State(bench): State<Bench>,
                               appearance: Appearance,
                               Query(query): Query<HashMap<_, _>>,
                               headers: HeaderMap| {
            column::show(bench, shown, appearance, query, &headers).await
        };
        let address = shown.address();
        let typed = address.trim_end_matches('/').to_owned();
        router =
            router.route(&address, get(page)).route(&typed, get(async move || Redirect::temporary(&address)));
    }
    router.with_state(bench)
}

/// The same for programs; `openapi.rs` describes it.
fn interface() -> Router<Bench> {
    Router::new()
        .route("/api/v1/columns", get(api::columns))
        .route("/api/v1/publications", get(api::list))
        .route("/api/v1/publications/{number}", get(api::item))
        .route("/api/v1/publications/{number}/files", get(api::files))
        .route("/api/v1/search", get(api::search))
        .route("/api/v1/catalogue", get(catalogue::interface))
        .route("/api/v1/reports", get(api::reports))
        .route("/api/v1/reports/{year}", get(api::report))
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/api/{*other}", any(async || Error::NotFound))
        .layer(map_response(api::refused))
}

/// What applicants use; every address of it.
fn portal(bench: Bench) -> Router {
    Router::new()
        .route("/zfxxgk/ysqgk/", get(guide::show))
        .route("/zfxxgk/ysqgk/form", get(guide::form))
        .route("/apply", get(apply::show).post(apply::submit))
        .route("/zqyj/{number}", get(comment::show).post(comment::submit))
        .route("/apply/similar", get(similar::similar))
        .route("/apply/status", get(status::ask).post(status::show))
        .route("/apply/status/act", post(status::act))
        .route("/apply/status/file", post(status::file))
        .route("/apply/status/linked", post(status::linked))
        .route("/apply/status/calendar", post(status::calendar))
        .with_state(bench)
}

/// What only a demonstration has.
fn demo(bench: Bench) -> Router {
    Router::new().route(clock::ADDRESS, get(clock::show).post(clock::set)).with_state(bench)
}

/// What officers use; every address of it.
fn console(bench: Bench) -> Router {
    Router::new()
        .route("/office/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/office/sign-out", post(sign_in::sign_out))
        .route("/office/password", get(password::show).post(password::submit))
        .route("/office", get(work::show))
        .route("/office/search", get(find::show).post(find::submit))
        .route("/office/applications.xlsx", get(ledger::download))
        .route("/office/applications/new", get(register::show).post(register::submit))
        .route("/office/applications/{number}", get(case::show))
        .route("/office/applications/{number}/identity", post(case::identify))
        .route("/office/applications/{number}/receipt", get(receipt::show))
        .route("/office/applications/{number}/files/{hash}", get(case::file))
        .route("/office/applications/{number}/mail", post(mail::submit))
        .route("/office/applications/{number}/letter.docx", get(letter::answer_docx))
        .route("/office/applications/{number}/letter.pdf", get(letter::answer_pdf))
        .route("/office/applications/{number}/steps/{version}/letter.docx", get(letter::step_docx))
        .route("/office/applications/{number}/steps/{version}/letter.pdf", get(letter::step_pdf))
        .route("/office/applications/{number}/{verb}", get(deed::show).post(deed::submit))
        .route("/office/remedies", get(remedies::list))
        .route("/office/remedies/new", get(remedies::begin).post(remedies::file))
        .route("/office/remedies/{number}", get(remedies::show))
        .route("/office/remedies/{number}/files/{hash}", get(remedies::attachment))
        .route(
            "/office/remedies/{number}/{verb}",
            get(handled::form::<Remedies>).post(handled::submit::<Remedies>),
        )
        .route("/office/publications", get(publications::list))
        .route("/office/publications/new", get(publications::begin).post(publications::submit))
        .route("/office/publications/bring-in", post(publications::bring_in))
        .route("/office/publications/{number}", get(publications::show))
        .route("/office/publications/{number}/edit", get(publications::edit).post(publications::save))
        .route("/office/publications/{number}/files/{hash}", get(publications::file))
        .route("/office/publications/{number}/comments", get(comments::list))
        .route("/office/publications/{number}/comments/new", get(comments::begin).post(comments::register))
        .route("/office/comments/{number}", get(comments::show).post(comments::answer))
        .route(
            "/office/publications/{number}/files/{hash}/scrub",
            get(publications::scrubbing).post(publications::scrub),
        )
        .route(
            "/office/publications/{number}/{verb}",
            get(handled::form::<Publications>).post(handled::submit::<Publications>),
        )
        .route("/office/rectifications", get(rectifications::list))
        .route("/office/rectifications/new", get(rectifications::begin).post(rectifications::register))
        .route("/office/rectifications/{number}", get(rectifications::show))
        .route("/office/rectifications/{number}/files/{hash}", get(rectifications::attachment))
        .route("/office/rectifications/{number}/letter.docx", get(rectifications::letter_docx))
        .route("/office/rectifications/{number}/letter.pdf", get(rectifications::letter_pdf))
        .route(
            "/office/rectifications/{number}/{verb}",
            get(handled::form::<Rectifications>).post(handled::submit::<Rectifications>),
        )
        .route("/office/inspection", get(inspection::show))
        .route("/office/cleaning", get(cleaning::show).post(cleaning::submit))
        .route("/office/catalogue", get(desk_catalogue::show).post(desk_catalogue::replace))
        .route("/office/catalogue/standard", post(desk_catalogue::adopt))
        .route("/office/catalogue/withdraw", post(desk_catalogue::withdraw))
        .route("/office/catalogue/entry", get(desk_catalogue::edit).post(desk_catalogue::save))
        .route("/office/catalogue/catalogue.xlsx", get(desk_catalogue::download))
        .route("/office/lists/{name}", get(lists::show).post(lists::submit))
        .route("/office/accounts", get(accounts::show).post(accounts::open))
        .route("/office/accounts/{account}/reset", post(accounts::reset))
        .route("/office/accounts/{account}/close", post(accounts::close))
        .route("/office/accounts/{account}/roles", post(accounts::set_roles))
        .route("/office/settings", get(settings::show).post(settings::submit))
        .route("/office/settings/withdraw", post(settings::withdraw))
        .route("/office/templates", get(templates::list))
        .route("/office/templates/{code}", get(templates::show).post(templates::save))
        .route("/office/templates/{code}/preview", post(templates::preview))
        .route("/office/templates/{code}/preview.pdf", get(templates::preview_pdf))
        .route("/office/templates/{code}/reset", post(templates::reset))
        .route("/office/audit", get(audit::show))
        .route("/office/subordinates", get(subordinates::list))
        .route("/office/subordinates/{agency}", get(subordinates::show))
        .route("/office/subordinates/{agency}/applications/{number}", get(subordinates::case))
        .route("/office/report", get(report::running))
        .route("/office/report/{year}", get(report::show))
        .route("/office/report/{year}/cells", get(cells::show))
        .layer(from_fn_with_state(bench.clone(), again::keep))
        .with_state(bench)
}

/// `GET /static/{file}`: stylesheet, script and icon under their present names only.
async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = [&*STYLESHEET, &*SCRIPT, &*ICON].into_iter().find(|asset| asset.file_name() == file);
    Ok(asset.ok_or(Error::NotFound)?.answer(&headers).await)
}
