//! Pages of old sites, alone and by the folder.

use std::fs;
use std::path::Path;

use documents::page::{Article, Body, Lead, NoArticle, OldSite, bring_in};
use jiff::civil::date;
use statute::publication::Attribute;

use super::files::DOT;

/// A page as content systems make it: menus, a box of metadata, the text, a footer.
pub(super) fn page(content: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>示例市人社局 关于示例的通知_示例网</title>\
         <meta name=\"ArticleTitle\" content=\"关于做好示例工作的通知\"><meta name=\"PubDate\" content=\"2023-05-08 09:30\">\
         <meta name=\"ContentSource\" content=\"示例科\"><style>p{{}}</style></head><body><div class=top><ul><li><a href=/>首页</a>\
         <li><a href=/zfxxgk/>政府信息公开</a></ul></div><div class=main><div class=crumb>当前位置：<a href=/>首页</a></div>\
         <table class=xxgk><tr><td>索 引 号：</td><td>11370000000000000A/2023-5135380</td><td>主题分类：</td><td>劳动、人事、监察-劳动就业</td></tr>\
         <tr><td>发文机关：</td><td>示例市人力资源和社会保障局</td><td>发文字号：</td><td>示人社发[2023]12号</td></tr>\
         <tr><td>成文日期：</td><td>2023-05-06</td><td>有效性：</td><td>有效</td></tr><tr><td>公开方式：</td><td>主动公开</td></tr></table>\
         <div id=zoom>{content}</div><div>打印 关闭</div></div><div class=foot>版权所有 示例市 电话：0000-0000000<script>x()</script></div></body></html>"
    )
}

pub(super) const TEXT: &str = "<p>各区县：</p><p>　　为做好示例工作，现将有关事项通知如下，请认真贯彻执行。</p>\
    <p>附件：<a href=\"../files/%E8%A1%A8.docx\">示例表</a></p><p><img src=\"./P02.png\"></p>";

#[test]
fn a_page_of_an_old_site_gives_text_and_metadata() {
    let it = bring_in("t1.html", page(TEXT)).expect("an article");
    assert_eq!(
        it.body.as_str(),
        "<p>各区县：</p>\n<p>为做好示例工作，现将有关事项通知如下，请认真贯彻执行。</p>\n\
         <p>附件：<a href=\"../files/%E8%A1%A8.docx\">示例表</a></p>"
    );
    let offered = &it.offered;
    assert_eq!(offered.title.as_deref(), Some("关于做好示例工作的通知"));
    assert_eq!(offered.published_on, Some(date(2023, 5, 8)));
    assert_eq!(offered.made_on, Some(date(2023, 5, 6)));
    assert_eq!(offered.source.as_deref(), Some("示例科"));
    assert_eq!(offered.index_number.as_deref(), Some("11370000000000000A/2023-5135380"));
    assert_eq!(offered.theme.as_deref(), Some("劳动、人事、监察/劳动就业"));
    assert_eq!(offered.issuer.as_deref(), Some("示例市人力资源和社会保障局"));
    assert_eq!(offered.document_number.as_deref(), Some("示人社发〔2023〕12号"));
    assert_eq!(offered.validity.as_deref(), Some("有效"));
    assert_eq!(offered.attribute, Some(Attribute::Proactive));
    assert_eq!(it.attachments.len(), 1);
    let bad = bring_in("t1.html", page(&format!("{TEXT}<p><a href=\"javascript:x()\">说明</a></p>")))
        .expect("an article");
    let told = bad.problems.iter().find(|it| it.message.contains("不能使用")).expect("it is told");
    assert!(told.place.starts_with('第') && told.message.starts_with("链接“"), "{told:?}");
    assert_eq!(it.problems[0].message, "图片“./P02.png”不在网页旁边，没有导入；请把图片下载后上传");
}

#[test]
fn the_text_is_found_without_known_names_and_in_other_encodings() {
    let longer = format!("{TEXT}<p>　　{}</p>", "这一段说得更长一些，好让正文比菜单和页脚重。".repeat(8));
    let source = page(&longer).replace("id=zoom", "class=c1").replace("charset=utf-8", "charset=gb2312");
    let (bytes, ..) = encoding_rs::GB18030.encode(&source);
    let it = bring_in("t1.htm", bytes.into_owned()).expect("an article");
    assert!(it.body.text().starts_with("各区县：\n为做好示例工作"), "{}", it.body);
    assert!(it.body.text().ends_with("好让正文比菜单和页脚重。"), "{}", it.body);
    assert_eq!(it.offered.made_on, Some(date(2023, 5, 6)));
    // Lines in a cell of a table that arranges the page.
    let old = "<html><title>旧页 - 示例网</title><body><table><tr><td>首页 | 机构</td></tr><tr><td><h1>旧的标题</h1>\
        <div>发布日期：2009年3月4日　来源：示例科</div><div>　　第一段文字，说了很多话，说了很多话。<br>　　第二段文字，也说了很多话，说了很多话。</div></td></tr></table></body></html>";
    let it = bring_in("old.html", old).expect("an article");
    assert_eq!(
        it.body.text(),
        "第一段文字，说了很多话，说了很多话。\n第二段文字，也说了很多话，说了很多话。"
    );
    assert_eq!(it.offered.title.as_deref(), Some("旧的标题"));
    assert_eq!(
        (it.offered.published_on, it.offered.source.as_deref()),
        (Some(date(2009, 3, 4)), Some("示例科"))
    );
}

