//! The operators of a content stream with their operands; inline images are passed over.

/// An operand. Dictionaries are passed over: no operator of interest takes one.
#[derive(Debug, PartialEq)]
pub(super) enum Operand<'a> {
    Number(f64),
    Name(&'a [u8]),
    Text(Vec<u8>),
    Array(Vec<Operand<'a>>),
    Other,
}

impl Operand<'_> {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

/// More operands than any operator takes are dropped, the oldest first kept.
const OPERANDS: usize = 64;
/// Elements of an array that are read.
const ELEMENTS: usize = 65_536;
/// Arrays and dictionaries inside each other.
const DEPTH: u32 = 32;

/// Walks a content stream.
pub(super) struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Operators<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; its operands replace what `operands` held.
    pub(super) fn next(&mut self, operands: &mut Vec<Operand<'a>>) -> Option<&'a [u8]> {
        operands.clear();
        loop {
            self.skip_space();
            let byte = self.peek()?;
            if byte == b'/' || matches!(byte, b'(' | b'<' | b'[') || is_numeric(byte) {
                let operand = self.operand(DEPTH);
                if operands.len() < OPERANDS {
                    operands.push(operand);
                }
                continue;
            }
            let word = self.word();
            match word {
                b"" => self.at += 1,
                b"true" | b"false" | b"null" if operands.len() < OPERANDS => operands.push(Operand::Other),
                b"true" | b"false" | b"null" => {}
                b"BI" => self.skip_inline_image(),
                _ => return Some(word),
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    fn operand(&mut self, depth: u32) -> Operand<'a> {
        match self.peek() {
            Some(b'/') => {
                self.at += 1;
                Operand::Name(self.word())
            }
            Some(b'(') => Operand::Text(self.literal()),
            Some(b'<') if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.skip_dictionary(depth);
                Operand::Other
            }
            Some(b'<') => Operand::Text(self.hexadecimal()),
            Some(b'[') => self.array(depth),
            Some(byte) if is_numeric(byte) => number(self.word()).map_or(Operand::Other, Operand::Number),
            _ => {
                if self.word().is_empty() {
                    self.at += 1;
                }
                Operand::Other
            }
        }
    }

    fn array(&mut self, depth: u32) -> Operand<'a> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                // Too deep to mean anything: the bracket counts as an element, so that reading goes on.
                Some(b'[' | b'<') if depth == 0 => self.at += 1,
                Some(_) => {
                    let item = self.operand(depth.saturating_sub(1));
                    // No operator of interest takes arrays in arrays: the inner ones are only passed over.
                    if depth == DEPTH && items.len() < ELEMENTS {
                        items.push(item);
                    }
                }
            }
        }
        Operand::Array(items)
    }

    fn skip_dictionary(&mut self, depth: u32) {
        self.at += 2;
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at = (self.at + 2).min(self.bytes.len());
                    break;
                }
                Some(b'[' | b'<') if depth == 0 => self.at += 1,
                Some(_) => drop(self.operand(depth.saturating_sub(1))),
            }
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1_u32);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xff) as u8);
            }
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let (mut text, mut half) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = (byte as char).to_digit(16) else { continue };
            match half.take() {
                None => half = Some(digit as u8),
                Some(high) => text.push(high << 4 | digit as u8),
            }
        }
        text.extend(half.map(|high| high << 4));
        text
    }

    /// From `BI` over the data to `EI`, which stands between blanks.
    fn skip_inline_image(&mut self) {
        while let Some(window) = self.bytes.get(self.at..self.at + 4) {
            self.at += 1;
            if is_space(window[0]) && window[1..3] == *b"EI" && is_space(window[3]) {
                self.at += 2;
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

fn is_numeric(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')
}

/// Numbers as PDF writes them, and as careless producers do: `--5`, `5-3`, `.`, `1e5` is no number.
fn number(word: &[u8]) -> Option<f64> {
    let (mut value, mut scale, mut point, mut digits) = (0.0_f64, 1.0_f64, false, 0);
    let negative = word.first() == Some(&b'-');
    for byte in word.iter().skip_while(|byte| matches!(byte, b'+' | b'-')) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                value = value * 10.0 + f64::from(byte - b'0');
                if point {
                    scale *= 10.0;
                }
            }
            b'.' if !point => point = true,
            // Some producers put a sign within a number; what follows is noise.
            b'-' => break,
            _ => return None,
        }
    }
    let value = value / scale;
    (digits > 0 || point).then_some(if negative { -value } else { value }).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_that_unpacks_to_much_does_not_become_more() {
        for piece in ["null ", "true ", "0 ", "/A ", "() "] {
            let content = piece.repeat(1000) + "Tj";
            let mut operands = Vec::new();
            assert_eq!(Operators::new(content.as_bytes()).next(&mut operands), Some(b"Tj".as_slice()));
            assert_eq!(operands.len(), OPERANDS, "{piece}");
        }
        let content = format!("[{} 7] TJ", "[0 0 [0 0]]".repeat(1000));
        let mut operands = Vec::new();
        assert_eq!(Operators::new(content.as_bytes()).next(&mut operands), Some(b"TJ".as_slice()));
        let [Operand::Array(items)] = operands.as_slice() else { panic!("one array") };
        assert_eq!(items.len(), 1001);
        assert!(
            items.iter().take(1000).all(|it| *it == Operand::Array(Vec::new())),
            "inner arrays are passed over"
        );
        assert_eq!(items.last(), Some(&Operand::Number(7.0)));
    }
}
