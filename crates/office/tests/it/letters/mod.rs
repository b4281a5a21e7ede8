//! The letters: one for every form as text, what a jurist looks for in it, and what keeps one from being made.

mod files;
mod sent;
mod templates;

use std::path::Path;

use documents::write::letter::text;
use jiff::civil::date;
use office::letters::{
    ApplicationFacts, Ground, Letter, LetterFacts, LetterForm, NotComposed, Templates, compose, missing,
};
use statute::citation::{Citation, find};
use statute::letters::{Fact, FactSource, law_words};
use statute::readings::Readings;
use statute::registers::Channel;

pub(crate) use office::letters::example as case;

pub(crate) fn written(form: LetterForm, facts: &LetterFacts) -> Letter {
    compose(form, facts, &Templates::standard(), &Readings::default()).unwrap()
}

fn ground(form: LetterForm, passage: &str, reason: &str) -> Ground {
    Ground::new(form, passage, reason)
}

fn refused(form: LetterForm, facts: &LetterFacts) -> String {
    compose(form, facts, &Templates::standard(), &Readings::default()).unwrap_err().to_string()
}

#[test]
fn every_letter_reads_as_it_did() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/letters"));
    for form in LetterForm::ALL {
        let text = text(&written(form, &case(form)));
        let path = folder.join(format!("{}.txt", form.code()));
        if std::env::var_os("UPDATE_LETTERS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(text == expected, "{}: UPDATE_LETTERS=1 cargo test -p office\n{text}", form.code());
        assert!(!text.contains(['{', '}', '\u{e000}', '\u{e001}']), "{text}");
        assert!(!text.contains("。。") && !text.contains("，，") && !text.contains("：："), "{text}");
    }
}

#[test]
fn the_jurists_list_every_provision_is_cited() {
    for form in LetterForm::ALL {
        let facts = case(form);
        let letter = written(form, &facts);
        let body = letter.paragraphs.join("\n");
        let cited: Vec<Citation> = find(&body).into_iter().filter_map(|written| written.citation).collect();
        let grounds =
            if form == LetterForm::PartlyGranted { &facts.withheld } else { &facts.further_grounds };
        let of_grounds = grounds.iter().flat_map(|ground| ground.form.basis());
        for citation in form.basis().iter().chain(of_grounds) {
            assert!(cited.contains(citation), "{form:?} does not cite {citation}:\n{body}");
        }
    }
    let partly = written(LetterForm::PartlyGranted, &case(LetterForm::PartlyGranted)).paragraphs.join("\n");
    assert!(partly.contains("第三十六条第（二）项、第三十七条"), "{partly}");
    let fee = written(LetterForm::FeeNotice, &case(LetterForm::FeeNotice)).paragraphs.join("\n");
    assert!(fee.contains("《政府信息公开信息处理费管理办法》第三条、第四条、第六条"), "{fee}");
}

