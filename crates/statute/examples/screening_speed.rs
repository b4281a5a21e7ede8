//! How fast clean text is screened: `screening_speed [MEGABYTES [TERMS [FOLDER]]]`, run by `benches/screening`.
//!
//! The text is sentences of common office words, figures and dates, in which nothing is to be found; the terms are made
//! of the same characters, so that their beginnings stand everywhere. With a folder, text and terms are written there
//! for others to search.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures and may end on an error"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::Instant;

use statute::screening::{Settings, Severity, Word, WordList, screen};

const WORDS: &str = "政府 信息 公开 工作 条例 申请 答复 办理 机关 单位 部门 人力资源 社会保障 就业 创业 补贴 政策 解读 会议 研究 部署 \
推进 落实 完善 制度 机制 平台 建设 管理 监督 检查 考核 培训 服务 群众 企业 职工 养老 保险 失业 工伤 待遇 标准 调整 通知 意见 \
方案 规划 计划 总结 报告 年度 全市 各区县 按照 有关 规定 要求 进一步 加强 提高 水平 质量 优化 流程 规范 文件 发布 审查 登记 \
目录 指南 依法 及时 准确 全面 重点 领域 基层 标准化 规范化 试点 经验 宣传 引导 参与 互动 回应 关切 渠道 网站 媒体 公众 \
人才 技能 鉴定 评价 职称 招聘 事业 编制 工资 收入 分配 劳动 关系 合同 仲裁 争议 调解 监察 保障 农民工 欠薪 治理 专项 行动";
const ENDS: [&str; 6] = ["，", "。", "、", "；", "，", "的"];

/// A small generator, so that every run has the same text.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn text(bytes: usize, random: &mut Random) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::with_capacity(bytes + 100);
    while text.len() < bytes {
        for _ in 0..=random.below(6) {
            text.push_str(words[random.below(words.len())]);
        }
        match random.below(12) {
            0 => write!(text, "2023年{}月{}日", random.below(12) + 1, random.below(28) + 1).unwrap(),
            1 => write!(text, "{}.{}%", random.below(100), random.below(100)).unwrap(),
            2 => write!(text, "{}件", random.below(5000)).unwrap(),
            3 => text.push_str("。\n"),
            _ => {}
        }
        text.push_str(ENDS[random.below(ENDS.len())]);
    }
    text
}

fn terms(count: usize, text: &str, random: &mut Random) -> BTreeSet<String> {
    let characters: Vec<char> = WORDS.chars().filter(|c| !c.is_whitespace()).collect();
    // What stands in a part of the text that holds every pair of its words.
    let sample: String = text.chars().take(2_000_000).collect();
    let pairs: BTreeSet<(char, char)> = sample.chars().zip(sample.chars().skip(1)).collect();
    let mut terms = BTreeSet::new();
    while terms.len() < count {
        let length = [2, 3, 3, 4, 4, 5][random.below(6)];
        let term: Vec<char> = (0..length).map(|_| characters[random.below(characters.len())]).collect();
        if term.windows(2).any(|pair| !pairs.contains(&(pair[0], pair[1]))) {
            terms.insert(term.into_iter().collect());
        }
    }
    terms
}

/// Seconds that this thread has had a processor, whatever else the machine did.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    told.split_whitespace().next().and_then(|text| text.parse::<f64>().ok()).expect("nanoseconds") / 1e9
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |usual: usize| arguments.next().map_or(usual, |text| text.parse().expect("a number"));
    let (megabytes, count) = (number(64), number(10_000));
    let mut random = Random(88_172_645_463_325_252);
    let text = text(megabytes << 20, &mut random);
    let terms = terms(count, &text, &mut random);
    if let Some(folder) = arguments.next() {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join("text.txt"), &text).unwrap();
        let list: String = terms.iter().map(|term| format!("{term}\n")).collect();
        std::fs::write(folder.join("terms.txt"), list).unwrap();
    }
    let start = Instant::now();
    let words = terms.into_iter().map(|term| Word {
        term,
        suggestion: String::new(),
        severity: Severity::Confirm,
        allowed: Vec::new(),
    });
    let list = WordList::new(Settings::default(), words.collect()).unwrap();
    println!("list of {count} terms made ready in {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    let none = WordList::new(Settings::default(), Vec::new()).unwrap();
    for (name, list) in [("all detectors and the list", &list), ("the detectors alone", &none)] {
        let mut paces: Vec<f64> = (0..7)
            .map(|_| {
                let start = processor_seconds();
                let hits = screen(&text, list);
                assert!(hits.is_empty(), "the text is not clean: {:?}", hits.first());
                text.len() as f64 / 1e6 / (processor_seconds() - start)
            })
            .collect();
        paces.sort_by(f64::total_cmp);
        println!("{name}: {:.0} MB/s (from {:.0} to {:.0})", paces[3], paces[0], paces[6]);
    }
}
