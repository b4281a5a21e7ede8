//! `gongkai demo`: the founding bureau's 2023 from registers to a published and checked report, then portal and console.

mod live;
mod publishing;
mod sample;
mod serve;
mod subordinates;
mod texts;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Error, bail};
use documents::registers::read_folder;
use documents::write;
use office::annual_report::compile;
use office::ledger::{self, Handed, Reasons};
use statute::report::checks;
use statute::report::{AnnualReport, CompiledReport, Severity};
use store::{Address, Cipher, Keys, Store};

use super::Outcome;
use crate::database::{author, wait};
use crate::mail::MailArgs;

/// 示范：导入一个局2023年的台账，编制、核查年度报告，并在本机展示
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 做完即退出，不启动网站
    #[arg(long)]
    once: bool,
    /// 台账、数据库和报告放在这个文件夹；其中上次示范的内容会被换掉
    #[arg(long, value_name = "文件夹", default_value = "out/demo")]
    out: PathBuf,
    /// 网站的地址
    #[arg(long, value_name = "地址", default_value = "127.0.0.1:8000")]
    listen: SocketAddr,
    #[command(flatten)]
    mail: MailArgs,
}

/// A finished rendering.
struct Rendering {
    name: &'static str,
    label: &'static str,
    bytes: Vec<u8>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mail = args.mail.settings()?;
    let start = Instant::now();
    let registers = lay_out_sample(&args.out)?;
    let compiled = wait(import_and_compile(&args.out, &registers))?;
    let renderings = render(&args.out, &compiled)?;
    let is_sound = read_back(&compiled.report, &renderings)?;
    println!("\n共用{:.1}秒。文件在 {}：", start.elapsed().as_secs_f64(), args.out.display());
    println!("  registers/        台账，可以改了再试：gongkai report build --from {}", registers.display());
    println!("  report.*          供公布的五种格式");
    println!("  records.html      内部使用：每个数字点开都是台账记录");
    if !args.once {
        serve::serve(args.listen, &args.out, compiled.report, renderings, mail)?;
    }
    Ok(if is_sound { Outcome::Done } else { Outcome::Findings })
}

/// Writes the sample's registers anew and returns their folder.
fn lay_out_sample(out: &Path) -> anyhow::Result<PathBuf> {
    let folder = out.join("registers");
    std::fs::create_dir_all(&folder).with_context(|| format!("不能建立文件夹 {}", folder.display()))?;
    for (name, text) in sample::FILES {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("不能写入 {}", path.display()))?;
    }
    Ok(folder)
}

/// Imports the folder into a fresh ledger and compiles the report out of the ledger alone.
async fn import_and_compile(out: &Path, registers: &Path) -> anyhow::Result<CompiledReport> {
    let start = Instant::now();
    for name in ["gongkai.db", "gongkai.db-wal", "gongkai.db-shm", "gongkai.key"] {
        match std::fs::remove_file(out.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("不能换掉 {}", out.join(name).display()));
            }
            _ => {}
        }
    }
    let store = open(out).await?;
    let folder = match read_folder(registers) {
        Ok(folder) => folder,
        Err(bad) => bail!("样例台账有误：{}", bad.first().map(ToString::to_string).unwrap_or_default()),
    };
    let import = ledger::import(&store, &author(), Handed::from(folder), &Reasons::default()).await?;
    let rows: usize = import.registers.iter().map(|register| register.rows).sum();
    println!("{} {}年\n", import.agency, sample::YEAR);
    println!(
        "1 导入台账  {}个登记簿{rows}行，记入账本{}个事件（{}毫秒）",
        import.registers.iter().filter(|register| register.rows > 0).count(),
        import.events,
        start.elapsed().as_millis(),
    );
    let start = Instant::now();
    let agency = ledger::agency(&store, None).await?;
    let input = ledger::report_input(&store, &agency, sample::YEAR).await?;
    let previous = input.previous_report().map_err(Error::msg)?;
    let compiled = compile(&input.registers, sample::YEAR, input.narrative.as_deref(), previous.as_ref())?;
    store.close().await;
    let count = |name: &str| compiled.figure(name).map(|figure| figure.value).unwrap_or_default();
    println!(
        "2 编制年报  {}个指标，表格{}格全部由账本算出（{}毫秒）",
        compiled.figures.len(),
        compiled.cells.len(),
        start.elapsed().as_millis(),
    );
    println!(
        "            新收申请{}件，办结{}件，结转下年{}件",
        count("applications.received"),
        count("applications.closed"),
        count("applications.carried_out"),
    );
    for finding in compiled.findings.iter().filter(|finding| finding.severity < Severity::Note) {
        println!("            [{}] {}：{}", finding.severity.zh(), finding.place, finding.message);
    }
    Ok(compiled)
}

/// Opens the demo's database; its key file is made where there is none.
async fn open(out: &Path) -> anyhow::Result<Store> {
    let address = Address::parse(&out.join("gongkai.db").to_string_lossy())?;
    let keys = Keys::create(&address.key_file(), Cipher::default())?;
    Ok(Store::open(&address, keys).await?)
}

/// Writes the five renderings and the page of records.
fn render(out: &Path, compiled: &CompiledReport) -> anyhow::Result<Vec<Rendering>> {
    let start = Instant::now();
    let renderings = vec![
        Rendering { name: "report.html", label: "网页", bytes: write::html(compiled)? },
        Rendering { name: "report.docx", label: "Word", bytes: write::docx(compiled)? },
        Rendering { name: "report.pdf", label: "PDF", bytes: write::pdf(compiled)? },
        Rendering { name: "report.xlsx", label: "Excel", bytes: write::xlsx(compiled)? },
        Rendering { name: "report.json", label: "JSON", bytes: write::json(compiled)? },
    ];
    let records = write::records(compiled)?;
    let sizes: Vec<String> = renderings
        .iter()
        .map(|file| format!("{} {} KB", file.label, file.bytes.len().div_ceil(1024)))
        .collect();
    for (name, bytes) in
        renderings.iter().map(|file| (file.name, &file.bytes)).chain([("records.html", &records)])
    {
        let path = out.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("不能写入 {}", path.display()))?;
    }
    println!("3 生成五种格式  {}（{}毫秒）", sizes.join("，"), start.elapsed().as_millis());
    Ok(renderings)
}

/// Reads every rendering back: the tables must be those that were computed, and the report sound.
fn read_back(report: &AnnualReport, renderings: &[Rendering]) -> anyhow::Result<bool> {
    let start = Instant::now();
    let mut is_sound = true;
    let mut notes = 0;
    for file in renderings {
        let reading = documents::read::report(file.bytes.as_slice(), file.name)?;
        if reading.report.tables != report.tables {
            is_sound = false;
            println!("   {}：读回的表格与账本不一致", file.name);
        }
        for finding in checks::check(&reading.report, None) {
            if finding.severity == Severity::Note {
                notes += 1;
            } else {
                is_sound = false;
                println!("   {}：[{}] {}", file.name, finding.severity.zh(), finding.message);
            }
        }
    }
    let verdict =
        if is_sound { "表格与账本一致，错误0，警告0" } else { "发现问题，见上" };
    println!(
        "4 读回并核查  {}个文件，{verdict}，提示{notes}（{}毫秒）",
        renderings.len(),
        start.elapsed().as_millis()
    );
    Ok(is_sound)
}