#[test]
fn the_jurists_list_what_was_stated_and_what_the_law_says_is_in_the_text() {
    for form in LetterForm::ALL {
        let facts = case(form);
        let letter = written(form, &facts);
        let body = text(&letter);
        for (fact, stated) in &facts.stated {
            assert!(body.contains(stated), "{form:?}: {fact:?}\n{body}");
        }
        for fact in form.must_contain().iter().flat_map(|group| *group) {
            let words = law_words(*fact)
                .filter(|_| fact.source() == FactSource::Law || facts.confirmed.contains(fact));
            assert!(words.is_none_or(|words| body.contains(&words)), "{form:?}: {fact:?}\n{body}");
        }
        if let Some(application) = &facts.application {
            assert!(body.contains(&application.subject) && body.contains("2024年7月15日"), "{body}");
        }
    }
    for (form, wanted) in [
        (LetterForm::Receipt, &["2024-0012", "互联网", "2024年8月12日"][..]),
        (
            LetterForm::SupplementAsked,
            &["没有写明所需信息的年度", "请写明起止年度", "2024年8月1日", "视为放弃申请"],
        ),
        (LetterForm::Extension, &["负责人同意", "2024年9月9日"]),
        (LetterForm::ThirdPartyAsked, &["15个工作日", "决定是否公开", "第三方意见回复表"]),
        (LetterForm::CoMakerAsked, &["15个工作日", "视为同意公开", "共同制作机关意见回复表"]),
        (
            LetterForm::OtherAgencyAsked,
            &[
                "自收到本函之日起15个工作日",
                "是否同意公开",
                "由本机关根据已有材料依法作出答复",
                "协办意见回复表",
            ],
        ),
        (
            LetterForm::FeeNotice,
            &["第41至46件，共6件，每件300元，计1800元", "收费金额：1800元", "次日起20个工作日", "每件100元"],
        ),
        (LetterForm::FeeLapsed, &["1100元", "2024年7月17日", "2024年8月14日"]),
        (LetterForm::ConsultationTold, &["不计算在答复期限内", "于2024年7月22日向第三方征求意见"]),
        (
            LetterForm::NotHeld,
            &["综合科在公文管理系统以“职业技能培训 评估报告”检索", "培训科", "2024年7月24日"],
        ),
        (LetterForm::OtherAgency, &["示例市乙局", "0000-2222222"]),
        (LetterForm::Repeated, &["示测公开〔2023〕31号", "2023年11月6日"]),
        (LetterForm::SupplementLapsed, &["2024年7月18日", "2024年8月1日", "视为放弃申请"]),
        (LetterForm::PartlyGranted, &["（一）附件一《报价明细》", "（二）附件二《学员名册》"]),
    ] {
        let body = text(&written(form, &case(form)));
        for words in wanted {
            assert!(body.contains(words), "{form:?}: {words}\n{body}");
        }
    }
}

#[test]
fn another_agency_has_the_term_that_the_clock_counts() {
    let readings = Readings { other_agency_reply_workdays: 7, ..Readings::default() };
    let form = LetterForm::OtherAgencyAsked;
    let letter = compose(form, &case(form), &Templates::standard(), &readings).unwrap();
    let body = text(&letter);
    assert!(body.contains("自收到本函之日起7个工作日内") && !body.contains("视为同意"), "{body}");
}

/// The letters that refuse under 《条例》第14条、第15条、第16条.
const REFUSALS: [LetterForm; 7] = [
    LetterForm::StateSecret,
    LetterForm::ForbiddenByLaw,
    LetterForm::Security,
    LetterForm::ThirdPartyRights,
    LetterForm::InternalAffairs,
    LetterForm::ProcessInformation,
    LetterForm::EnforcementFile,
];

#[test]
fn the_jurists_list_remedies_follow_class_and_date() {
    for form in LetterForm::ALL {
        let mut facts = case(form);
        facts.signed_on = date(2024, 1, 1);
        let after = written(form, &facts).remedy.join("\n");
        facts.signed_on = date(2023, 12, 31);
        let before = written(form, &facts).remedy.join("\n");
        let decides = form.leaf().is_some()
            || matches!(form, LetterForm::ThirdPartyTold | LetterForm::CorrectionRefused);
        if !decides {
            assert_eq!((after.as_str(), before.as_str()), ("", ""), "{form:?}");
            continue;
        }
        for told in [&after, &before] {
            for words in ["60日内", "示例市人民政府", "示例市示例区人民法院"] {
                assert!(told.contains(words), "{form:?}: {words}\n{told}");
            }
        }
        let is_first = REFUSALS.contains(&form);
        let is_mixed = form == LetterForm::PartlyGranted;
        assert_eq!(
            after.contains("应当") && after.contains("先向"),
            is_first || is_mixed,
            "{form:?}\n{after}"
        );
        assert_eq!(after.contains("15日内"), is_first || is_mixed, "{form:?}\n{after}");
        assert_eq!(after.contains("6个月"), !is_first, "{form:?}\n{after}");
        assert_eq!(after.contains("第二十三条第一款第（四）项"), is_first || is_mixed, "{form:?}\n{after}");
        assert!(before.contains("6个月") && !before.contains("先向"), "{form:?}\n{before}");
    }
}

