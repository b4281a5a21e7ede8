//! What becomes of the HTML of editors, of Word and of old sites.

use documents::page::{Body, Heading, Link};

use super::{cleaned, html, told};

#[test]
fn paragraphs_of_word_lose_their_looks_and_keep_their_words() {
    let word = "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=EN-US \
        style='font-size:16.0pt;font-family:仿宋_GB2312'>2023<o:p></o:p></span><span style='font-size:16.0pt'>年，全市\n城镇\
        新增就业<b style='mso-bidi-font-weight:normal'>9.6</b>万人。</span></p>\
        <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\
        <p class=MsoNormal align=center><font color=red><i>示例</i></font></p>";
    assert_eq!(html(word), "<p>2023年，全市城镇新增就业<strong>9.6</strong>万人。</p>\n<p><em>示例</em></p>");
    assert!(cleaned(word).removed.is_empty());
}

#[test]
fn spans_flatten_and_styles_that_say_something_become_elements() {
    assert_eq!(
        html(
            "<div><span><span style='font-weight: bold'>甲<strong>乙</strong></span></span><b>丙</b>丁</div>"
        ),
        "<p><strong>甲乙丙</strong>丁</p>"
    );
    assert_eq!(
        html("<p><u><i>x</i></u><span style='vertical-align:super'>2</span><b><a href=/a>y</a></b></p>"),
        "<p><em><u>x</u></em><sup>2</sup><a href=\"/a\"><strong>y</strong></a></p>"
    );
}

#[test]
fn headings_keep_their_order_and_numbered_paragraphs_stay_paragraphs() {
    assert_eq!(
        html("<h1>标题</h1><h2><b>第一节</b></h2><h3>三</h3><h5>五</h5><p><b>一、总体情况</b></p><h2> </h2>"),
        "<h2>标题</h2>\n<h2>第一节</h2>\n<h3>三</h3>\n<h4>五</h4>\n<p><strong>一、总体情况</strong></p>"
    );
    assert_eq!(html("<ul><li><h2>甲</h2></li></ul>"), "<ul><li><strong>甲</strong></li></ul>");
}

#[test]
fn indents_and_line_breaks_of_old_pages_become_paragraphs() {
    assert_eq!(
        html("　　第一段。<br>　　第二段。<br/>\n&nbsp;&nbsp;&nbsp;&nbsp;第三段，<br>换行。<br><br>第四段。"),
        "<p>第一段。</p>\n<p>第二段。</p>\n<p>第三段，<br>换行。</p>\n<p>第四段。</p>"
    );
    assert_eq!(html("<p>张　三&nbsp; &nbsp;12333 x\n y</p>"), "<p>张　三 12333 x y</p>");
    assert_eq!(html("<pre>甲  乙\n丙</pre>"), "<p>甲 乙<br>丙</p>");
    assert_eq!(html("<p>姓名：<u>　　　 </u></p>"), "<p>姓名：____</p>");
}

#[test]
fn tables_keep_cells_spans_and_caption_and_their_headings_are_marked() {
    assert_eq!(
        html(
            "<table border=1 width=600><caption>表1</caption><tr><td><b>项目</b></td><td><b>金额</b></td></tr>\
             <tr><td colspan=2 style='width:10px'>合计<br>5</td></tr><tr><td rowspan=9>甲</td><td>1</td></tr></table>"
        ),
        "<table><caption>表1</caption><thead><tr><th scope=\"col\">项目</th><th scope=\"col\">金额</th></tr></thead>\
         <tbody><tr><td colspan=\"2\">合计<br>5</td></tr><tr><td>甲</td><td>1</td></tr></tbody></table>"
    );
    assert_eq!(
        html("<table><tr><th rowspan=2>区县<th colspan=2>人数<tr><th>男<th>女<tr><th>甲<td>1<td>2</table>"),
        "<table><thead><tr><th scope=\"col\" rowspan=\"2\">区县</th><th scope=\"col\" colspan=\"2\">人数</th></tr>\
         <tr><th scope=\"col\">男</th><th scope=\"col\">女</th></tr></thead>\
         <tbody><tr><th scope=\"row\">甲</th><td>1</td><td>2</td></tr></tbody></table>"
    );
}

