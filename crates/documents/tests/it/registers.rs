//! Registers out of CSV and workbooks: every spelling offices use, and every bad cell named.

use std::fs;
use std::path::Path;

use documents::registers::{BadCell, Folder, documentation, read_folder};
use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::registers::{Channel, Period, Register};

const HEADER: &str = "申请编号,收到日期,申请渠道,申请人类型,办理结果,答复日期";

/// Reads a folder with an agency and these files.
fn read(files: &[(&str, &[u8])]) -> Result<Folder, Vec<BadCell>> {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("agency.toml"), "name = \"测试市示例局\"\n").unwrap();
    for (name, bytes) in files {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    read_folder(home.path())
}

fn applications(rows: &str) -> Result<Folder, Vec<BadCell>> {
    read(&[("applications.csv", format!("{HEADER}\n{rows}").as_bytes())])
}

/// The messages of a folder that is refused.
fn refused(rows: &str) -> Vec<String> {
    applications(rows).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn dates_are_read_as_offices_write_them() {
    for written in [
        "2023-01-05",
        "2023/1/5",
        "2023.1.5",
        "2023年1月5日",
        "２０２３年１月５日",
        "2023年01月05日",
        "20230105",
        "44931",
        "2023-01-05 00:00:00",
        "2023/1/5 0:00",
        " 2023-1-5 ",
        "2023 年 1 月 5 日",
    ] {
        let folder = applications(&format!("甲,{written},互联网,自然人,,")).unwrap();
        assert_eq!(folder.registers.applications[0].received_on, date(2023, 1, 5), "{written}");
    }
}

#[test]
fn days_that_do_not_exist_are_refused() {
    for written in [
        "2023-02-30",
        "2023-13-01",
        "1/5/2023",
        "2023-1",
        "23-1-5",
        "昨天",
        "2023-01-05x",
        "2023",
        "1899-01-01",
    ] {
        let messages = refused(&format!("甲,{written},互联网,自然人,,"));
        assert_eq!(messages.len(), 1, "{written}: {messages:?}");
        assert!(
            messages[0]
                .starts_with(&format!("applications.csv 第2行「收到日期」：{written}，应为存在的日期")),
            "{messages:?}"
        );
    }
}

#[test]
fn channels_have_many_spellings() {
    for (written, channel) in [
        ("互联网", Channel::Internet),
        ("网络", Channel::Internet),
        ("网站", Channel::Internet),
        ("信件", Channel::SignedLetter),
        ("邮寄", Channel::SignedLetter),
        ("ＥＭＳ", Channel::SignedLetter),
        ("平信", Channel::OrdinaryLetter),
        ("现场", Channel::Counter),
        ("E-mail", Channel::Email),
        ("其它", Channel::Other),
    ] {
        let folder = applications(&format!("甲,2023-01-05,{written},自然人,,")).unwrap();
        assert_eq!(folder.registers.applications[0].channel, channel, "{written}");
    }
    assert!(
        refused("甲,2023-01-05,飞鸽,自然人,,")[0]
            .contains("「申请渠道」：飞鸽，应为互联网、挂号信函、平常信函")
    );
}

#[test]
fn outcomes_are_read_by_code_and_by_label() {
    for leaf in Leaf::ALL {
        let row = statute::report::Row::Outcome(leaf);
        let bare = if leaf == Leaf::OtherHandling { "其他" } else { leaf.zh() };
        let spaced = format!("{} {}", leaf.code(), bare);
        for written in [leaf.code().to_owned(), row.key(), row.label(), bare.to_owned(), spaced] {
            let folder = applications(&format!("甲,2023-01-05,互联网,自然人,\"{written}\",2023-01-20"));
            let folder = folder.unwrap_or_else(|bad| panic!("{written}: {bad:?}"));
            assert_eq!(folder.registers.applications[0].leaf, Some(leaf), "{written}");
        }
    }
    for (written, leaf) in [
        ("４．１", Leaf::NotHeld),
        ("1.0", Leaf::Granted),
        ("（四）1", Leaf::NotHeld),
        ("(三)4.保护第三方合法权益", Leaf::ThirdPartyRights),
        ("不予公开-属于国家秘密", Leaf::StateSecret),
        ("危及\"\"三安全一稳定\"\"", Leaf::Security),
        ("申请人无正当理由逾期不补正", Leaf::SupplementLapsed),
    ] {
        let folder = applications(&format!("甲,2023-01-05,互联网,自然人,\"{written}\",2023-01-20"));
        let folder = folder.unwrap_or_else(|bad| panic!("{written}: {bad:?}"));
        assert_eq!(folder.registers.applications[0].leaf, Some(leaf), "{written}");
    }
    for written in ["3", "7", "4.4", "不予公开", "3.1 重复申请", "（四）4", "（三）1.重复申请"]
    {
        let messages = refused(&format!("甲,2023-01-05,互联网,自然人,{written},2023-01-20"));
        assert!(messages[0].contains(&format!("「办理结果」：{written}，应为办理结果代码")), "{messages:?}");
    }
}

#[test]
fn every_bad_cell_is_named_at_once_with_its_row() {
    let rows = "甲,2023-02-30,飞鸽,自然人,,\n\n\"乙\n二\",2023-01-05,互联网,火星人,1,2023-01-20\n\
                丙,2023-01-05,互联网,自然人,1,\n丁,2023-01-05,互联网,自然人,,2023-01-20\n\
                戊,2023-01-05,互联网,自然人,1,2023-01-01\n丙,2023-01-06,互联网,自然人,,\n,2023-01-06,互联网,自然人,,\n";
    let bad = applications(rows).unwrap_err();
    let places: Vec<_> = bad
        .iter()
        .map(|cell| (cell.row.unwrap(), cell.column.as_deref().unwrap(), cell.value.as_str()))
        .collect();
    // Rows as a spreadsheet numbers them: the blank line is row 3, the cell with a line break is one row.
    assert_eq!(
        places,
        [
            (2, "收到日期", "2023-02-30"),
            (2, "申请渠道", "飞鸽"),
            (4, "申请人类型", "火星人"),
            (9, "申请编号", ""),
            (5, "答复日期", ""),
            (6, "办理结果", ""),
            (7, "答复日期", "2023-01-01"),
            (8, "申请编号", "丙"),
        ]
    );
}

#[test]
fn utf8_with_bom_and_gb18030_and_utf16_are_read() {
    let text = format!("{HEADER},主题\r\n甲,2023年1月5日,信件,自然人,4.1,2023年1月20日,\"社保,医保\"\r\n");
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes(), &bom, &gb, &utf16] {
        let folder = read(&[("applications.csv", bytes)]).unwrap();
        assert_eq!(folder.registers.applications[0].topic.as_deref(), Some("社保,医保"));
        assert_eq!(folder.registers.applications[0].applicant, Applicant::NaturalPerson);
    }
}