#[test]
fn a_partly_granted_application_is_told_part_by_part() {
    let form = LetterForm::PartlyGranted;
    let mut facts = case(form);
    let told = written(form, &facts).remedy;
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("第（一）部分不予公开的决定") && !told[0].contains("6个月"), "{told:?}");
    assert!(told[1].contains("其他内容") && told[1].contains("6个月"), "{told:?}");
    facts.withheld.truncate(1);
    let told = written(form, &facts).remedy.join("");
    assert!(told.contains("先向") && !told.contains("6个月"), "{told}");
    facts.withheld = vec![ground(LetterForm::NotHeld, "附件二", "没有制作")];
    let letter = written(form, &facts);
    assert!(!letter.remedy.join("").contains("先向"));
    // Nothing is refused: the provision on severing is not cited.
    assert!(!letter.paragraphs.join("").contains("第三十七条"));
}

/// 《条例》第37条: what the letter of a ground must contain stands in the part that is withheld for it.
#[test]
fn the_jurists_list_holds_for_every_withheld_part() {
    let form = LetterForm::PartlyGranted;
    let grounds = LetterForm::ALL.into_iter().filter(|form| form.ground().is_some());
    let mut asked = 0;
    for part in grounds {
        let (alone, mut facts) = (case(part), case(form));
        let mut withheld = ground(part, "附件三", "该部分属于该情形");
        withheld.stated = alone.stated.clone();
        withheld.confirmed = alone.confirmed.clone();
        withheld.earlier = alone.earlier.clone();
        (facts.searches, facts.supplement) = (alone.searches.clone(), alone.supplement.clone());
        (facts.number, facts.withheld) = (None, vec![withheld]);
        let body = text(&written(form, &facts));
        for group in part.part_must_contain() {
            for fact in group {
                let stated = alone.stated.get(fact).into_iter().cloned();
                let words = law_words(*fact).filter(|_| alone.confirmed.contains(fact));
                for words in stated.chain(words) {
                    assert!(body.contains(&words), "{part:?}: {fact:?}\n{body}");
                    asked += 1;
                }
            }
            let mut without = facts.clone();
            for fact in group {
                without.withheld[0].stated.remove(fact);
                without.withheld[0].confirmed.remove(fact);
                match fact {
                    Fact::SearchLog => without.searches.clear(),
                    Fact::EarlierNumber | Fact::EarlierAnsweredOn => without.withheld[0].earlier = None,
                    Fact::SupplementAskedOn | Fact::SupplementReceivedOn => without.supplement = None,
                    _ => {}
                }
            }
            assert!(refused(form, &without).contains("不予提供的部分"), "{part:?}: {group:?}");
        }
    }
    assert!(asked >= 15, "{asked}");
    let body = text(&written(form, &case(form)));
    for words in [
        "涉及的第三方权益：商业秘密；征求意见结果：第三方书面表示不同意公开；公共利益衡量：",
        "检索情况：2024年7月24日，培训科在业务档案室纸质目录以“技能培训 学员名册”检索，没有找到。依据",
    ] {
        assert!(body.contains(words), "{words}\n{body}");
    }
    let mut secret = case(form);
    secret.withheld = vec![ground(LetterForm::StateSecret, "附件三", "依法定密")];
    secret.withheld[0].stated = [(Fact::SecrecyLevel, "很密".to_owned())].into();
    assert!(refused(form, &secret).contains("很密"), "choices come from their lists");
}

