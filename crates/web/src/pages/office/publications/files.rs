//! Files of a publication for the staff, drafts among them.

use axum::extract::{Path, State};
use axum::response::Response;
use office::publications;

use super::super::frame;
use super::refused;
use crate::desk::Bench;
use crate::download::attachment;
use crate::error::Error;
use crate::session::Working;

/// `GET /office/publications/{number}/files/{hash}`: a file, by the publication it belongs to.
pub(crate) async fn file(
    State(bench): State<Bench>,
    working: Working,
    Path((number, hash)): Path<(String, String)>,
) -> Result<Response, Error> {
    frame::need_publication_reader(&working)?;
    let desk = &bench.desk;
    let file = publications::case_file(&desk.store, desk.agency, &number).await.map_err(refused)?;
    let item = &file.stored.item;
    let public = item.public.iter().flat_map(|public| &public.edition.files);
    let named = item.draft.files.iter().chain(public).find(|file| file.sm3 == hash).ok_or(Error::NotFound)?;
    let bytes = desk.store.content(&hash).await?.ok_or(Error::NotFound)?;
    Ok(attachment(&named.name, &named.media, bytes))
}
