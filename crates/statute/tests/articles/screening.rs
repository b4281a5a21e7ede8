//! What screening finds, and what it leaves alone.

use proptest::prelude::*;
use statute::screening::{
    Hit, Kind, MOST_HITS, Settings, Severity, Word, WordList, credit_code_is_valid, identity_number_is_valid,
    luhn_is_valid, screen,
};

fn no_words() -> WordList {
    WordList::new(Settings::default(), Vec::new()).unwrap()
}

fn word(term: &str, severity: Severity, allowed: &[&str]) -> Word {
    Word {
        term: term.into(),
        suggestion: format!("改掉{term}"),
        severity,
        allowed: allowed.iter().map(ToString::to_string).collect(),
    }
}

fn found(text: &str) -> Vec<(Kind, String)> {
    screen(text, &no_words()).into_iter().map(|hit| (hit.kind, hit.found)).collect()
}

/// Every text must give this one hit, whose words are those in 【】 where there are any, and the whole text otherwise.
fn all_give(kind: Kind, texts: &[&str]) {
    for text in texts {
        let (plain, expected) = match text.split_once('{') {
            Some((before, rest)) => {
                let (inside, after) = rest.split_once('}').unwrap();
                (format!("{before}{inside}{after}"), inside.to_owned())
            }
            None => ((*text).to_owned(), (*text).to_owned()),
        };
        assert_eq!(found(&plain), [(kind, expected)], "{plain}");
        let with_more = format!("关于做好有关工作的通知\n{plain}\n各有关单位：");
        assert_eq!(found(&with_more).len(), 1, "{with_more}");
    }
}

