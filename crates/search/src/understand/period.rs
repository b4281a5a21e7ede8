//! Years and months.

use crate::units::is_chinese;

/// The first year or month: `2023年`, `2023年5月`, `2023-05`.
pub(super) fn period(signs: &[char]) -> Option<(usize, usize, String)> {
    (0..signs.len()).find_map(|from| {
        let is_start = from == 0 || !signs[from - 1].is_alphanumeric() || is_chinese(signs[from - 1]);
        let year: String = signs[from..].iter().map_while(|c| c.is_ascii_digit().then_some(*c)).collect();
        let is_year = is_start && year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        if !is_year {
            return None;
        }
        let mark = signs.get(from + 4).copied().unwrap_or(' ');
        let month: String =
            signs.get(from + 5..)?.iter().map_while(|c| c.is_ascii_digit().then_some(*c)).collect();
        let end = from + 5 + month.len();
        let number = month.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
        let behind = signs.get(end).copied().unwrap_or(' ');
        match (mark, number) {
            ('年', Some(month)) if behind == '月' => {
                let has_day = signs.get(end + 1).is_some_and(char::is_ascii_digit);
                (!has_day).then(|| (from, end + 1, format!("{year}-{month:02}")))
            }
            ('年', _) if month.is_empty() => {
                let end = if behind == '度' { end + 1 } else { end };
                Some((from, end, year))
            }
            ('-' | '.' | '/', Some(month))
                if !matches!(behind, '-' | '.' | '/') && !behind.is_alphanumeric() =>
            {
                Some((from, end, format!("{year}-{month:02}")))
            }
            _ => None,
        }
    })
}