#[test]
fn columns_may_stand_in_any_order_below_a_title_and_unknown_ones_are_noted() {
    let text = "2023年依申请公开台账,,,,,,\n身份证号,答复日期,办理结果,申请人类型,申请渠道,收到日期,申请编号\n\
                x,/,/,自然人,网络,2023-01-05,甲\n";
    let folder = read(&[("applications.csv", text.as_bytes())]).unwrap();
    assert_eq!(folder.registers.applications.len(), 1);
    assert!(folder.notes.iter().any(|note| note.contains("未读入的列「身份证号」")), "{:?}", folder.notes);
    assert!(folder.notes.iter().any(|note| note.contains("按空台账计：征求意见、公开文件")));
    assert!(folder.registers.absent.contains(&Register::Fees));
}

#[test]
fn missing_columns_and_rows_that_are_too_long_are_named() {
    let messages: Vec<_> = read(&[("applications.csv", "申请编号,收到日期\n甲,2023-01-05\n".as_bytes())])
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(messages.len(), 4, "{messages:?}");
    assert_eq!(messages[0], "applications.csv 第1行「申请渠道」：没有此列，应有此列");
    let messages = refused("甲,2023-01-05,互联网,自然人,,,1,223\n");
    assert!(messages[0].contains("第2行：本行有8格，表头只有6列"), "{messages:?}");
    let messages = refused("\"甲,2023-01-05,互联网,自然人,,\n乙,2023-01-05,互联网,自然人,,\n");
    assert!(messages[0].contains("引号"), "{messages:?}");
}

