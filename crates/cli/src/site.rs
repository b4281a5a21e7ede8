//! What `serve` is told of the site: where the index of the search lies, the annual reports, the marks of its footer.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use jiff::civil::Date;
use statute::inspection::Rules;
use store::Address;
use web::{Marks, PublishedFile, PublishedReport};

/// 检索索引
#[derive(clap::Args)]
pub(crate) struct SearchArgs {
    /// 检索索引的文件夹（缺省为数据库旁的同名 .search 文件夹）
    #[arg(long = "search", value_name = "文件夹")]
    folder: Option<PathBuf>,
}

impl SearchArgs {
    /// Where the index lies: beside a file, else in the folder the program is started in.
    pub(crate) fn folder(&self, database: &Address) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| match database {
            Address::Sqlite(path) => {
                let mut name = path.as_os_str().to_owned();
                name.push(".search");
                PathBuf::from(name)
            }
            Address::Postgres(_) => PathBuf::from("gongkai.search"),
        })
    }
}

/// The files of a published report, and what the link to each says.
const RENDERINGS: [(&str, &str); 5] = [
    ("report.html", "网页"),
    ("report.docx", "Word"),
    ("report.pdf", "PDF"),
    ("report.xlsx", "Excel"),
    ("report.json", "JSON"),
];

/// 年度报告
#[derive(clap::Args)]
pub(crate) struct ReportArgs {
    /// 公布的年度报告所在的文件夹（gongkai report build 生成）和公布日期；可以重复
    #[arg(long = "report", value_name = "文件夹[=日期]", value_parser = dated)]
    folders: Vec<Dated>,
}

/// A folder with a report, and the day the report was published on, where it is told.
#[derive(Clone, Debug, PartialEq)]
struct Dated {
    folder: PathBuf,
    published_on: Option<Date>,
}

/// `FOLDER` or `FOLDER=2024-01-25`.
fn dated(text: &str) -> Result<Dated, String> {
    let whole = PathBuf::from(text);
    let Some((folder, day)) = text.rsplit_once('=').filter(|_| !whole.exists()) else {
        return Ok(Dated { folder: whole, published_on: None });
    };
    let day = day.parse().map_err(|_| format!("日期“{day}”应为存在的日期，如 report=2024-01-25"))?;
    Ok(Dated { folder: folder.into(), published_on: Some(day) })
}

impl ReportArgs {
    /// The reports with all that lies in their folders of the five formats, the latest year first.
    pub(crate) fn reports(&self) -> anyhow::Result<Vec<PublishedReport>> {
        let mut reports: Vec<_> = self.folders.iter().map(report).collect::<Result<_, _>>()?;
        for report in reports.iter().filter(|report| report.published_on.is_none()) {
            eprintln!(
                "{}年年度报告没有公布日期，网页缺少标签 PubDate：请写 --report 文件夹=日期",
                report.year
            );
        }
        reports.sort_by_key(|report| std::cmp::Reverse(report.year));
        Ok(reports)
    }
}

fn report(told: &Dated) -> anyhow::Result<PublishedReport> {
    let folder = told.folder.as_path();
    let mut files = Vec::new();
    for (name, label) in RENDERINGS {
        let path = folder.join(name);
        if path.is_file() {
            let bytes = std::fs::read(&path).with_context(|| format!("不能读取 {}", path.display()))?;
            files.push(published_file(name, label, bytes));
        }
    }
    let expected = || format!("--report {}：应有 report.html 和 report.json", folder.display());
    ensure!(files.iter().any(|file| file.name == "report.html"), expected());
    let data = files.iter().find(|file| file.name == "report.json").with_context(expected)?;
    let read = documents::read::report(data.bytes.to_vec(), "report.json").with_context(expected)?.report;
    let year = read.year.with_context(|| format!("{}：没有写明年度", expected()))?;
    let title = read.title.unwrap_or_default();
    let published_on = told.published_on.or(read.published_on);
    if let Some(day) = published_on.filter(|day| day.year() <= year) {
        anyhow::bail!("--report {}：公布日期{day}应在{year}年之后", folder.display());
    }
    Ok(PublishedReport { year, title, published_on, files })
}

/// A rendering as the site hands it out.
pub(crate) fn published_file(name: &str, label: &str, bytes: Vec<u8>) -> PublishedFile {
    let content_type = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json",
    };
    let hash = store::file_hash(&bytes);
    PublishedFile { name: name.into(), label: label.into(), content_type, hash, bytes: bytes.into() }
}

/// 网站自查
#[derive(clap::Args)]
pub(crate) struct InspectionArgs {
    /// 本机关的检查规则文件（TOML），代替程序自带的规则；启动时读取，写法见 docs/inspection.md
    #[arg(long = "inspection-rules", value_name = "文件")]
    file: Option<PathBuf>,
}