/// 《条例》第36条: an answer that gives nothing rests on any number of grounds, each with its facts and its provision.
#[test]
fn the_jurists_list_holds_for_every_further_ground_of_every_answer() {
    let answers = LetterForm::ALL
        .into_iter()
        .filter(|form| form.leaf().is_some_and(statute::leaf::Leaf::takes_further_grounds));
    let grounds: Vec<_> = LetterForm::ALL.into_iter().filter(|form| form.ground().is_some()).collect();
    let mut written_of = 0;
    for form in answers {
        let mut facts = case(form);
        facts.number = None;
        facts.further_grounds = grounds
            .iter()
            .map(|part| {
                let alone = case(*part);
                if facts.searches.is_empty() {
                    facts.searches = alone.searches.clone();
                }
                if part == &LetterForm::StillUnclear {
                    facts.supplement = alone.supplement.clone();
                }
                let more = ground(*part, "附件三", "该部分属于该情形");
                Ground { stated: alone.stated, confirmed: alone.confirmed, earlier: alone.earlier, ..more }
            })
            .collect();
        let letter = written(form, &facts);
        let body = letter.paragraphs.join("\n");
        let stated: Vec<_> = letter.paragraphs.iter().filter(|text| text.contains("附件三：")).collect();
        assert_eq!(stated.len(), grounds.len(), "{form:?}\n{body}");
        for (part, said) in grounds.iter().zip(stated) {
            let cited: Vec<Citation> =
                find(said).into_iter().filter_map(|written| written.citation).collect();
            assert!(part.basis().iter().all(|basis| cited.contains(basis)), "{form:?}: {said}");
            assert!(said.ends_with(&format!("{}。", part.effect())), "{said}");
            written_of += 1;
        }
        // Each is asked for what its own letter is asked for, and for what it is about.
        for (index, part) in grounds.iter().enumerate() {
            let mut without = facts.clone();
            let one = &mut without.further_grounds[index];
            (one.stated, one.confirmed, one.earlier) = Default::default();
            let is_asked = part.part_must_contain().flatten().any(|fact| fact.source() != FactSource::Record);
            let result = compose(form, &without, &Templates::standard(), &Readings::default());
            assert_eq!(result.is_err(), is_asked || *part == LetterForm::Repeated, "{form:?}: {part:?}");
            let mut vague = facts.clone();
            vague.further_grounds[index].passage.clear();
            let result = compose(form, &vague, &Templates::standard(), &Readings::default());
            assert_eq!(result.is_err(), form.names_passage(*part), "{form:?}: {part:?}");
        }
    }
    assert!(written_of > 200, "{written_of}");
}

#[test]
fn grounds_of_both_classes_are_told_apart_in_the_remedies() {
    let mut facts = case(LetterForm::ProcessInformation);
    assert!(written(LetterForm::ProcessInformation, &facts).remedy.join("").starts_with("如对本告知书不服"));
    facts.searches = case(LetterForm::NotHeld).searches;
    facts.further_grounds.push(ground(LetterForm::NotHeld, "会议录音", "讨论会没有录音"));
    let letter = written(LetterForm::ProcessInformation, &facts);
    let told = letter.remedy.join("\n");
    assert!(told.starts_with("如对本告知书中以第（二）项以外的理由不予公开的决定不服"), "{told}");
    assert!(told.contains("如对本告知书的其他内容不服"), "{told}");
    let body = letter.paragraphs.join("\n");
    assert!(
        body.contains("（二）会议录音：经检索不存在，理由是：讨论会没有录音。检索情况：2024年7月24日"),
        "{body}"
    );
    let mut facts = case(LetterForm::NotHeld);
    let mut secret = ground(LetterForm::StateSecret, "附件一", "依法定密");
    secret.stated = case(LetterForm::StateSecret).stated;
    facts.further_grounds = vec![secret];
    let told = written(LetterForm::NotHeld, &facts).remedy.join("\n");
    assert!(told.starts_with("如对本告知书中以第（一）项理由不予公开的决定不服"), "{told}");
    // An office's own template that says nothing of them makes no letter that leaves them out.
    let own = Templates::standard().text("r4_1a").replace("{{ further_grounds }}", "略");
    let templates = Templates::standard().with("r4_1a", &own).unwrap();
    let refused = compose(LetterForm::NotHeld, &facts, &templates, &Readings::default()).unwrap_err();
    assert!(refused.to_string().contains("没有写出必须载明的事项：其他理由"), "{refused}");
}