#[test]
fn counts_and_amounts_may_be_wide_and_grouped() {
    let posts = "渠道,日期,月份,条数\n微信,,2023年3月,\"1,223\"\n微信,2023-04-01,,１２\n微信,2023/5/6,2023-05,3\n网站,2023-06,,4\n";
    let fees = "月份,金额（万元）\n2023-03,\"96,171.60\"\n202304,0.5\n";
    let folder = read(&[("posts.csv", posts.as_bytes()), ("fees.csv", fees.as_bytes())]).unwrap();
    let counts: Vec<_> = folder.registers.posts.iter().map(|post| post.count).collect();
    assert_eq!(counts, [1223, 12, 3, 4]);
    assert_eq!(folder.registers.posts[0].period, Period::Month(date(2023, 3, 1)));
    assert_eq!(folder.registers.posts[2].period, Period::Day(date(2023, 5, 6)));
    assert_eq!(folder.registers.fees[0].amount.to_string(), "96171.6");
    for (cell, name) in [("1.5", "条数"), ("-1", "条数"), ("12,23", "条数"), ("十", "条数"), ("", "条数")]
    {
        let text = format!("渠道,月份,条数\n微信,2023-03,\"{cell}\"\n");
        let bad = read(&[("posts.csv", text.as_bytes())]).unwrap_err();
        assert_eq!((bad.len(), bad[0].column.as_deref()), (1, Some(name)), "{cell}: {bad:?}");
    }
    let bad = read(&[("posts.csv", "渠道,日期,月份,条数\n微信,,,1\n微信,2023-03-01,2023-04,1\n".as_bytes())]);
    assert_eq!(bad.unwrap_err().len(), 2);
}

#[test]
fn a_workbook_with_date_cells_and_serial_numbers_is_read_with_its_rows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("依申请公开台账").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in HEADER.split(',').enumerate() {
        sheet.write(0, column as u16, name).unwrap();
    }
    for (row, number) in [(1, "甲"), (3, "乙")] {
        sheet.write(row, 0, number).unwrap();
        let received = ExcelDateTime::from_ymd(2023, 1, 5).unwrap();
        sheet.write_datetime_with_format(row, 1, &received, &day).unwrap();
        sheet.write(row, 2, "现场").unwrap();
        sheet.write(row, 3, "其他").unwrap();
        sheet.write(row, 4, 4.1).unwrap();
        sheet.write(row, 5, 44946.0).unwrap();
    }
    sheet.write(5, 0, "丙").unwrap();
    sheet.write(5, 1, "2023-02-30").unwrap();
    // A stray cell far out costs nothing.
    sheet.write(900_000, 40, " ").unwrap();
    workbook.add_worksheet().set_name("填写说明").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let bad = read(&[("台账.xlsx", &bytes)]).unwrap_err();
    assert!(
        bad[0]
            .to_string()
            .starts_with("台账.xlsx 依申请公开台账 第6行「收到日期」：2023-02-30，应为存在的日期"),
        "{bad:?}"
    );
    assert_eq!(bad.len(), 3, "the empty channel and applicant of the row are named too: {bad:?}");

    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("agency.toml"), "name = '局'").unwrap();
    let path = home.path().join("台账.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("收费").unwrap();
    sheet.write(0, 0, "日期").unwrap();
    sheet.write(0, 1, "金额万元").unwrap();
    sheet.write_datetime_with_format(1, 0, ExcelDateTime::from_ymd(2023, 7, 1).unwrap(), &day).unwrap();
    sheet.write(1, 1, 630.3).unwrap();
    workbook.save(&path).unwrap();
    for from in [path.as_path(), home.path()] {
        let folder = read_folder(from).unwrap();
        assert_eq!(folder.registers.fees[0].period, Period::Day(date(2023, 7, 1)));
        assert_eq!(folder.registers.fees[0].amount.to_string(), "630.3");
    }
}

