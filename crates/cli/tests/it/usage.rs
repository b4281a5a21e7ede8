//! Help and faults of the command line are in Chinese; faults are exit code 2.

use crate::program::gongkai;

#[test]
fn faults_of_options_are_told_in_chinese() {
    for (args, words) in [
        (&["deadline"][..], "缺少 <--received <日期>|"),
        (
            &["deadline", "--received", "2023-02-30"],
            "选项 --received <日期> 的值「2023-02-30」：应为存在的日期",
        ),
        (&["deadline", "--received"], "选项 --received <日期> 缺少值"),
        (&["deadline", "--recieved", "2024-01-22"], "没有选项「--recieved」，是否为 --received"),
        (&["fee", "--items", "3", "--pages", "3"], "选项 --items <件数> 不能与 --pages <页数> 同用"),
        (&["fee", "--items", "three"], "选项 --items <件数> 的值「three」"),
        (&["deadlines"], "没有命令「deadlines」，是否为 deadline"),
    ] {
        let run = gongkai(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert_eq!(run.stdout, "");
        assert!(run.stderr.starts_with(&format!("错误：{words}")), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn help_is_in_chinese_on_stdout() {
    let pages = [
        &["--help"][..],
        &["deadline", "--help"],
        &["fee", "-h"],
        &["serve", "--help"],
        &["report", "check", "--help"],
        &["user", "open", "--help"],
    ];
    for args in pages {
        let run = gongkai(args);
        assert_eq!(run.code, 0);
        for english in [
            "Usage",
            "Options",
            "OPTIONS",
            "Commands",
            "Print",
            "ossible values",
            "<PATH>",
            "<FILE>",
            "<NAME>",
        ] {
            assert!(!run.stdout.contains(english), "{args:?}: {english}\n{}", run.stdout);
        }
        assert!(run.stdout.contains("用法：gongkai"), "{}", run.stdout);
    }
    assert!(gongkai(&["--version"]).stdout.starts_with("gongkai "));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["deadline", "--received", "2024-01-22"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
    assert_eq!(run.status.code(), Some(0));
}