/// Takes something out of a case.
type Take = fn(&mut LetterFacts);

#[test]
fn every_form_refuses_to_be_written_without_any_one_of_its_facts() {
    for form in LetterForm::ALL {
        for group in form.must_contain() {
            let mut facts = case(form);
            let mut taken = false;
            for fact in *group {
                taken |= facts.stated.remove(fact).is_some();
                taken |= facts.confirmed.remove(fact);
            }
            if !taken {
                continue;
            }
            let message = refused(form, &facts);
            assert!(message.starts_with(&format!("{}缺少必须载明的事项", form.zh())), "{message}");
            assert!(message.contains(group[0].zh()), "{message}");
        }
    }
    // Records, one by one.
    let takes: [(LetterForm, Take, &str); 11] = [
        (LetterForm::NotHeld, |facts| facts.searches.clear(), "检索情况"),
        (LetterForm::NotHeld, |facts| facts.searches[1].words.clear(), "检索情况"),
        (LetterForm::PartlyGranted, |facts| facts.withheld.clear(), "不予提供的部分"),
        (
            LetterForm::PartlyGranted,
            |facts| (facts.number, facts.searches) = (None, vec![]),
            "不予提供的部分",
        ),
        (LetterForm::PartlyGranted, |facts| facts.withheld[0].reason = "。".into(), "不予提供的部分"),
        (LetterForm::SupplementAsked, |facts| facts.supplement = None, "需要补正的事项、补正期限"),
        (LetterForm::FeeNotice, |facts| facts.fee = None, "收费标准、收费计算、收费金额"),
        (LetterForm::Extension, |facts| facts.extension = None, "批准情况"),
        (LetterForm::Repeated, |facts| facts.earlier = None, "此前答复的文号"),
        (LetterForm::StateSecret, |facts| facts.agency.review_bodies.clear(), "复议机关"),
        (LetterForm::Granted, |facts| facts.agency.courts = vec![" ".into()], "管辖法院"),
    ];
    for (form, take, words) in takes {
        let mut facts = case(form);
        take(&mut facts);
        let message = refused(form, &facts);
        assert!(message.contains(words), "{form:?}: {message}");
        assert!(!missing(form, &facts, &Readings::default()).is_empty());
    }
    assert!(missing(LetterForm::NotHeld, &case(LetterForm::NotHeld), &Readings::default()).is_empty());
}

#[test]
fn every_court_is_told_where_it_is_to_be_gone_to() {
    let told = |form: LetterForm| {
        let mut facts = case(form);
        facts.agency.courts = vec!["甲区人民法院".into(), "铁路运输法院".into()];
        facts.agency.courts_after_review = vec!["甲区人民法院".into(), "乙区人民法院".into()];
        let letter = compose(form, &facts, &Templates::standard(), &Readings::default()).unwrap();
        letter.remedy.join("\n")
    };
    let (either, after) = ("向甲区人民法院或者铁路运输法院提起", "向甲区人民法院或者乙区人民法院提起");
    for (form, has_either, has_after) in [
        (LetterForm::Granted, true, false),
        (LetterForm::StateSecret, false, true),
        (LetterForm::PartlyGranted, true, true),
    ] {
        let told = told(form);
        assert_eq!(
            (told.contains(either), told.contains(after)),
            (has_either, has_after),
            "{form:?}: {told}"
        );
    }
}

