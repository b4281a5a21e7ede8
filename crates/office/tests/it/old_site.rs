//! A folder of an old site: what becomes of each file, all or nothing, and what citizens see afterwards.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use documents::page::OldSite;
use jiff::civil::date;
use office::agencies::{self, Settings};
use office::inspection::inspect;
use office::ledger;
use office::publications::old_site::{self, Coming, Done, Named, NotImported, Outcome, Summary, Told};
use office::publications::{Found, Shown, found, handed_out, moved};
use statute::inspection::{Check, Rules};
use statute::publication::{Act, Column, Kind, Stage};
use statute::registers::Register;
use store::{AgencyRow, Author, FrozenFile, Store};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::ledgers::{Ledger, ledger as open};

const CODE: &str = "11370000000000000A";

/// A ledger and a folder of pages.
struct Site {
    ledger: Ledger,
    root: PathBuf,
    agency: AgencyRow,
}

/// A page as content systems make it.
fn page(title: &str, index: &str, body: &str) -> String {
    page_of(title, index, "政策文件", "2023-05-08 09:30", body)
}

fn page_of(title: &str, index: &str, column: &str, published: &str, body: &str) -> String {
    format!(
        "<html><head><meta charset=utf-8><meta name=ArticleTitle content=\"{title}\"><meta name=PubDate content=\"{published}\">\
         <meta name=ColumnName content=\"{column}\"></head><body><table><tr><td>索引号：</td><td>{index}</td><td>成文日期：</td>\
         <td>2023-05-06</td></tr><tr><td>公开方式：</td><td>主动公开</td><td>发布机构：</td><td>示例市测试局</td></tr></table>\
         <div id=zoom><p>这是《{title}》的正文，为测试而写，内容均为虚构。</p>{body}</div></body></html>"
    )
}

fn author() -> Author {
    Author { actor: "命令行".into(), at: "2026-03-02T02:00:00Z".parse().unwrap() }
}

impl Site {
    async fn new() -> Self {
        let ledger = open().await;
        let root = ledger.folder.path().join("site");
        fs::create_dir(&root).unwrap();
        let agency = ledger::agency(&ledger.store, None).await.unwrap();
        Self { ledger, root, agency }
    }

    async fn coded() -> Self {
        let site = Self::new().await;
        let settings = Settings { code: Some(CODE.into()), ..Settings::default() };
        agencies::set(site.store(), &author(), 1, date(2023, 1, 1), &settings).await.unwrap();
        site
    }

    fn store(&self) -> &Store {
        &self.ledger.store
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn coming(&self, leaves_out: bool) -> Coming {
        let site = OldSite::open(&self.root, None).unwrap();
        Coming { site, columns: Vec::new(), leaves_out, takes_files: false, named: HashMap::new() }
    }

    async fn plan(&self) -> (Summary, Vec<Told>) {
        let mut told = Vec::new();
        let each = |one| told.push(one);
        let plan = old_site::plan(self.store(), &self.agency, &self.coming(false), author().at, each).await;
        (plan.unwrap().summary, told)
    }

    async fn import(&self, coming: &Coming) -> Result<(Summary, Done, Vec<Told>), NotImported> {
        let mut told = Vec::new();
        let each = |one| told.push(one);
        let (summary, done) = old_site::import(self.store(), &author(), &self.agency, coming, each).await?;
        Ok((summary, done, told))
    }

    async fn all(&self) -> Vec<Told> {
        let (_, done, told) = self.import(&self.coming(false)).await.unwrap();
        assert_eq!(done, Done::Written, "{told:?}");
        told
    }

    async fn shown(&self, address: &str) -> Shown {
        let number = moved(self.store(), 1, address).await.unwrap().unwrap();
        match found(self.store(), 1, &number).await.unwrap() {
            Some(Found::Shown(shown)) => *shown,
            other => panic!("{address}: {other:?}"),
        }
    }
}

/// What is told of a file.
fn of<'a>(told: &'a [Told], file: &str) -> &'a Told {
    told.iter().find(|one| one.file == file).unwrap_or_else(|| panic!("{file}: {told:?}"))
}