#[test]
fn a_page_of_links_is_no_article() {
    let links: String = (0..20)
        .map(|n| format!("<li><a href=\"t{n}.html\">关于第{n}件示例事项的通知</a> 2023-01-01"))
        .collect();
    let refusal =
        bring_in("index.html", format!("<html><body><ul>{links}</ul></body></html>")).expect_err("refused");
    assert!(refusal.to_string().starts_with("网页里没有找到正文（可能是栏目页"), "{refusal}");
}

fn put(root: &Path, name: &str, content: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

#[test]
fn a_folder_gives_its_articles_with_their_files_and_nothing_from_outside() {
    let outside = tempfile::tempdir().expect("a folder");
    put(outside.path(), "secret.txt", "外面的文件".as_bytes());
    let site = outside.path().join("site");
    let word = super::files::docx(&super::files::p("表"), &[]);
    put(&site, "files/表.docx", &word);
    put(&site, "files/单独.pdf", b"%PDF-1.4");
    put(&site, "art/P02.png", DOT);
    put(&site, "art/t1.html", page(TEXT).as_bytes());
    let bad = "<p>第二篇文章的正文，说了很多话，说了很多话，说了很多话。</p><a href=\"../../secret.txt\">外</a><a href=\"/files/无.pdf\">无</a>\
        <a href=\"http://example.com/x.pdf\">远</a><a href=\"t1.html\">页</a><a href=\"../files/假.pdf\">假</a><img src=\"../../secret.txt\">";
    put(&site, "files/假.pdf", &word);
    put(&site, "art/t2.html", page(bad).as_bytes());
    put(&site, "index.html", "<html><body><a href=art/t1.html>一</a></body></html>".as_bytes());
    put(&site, "art/big.html", "<p>很多话很多话".repeat(1 << 20).as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), site.join("art/link.txt")).expect("a link");
    let site = OldSite::open(&site, None).expect("a site");
    let told: Vec<String> = site
        .files()
        .map(|file| file.unwrap_or_else(|fault| format!("{} {}", fault.file, fault.message)))
        .collect();
    assert_eq!(
        told,
        [
            "art/P02.png",
            "art/big.html",
            "art/link.txt 是符号链接，没有读取",
            "art/t1.html",
            "art/t2.html",
            "files/假.pdf",
            "files/单独.pdf",
            "files/表.docx",
            "index.html",
        ]
    );
    let first: Article = site.article("art/t1.html").expect("an article");
    assert_eq!((first.files.len(), first.files[0].name.as_str()), (1, "示例表"));
    assert_eq!(first.files[0].file, "files/表.docx");
    assert_eq!((first.brought.pictures.len(), first.brought.problems.len()), (1, 0));
    assert!(first.notes.is_empty() && first.source.starts_with(b"<!DOCTYPE html>"));
    assert!(first.brought.body.as_str().ends_with("<p><img src=\"image-1.png\" alt=\"\"></p>"));
    let second = site.article("art/t2.html").expect("an article");
    assert_eq!(
        second.notes,
        [
            "附件“../../secret.txt”：指向文件夹之外，没有读取",
            "附件“/files/无.pdf”：文件不在文件夹里",
            "附件“http://example.com/x.pdf”在别的网站，没有导入，链接保留",
            "附件“../files/假.pdf”：附件“files/假.pdf”以“.pdf”结尾，内容却是Word文件（DOCX）；请核对文件，名称与内容一致后再上传",
        ]
    );
    assert!(matches!(site.article("index.html"), Err(NoArticle::PassedOver(_))));
    let large = "网页有21MB，超过10MB的上限；请只保留正文，或拆成几篇后再导入";
    assert_eq!(site.article("art/big.html"), Err(NoArticle::Unreadable(large.into())));
    assert!(matches!(site.article("art/none.html"), Err(NoArticle::Unreadable(_))));
    assert!(OldSite::open(&outside.path().join("none"), None).is_err());
    assert!(OldSite::open(outside.path(), Some("www.example.gov.cn")).is_err());
}

