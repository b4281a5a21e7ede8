//! A schema of its own in the PostgreSQL of `TEST_DATABASE_URL`.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// The address of a fresh schema whose name begins with `prefix`; `None`, said aloud, where there is no server and none
/// is required.
pub(crate) async fn fresh(prefix: &str) -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(url) = std::env::var("TEST_DATABASE_URL") else {
        assert!(
            std::env::var_os("GONGKAI_REQUIRE_POSTGRES").is_none(),
            "GONGKAI_REQUIRE_POSTGRES is set but TEST_DATABASE_URL is not"
        );
        eprintln!("SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set");
        return None;
    };
    let schema = format!("{prefix}{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&url).await.expect("TEST_DATABASE_URL answers");
    for sql in [format!("drop schema if exists {schema} cascade"), format!("create schema {schema}")] {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    Some(format!("{url}{separator}options[search_path]={schema}"))
}