fn none_gives(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_secrecy_mark_is_found_however_it_is_written() {
    all_give(
        Kind::SecrecyMark,
        &[
            "机密★10年",
            "绝密★长期",
            "秘密★6个月",
            "秘密★",
            "机密☆5年",
            "机密 ★ 10 年",
            "机　密★１０年",
            "机 密 ★ 1 0 年",
            "绝 密",
            "机　密",
            "秘密",
            "機密★",
            "【机密】",
            "（秘密）",
            "# 机密",
            "**绝密**",
            "密级：机密",
            "密级：秘密★5年",
            "保密等级：绝密",
            "密级和保密期限：秘密3年",
            "机密10年",
            "秘密 6个月",
            "绝密长期",
            "机密*10年",
            "机密＊１０年",
            "秘密★2030年1月1日",
            "机密★三年",
            "000001 {机密★1年} 特急",
            "{秘密} 特急",
            "特急 {机密}",
            "本附件（{机密★10年}）另行印发，各单位应当妥善处理并做好登记工作。",
            "序号\t附件\t{秘密}",
            "密级\t机密",
        ],
    );
    assert_eq!(found("机密 某市人民政府办公室文件\n正文")[0], (Kind::SecrecyMark, "机密".into()));
}

#[test]
fn words_of_secrecy_in_a_sentence_are_no_marks() {
    none_gives(&[
        "公开前应当进行保密审查。",
        "依法确定为国家秘密的政府信息，不予公开。",
        "涉及商业秘密、个人隐私的，征求第三方意见。",
        "泄露秘密的，依法追究责任",
        "国家秘密分为绝密、机密、秘密三级。",
        "国家秘密",
        "商业秘密",
        "绝密级国家秘密的保密期限不超过三十年，机密级不超过二十年，秘密级不超过十年",
        "密级\t绝密\t机密\t秘密",
        "密级：□绝密 □机密 □秘密",
        "密级：公开",
        "机密文件应当由专人传递",
        "工作秘密管理办法",
        "3.保密审查：★重点工作",
        "注：机密*见后",
        "★机关党建★",
    ]);
}

#[test]
fn marks_of_internal_papers_ask_for_confirmation() {
    all_give(
        Kind::InternalMark,
        &[
            "内部资料",
            "{内部文件}，用后收回",
            "注意保存",
            "内部资料　注意保存",
            "（不得公开）",
            "（{此件不公开}）",
            "（{此件依申请公开}）",
            "公开属性\t{不公开}",
            "内 部 使 用",
        ],
    );
    none_gives(&[
        "（此件公开发布）",
        "以公开为常态、不公开为例外",
        "涉及个人隐私的，不得公开。",
        "请注意保存好回执",
        "内部资料性出版物管理办法",
        "（三）不予公开",
        "行政机关内部事务信息",
    ]);
    assert_eq!(screen("内部资料", &no_words())[0].severity, Severity::Confirm);
}

#[test]
fn identity_numbers_are_found_however_they_are_written() {
    all_give(
        Kind::IdentityNumber,
        &[
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002X",
            "110105-19491231-002X",
            "110105 1949 1231 002 X",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "110105194912\n31002X",
            "110105\u{200b}19491231002X",
            "身份证号：{11010519491231002X}。",
            // A credit code as well, by its check character.
            "11379219300404210X",
            "ID{11010519491231002X}",
            "2.{11010519491231002X}",
            "甲{11010519491231002X}乙",
        ],
    );
    none_gives(&[
        "110105194912310021",
        "110105********002X",
        "1101051949****002X",
        "110105194913310029",
        "0110105194912310020000",
        "370***********0017",
    ]);
    all_give(
        Kind::DoubtfulIdentityNumber,
        &["身份证号：{110105194912310021}", "证件号码 {110105491231002}", "{370101491231002}"],
    );
}

#[test]
fn telephones_are_found_and_other_numbers_left_alone() {
    all_give(
        Kind::MobilePhone,
        &[
            "13800001111",
            "138 0000 1111",
            "138-0000-1111",
            "+{86 13800001111}",
            "+{86-138-0000-1111}",
            "{008613800001111}",
            "１３８００００１１１１",
            "联系电话：{13800001111}。",
            "{19900001111}转801",
            "1.张某，{13800001111}",
        ],
    );
    all_give(
        Kind::FixedPhone,
        &[
            "0533-2345678",
            "（{0533）2345678}",
            "({010) 62345678}",
            "05332345678",
            "020-82345678",
            "010 62345678",
        ],
    );
    none_gives(&[
        "138****0000",
        "138 **** 0000",
        "913800001111",
        "138000011112",
        "13800001111元",
        "13800001111.5",
        "3.13800001111",
        "W013800001111.pdf",
        "2023-12-31 2024-01-01",
        "2019 2020 2021 2022",
        "12345",
        "12333",
        "0.13800001111",
        "1234 5678 9012",
        "淄人社发〔2023〕12号",
        "2023\t13800\t0111\t1",
        "00000533-1",
    ]);
    let two = found("13800001111 13900002222");
    assert_eq!(two.len(), 2, "{two:?}");
    assert_eq!(found("13800001111\n13900002222").len(), 2);
}

#[test]
fn cards_codes_and_addresses_are_found() {
    let card = with_luhn("622848001234567890");
    let other = with_luhn("622202100000000");
    let grouped: Vec<String> = other.chars().collect::<Vec<_>>().chunks(4).map(String::from_iter).collect();
    all_give(
        Kind::BankCard,
        &[&card, &other, &grouped.join(" "), &grouped.join("-"), &format!("卡号{{{card}}}户名")],
    );
    none_gives(&["6228480012345678900", "6222 **** **** 1234", "622202100000000元", &format!("{card}1")]);
    let code = "91350100M000100Y43";
    assert!(credit_code_is_valid(code));
    all_give(
        Kind::CreditCode,
        &[code, "９１３５０１００Ｍ０００１００Ｙ４３", &format!("代码：{{{code}}}，")],
    );
    none_gives(&["91350100M000100Y44", &format!("{code}A"), "SM3：91350100a000100b43"]);
    all_give(
        Kind::TravelDocument,
        &["护照号码：{E12345678}", "护照（{EA1234567}）", "通行证号 {C12345678}", "passport No. {G12345678}"],
    );
    none_gives(&["申请护照须知", "护照：E1234****", "E12345678", "护照办理时间为2023年12月"]);
    all_give(
        Kind::Email,
        &["someone@example.com", "邮箱：{some.one+a@mail.example.cn}。", "ａｂ＠example.com"],
    );
    none_gives(&["office@zibo.gov.cn", "icon@2x.png", "@某机关", "a@b", "a@"]);
    all_give(
        Kind::HomeAddress,
        &[
            "家庭住址：{某市某区某路12号3号楼1单元401室}",
            "住址\t{某镇某村二组}",
            "现住址为{某街道某小区5栋}",
            "户籍地址: {某县某路 8 号}",
        ],
    );
    none_gives(&[
        "家庭住址：",
        "住址：某市某街道",
        "家庭住址：某路***号",
        "住址变更的，到3号窗口办理",
        "地址：人民西路7号",
        "家庭住址（必填）",
    ]);
}

#[test]
fn what_is_the_offices_own_is_left_alone_and_a_mark_blocks_whatever_is_set() {
    let settings = Settings {
        severities: [(Kind::SecrecyMark, Severity::Note), (Kind::MobilePhone, Severity::Block)].into(),
        own: ["0533-2345678", "Office@Example.com", "91350100M000100Y43"].map(String::from).into(),
    };
    let list = WordList::new(settings, Vec::new()).unwrap();
    for own in ["（0533）2345678", "0533 2345678", "office@example.com", "91350100m000100y43"] {
        assert_eq!(screen(own, &list), [], "{own}");
    }
    let hits = screen("机密★1年，13800001111，0533-2345679", &list);
    let severities: Vec<_> = hits.iter().map(|hit| (hit.kind, hit.severity)).collect();
    let expected = [
        (Kind::SecrecyMark, Severity::Block),
        (Kind::MobilePhone, Severity::Block),
        (Kind::FixedPhone, Severity::Note),
    ];
    assert_eq!(severities, expected);
}

#[test]
fn a_hit_tells_place_reason_suggestion_and_provision_and_a_record_of_it_nothing_personal() {
    let text = "联系人：某某，13800001111";
    let [hit]: [Hit; 1] = screen(text, &no_words()).try_into().unwrap();
    assert_eq!(&text[hit.span.clone()], "13800001111");
    assert!(hit.why.contains("手机号") && hit.suggestion.contains("中间4位"));
    assert_eq!(hit.basis[0].to_string(), "《条例》第15条");
    assert_eq!(hit.masked(), "13*******11");
    assert_eq!(screen("机密★1年", &no_words())[0].masked(), "机密★1年");
    for kind in Kind::ALL {
        assert!(kind == Kind::ListedWord || !kind.basis().is_empty(), "{kind:?}");
    }
}

#[test]
fn words_of_the_office_are_found_with_their_contexts() {
    let list = WordList::new(
        Settings::default(),
        vec![
            word("老板", Severity::Note, &["老板娘鱼", "某老板路"]),
            word("台账", Severity::Note, &[]),
            word("台账系统", Severity::Confirm, &[]),
            word("账系", Severity::Block, &[]),
            word("Covid", Severity::Confirm, &[]),
        ],
    )
    .unwrap();
    let of = |text: &str| {
        let hits = screen(text, &list).into_iter();
        hits.map(|hit| (hit.found, hit.severity)).collect::<Vec<_>>()
    };
    assert_eq!(of("他是老板。"), [("老板".into(), Severity::Note)]);
    assert_eq!(of("位于某老板路，经营老板娘鱼"), []);
    assert_eq!(of("位于某老板路，老板姓某"), [("老板".into(), Severity::Note)]);
    // The longer term covers the shorter one, but not one that is graver.
    let expected = [("台账系统".into(), Severity::Confirm), ("账系".into(), Severity::Block)];
    assert_eq!(of("建立台账系统"), expected);
    assert_eq!(of("COVID防控"), [("COVID".into(), Severity::Confirm)]);
    assert_eq!(screen("老板", &list)[0].suggestion, "改掉老板");
}

#[test]
fn a_list_that_cannot_be_used_says_which_entries() {
    let bad = WordList::new(
        Settings::default(),
        vec![
            word("甲", Severity::Note, &["乙丙"]),
            word(" ", Severity::Note, &[]),
            word("甲", Severity::Block, &[]),
            word(&"长".repeat(101), Severity::Note, &[]),
        ],
    )
    .unwrap_err();
    let told: Vec<String> = bad.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].contains("第1条“甲”") && told[0].contains("乙丙"));
    assert!(told[1].contains("第2条") && told[1].contains("词为空"));
    assert!(told[2].contains("与第1条重复"));
    assert!(told[3].contains("最多100个字"));
}