impl InspectionArgs {
    /// The rules of the office's own, where it has any.
    pub(crate) fn rules(&self) -> anyhow::Result<Option<Rules>> {
        let Some(path) = &self.file else { return Ok(None) };
        let shown = path.display();
        let bytes = std::fs::read(path).with_context(|| format!("--inspection-rules：不能读取 {shown}"))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| anyhow::anyhow!("--inspection-rules：{shown} 应为 UTF-8 编码的 TOML 文件"))?;
        Ok(Some(Rules::read(&text).with_context(|| format!("--inspection-rules：{shown}"))?))
    }
}

/// 网站标识
#[derive(clap::Args)]
#[command(next_help_heading = "网站标识（页脚和网站标签）")]
pub(crate) struct MarksArgs {
    /// 网站的域名，如 xxgk.example.gov.cn
    #[arg(long, value_name = "域名")]
    domain: Option<String>,
    /// 政府网站标识码：10位数字，或者 bm 加8位数字
    #[arg(long, value_name = "标识码")]
    site_code: Option<String>,
    /// ICP备案号
    #[arg(long, value_name = "备案号")]
    icp: Option<String>,
    /// 公安备案号
    #[arg(long, value_name = "备案号")]
    police: Option<String>,
    /// 党政机关或者事业单位网站标识（CONAC）的编号：32位十六进制数
    #[arg(long, value_name = "编号")]
    conac: Option<String>,
    /// 承办单位的全称
    #[arg(long, value_name = "全称")]
    operator: Option<String>,
}

impl MarksArgs {
    /// The marks; what nobody said is not shown.
    pub(crate) fn marks(&self) -> anyhow::Result<Marks> {
        if let Some(code) = &self.site_code {
            ensure!(is_site_code(code), "--site-code：{code}，应为10位数字，或者 bm 加8位数字");
        }
        if let Some(domain) = &self.domain {
            ensure!(is_domain(domain), "--domain：{domain}，应为域名，如 xxgk.example.gov.cn，不带 https://");
        }
        if let Some(code) = &self.conac {
            ensure!(is_conac(code), "--conac：{code}，应为32位十六进制数（0至9、A至F）");
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Ok(Marks {
            domain: text(&self.domain),
            site_code: text(&self.site_code),
            icp: text(&self.icp),
            police: text(&self.police),
            conac: text(&self.conac),
            operator: text(&self.operator),
            contact: String::new(),
        })
    }
}

/// 政府网站标识码: of ministries `bm` and eight digits, of others ten digits.
fn is_site_code(code: &str) -> bool {
    let (digits, count) = code.strip_prefix("bm").map_or((code, 10), |rest| (rest, 8));
    digits.len() == count && digits.chars().all(|c| c.is_ascii_digit())
}

/// The number of a site's mark with CONAC: 32 hexadecimal digits.
fn is_conac(code: &str) -> bool {
    code.len() == 32 && code.chars().all(|c| c.is_ascii_hexdigit())
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && domain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_domains_are_told_from_what_looks_like_them() {
        assert!(is_site_code("3703000001") && is_site_code("bm05000001"));
        for wrong in ["370300001", "bm5000001", "37030000011", "BM05000001", "370300000a", ""] {
            assert!(!is_site_code(wrong), "{wrong}");
        }
        assert!(is_conac("0A1B2C3D4E5F60718293A4B5C6D7E8F9"));
        for wrong in ["", "0A1B", "0A1B2C3D4E5F60718293A4B5C6D7E8FG", "&id=2C3D4E5F60718293A4B5C6D7E8F9"] {
            assert!(!is_conac(wrong), "{wrong}");
        }
        assert!(is_domain("xxgk.example.gov.cn"));
        for wrong in ["https://a.cn", "a", "a..cn", "a.cn/", "", "中文.cn"] {
            assert!(!is_domain(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_day_of_a_report_stands_behind_its_folder() {
        let told =
            |text: &str| dated(text).map(|one| (one.folder, one.published_on.map(|day| day.to_string())));
        assert_eq!(told("a/report"), Ok(("a/report".into(), None)));
        assert_eq!(told("a=b=2024-01-25"), Ok(("a=b".into(), Some("2024-01-25".into()))));
        for wrong in ["report=2024-02-30", "report=", "report=x"] {
            assert!(told(wrong).is_err_and(|said| said.contains("应为存在的日期")), "{wrong}");
        }
    }

    #[test]
    fn the_index_lies_beside_the_file() {
        let args = SearchArgs { folder: None };
        let file = Address::Sqlite(PathBuf::from("/srv/gongkai.db"));
        assert_eq!(args.folder(&file), PathBuf::from("/srv/gongkai.db.search"));
        let told = SearchArgs { folder: Some(PathBuf::from("/srv/search")) };
        assert_eq!(told.folder(&file), PathBuf::from("/srv/search"));
    }
}
