//! Whether the arithmetic of a written step is right: `月标准：2000元×90%=1800元`.

use rust_decimal::Decimal;

/// Characters of a step; a longer one cannot be kept, and is not judged.
pub(super) const STEP: usize = 200;
/// Decimals that a message tells.
const SHOWN: u32 = 4;

/// A piece of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number(Decimal),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
}

/// What is wrong with a step whose sides are not equal; none where they are, and of a step that is no arithmetic.
pub(super) fn wrong(line: &str) -> Option<String> {
    if line.chars().count() > STEP {
        return None;
    }
    let said = line.rsplit(['：', ':']).next().unwrap_or(line);
    let sides: Vec<_> = said.split(['=', '＝']).collect();
    let values: Vec<_> = sides.iter().map(|side| value(side)).collect::<Option<_>>()?;
    let uneven = values.windows(2).zip(sides.windows(2)).find(|(pair, _)| !is_same(pair[0], pair[1]));
    let (pair, sides) = uneven?;
    Some(format!(
        "“{}”算得{}，写的是{}",
        sides[0].trim(),
        pair[0].round_dp(SHOWN).normalize(),
        sides[1].trim()
    ))
}

/// Equal, as far as the second is written out.
fn is_same(computed: Decimal, written: Decimal) -> bool {
    computed.round_dp_with_strategy(written.scale(), rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        == written
}

/// What one side amounts to; none where it is no arithmetic.
fn value(side: &str) -> Option<Decimal> {
    let tokens = tokens(side)?;
    let mut at = 0;
    let value = sum(&tokens, &mut at)?;
    (at == tokens.len()).then_some(value)
}

/// Numbers with their units left aside, signs and brackets.
fn tokens(side: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut signs = side.chars().peekable();
    while let Some(c) = signs.next() {
        tokens.push(match c {
            '+' | '＋' => Token::Plus,
            '-' | '－' | '−' => Token::Minus,
            '×' | '*' | '✕' => Token::Times,
            '÷' | '/' => Token::Over,
            '(' | '（' => Token::Open,
            ')' | '）' => Token::Close,
            c if c.is_ascii_digit() => {
                let mut text = String::from(c);
                while let Some(next) = signs.next_if(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
                    text.push(next);
                }
                let mut number: Decimal = text.replace(',', "").parse().ok()?;
                if signs.next_if(|c| matches!(c, '%' | '％')).is_some() {
                    number = number.checked_div(Decimal::ONE_HUNDRED)?;
                }
                Token::Number(number)
            }
            c if c.is_whitespace() => continue,
            // A unit follows its number.
            c if c.is_alphabetic() && matches!(tokens.last(), Some(Token::Number(_))) => continue,
            _ => return None,
        });
    }
    Some(tokens)
}

fn sum(tokens: &[Token], at: &mut usize) -> Option<Decimal> {
    let mut value = product(tokens, at)?;
    while let Some(sign @ (Token::Plus | Token::Minus)) = tokens.get(*at) {
        *at += 1;
        let next = product(tokens, at)?;
        value = if *sign == Token::Plus { value.checked_add(next)? } else { value.checked_sub(next)? };
    }
    Some(value)
}

fn product(tokens: &[Token], at: &mut usize) -> Option<Decimal> {
    let mut value = factor(tokens, at)?;
    while let Some(sign @ (Token::Times | Token::Over)) = tokens.get(*at) {
        *at += 1;
        let next = factor(tokens, at)?;
        value = if *sign == Token::Times { value.checked_mul(next)? } else { value.checked_div(next)? };
    }
    Some(value)
}

fn factor(tokens: &[Token], at: &mut usize) -> Option<Decimal> {
    let token = tokens.get(*at)?;
    *at += 1;
    match token {
        Token::Number(number) => Some(*number),
        Token::Open => {
            // Brackets within brackets take a call each: as many as a step has signs.
            let value = sum(tokens, at)?;
            let is_closed = tokens.get(*at) == Some(&Token::Close);
            *at += 1;
            is_closed.then_some(value)
        }
        _ => None,
    }
}