/// That a file is left out for something.
fn left_out(told: &[Told], file: &str, why: &str) {
    let one = of(told, file);
    assert_eq!(one.outcome, Outcome::LeftOut, "{one:?}");
    assert!(one.why.iter().any(|told| told.contains(why)), "{one:?}");
}

/// A picture of one dot.
const PNG: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63\xfc\xcf\xc0\x50\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c\x21\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

/// A Word file of one paragraph, with a picture of so many bytes beside it.
fn docx(text: &str, picture: usize) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let text = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORD}\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut jpeg = b"\xff\xd8\xff\xd9".to_vec();
    jpeg.resize(picture.max(jpeg.len()), 0);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", text.as_bytes()),
        ("word/media/a.jpeg", &jpeg),
    ];
    for (name, content) in parts {
        writer.start_file(name, stored).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn pages_come_in_public_since_their_old_day_with_pictures_files_and_links() {
    let site = Site::coded().await;
    let links = "<p>见<a href=\"../jd/j1.html\">解读</a>、<a href='/zcwj/p2.html?from=1#a'>文件二</a>、<a href=gone.html>旧闻</a>、\
        <a href=\"/zfxxgk/ysqgk/\">依申请公开</a>、<a href=\"http://example.com/\">别的网站</a>、<a href=\"../files/a.docx\">附表</a>。</p>\
        <p><img src=\"../files/p.png\" alt=\"图\"></p><script>alert(1)</script>";
    site.put("zcwj/p1.html", page("关于甲的通知", "000014349/2023-00007", links));
    site.put("zcwj/p2.html", page("关于乙的通知", "", ""));
    site.put(
        "jd/j1.html",
        page_of("关于甲的解读", "", "政策解读", "2023-05-08", "<a href=\"../zcwj/p1.html\">文件</a>"),
    );
    site.put("files/p.png", PNG);
    site.put("files/a.docx", docx("附表的内容", 0));
    site.put("files/alone.docx", docx("没有人链接", 0));
    site.put("index.html", "<a href=zcwj/p1.html>一</a>");
    let (summary, told) = site.plan().await;
    assert_eq!(
        summary,
        Summary { taken_in: 3, passed_over: 2, unlinked: 1, incomplete: 1, ..Summary::default() },
        "{told:?}"
    );
    assert_eq!(of(&told, "index.html").outcome, Outcome::PassedOver);
    assert!(of(&told, "files/alone.docx").why[0].contains("没有导入的网页链接到它"));
    let lacks = told.iter().filter(|one| one.file == "zcwj/p1.html").flat_map(|one| one.why.clone());
    let lacks: Vec<_> = lacks.collect();
    assert!(lacks.iter().any(|one| one.contains("链接“gone.html”没有对应的信息")), "{lacks:?}");
    assert!(site.store().publication(1, "P2026-1").await.unwrap().is_none(), "a plan writes nothing");

    let told = site.all().await;
    assert_eq!(
        of(&told, "zcwj/p1.html").number.as_deref(),
        Some("P2026-1"),
        "those with an index number first"
    );
    let shown = site.shown("/zcwj/p1.html").await;
    let public = shown.public();
    assert_eq!(public.first_at, date(2023, 5, 8).at(9, 30, 0, 0));
    assert_eq!(public.index_number, "000014349/2023-00007");
    assert_eq!((shown.item.stage, public.edition.card.kind), (Stage::Published, Kind::Policy));
    assert_eq!(public.edition.card.made_on, Some(date(2023, 5, 6)));
    let (html, files) = (shown.body.as_str(), &public.edition.files);
    assert_eq!(files.len(), 2);
    let (two, three) =
        (of(&told, "zcwj/p2.html").number.clone().unwrap(), of(&told, "jd/j1.html").number.clone().unwrap());
    assert!(html.contains(&format!("<a href=\"/p/{two}\">文件二</a>")), "{html}");
    assert!(html.contains(&format!("<a href=\"/p/{three}\">解读</a>")), "{html}");
    assert!(html.contains("、旧闻、<a href=\"/zfxxgk/ysqgk/\">"), "{html}");
    assert!(
        html.contains("<a href=\"http://example.com/\">别的网站</a>") && !html.contains("alert"),
        "{html}"
    );
    for file in files {
        let address = format!("/p/P2026-1/files/{}", file.sm3);
        assert!(html.contains(&address), "{address}: {html}");
        assert!(handed_out(site.store(), 1, ("P2026-1", None), &file.sm3).await.unwrap().is_some());
    }
    // What links to a policy from 政策解读 interprets it.
    assert_eq!(shown.related[0].number, three);
    assert_eq!(site.shown("/zcwj/p2.html").await.public().index_number, format!("{CODE}/2026-00002"));
    // Its history says that it was imported, and from where.
    let steps = site.store().publication_steps("publication/1/P2026-1").await.unwrap();
    let Act::Imported { origin, .. } = &steps[0].step.act else { panic!("{steps:?}") };
    assert_eq!((steps.len(), origin.address.as_str()), (1, "/zcwj/p1.html"));
    assert!(site.store().verify(|_| ()).await.unwrap().is_sound());

    // The same again adds nothing; what was changed since is told.
    let (summary, done, _) = site.import(&site.coming(false)).await.unwrap();
    assert_eq!((summary.known, summary.taken_in, done), (3, 0, Done::Nothing));
    site.put("zcwj/p2.html", page("关于乙的通知", "", "<p>后来改过。</p>"));
    site.put("zcwj/p3.html", page("关于丙的通知", "", "<a href=p1.html>甲</a>"));
    let told = site.all().await;
    assert!(of(&told, "zcwj/p2.html").why[0].contains("时不同，没有再次导入"));
    assert!(site.shown("/zcwj/p3.html").await.body.as_str().contains("href=\"/p/P2026-1\""));
}

/// A text file as offices wrote them.
const NOTICE: &str = "示测发〔2023〕7号\n\n关于开展示例工作的通知\n\n各区县人力资源和社会保障局：\n\
    为测试而写，内容均为虚构，请遵照执行。\n\n示例市测试局\n2023年5月6日\n（此件公开发布）\n";

#[tokio::test]
async fn files_that_no_page_links_to_come_in_by_themselves_where_that_is_asked_for() {
    let site = Site::coded().await;
    site.put("zcwj/p.html", page("关于甲的通知", "", "<p><a href=\"a.docx\">附表</a></p>"));
    site.put("zcwj/a.docx", docx("附表的内容", 0));
    site.put("zcwj/b.docx", docx("只有一段话，没有标题，也没有日期。", 0));
    site.put("zcwj/c.txt", NOTICE);
    site.put("news/d.txt", NOTICE.replace("此件公开发布", "此件依申请公开"));
    site.put("zcwj/e.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(100));
    let (summary, told) = site.plan().await;
    assert_eq!((summary.taken_in, summary.passed_over, summary.unlinked), (1, 4, 3), "{told:?}");
    assert!(of(&told, "zcwj/c.txt").why[0].starts_with("TXT文件，没有导入的网页链接到它"));
    assert!(of(&told, "zcwj/e.doc").why[0].contains("不能单独导入"));

    let mut coming = site.coming(false);
    coming.takes_files = true;
    let (_, done, told) = site.import(&coming).await.unwrap();
    assert_eq!(done, Done::Refused, "one keeps all out");
    left_out(&told, "news/d.txt", "没有对应的栏目");
    left_out(&told, "news/d.txt", "文件写明“依申请公开”");
    assert!(moved(site.store(), 1, "/zcwj/c.txt").await.unwrap().is_none());

    coming.leaves_out = true;
    let (summary, done, told) = site.import(&coming).await.unwrap();
    assert_eq!((summary.taken_in, summary.unlinked, done), (2, 1, Done::Written), "{told:?}");
    let untold = of(&told, "zcwj/b.docx");
    assert_eq!(untold.outcome, Outcome::PassedOver);
    assert_eq!(untold.why, ["没有识别出标题、日期，没有导入；请指明后再导入"]);
    assert!(told.iter().all(|one| one.file != "zcwj/a.docx"), "it came with its page: {told:?}");
    let why = of(&told, "zcwj/c.txt").why.join("\n");
    assert!(why.contains("没有写明发布日期，按成文日期") && why.contains("没有附上"), "{why}");
    let shown = site.shown("/zcwj/c.txt").await;
    let card = &shown.public().edition.card;
    assert_eq!((card.title.as_str(), card.kind), ("关于开展示例工作的通知", Kind::Policy));
    assert_eq!(card.document_number.as_deref(), Some("示测发〔2023〕7号"));
    assert_eq!(shown.public().first_at.date(), date(2023, 5, 6));
    assert!(shown.body.text().contains("请遵照执行"), "{}", shown.body);

    // What a file does not tell, the office does; what it tells wrongly as well.
    let named = Named { published_on: date(2022, 7, 1), title: Some("关于乙的公告".into()) };
    coming.named.insert("zcwj/b.docx".into(), named);
    coming.named.insert("zcwj/a.docx".into(), Named { published_on: date(2022, 7, 2), title: None });
    let (summary, _, told) = site.import(&coming).await.unwrap();
    assert_eq!((summary.taken_in, summary.known, summary.unlinked), (2, 2, 0), "{told:?}");
    let shown = site.shown("/zcwj/b.docx").await;
    assert_eq!(shown.public().edition.card.title, "关于乙的公告");
    assert_eq!(shown.public().first_at.date(), date(2022, 7, 1));
    let files = &shown.public().edition.files;
    assert_eq!((files.len(), files[0].name.as_str(), files[0].is_original), (1, "b.docx", true));
    let handed =
        handed_out(site.store(), 1, (&shown.item.number, None), &files[0].sm3).await.unwrap().unwrap();
    assert_eq!(handed.1, docx("只有一段话，没有标题，也没有日期。", 0));
    assert_eq!(site.shown("/zcwj/a.docx").await.public().edition.card.title, "a", "by its name");
    assert!(site.store().verify(|_| ()).await.unwrap().is_sound());
}

#[tokio::test]
async fn what_is_in_a_file_is_screened_and_files_of_a_page_that_stays_out_stay_out_with_it() {
    let site = Site::coded().await;
    site.put(
        "zcwj/p.html",
        page("没有日期的通知", "", "<p><a href=\"c.txt\">附件</a></p>").replace("2023-05-08 09:30", "不详"),
    );
    site.put("zcwj/c.txt", NOTICE);
    site.put("zcwj/secret.txt", NOTICE.replace("请遵照执行", "机密★1年"));
    site.put("zcwj/broken.pdf", b"%PDF-1.4 broken");
    site.put("zcwj/empty.pdf", b" ");
    site.put("zcwj/q.html", page("关于丁的通知", "", "<p><a href=\"empty.pdf\">附件</a></p>"));
    let mut coming = site.coming(true);
    coming.takes_files = true;
    let (summary, done, told) = site.import(&coming).await.unwrap();
    assert_eq!((summary.taken_in, done), (1, Done::Written), "{told:?}");
    assert_eq!(
        (summary.left_out, summary.passed_over),
        (3, 0),
        "what a page links to is told with it: {told:?}"
    );
    left_out(&told, "zcwj/secret.txt", "发布前筛查");
    assert_eq!(of(&told, "zcwj/broken.pdf").outcome, Outcome::LeftOut);
}

#[tokio::test]
async fn what_was_published_in_time_is_not_late_because_it_came_in_now() {
    let site = Site::coded().await;
    site.put("zcwj/a.html", page("关于甲的通知", "", ""));
    let late = page_of("关于乙的通知", "", "政策文件", "2023-08-08", "");
    site.put("zcwj/b.html", late);
    site.all().await;
    let inspected =
        inspect(site.store(), 1, "3703000001", Rules::built_in(), date(2026, 3, 3)).await.unwrap();
    let late = inspected.inspection.findings.iter().filter(|one| one.rule.check == Check::PublishedLate);
    let late: Vec<_> = late.filter_map(|one| one.place.as_ref()).map(|(title, _)| title.as_str()).collect();
    assert_eq!(late, ["关于乙的通知"], "the old dates show which was late");
}

#[tokio::test]
async fn one_file_that_cannot_come_in_keeps_all_out_unless_it_is_left_out() {
    let site = Site::coded().await;
    site.put("zcwj/good.html", page("关于甲的通知", "A/1", ""));
    site.put("zcwj/twice.html", page("关于乙的通知", "A/1", ""));
    site.put("zcwj/broken.html", b"<html>\0\x01\xff\xfe<p>".repeat(10));
    site.put("zcwj/large.html", format!("<p>{}</p>", "很多话".repeat(7 << 20 >> 3)).repeat(3));
    site.put("zcwj/title.html", page(&"长".repeat(2000), "", ""));
    site.put("zcwj/undated.html", page("没有日期的通知", "", "").replace("2023-05-08 09:30", "不详"));
    site.put("zcwj/future.html", page("明天的通知", "", "").replace("2023-05-08", "2036-05-08"));
    site.put("zcwj/kept.html", page("不公开的通知", "", "").replace("主动公开", "依申请公开"));
    site.put("news/x.html", page_of("动态", "", "本局要闻", "2023-05-08", ""));
    site.put("zcwj/secret.html", page("有密级的通知", "", "<p>机密★1年</p>"));
    site.put(
        "zcwj/person.html",
        page("名单", "", "<p>联系人手机13800000000，身份证号11010519491231002X。</p>"),
    );
    let (summary, told) = site.plan().await;
    for (file, why) in [
        ("zcwj/twice.html", "索引号 A/1 与 zcwj/good.html 相同"),
        ("zcwj/large.html", "超过10MB的上限"),
        ("zcwj/title.html", "标题有2000个字，应不超过200个字"),
        ("zcwj/undated.html", "没有找到发布日期"),
        ("zcwj/future.html", "发布日期 2036-05-08 晚于今天（2026-03-02）"),
        ("zcwj/kept.html", "网页写明“依申请公开”"),
        ("news/x.html", "没有对应的栏目：网页写的栏目是“本局要闻”，原地址是 /news/x.html"),
        ("zcwj/secret.html", "发布前筛查：正文第2行"),
        ("zcwj/person.html", "发布前筛查：正文第2行"),
    ] {
        left_out(&told, file, why);
    }
    assert_ne!(of(&told, "zcwj/broken.html").outcome, Outcome::TakenIn);
    assert!(told.iter().all(|one| one.why.iter().all(|why| !why.contains("11010519491231002X"))), "masked");
    assert_eq!(summary.taken_in, 1);

    let (_, done, told) = site.import(&site.coming(false)).await.unwrap();
    assert_eq!(done, Done::Refused, "{told:?}");
    assert!(site.store().publication(1, "P2026-1").await.unwrap().is_none());

    let mut coming = site.coming(true);
    coming.columns = vec![("本局要闻".into(), Column::named("工作动态").unwrap())];
    let (summary, done, told) = site.import(&coming).await.unwrap();
    assert_eq!((summary.taken_in, done), (2, Done::Written), "{told:?}");
    assert_eq!(site.shown("/news/x.html").await.public().edition.card.kind, Kind::News);
    assert!(moved(site.store(), 1, "/zcwj/secret.html").await.unwrap().is_none());

    // The number of something here is nobody else's.
    site.put("zcwj/again.html", page("关于丁的通知", "A/1", ""));
    left_out(&site.plan().await.1, "zcwj/again.html", "索引号 A/1 与已有的 P2026-1 相同");
}

#[tokio::test]
async fn an_attachment_of_twenty_megabytes_comes_along_and_one_that_cannot_be_looked_into_does_not() {
    let site = Site::coded().await;
    site.put("files/large.jpg.pdf", b"%PDF-1.4 broken");
    site.put("files/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(100));
    site.put("files/a.docx", docx("示例", 0));
    site.put("files/big.docx", docx("示例", 20 << 20));
    let body = "<p><a href=\"../files/large.jpg.pdf\">坏文件</a><a href=\"../files/old.doc\">旧文件</a><a href=\"../files/a.docx\">好文件</a>\
        <a href=\"../files/big.docx\">大文件</a></p>";
    site.put("zcwj/p.html", page("关于甲的通知", "", body));
    let told = site.all().await;
    let why = of(&told, "zcwj/p.html").why.join("\n");
    for file in ["没有带入 files/large.jpg.pdf", "files/old.doc"] {
        assert!(why.contains(file), "{file}: {why}");
    }
    let shown = site.shown("/zcwj/p.html").await;
    let names: Vec<_> =
        shown.public().edition.files.iter().map(|file| (file.name.as_str(), file.bytes >> 20)).collect();
    assert_eq!(names, [("好文件.docx", 0), ("大文件.docx", 20)], "{why}");
    assert!(shown.body.as_str().contains("坏文件旧文件<a href"), "{}", shown.body);
}

#[tokio::test]
async fn documents_of_a_published_year_must_be_in_its_register() {
    let site = Site::coded().await;
    let file = FrozenFile { name: "report.pdf".into(), sm3: store::file_hash(b"pdf"), bytes: 3 };
    ledger::freeze(site.store(), &author(), None, 2023, vec![file]).await.unwrap();
    site.put("zcwj/p.html", page("关于甲的通知", "", ""));
    left_out(&site.plan().await.1, "zcwj/p.html", "2023年年度报告已公布，台账中没有这件政策文件");
    site.put("zcwj/p.html", page_of("关于甲的通知", "", "通知公告", "2023-05-08", ""));
    assert_eq!(site.plan().await.0.taken_in, 1, "what table two does not count may come in");
    assert!(site.store().register(1, Register::Documents).await.unwrap().is_empty());
}

#[tokio::test]
async fn without_a_code_nothing_is_given_a_number_and_half_a_number_is_none() {
    let site = Site::new().await;
    site.put("zcwj/p.html", page("关于甲的通知", "11370300MB28347540/2021-None", ""));
    let refused = site.import(&site.coming(false)).await.unwrap_err();
    assert!(matches!(refused, NotImported::NoCode(1, _)), "{refused}");
    assert!(site.store().publication(1, "P2026-1").await.unwrap().is_none());
    site.put("zcwj/p.html", page("关于甲的通知", "11370300MB28347540/2021-00001", ""));
    site.all().await;
}

#[tokio::test]
async fn old_addresses_lead_to_what_came_in_and_nothing_else() {
    let site = Site::coded().await;
    site.put("旧 栏/a/index.html", page("关于甲的通知", "", ""));
    site.all().await;
    for address in ["/旧 栏/a/index.html", "/%E6%97%A7%20%E6%A0%8F/a/index.html", "/%E6%97%A7%20%E6%A0%8F/a/"]
    {
        assert_eq!(moved(site.store(), 1, address).await.unwrap().as_deref(), Some("P2026-1"), "{address}");
    }
    for address in ["/", "/旧 栏/", "/旧 栏/a", "/x%00", "/%FF"] {
        assert_eq!(moved(site.store(), 1, address).await.unwrap(), None, "{address}");
    }
}

/// Many small pages: no more than one at a time is in memory, and it does not take long.
#[tokio::test]
async fn many_pages_come_in_one_by_one() {
    let site = Site::coded().await;
    for nth in 0..300 {
        site.put(&format!("zcwj/{}/{nth}.html", nth % 7), page(&format!("关于第{nth}项的通知"), "", ""));
    }
    let told = site.all().await;
    assert_eq!(told.len(), 300);
    assert!(site.store().verify(|_| ()).await.unwrap().is_sound());
    assert_eq!(site.store().register(1, Register::Documents).await.unwrap().len(), 300);
}
