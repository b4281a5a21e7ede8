//! Variations 8 to 17: labels.

use statute::report::Row;

use super::form::{Form, check};
use super::shapes::{Break, cell_a_line, html, pipes, row_a_line};

/// Every shape with the same replacements.
#[track_caller]
fn check_all(form: &Form, replacements: &[(&str, &str)]) {
    let shapes = [
        (html(form), "labels.html"),
        (pipes(form, false), "labels.md"),
        (cell_a_line(form), "labels.txt"),
        (row_a_line(form, Break::None), "labels.txt"),
    ];
    for (text, name) in shapes {
        let mut changed = text.clone();
        for (from, to) in replacements {
            changed = changed.replace(from, to);
        }
        assert_ne!(changed, text, "nothing replaced in {name}");
        check(form, changed.as_bytes(), name);
    }
}

#[test]
fn v8_other_names() {
    let form = Form::usual();
    check_all(
        &form,
        &[
            ("行政规范性文件", "规范性文件"),
            ("现行有效件数", "现行有效件（累计）"),
            ("本年制发件数", "本年（2023）制发件数"),
        ],
    );
}

#[test]
fn v9_instructions_left_in() {
    let form = Form::usual();
    check_all(
        &form,
        &[
            (
                "1.属于国家秘密",
                "1.属于国家秘密（依照《中华人民共和国保守国家秘密法》确定为国家秘密的，填入此项）",
            ),
            ("2.重复申请", "2.重复申请（同一申请人就同一事项再次申请且已经答复的）"),
            ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量（按收到日期计）"),
        ],
    );
}

#[test]
fn v10_marks_and_brackets() {
    let form = Form::usual();
    check_all(&form, &[("1.", "1、"), ("2.", "2、"), ("3.", "3、")]);
    check_all(&form, &[("1.", "1．"), ("2.", "2．"), ("4.", "4．")]);
    check_all(&form, &[("1.", "（1）"), ("2.", "（2）"), ("3.", "(3)"), ("5.", "（5）")]);
    check_all(&form, &[("1.", "1. "), ("2.", "2 . "), ("3.", " 3．")]);
    check_all(&form, &[("（", "("), ("）", ")"), ("、", "，"), ("“", "\""), ("”", "\"")]);
    check_all(&form, &[("“三安全一稳定”", "三安全一稳定"), ("不补正、行政机关", "不补正，行政机关")]);
    check_all(&form, &[("（七）总计", "（七）合计")]);
    check_all(
        &form,
        &[
            ("、行政机关不再处理其政府信息公开申请", ""),
            ("5.要求行政机关确认或重新出具已获取信息", "5.要求行政机关确认或重新出具"),
        ],
    );
}

#[test]
fn v11_misprints() {
    let form = Form::usual();
    check_all(
        &form,
        &[
            ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
            ("4.保护第三方合法权益", "4.保护第三方合法利益"),
            ("3.要求提供公开出版物", "3.要求提供公出版物"),
            ("结转下年度继续办理", "结转下年继续办理"),
            ("二、上年结转政府信息公开申请数量", "二、上年转结政府信息公开申请数"),
        ],
    );
}

#[test]
fn v12_labels_cut_into_pieces() {
    let form = Form::usual();
    let text = cell_a_line(&form)
        .replace("4.无正当理由大量反复申请", "4.无正当理由\n大量反复\n申请")
        .replace("行政规范性文件", "行政规范性\n文件")
        .replace("5.要求行政机关确认", "5.要求行政\n机关确认");
    check(&form, text.as_bytes(), "cut.txt");
    let vertical: String = "三、本年度办理结果".chars().map(|c| format!("<p>{c}</p>")).collect();
    let spans: String = "三、本年度办理结果".chars().map(|c| format!("<span>{c}</span>")).collect();
    let page = html(&form);
    check(&form, page.replace("<p>三、本年度办理结果</p>", &vertical).as_bytes(), "vertical.html");
    check(&form, page.replace("<p>三、本年度办理结果</p>", &spans).as_bytes(), "vertical.html");
    let cut = page.replace("属于行政执法案卷", "<span>属于行政</span><br/><b>执法</b>案卷");
    check(&form, cut.as_bytes(), "cut.html");
    // Pieces of the vertical cell at the head of other rows' lines.
    let text = row_a_line(&form, Break::None)
        .replace("\n2.其他法律", "\n三、 2.其他法律")
        .replace("\n3.危及", "\n本年 3.危及")
        .replace("\n6.属于", "\n结果 6.属于");
    check(&form, text.as_bytes(), "mixed.txt");
}

