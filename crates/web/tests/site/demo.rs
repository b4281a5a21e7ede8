//! What only a demonstration has: a clock that every visitor may set ahead.

use axum::http::StatusCode;
use jiff::civil::date;

use crate::citizen::Citizen;

async fn set(citizen: &mut Citizen, day: &str) -> (StatusCode, String) {
    let token = citizen.get("/demo/clock").await.hidden("form_token");
    let answer = citizen.post("/demo/clock", &[("form_token", &token), ("day", day)]).await;
    (answer.status, answer.text)
}

#[tokio::test]
async fn the_clock_goes_ahead_and_keeps_its_hour() {
    let mut citizen = Citizen::new().await;
    let before = citizen.clock.now();
    assert_eq!(set(&mut citizen, "2026-04-15").await.0, StatusCode::SEE_OTHER);
    assert_eq!(citizen.clock.today(), date(2026, 4, 15));
    assert_eq!((citizen.clock.now() - before).as_secs() / 86400, 44);
    assert!(citizen.get("/demo/clock").await.text.contains("2026-04-15"));
}

#[tokio::test]
async fn it_never_goes_back_nor_far_ahead() {
    let mut citizen = Citizen::new().await;
    for (day, said) in [("2026-03-01", "应不早于"), ("2032-01-01", "应不晚于2031年"), ("明天", "应为日期")]
    {
        let (status, page) = set(&mut citizen, day).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(page.contains(said), "{day}: {page}");
        assert_eq!(citizen.clock.today(), date(2026, 3, 2), "{day}");
    }
}

#[tokio::test]
async fn a_form_of_somebody_else_does_not_set_it() {
    let mut citizen = Citizen::new().await;
    let answer = citizen.post("/demo/clock", &[("form_token", "abc"), ("day", "2026-04-15")]).await;
    assert_eq!((answer.status.is_success(), citizen.clock.today()), (false, date(2026, 3, 2)));
}

#[tokio::test]
async fn an_office_at_work_has_none() {
    let response = crate::get("/demo/clock").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}
