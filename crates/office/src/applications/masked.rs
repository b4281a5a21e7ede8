//! Numbers of identity cards do not leave the office in a text, whoever wrote them there.

/// What stands in the place of such a number.
pub const NOT_SHOWN: &str = "（证件号码不显示）";

/// A text without anything in it that looks like the number of an identity card, whoever wrote it.
pub fn masked(text: &str) -> String {
    /// The length of an identity number of the first generation.
    const SHORTEST: usize = 15;
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    let flush = |run: &mut String, masked: &mut String| {
        if run.chars().count() >= SHORTEST {
            masked.push_str(NOT_SHOWN);
        } else {
            masked.push_str(run);
        }
        run.clear();
    };
    for c in text.chars() {
        let is_digit = c.is_ascii_digit() || matches!(c, '０'..='９');
        let is_last = matches!(c, 'x' | 'X' | 'Ｘ') && !run.is_empty();
        if is_digit || is_last {
            run.push(c);
        } else {
            flush(&mut run, &mut masked);
            masked.push(c);
        }
    }
    flush(&mut run, &mut masked);
    masked
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn numbers_of_identity_cards_are_not_shown_and_years_are() {
        assert_eq!(masked("2023年，号码11010119900307001X。"), "2023年，号码（证件号码不显示）。");
        assert_eq!(masked("110101900307001"), "（证件号码不显示）");
        assert_eq!(masked("号码１１０１０１１９９００３０７１００Ｘ号"), "号码（证件号码不显示）号");
        assert_eq!(masked("文号〔2023〕12号 xx"), "文号〔2023〕12号 xx");
    }
}
