//! Both tariffs of the information processing fee. 《信息处理费管理办法》第4条、第5条

use statute::fee::{COUNT_LIMIT, FeeFault, by_items, by_pages};

#[test]
fn by_items_in_a_month() {
    for (items, yuan) in [
        (0, 0),
        (10, 0),
        (11, 100),
        (20, 1_000),
        (30, 2_000),
        (31, 2_200),
        (40, 4_000),
        (41, 4_300),
        (45, 5_500),
        (50, 7_000),
        (60, 11_000),
        (100, 37_000),
    ] {
        assert_eq!(by_items(items, 0).unwrap().total, yuan, "{items}");
    }
}

#[test]
fn by_pages_of_an_application() {
    for (pages, yuan) in [
        (0, 0),
        (30, 0),
        (31, 10),
        (50, 200),
        (100, 700),
        (101, 720),
        (150, 1_700),
        (200, 2_700),
        (201, 2_740),
        (250, 4_700),
    ] {
        assert_eq!(by_pages(pages).unwrap().total, yuan, "{pages}");
    }
}

/// 元 for the k-th item of the month, written as the tariff's table reads.
fn rate(k: u64) -> u64 {
    match k {
        0..=10 => 0,
        11..=30 => 100,
        _ => 100 * (2 + (k - 31) / 10),
    }
}

#[test]
fn every_item_costs_its_rate_whatever_was_made_before() {
    for n in 0..200 {
        for after in 0..=n {
            let fee = by_items(n, after).unwrap();
            assert_eq!(fee.total, (after + 1..=n).map(rate).sum::<u64>(), "{n} after {after}");
            assert_eq!(fee.total, fee.bands.iter().map(|band| band.amount).sum::<u64>());
            for band in &fee.bands {
                assert_eq!(band.n, band.to - band.from + 1);
                assert_eq!(band.amount, band.n * band.rate);
                assert!((band.from..=band.to).all(|k| rate(k) == band.rate));
            }
        }
    }
}

#[test]
fn counts_that_cannot_be() {
    assert_eq!(by_items(3, 12), Err(FeeFault::MoreBefore { n: 3, after: 12 }));
    assert_eq!(by_items(COUNT_LIMIT + 1, 0), Err(FeeFault::TooMany(COUNT_LIMIT + 1)));
    assert_eq!(by_pages(COUNT_LIMIT + 1), Err(FeeFault::TooMany(COUNT_LIMIT + 1)));
    assert!(by_items(COUNT_LIMIT, 0).unwrap().total > 0);
    assert!(by_pages(COUNT_LIMIT).unwrap().total > 0);
}