#[test]
fn tables_come_out_whole_whatever_is_missing_or_too_much() {
    // Cells that overlap, rows that are short, rows and columns in which nothing begins.
    assert_eq!(
        html("<table><tr><td colspan=3 rowspan=2>甲<tr><tr><td>乙<tr><td>丙<td colspan=2>丁</table>"),
        "<table><tbody><tr><td colspan=\"2\">甲</td></tr><tr><td>乙</td><td></td></tr>\
         <tr><td>丙</td><td>丁</td></tr></tbody></table>"
    );
    assert_eq!(html("<table><tr><td> &nbsp; </td></tr></table><p>x</p>"), "<p>x</p>");
    assert_eq!(
        html("<table><tr><td><p>甲</p><p>乙</p></td><td><ul><li>丙<ul><li>丁</ul></ul></td></tr></table>"),
        "<table><tbody><tr><td><p>甲</p><p>乙</p></td><td><ul><li>丙<ul><li>丁</li></ul></li></ul></td></tr></tbody></table>"
    );
    let wide: String = (0..201).map(|_| "<td>1").collect();
    let refusal = Body::clean(&format!("<table><tr>{wide}</table>")).expect_err("too wide").to_string();
    assert_eq!(refusal, "表格超过200列；请把大表作为附件（XLSX）发布，正文只保留要点");
}

#[test]
fn lists_that_go_on_keep_their_numbers() {
    assert_eq!(html("<ol><li>甲<li>乙</ol>"), "<ol><li>甲</li><li>乙</li></ol>");
    assert_eq!(html("<ol start=3><li>甲<li><p>乙</p></ol>"), "<p>3. 甲</p>\n<p>4. 乙</p>");
    assert_eq!(
        html("<ul>甲<li>乙</li><ul><li>丙</li></ul></ul>"),
        "<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>"
    );
}

#[test]
fn pictures_inside_the_page_are_taken_out_and_others_are_named() {
    let dot =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    let page = format!(
        "<p><img src='data:image/png;base64,{dot}' alt=' 流程图 ' id=a onerror=x></p><p><img src=\"image-1.png\">\
         <img src='data:text/html;base64,PHNjcmlwdD4='><img src=https://example.com/a.png><img src='file:///C:/a.png'></p>"
    );
    let all = cleaned(&page);
    assert_eq!(
        all.body.as_str(),
        "<p><img src=\"image-2.png\" alt=\"流程图\"></p>\n<p><img src=\"image-1.png\" alt=\"\"></p>"
    );
    assert_eq!(all.pictures.len(), 1);
    assert_eq!((all.pictures[0].name.as_str(), all.pictures[0].media), ("image-2.png", "image/png"));
    assert_eq!(
        told(&page),
        [
            "第1段：点击、加载时运行的脚本已去掉",
            "第2段：图片不能显示（已损坏，或者不是PNG、JPEG、GIF、WebP），没有保留；请重新上传",
            "第2段：图片“https://example.com/a.png”不在文件里，没有保留；请把图片下载后上传",
            "第2段：图片“file:///C:/a.png”不在文件里，没有保留；请把图片下载后上传",
        ]
    );
}

#[test]
fn what_is_taken_out_is_told_with_its_place() {
    assert_eq!(
        told(
            "<p>甲</p><p>乙<script>x</script><a href='javascript:x'>丙</a><del>丁</del><s>戊</s></p>\
             <div style='display:none'>密件</div><iframe src=/x></iframe><input value=1><input value=2>"
        ),
        [
            "第2段：脚本已去掉",
            "第2段：链接“javascript:x”不能使用，只保留了文字；链接应为http、https、mailto、tel或站内地址",
            "第2段：修订中已删除的文字“丁”已去掉",
            "第2段：“戊”的删除线没有保留，请确认这些文字是否应当删除",
            "第3段：页面上不显示的文字“密件”已去掉",
            "第3段：嵌入的框架页没有保留，需要的请作为图片或附件上传",
            "第3段：表单的输入框、按钮已去掉（2处）",
        ]
    );
}

