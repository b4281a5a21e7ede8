//! The lists of the desk by day: what is overdue comes first, what has no day comes last, what expires.

use jiff::civil::date;
use statute::procedure::Role;
use statute::publication::{Card, Kind};

use super::super::{Office, office};
use super::{begun, card, published_with};

/// The numbers of a list, in its order.
async fn listed(office: &Office, address: &str) -> Vec<String> {
    let page = office.get(Some(Role::Clerk), address).await.text;
    let rows = page.split("data-label=\"编号\"><span class=\"nowrap\">").skip(1);
    rows.map(|row| row.split('<').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn what_is_overdue_comes_first_and_has_a_list_of_its_own() {
    let office = office().await;
    let undated = begun(&office, Card { made_on: None, ..card(Kind::News) }).await;
    let later = begun(&office, card(Kind::News)).await;
    let late = begun(&office, Card { made_on: Some(date(2026, 1, 5)), ..card(Kind::News) }).await;
    assert_eq!(listed(&office, "/office/publications").await, [late.clone(), later, undated]);
    assert_eq!(listed(&office, "/office/publications?show=overdue").await, [late]);
    let home = office.get(Some(Role::Clerk), "/office/inspection").await.text;
    assert!(home.contains("href=\"/office/publications?show=overdue\""), "{home}");
}

#[tokio::test]
async fn what_is_to_be_evaluated_before_it_expires_is_listed_and_its_page_says_so() {
    let office = office().await;
    let ending =
        |last| Card { valid_until: Some(last), made_on: Some(date(2026, 1, 5)), ..card(Kind::Policy) };
    let soon = published_with(&office, ending(date(2026, 9, 10)), "<p>一</p>").await;
    let other =
        Card { document_number: Some("示测发〔2026〕6号".into()), ..ending(date(2026, 12, 31)) };
    let later = published_with(&office, other, "<p>二</p>").await;
    assert_eq!(listed(&office, "/office/publications?show=expiring").await, std::slice::from_ref(&soon));
    let said = "有效期至2026-09-10，届满前六个月内应当评估";
    for (number, is_said) in [(soon, true), (later, false)] {
        let page = office.get(Some(Role::Clerk), &format!("/office/publications/{number}")).await.text;
        assert_eq!(page.contains(said), is_said, "{page}");
    }
}