#[test]
fn links_lead_to_addresses_of_the_old_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let within = |address: &str| Lead::Within(address.to_owned());
    let site = OldSite::open(folder.path(), None).expect("a site");
    assert_eq!(site.address("zcwj/t1.html"), "/zcwj/t1.html");
    for (href, lead) in [
        ("t2.html", within("/zcwj/t2.html")),
        ("./t2.html?x=1#y", within("/zcwj/t2.html")),
        ("../%E8%A1%A8/a.html", within("/表/a.html")),
        ("/b/", within("/b/")),
        ("..", within("/")),
        ("../../x.html", Lead::Nowhere),
        ("#top", Lead::Nowhere),
        ("javascript:alert(1)", Lead::Nowhere),
        ("http://www.example.gov.cn/a.html", Lead::Elsewhere),
        ("tel:12333", Lead::Elsewhere),
    ] {
        assert_eq!(site.leads_to("zcwj/t1.html", href), lead, "{href}");
    }
    let site = OldSite::open(folder.path(), Some("http://WWW.example.gov.cn/zwgk")).expect("a site");
    assert_eq!(site.address("t1.html"), "/zwgk/t1.html");
    assert_eq!(site.leads_to("t1.html", "https://www.example.gov.cn/a%20b.html"), within("/a b.html"));
    assert_eq!(site.leads_to("t1.html", "../a.html"), within("/a.html"));
    assert_eq!(site.leads_to("t1.html", "http://other.example.cn/a.html"), Lead::Elsewhere);
}

#[test]
fn links_are_exchanged_or_taken_out_and_the_text_stays() {
    let cleaned = Body::clean(
        "<p>见<a href=\"a.html\">甲</a>、<a href=\"b.html\">乙</a>，<a href=\"mailto:a@b.cn\">信箱</a></p>",
    );
    let body = cleaned.expect("clean").body.relinked(|href| match href {
        "a.html" => Some("/p/P2026-1".into()),
        "b.html" => None,
        _ => Some("javascript:alert(1)".into()),
    });
    assert_eq!(body.as_str(), "<p>见<a href=\"/p/P2026-1\">甲</a>、乙，信箱</p>");
    assert_eq!(Body::written(body.as_str()), Some(body));
}

#[test]
fn a_page_tells_its_column_and_the_moment_it_was_published() {
    let source = page(TEXT).replace("<style>", "<meta name=\"ColumnName\" content=\"政策文件\"><style>");
    let offered = bring_in("t1.html", source).expect("an article").offered;
    assert_eq!(offered.column.as_deref(), Some("政策文件"));
    assert_eq!(offered.published_time, Some(jiff::civil::time(9, 30, 0, 0)));
}

#[test]
fn a_way_through_the_site_is_no_title_and_what_the_page_tells_is_offered() {
    let page = |way: &str| {
        format!(
            "<html><head><title>关于开展2026年职称申报工作的通知-示例市人力资源和社会保障局</title></head><body><div class=\"nav\">{way}</div>\
             <h1>关于开展2026年职称申报工作的通知</h1><p>发布日期：2026-11-20 来源：测试科 浏览次数：22</p>\
             <p>示人社字（2026）33号</p><p>各有关单位：</p><p>现将2026年职称申报工作有关事项通知如下，请遵照执行。</p>\
             <p>职称申报网址：<a href=\"https://example.gov.cn/\">示例网</a></p></body></html>"
        )
    };
    let link = "<a href=\"/\">首页</a>";
    for way in [
        format!("{link} &gt; 通知公告"),
        format!("当前位置：{link} » <a href=\"/a/\">政务公开</a> » 正文"),
        "您的位置：首页/通知公告".to_owned(),
        format!("{link} › 公告"),
        "<a href=\"/a/\">政务公开</a>/<a href=\"/b/\">公告</a>".to_owned(),
    ] {
        for page in [page(&way), page(&way).replace("<h1>", "<p>").replace("</h1>", "</p>")] {
            let it = bring_in("通知.html", page).expect("an article");
            let offered = &it.offered;
            assert_eq!(offered.title.as_deref(), Some("关于开展2026年职称申报工作的通知"), "{way}");
            assert_eq!(offered.document_number.as_deref(), Some("示人社字〔2026〕33号"), "{way}");
            let day = Some(date(2026, 11, 20));
            assert_eq!((offered.published_on, offered.made_on), (day, day), "{way}");
            assert!(it.body.text().starts_with("各有关单位：\n"), "{way}: {}", it.body);
            assert!(it.problems.iter().any(|it| it.place == "成文日期"), "{:?}", it.problems);
        }
    }
    // A title may hold a stroke, and a first line a link.
    let it = bring_in(
        "a.html",
        "<h1>关于A/B类示例的通知</h1><p>各单位：</p><p>现将A/B类示例的有关事项通知如下，请遵照执行。</p>",
    );
    assert_eq!(it.expect("an article").offered.title.as_deref(), Some("关于A/B类示例的通知"));
}