#[test]
fn a_body_tells_its_text_links_pictures_and_headings() {
    let page = "<h2>办法</h2><p>一、总则</p><p>（一）范围。</p><p>一是很长，不是标题。</p><p>第一章　总则</p>\
        <p>见<a href='/a.docx'>附件<b>1</b></a>和<a href=http://example.gov.cn><img src=/q.png alt=码></a></p>\
        <table><tr><td>甲<br>乙<td>1</table><ul><li>丙<li>丁</ul>";
    let body = cleaned(page).body;
    assert_eq!(
        body.text(),
        "办法\n一、总则\n（一）范围。\n一是很长，不是标题。\n第一章　总则\n见附件1和\n甲 乙\t1\n丙\n丁"
    );
    let link = |href: &str, text: &str| Link { href: href.into(), text: text.into() };
    assert_eq!(body.links(), [link("/a.docx", "附件1"), link("http://example.gov.cn", "")]);
    assert_eq!(body.images()[0].alt, "码");
    let heading = |level, text: &str| Heading { level, text: text.into() };
    assert_eq!(
        body.outline(),
        [heading(2, "办法"), heading(2, "一、总则"), heading(3, "（一）范围"), heading(2, "第一章　总则")]
    );
}

#[test]
fn addresses_are_exchanged_only_for_lawful_ones() {
    let body = cleaned("<p><a href=a.docx>附件</a><img src=image-1.png></p>").body;
    let addresses = [("a.docx", "/files/1"), ("image-1.png", "javascript:x")];
    let addresses = addresses.map(|(old, new)| (old.to_owned(), new.to_owned())).into();
    assert_eq!(
        body.readdressed(&addresses).as_str(),
        "<p><a href=\"/files/1\">附件</a><img src=\"image-1.png\" alt=\"\"></p>"
    );
}

#[test]
fn only_what_cleaning_makes_is_a_written_body() {
    for body in ["", "<p>甲</p>", "<h2>甲</h2>\n<p>乙</p>"] {
        assert_eq!(Body::written(body).expect("a body").as_str(), body);
    }
    for other in ["甲", "<p>甲</p> ", "<p class=\"x\">甲</p>", "<script>x</script>", "<p>甲"] {
        assert_eq!(Body::written(other), None, "{other}");
    }
}

#[test]
fn a_page_of_twenty_megabytes_is_refused_at_once() {
    let started = std::time::Instant::now();
    let refusal = Body::clean(&"<p>段落".repeat(20 << 17)).expect_err("too large").to_string();
    assert_eq!(refusal, "网页有23MB，超过10MB的上限；请只保留正文，或拆成几篇后再导入");
    assert!(started.elapsed() < std::time::Duration::from_secs(1), "before it is parsed");
}

#[test]
fn parts_of_an_official_document_stand_where_they_should_and_the_text_is_stored_without() {
    let text = "<p>各区县：</p>\n<p>现将办法印发给你们。</p>\n<p>示例市人力资源和社会保障局</p>\n<p>2026年3月1日</p>\n<p>（此件公开发布）</p>\n\
        <p>示例市失业保险服务办法（试行）</p>\n<p>第一章　总则</p>\n<p>第一条　为了规范服务，制定本办法。</p>\n<h2>第二章　附则</h2>\n\
        <p>第二条　本办法自2026年4月1日起施行。</p>\n<table><tbody><tr><td>第三章</td></tr></tbody></table>";
    let body = cleaned(text).body;
    assert_eq!(body.as_str(), text);
    let wanted = text
        .replace("<p>示例市人力", "<p class=\"signature\">示例市人力")
        .replace("<p>2026年", "<p class=\"signature\">2026年")
        .replace("<p>示例市失业", "<p class=\"issued\">示例市失业")
        .replace("<p>第一章", "<p class=\"chapter\">第一章")
        .replace("<h2>第二章", "<h2 class=\"chapter\">第二章");
    assert_eq!(body.laid_out(), wanted);
    // A page that already says so is brought in without.
    assert_eq!(cleaned(&wanted).body, body);
}
