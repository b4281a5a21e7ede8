//! `gongkai deadline --jsonl`: one case a line in, one result a line out, in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read as _, Write};
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};
use statute::clock::{Fault, case_from_json};

use super::Law;
use crate::commands::Outcome;

/// The longest line that is read, in bytes; a case is a few hundred.
const LINE_LIMIT: u64 = 4 << 20;

pub(super) fn run(path: &Path, law: &Law) -> anyhow::Result<Outcome> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = if path == Path::new("-") {
        answer(BufReader::with_capacity(1 << 16, io::stdin().lock()), &mut output, law)
    } else {
        let file = File::open(path).with_context(|| format!("无法读取 {}", path.display()))?;
        answer(BufReader::with_capacity(1 << 16, file), &mut output, law)
    };
    match done {
        Ok(sound) => Ok(if sound { Outcome::Done } else { Outcome::Findings }),
        // Whoever reads the results has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(error) => Err(error).context("读写中断"),
    }
}

/// Answers every line; whether all were sound.
fn answer<R: io::Read>(mut input: BufReader<R>, output: &mut impl Write, law: &Law) -> io::Result<bool> {
    let mut sound = true;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if (&mut input).take(LINE_LIMIT).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let case = if line.len() as u64 == LINE_LIMIT && !line.ends_with(b"\n") {
            skip_line(&mut input)?;
            Err(Fault::new("整行", Value::Null, format!("不超过 {LINE_LIMIT} 字节的一行")))
        } else {
            read(&line, number)
        };
        match case {
            Ok(case) => serde_json::to_writer(&mut *output, &case.deadline(&law.calendar, &law.readings))?,
            Err(fault) => {
                sound = false;
                let error = json!({"place": fault.place, "value": fault.value, "expected": fault.expected});
                serde_json::to_writer(&mut *output, &json!({"line": number, "error": error}))?;
            }
        }
        output.write_all(b"\n")?;
        // A program that waits for each answer gets it; a file is written in large pieces.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(sound)
}

fn read(line: &[u8], number: u64) -> Result<statute::clock::Case, Fault> {
    let text = std::str::from_utf8(line)
        .map_err(|_| Fault::new("整行", String::from_utf8_lossy(line).trim_end(), "UTF-8 编码"))?;
    let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
    case_from_json(text.trim_end_matches(['\r', '\n']))
}

fn skip_line<R: io::Read>(input: &mut BufReader<R>) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if ended {
            return Ok(());
        }
    }
}