#[test]
fn a_text_of_nothing_but_hits_ends() {
    let list = WordList::new(Settings::default(), vec![word("甲", Severity::Note, &["甲甲甲"])]).unwrap();
    for piece in ["甲乙", "13800001111 ", "机密★\n", "a@example.com ", "1 ", "护照E12345678 ", "9A", "a@"]
    {
        let hits = screen(&piece.repeat(100_000), &list);
        assert!(hits.len() <= MOST_HITS, "{piece}: {}", hits.len());
    }
}

fn with_luhn(body: &str) -> String {
    (0..10).map(|digit| format!("{body}{digit}")).find(|number| luhn_is_valid(&digits(number))).unwrap()
}

fn digits(number: &str) -> Vec<u8> {
    number.bytes().map(|byte| byte - b'0').collect()
}

/// ISO 7064 MOD 11-2 by its recursion, not by weights.
fn mod_11_2(number: &str) -> bool {
    let value = |c: char| if c == 'X' { 10 } else { c.to_digit(10).unwrap() };
    let chars: Vec<char> = number.chars().collect();
    let rest = chars[..17].iter().fold(0, |rest, c| (rest + value(*c)) * 2 % 11);
    (rest + value(chars[17])) % 11 == 1
}

const CODE_CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

proptest! {
    #[test]
    fn one_check_digit_of_an_identity_number_is_right_and_no_slip_passes(
        province in prop::sample::select(vec![11, 37, 44, 65]), place in 0..10_000, year in 1930..2030,
        month in 1..=12, day in 1..=28, order in 0..1000, at in 0..17_usize, by in 1..10_u8,
    ) {
        let body = format!("{province}{place:04}{year}{month:02}{day:02}{order:03}");
        let right: Vec<String> = "0123456789X".chars().map(|c| format!("{body}{c}"))
            .filter(|number| identity_number_is_valid(number)).collect();
        prop_assert_eq!(right.len(), 1);
        prop_assert!(mod_11_2(&right[0]));
        let mut slip = right[0].clone().into_bytes();
        slip[at] = b'0' + (slip[at] - b'0' + by) % 10;
        prop_assert!(!identity_number_is_valid(&String::from_utf8(slip).unwrap()));
        prop_assert_eq!(found(&right[0]), [(Kind::IdentityNumber, right[0].clone())]);
    }

    #[test]
    fn one_check_digit_of_a_card_is_right_and_no_slip_passes(body in "62[0-9]{13,16}", at in 0..15_usize, by in 1..10_u8) {
        let right: Vec<String> = (0..10).map(|c| format!("{body}{c}"))
            .filter(|number| luhn_is_valid(&digits(number))).collect();
        prop_assert_eq!(right.len(), 1);
        let mut slip = digits(&right[0]);
        slip[at] = (slip[at] + by) % 10;
        prop_assert!(!luhn_is_valid(&slip));
    }

    #[test]
    fn one_check_character_of_a_credit_code_is_right_and_no_slip_passes(
        body in "9[1-3][1-6][0-9]{5}[0-9A-HJ-NPQRTUWXY]{9}", at in 8..17_usize, by in 1..31_usize,
    ) {
        let right: Vec<String> = CODE_CHARACTERS.chars().map(|c| format!("{body}{c}"))
            .filter(|code| credit_code_is_valid(code)).collect();
        prop_assert_eq!(right.len(), 1);
        let mut weight = 1;
        let mut sum = 0;
        for c in right[0].chars() {
            sum += CODE_CHARACTERS.find(c).unwrap() * weight;
            weight = weight * 3 % 31;
        }
        let check = CODE_CHARACTERS.find(right[0].chars().last().unwrap()).unwrap();
        // All but the last weigh powers of three, the last one.
        let last_weight = (0..17).fold(1, |power, _| power * 3 % 31);
        prop_assert_eq!((sum + check * (32 - last_weight)) % 31, 0);
        let mut slip: Vec<char> = right[0].chars().collect();
        let old = CODE_CHARACTERS.find(slip[at]).unwrap();
        slip[at] = CODE_CHARACTERS.chars().nth((old + by) % 31).unwrap();
        prop_assert!(!credit_code_is_valid(&slip.iter().collect::<String>()));
    }

    #[test]
    fn any_text_is_screened_and_every_hit_stands_where_it_says(text in "[机密秘★☆ \u{3000}\n\t0-9A-Z１@.年长期-]{0,60}|.{0,80}") {
        for hit in screen(&text, &no_words()) {
            prop_assert_eq!(&text[hit.span.clone()], hit.found);
            prop_assert!(!hit.span.is_empty());
        }
    }

    #[test]
    fn a_number_is_found_behind_any_chinese_text(before in "[的一是在有人和政府公开（）。，、：]{0,200}") {
        let text = format!("{before}11010519491231002X{before}");
        prop_assert_eq!(found(&text), [(Kind::IdentityNumber, "11010519491231002X".to_owned())]);
    }
}