#[test]
fn one_of_two_facts_is_enough_where_the_law_leaves_the_choice() {
    let mut facts = case(LetterForm::Granted);
    facts.stated.remove(&Fact::SuppliedForm);
    facts.stated.remove(&Fact::SuppliedPages);
    assert!(refused(LetterForm::Granted, &facts).contains("提供形式或者获取地点和途径"));
    facts.stated.insert(Fact::SuppliedWhere, "本机关档案室".into());
    facts.stated.insert(Fact::SuppliedWhen, "2024年8月20日起的工作日".into());
    assert!(written(LetterForm::Granted, &facts).paragraphs.join("").contains("本机关档案室"));
    let mut facts = case(LetterForm::OtherAgency);
    facts.stated.remove(&Fact::RightAgency);
    facts.stated.remove(&Fact::RightAgencyContact);
    facts.confirmed.insert(Fact::RightAgencyUnknown);
    assert!(written(LetterForm::OtherAgency, &facts).paragraphs.join("").contains("无法确定负责公开"));
}

#[test]
fn choices_and_grounds_come_from_their_lists() {
    let mut facts = case(LetterForm::InternalAffairs);
    facts.stated.insert(Fact::InternalAffair, "工作秘密".into());
    let message = refused(LetterForm::InternalAffairs, &facts);
    assert!(
        message.contains("工作秘密") && message.contains("人事管理、后勤管理、内部工作流程"),
        "{message}"
    );
    let mut facts = case(LetterForm::PartlyGranted);
    facts.withheld[0].form = LetterForm::Granted;
    assert!(refused(LetterForm::PartlyGranted, &facts).contains("不能以“予以公开告知书”为理由"));
}

#[test]
fn a_letter_delivered_online_names_the_channel_for_a_review_since_2024() {
    let form = LetterForm::NotHeld;
    let mut facts = case(form);
    facts.is_delivered_online = true;
    assert!(written(form, &facts).remedy.join("").contains("https://review.example.cn"));
    facts.agency.online_review.clear();
    assert!(refused(form, &facts).contains("网上复议渠道"));
    facts.signed_on = date(2023, 12, 29);
    assert!(!written(form, &facts).remedy.is_empty());
}

#[test]
fn a_draft_has_neither_number_nor_date() {
    let form = LetterForm::NotHeld;
    let mut facts = case(form);
    facts.number = None;
    let letter = written(form, &facts);
    assert!(letter.is_draft());
    let text = text(&letter);
    assert!(text.contains("（草稿）") && !text.contains("2024年8月7日"), "{text}");
    // The receipt bears no number and is no draft.
    assert!(!written(LetterForm::Receipt, &case(LetterForm::Receipt)).is_draft());
}

#[test]
fn what_the_applicant_wrote_is_text_and_nothing_else() {
    let form = LetterForm::NotHeld;
    let mut facts = case(form);
    facts.application = Some(ApplicationFacts {
        number: "2024-0012".into(),
        subject: "# 标题\n{{ search.log }}{% if x %}\n\u{e000}\u{e001}《某文件》。".into(),
        channel: Channel::Counter,
        received_on: date(2024, 7, 15),
        due: None,
    });
    let letter = written(form, &facts);
    assert_eq!(letter.title, "政府信息不存在告知书");
    assert!(letter.annexes.is_empty());
    assert!(letter.paragraphs[0].contains("“# 标题 {{ search.log }}{% if x %} 《某文件》”"), "{letter:?}");
}

#[test]
fn a_letter_to_others_says_nothing_of_the_applicant() {
    for form in LetterForm::ALL.into_iter().filter(|form| !form.is_to_applicant()) {
        let mut facts = case(form);
        facts.application = case(LetterForm::Granted).application;
        let text = text(&written(form, &facts));
        assert!(!text.contains("2024-0012") && !text.contains("发放情况"), "{text}");
    }
}

#[test]
fn facts_are_kept_as_json_and_read_back() {
    for form in LetterForm::ALL {
        let facts = case(form);
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(serde_json::from_str::<LetterFacts>(&json).unwrap(), facts);
        let letter = written(form, &facts);
        let json = serde_json::to_string(&letter).unwrap();
        assert_eq!(serde_json::from_str::<Letter>(&json).unwrap(), letter);
    }
    assert!(matches!(
        compose(LetterForm::NotHeld, &LetterFacts::default(), &Templates::standard(), &Readings::default()),
        Err(NotComposed::Missing { .. })
    ));
}