#[test]
fn v13_group_label_over_a_page() {
    let form = Form::usual();
    let text = row_a_line(&form, Break::None)
        .replace("（五）不予处理\n1.", "1.")
        .replace("\n2.重复申请", "\n（五）不\n- 7 -\n予处理 2.重复申请")
        .replace("（四）无法提供\n1.", "（四）无 1.")
        .replace("\n2.没有现成", "\n- 4 -\n法提供 2.没有现成");
    check(&form, text.as_bytes(), "page.txt");
}

#[test]
fn v14_head_words_split() {
    let form = Form::usual();
    let text =
        row_a_line(&form, Break::None).replace("总计\n商业\n企业\n科研\n机构", "总计商业 科研\n企业 机构");
    check(&form, text.as_bytes(), "head.txt");
}

#[test]
fn v15_traditional_characters() {
    let form = Form::usual();
    let pairs = [
        ("规", "規"),
        ("范", "範"),
        ("档", "檔"),
        ("许", "許"),
        ("处", "處"),
        ("罚", "罰"),
        ("强", "強"),
        ("费", "費"),
        ("业", "業"),
        ("无", "無"),
        ("结", "結"),
        ("转", "轉"),
        ("办", "辦"),
        ("请", "請"),
        ("数", "數"),
        ("开", "開"),
        ("属", "屬"),
        ("国", "國"),
        ("禁", "禁"),
        ("护", "護"),
        ("权", "權"),
        ("类", "類"),
        ("内", "內"),
        ("务", "務"),
        ("过", "過"),
        ("执", "執"),
        ("询", "詢"),
        ("关", "關"),
        ("没", "沒"),
        ("现", "現"),
        ("补", "補"),
        ("举", "舉"),
        ("报", "報"),
        ("诉", "訴"),
        ("复", "復"),
        ("确", "確"),
        ("认", "認"),
        ("获", "獲"),
        ("总", "總"),
        ("计", "計"),
        ("继", "繼"),
        ("续", "續"),
        ("维", "維"),
        ("纠", "糾"),
        ("审", "審"),
        ("议", "議"),
        ("讼", "訟"),
        ("机", "機"),
        ("构", "構"),
        ("组", "組"),
        ("织", "織"),
        ("测", "測"),
        ("试", "試"),
        ("满", "滿"),
        ("发", "發"),
        ("废", "廢"),
    ];
    for (text, name) in
        [(html(&form), "traditional.html"), (row_a_line(&form, Break::None), "traditional.txt")]
    {
        let mut text = text.replace("规范性文件", "規範性檔案").replace("信息", "資訊");
        for (simple, traditional) in pairs {
            text = text.replace(simple, traditional);
        }
        check(&form, text.as_bytes(), name);
    }
    // A second form in brackets after a character, as mirrors have it.
    let text = html(&form).replace("重复申请", "重复(複)申请(請)").replace("规章", "规(規)章");
    check(&form, text.as_bytes(), "mirror.html");
}

#[test]
fn v16_lost_labels() {
    let form = Form::usual();
    let page = html(&form)
        .replace("<p>规章</p>", "<p></p>")
        .replace("<p>第二十条第（一）项</p>", "<p>第二十条第</p>")
        .replace("<p>6.属于四类过程性信息</p>", "<p></p>");
    check(&form, page.as_bytes(), "lost.html");
    let text =
        row_a_line(&form, Break::None).replace("\n规章 ", "\n").replace("\n6.属于四类过程性信息 ", "\n");
    check(&form, text.as_bytes(), "lost.txt");
}

#[test]
fn v17_extra_rows() {
    let form = Form::usual();
    let page = html(&form).replacen(
        "<tr><th colspan=\"4\"><p>第二十条第（五）项</p>",
        "<tr><td>其他主动公开文件</td><td>8</td><td>1</td><td>30</td></tr><tr><th colspan=\"4\"><p>第二十条第（五）项</p>",
        1,
    );
    assert!(page.contains("其他主动公开文件"));
    check(&form, page.as_bytes(), "extra.html");
    for text in [row_a_line(&form, Break::None), cell_a_line(&form)] {
        let row = text.replace("第二十条第（五）项", "其他主动公开文件 8 1 30\n第二十条第（五）项");
        check(&form, row.as_bytes(), "extra.txt");
        let cells = text.replace("第二十条第（五）项", "其他主动公开文件\n8\n1\n30\n第二十条第（五）项");
        check(&form, cells.as_bytes(), "extra.txt");
    }
    // The mixed form: （六） as one row under the head of 2021.
    let mixed = Form::sound(5, 90, true);
    assert!(mixed.part3.iter().any(|(row, _)| *row == Row::OtherHandlingMerged));
    check(&mixed, html(&mixed).as_bytes(), "mixed.html");
}
