//! The guard around every reader: a reader at fault refuses its file instead of ending the program, and none takes
//! longer than the limit. The readers are bounded by size; this bounds them by the clock.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::content::NotReadable;

/// How long a file may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What is said of a file on which a reader panicked: always a fault of the program or of a library it reads with.
pub const FAULT: &str = "读取时程序出错，文件可能已损坏";

/// Room for the readers' recursion, which is bounded by their limits on nesting.
const STACK_BYTES: usize = 32 << 20;

/// Reads, and refuses the file with [`FAULT`] where the reader panics: one file must not end the check of a thousand.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, NotReadable>) -> Result<T, NotReadable> {
    // What a reader leaves half done is its own: it owns what it builds and only looks at the bytes.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(fault()))
}

type Task = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The way to the reader thread of this thread, while that is idle; it ends when nothing can come this way.
    static READER: Cell<Option<Sender<Task>>> = const { Cell::new(None) };
}

/// Starts a thread that reads one file after the other.
fn start() -> io::Result<Sender<Task>> {
    let (send, tasks) = channel::<Task>();
    let thread = thread::Builder::new().name("reader".into()).stack_size(STACK_BYTES);
    thread.spawn(move || tasks.into_iter().for_each(|task| task()))?;
    Ok(send)
}

/// Runs a guarded reader on a thread of its own and waits no longer than the limit.
pub(crate) fn within<T: Send + 'static>(
    limit: Duration,
    read: impl FnOnce() -> Result<T, NotReadable> + Send + 'static,
) -> Result<T, NotReadable> {
    let Some(reader) = READER.take().or_else(|| start().ok()) else {
        return Err(refused("没有足够的内存来读取".into()));
    };
    let (send, receive) = channel();
    let task = move || {
        // The receiver is gone when the time is up; then nobody wants the answer.
        let _ = send.send(guarded(read));
    };
    if reader.send(Box::new(task)).is_err() {
        return Err(fault());
    }
    match receive.recv_timeout(limit) {
        Ok(answer) => {
            READER.set(Some(reader));
            answer
        }
        // A thread that is late is left behind with its file.
        Err(RecvTimeoutError::Timeout) => Err(too_slow(limit)),
        Err(RecvTimeoutError::Disconnected) => Err(fault()),
    }
}

/// The refusal of a file that takes too long.
pub(super) fn too_slow(limit: Duration) -> NotReadable {
    refused(format!("读取超过{}秒", limit.as_secs()))
}

fn fault() -> NotReadable {
    NotReadable {
        what: FAULT.into(),
        advice: "请重新下载，或另存为DOCX后再试；仍不能读取的，请把文件交给开发者".into(),
    }
}

fn refused(what: String) -> NotReadable {
    NotReadable { what, advice: "请只保留报告的正文和表格，另存为DOCX或TXT后再试".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_takes_too_long_is_left_behind() {
        let slow = within(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(5));
            Ok(())
        });
        assert_eq!(slow.unwrap_err().what, "读取超过0秒");
    }

    #[test]
    fn a_reader_that_panics_refuses_the_file() {
        let here: Result<(), _> = guarded(|| panic!("a reader's fault"));
        assert_eq!(here.unwrap_err().what, FAULT);
        let on_its_thread: Result<(), _> = within(TIME_LIMIT, || panic!("a reader's fault"));
        assert_eq!(on_its_thread.unwrap_err().what, FAULT);
    }

    #[test]
    fn one_thread_reads_file_after_file_unless_it_is_late() {
        let thread = || within(TIME_LIMIT, || Ok(thread::current().id())).unwrap();
        let first = thread();
        within::<()>(TIME_LIMIT, || panic!("a reader's fault")).unwrap_err();
        assert_eq!(thread(), first);
        within(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(5));
            Ok(())
        })
        .unwrap_err();
        assert_ne!(thread(), first);
    }

    #[test]
    fn what_a_reader_says_is_passed_on() {
        assert_eq!(within(TIME_LIMIT, || Ok(7)).unwrap(), 7);
        let refusal: Result<(), _> = within(TIME_LIMIT, || Err(refused("空文件".into())));
        assert_eq!(refusal.unwrap_err().what, "空文件");
    }
}
