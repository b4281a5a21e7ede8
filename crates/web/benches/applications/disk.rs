//! How often the disk can be forced in a second: what a commit waits for.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::percentile;

/// How long it is measured.
const TIME: Duration = Duration::from_secs(5);

/// Appends four kilobytes and forces them to disk, again and again.
pub(crate) fn measure(folder: &Path) {
    let path = folder.join("fsync.tmp");
    let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    let start = Instant::now();
    let mut times = Vec::new();
    while start.elapsed() < TIME {
        let one = Instant::now();
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        times.push(one.elapsed().as_secs_f64() * 1000.0);
    }
    let rate = times.len() as f64 / start.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    println!(
        "disk: {rate:.0} times a second 4 KiB appended and forced (fdatasync), p50 {:.2} ms, p99 {:.2} ms",
        percentile(&times, 50.0),
        percentile(&times, 99.0)
    );
    std::fs::remove_file(path).unwrap();
}