#[test]
fn a_folder_says_what_it_lacks() {
    let home = tempfile::tempdir().unwrap();
    let messages: Vec<_> = read_folder(home.path()).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(messages[0].contains("agency.toml：没有此文件，应写明机关全称"), "{messages:?}");
    assert!(messages[1].contains("没有台账"), "{messages:?}");
    fs::write(home.path().join("agency.toml"), "name = \"局\"\nnmae = 1\n").unwrap();
    fs::write(home.path().join("fees.csv"), "月份,金额万元\n").unwrap();
    let messages: Vec<_> = read_folder(home.path()).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(messages[0].starts_with("agency.toml 第2行"), "{messages:?}");
}

#[test]
fn rules_between_registers_are_held() {
    let a = format!("{HEADER},补正通知日期,补正收到日期\n甲,2023-01-05,网络,公民,,,,2023-02-01\n");
    let c = "申请编号,类型,发出日期,送达日期,收回日期\n甲,第三方,2023-01-01,,\n丁,第三方,2023-02-01,2023-01-01,2023-03-01\n";
    let d = "类型,标题,成文日期,有效期起,有效期止\n规范性文件,无日期,,,\n规范性文件,倒置,2023-05-01,,2023-01-01\n";
    let r = "类别,收到日期,结果,结果日期\n行政复议,2023-01-01,维持,\n行政诉讼,2023-01-01,,\n复议,2023-01-01,尚未审结,\n";
    let files: Vec<(&str, &[u8])> = vec![
        ("applications.csv", a.as_bytes()),
        ("consultations.csv", c.as_bytes()),
        ("documents.csv", d.as_bytes()),
        ("remedies.csv", r.as_bytes()),
    ];
    let bad = read(&files).unwrap_err();
    let places: Vec<_> = bad
        .iter()
        .map(|cell| format!("{} {} {}", cell.file, cell.row.unwrap(), cell.column.as_deref().unwrap()))
        .collect();
    assert_eq!(
        places,
        [
            "applications.csv 2 补正通知日期",
            "consultations.csv 2 发出日期",
            "consultations.csv 3 申请编号",
            "consultations.csv 3 送达日期",
            "documents.csv 2 成文日期",
            "documents.csv 3 有效期止",
            "remedies.csv 3 类别",
            "remedies.csv 2 结果日期",
        ]
    );
}

#[test]
fn the_template_reads_as_empty_and_the_example_without_a_bad_cell() {
    let empty = read(&[("台账.xlsx", &documents::registers::template().unwrap())]).unwrap();
    assert!(empty.registers.absent.is_empty() && empty.registers.applications.is_empty());
    assert_eq!(empty.notes, Vec::<String>::new());
    let filled = read(&[("台账.xlsx", &documents::registers::example().unwrap())]).unwrap();
    let r = filled.registers;
    assert_eq!((r.applications.len(), r.consultations.len(), r.documents.len()), (4, 1, 3));
    assert_eq!(r.applications[1].leaf, Some(Leaf::ThirdPartyRights));
    let others = [r.interpretations.len(), r.fees.len(), r.remedies.len(), r.trainings.len(), r.tasks.len()];
    assert_eq!(others, [1; 5]);
    assert_eq!([r.members.len(), r.catalogue.len(), r.proposals.len()], [1; 3]);
    // The lists to choose from are in the sheets themselves.
    let bytes = documents::registers::template().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet2.xml").unwrap(), &mut sheet)
        .unwrap();
    assert!(
        sheet.contains("<dataValidation type=\"list\"") && sheet.contains("互联网,挂号信函,平常信函"),
        "{sheet}"
    );
}

#[test]
fn docs_of_registers_are_current() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/registers.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&page, documentation()).unwrap();
    }
    let current = fs::read_to_string(&page).unwrap_or_default();
    assert!(current == documentation(), "run UPDATE_DOCS=1 cargo test -p documents --test it docs");
}
