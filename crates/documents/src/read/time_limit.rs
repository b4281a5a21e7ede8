//! How long a file may take to be read: the readers are bounded by size, and this bounds them by the clock.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::content::NotReadable;
use super::reading::Reading;

/// How long a file may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Room for the readers' recursion, which is bounded by their limits on nesting.
const STACK_BYTES: usize = 16 << 20;

/// Runs a reader on a thread of its own and waits no longer than the limit; a reader that gives up its thread by a
/// fault of its own leaves the program standing.
pub(super) fn within(
    limit: Duration,
    read: impl FnOnce() -> Result<Reading, NotReadable> + Send + 'static,
) -> Result<Reading, NotReadable> {
    let (send, receive) = channel();
    let thread = thread::Builder::new().name("reader".into()).stack_size(STACK_BYTES);
    let spawned = thread.spawn(move || {
        // The receiver is gone when the time is up; then nobody wants the answer.
        let _ = send.send(read());
    });
    if spawned.is_err() {
        return refuse("没有足够的内存来读取".into());
    }
    match receive.recv_timeout(limit) {
        Ok(reading) => reading,
        Err(RecvTimeoutError::Timeout) => refuse(format!("读取超过{}秒", limit.as_secs())),
        Err(RecvTimeoutError::Disconnected) => refuse("读取时程序出错".into()),
    }
}

fn refuse(what: String) -> Result<Reading, NotReadable> {
    Err(NotReadable {
        what, advice: "请只保留报告的正文和表格，另存为DOCX或TXT后再试".into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_takes_too_long_or_fails_is_told() {
        let slow = within(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(5));
            refuse(String::new())
        });
        assert_eq!(slow.unwrap_err().what, "读取超过0秒");
        let faulty = within(TIME_LIMIT, || panic!("a reader's fault"));
        assert_eq!(faulty.unwrap_err().what, "读取时程序出错");
    }
}
