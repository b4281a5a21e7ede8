//! The letters of a case's steps, from what was written with them.

use std::path::Path;

use documents::write::letter::text;
use jiff::Timestamp;
use jiff::civil::date;
use office::agencies::{self, Settings};
use office::applications::{self, CaseFile, Deed, Intake, Person, case_file, day_of};
use office::letters::{LetterForm, Shelf, answer, compose_sent, sent, stationery};
use serde_json::Map;
use statute::applicant::Applicant;
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, FeeNotice, Officer, Opinion, Role, Service, Step};
use statute::registers::{Channel, ConsultationKind};
use store::{Author, Draft, Fact, Record, Store, Texts};

use crate::ledgers::{Ledger, ledger};

const IDENTITY: &str = "11010119900307100X";

/// The agency's settings and one application, received on 2026-03-02.
async fn begun(store: &Store) {
    let settings = Settings {
        letter_code: "示测公开".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        online_review: "https://review.example.cn".into(),
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: day(2) };
    agencies::set(store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
    let intake = Intake {
        channel: Channel::Counter,
        applicant: Applicant::NaturalPerson,
        person: Person { name: "申请人甲".into(), identity_number: IDENTITY.into(), ..Person::default() },
        content: format!("2025年度技能培训补贴发放文件（我的号码{IDENTITY}）"),
        form: "纸质".into(),
        way: "邮寄".into(),
        purpose: String::new(),
        arrival_reason: String::new(),
        files: vec![],
        arrived_on: date(2026, 3, 2),
        submission: None,
    };
    applications::register(store, 1, intake, &officer(Role::Clerk), day(2)).await.unwrap();
}

fn officer(role: Role) -> Officer {
    Officer { account: format!("{}甲", role.zh()), roles: vec![role] }
}

/// Ten o'clock on a day of March 2026.
fn day(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-01T02:00:00Z".parse().unwrap();
    start + jiff::SignedDuration::from_hours((day - 1) * 24)
}

async fn does(store: &Store, on: i64, role: Role, act: Act, texts: &[(&str, &str)]) {
    let version = store.application(1, "2026-1").await.unwrap().unwrap().version;
    let texts: Map<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let deed = Deed { on: None, act, version, texts, files: vec![] };
    applications::act(store, 1, "2026-1", deed, &officer(role), day(on)).await.unwrap();
}

async fn file(store: &Store) -> CaseFile {
    case_file(store, 1, "2026-1", day_of(day(31))).await.unwrap()
}

/// Every letter of the case as text, held against the files of an earlier run.
async fn held(store: &Store, name: &str, forms: &[LetterForm]) {
    let file = file(store).await;
    let composed = compose_sent(&Shelf::of(store, 1, &file).await.unwrap(), &file, sent(&file));
    assert_eq!(composed.iter().map(|(letter, _)| letter.form).collect::<Vec<_>>(), forms);
    let texts: Vec<_> = composed.into_iter().map(|(_, written)| text(&written.unwrap())).collect();
    let all = texts.join("\n────────\n\n");
    assert!(!all.contains(IDENTITY) && !all.contains("草稿"), "{all}");
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/letters/cases")).join(name);
    if std::env::var_os("UPDATE_LETTERS").is_some() {
        std::fs::write(&path, &all).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(all == expected, "{name}: UPDATE_LETTERS=1 cargo test -p office\n{all}");
}

#[tokio::test]
async fn a_case_with_supplement_consultations_extension_and_answer() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 3, Role::Handler, Act::Accepted, &[]).await;
    let defects = [
        ("defects", "没有写明所需文件的年度\n没有写明补贴项目"),
        ("guidance", "请写明起止年度\n请写明项目名称或者文号"),
        ("note", "内部意见"),
    ];
    does(&store, 4, Role::Handler, Act::SupplementAsked { reply_by: date(2026, 3, 16) }, &defects).await;
    does(&store, 9, Role::Clerk, Act::SupplementReceived, &[("content", "2025年度，个人补贴")]).await;
    let sent = |id: &str, kind| Act::ConsultationSent { id: id.into(), kind };
    let asking = [
        ("party", "示例培训学校"),
        ("party_contact", "0000-1111111"),
        ("question", "《培训合作协议》（2025年6月签订）中的报价明细"),
        ("interest", "商业秘密、其他合法权益"),
    ];
    does(&store, 10, Role::Handler, sent("1", ConsultationKind::ThirdParty), &asking).await;
    let asking = [("party", "示例市乙局"), ("question", "《关于联合开展培训的通知》（示测发〔2025〕12号）")];
    does(&store, 10, Role::Handler, sent("2", ConsultationKind::CoMaker), &asking).await;
    let asking = [("party", "示例市丙局"), ("question", "《培训机构检查情况的通报》中的检查结论")];
    does(&store, 10, Role::Handler, sent("3", ConsultationKind::OtherAgency), &asking).await;
    for (id, opinion) in [("1", Opinion::Objects), ("2", Opinion::Agrees), ("3", Opinion::Agrees)] {
        does(&store, 16, Role::Clerk, Act::ConsultationClosed { id: id.into(), opinion }, &[]).await;
    }
    let reason = [("reason", "所涉信息分散在多个年度的档案中，查找和审查需要时间")];
    does(&store, 17, Role::Handler, Act::ExtensionAsked { workdays: 10 }, &reason).await;
    does(&store, 18, Role::Signer, Act::ExtensionApproved { workdays: 10 }, &[]).await;
    let decision =
        Decision { withheld: vec![LetterForm::ThirdPartyRights], ..Decision::of(Leaf::PartlyGranted) };
    let partly = [
        ("supplied.what", "《培训合作协议》正文"),
        ("supplied.form", "纸质复印件，随本告知书邮寄"),
        ("ground_1", "r3_4"),
        ("passage_1", "附件一《报价明细》"),
        ("reason_1", "第三方不同意公开，其报价方法属于商业秘密"),
        ("interest_1", "商业秘密"),
        ("consultation.result_1", "第三方书面表示不同意公开"),
        ("public_interest_1", "不公开报价方法不会对公共利益造成重大影响"),
        ("facts", "供审核的事实，身份证号11010119900307100X"),
    ];
    does(&store, 20, Role::Handler, Act::Drafted(decision), &partly).await;
    does(&store, 21, Role::Reviewer, Act::Approved, &[]).await;
    does(&store, 22, Role::Signer, Act::Signed { letter: String::new() }, &[]).await;
    let is_told = async || sent_forms(&store).await;
    assert!(!is_told().await.contains(&LetterForm::PartlyGranted), "it is not served yet");
    does(&store, 23, Role::Clerk, Act::Served { way: Service::Post }, &[]).await;
    let forms = [
        LetterForm::Receipt,
        LetterForm::SupplementAsked,
        LetterForm::ThirdPartyAsked,
        LetterForm::ConsultationTold,
        LetterForm::CoMakerAsked,
        LetterForm::ConsultationTold,
        LetterForm::OtherAgencyAsked,
        LetterForm::ConsultationTold,
        LetterForm::Extension,
        LetterForm::PartlyGranted,
    ];
    held(&store, "consulted.txt", &forms).await;
    let to_applicant: Vec<_> = forms.into_iter().filter(|form| form.is_to_applicant()).collect();
    assert_eq!(is_told().await, to_applicant, "nothing that goes to others, and all that is served");
    // The letter that was signed stays what it was, whatever is drafted anew.
    let first = file(&store).await;
    does(&store, 24, Role::RemedyCase, Act::Reopened { redo_by: None }, &[]).await;
    let stationery = stationery(&store, 1, day(24)).await.unwrap();
    assert!(answer(&first, &stationery, date(2026, 3, 24)).unwrap().unwrap().number.is_some());
    held(&store, "consulted.txt", &forms).await;
    // Nor what the agency sets afterwards, even for the days before.
    let settings = Settings {
        name: Some("示例市新测试局".into()),
        telephone: Some("0000-1111111".into()),
        letter_code: "新测公开".into(),
        review_bodies: vec!["示例省人民政府".into()],
        courts: vec!["示例市另一区人民法院".into()],
        online_review: "https://other.example.cn".into(),
        ..Settings::default()
    };
    let author = Author { actor: "测试".into(), at: day(25) };
    agencies::set(&store, &author, 1, date(2026, 1, 1), &settings).await.unwrap();
    held(&store, "consulted.txt", &forms).await;
}

#[tokio::test]
async fn a_refusal_on_three_grounds_with_the_search_that_one_of_them_needs() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 2, Role::Handler, Act::Accepted, &[]).await;
    let search = [
        ("searcher", "承办人甲"),
        ("places", "公文管理系统"),
        ("words", "培训 录音"),
        ("searched_on", "2025年全年"),
        ("result", "没有"),
    ];
    does(&store, 3, Role::Handler, Act::Searched, &search).await;
    let further = vec![LetterForm::InternalAffairs, LetterForm::NotHeld];
    let decision = Decision { further, ..Decision::of(Leaf::ProcessInformation) };
    let written = [
        ("process_record", "讨论记录"),
        ("reason", "该信息是会议讨论过程的记录，结果已经公布"),
        ("no_rule_requires", "yes"),
        ("ground_1", "r3_5"),
        ("passage_1", "会务安排"),
        ("internal_affair_1", "内部工作流程"),
        ("reason_1", "只用于内部分工，不对外产生影响"),
        ("ground_2", "r4_1a"),
        ("passage_2", "会议录音"),
        ("reason_2", "该会议没有录音"),
    ];
    let version = store.application(1, "2026-1").await.unwrap().unwrap().version;
    let texts = written[..7].iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let deed = Deed { on: None, act: Act::Drafted(decision.clone()), version, texts, files: vec![] };
    let refused = applications::act(&store, 1, "2026-1", deed, &officer(Role::Handler), day(9)).await;
    assert!(refused.unwrap_err().to_string().contains("与决定的不一致"), "what is decided is written");
    does(&store, 9, Role::Handler, Act::Drafted(decision), &written).await;
    does(&store, 9, Role::Reviewer, Act::Approved, &[]).await;
    does(&store, 10, Role::Signer, Act::Signed { letter: String::new() }, &[]).await;
    held(&store, "several_grounds.txt", &[LetterForm::Receipt, LetterForm::ProcessInformation]).await;
}

async fn sent_forms(store: &Store) -> Vec<LetterForm> {
    let file = file(store).await;
    sent(&file).into_iter().filter(|letter| letter.is_told).map(|letter| letter.form).collect()
}

#[tokio::test]
async fn a_third_party_whose_objection_does_not_hold_is_told_what_is_given_and_why() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 2, Role::Handler, Act::Accepted, &[]).await;
    for id in ["1", "2"] {
        let party = format!("示例培训学校{id}");
        let asking = [
            ("party", party.as_str()),
            ("question", "《培训合作协议》中的培训人数"),
            ("interest", "商业秘密"),
        ];
        let kind = ConsultationKind::ThirdParty;
        does(&store, 3, Role::Handler, Act::ConsultationSent { id: id.into(), kind }, &asking).await;
        let opinion = if id == "1" { Opinion::Agrees } else { Opinion::Objects };
        does(&store, 5, Role::Clerk, Act::ConsultationClosed { id: id.into(), opinion }, &[]).await;
    }
    let granted = [
        ("supplied.what", "《培训合作协议》"),
        ("supplied.form", "纸质复印件"),
        ("supplied.pages", "12页"),
        ("consultation.result", "贵单位不同意公开，认为涉及经营情况"),
        ("public_interest", "财政资金的使用情况关系受训人员的权益，不公开会使公众无法监督"),
    ];
    let drafted = Act::Drafted(Decision::of(Leaf::Granted));
    does(&store, 9, Role::Handler, drafted.clone(), &granted[..3]).await;
    does(&store, 9, Role::Reviewer, Act::Approved, &[]).await;
    let signed = Act::Signed { letter: String::new() };
    let version = store.application(1, "2026-1").await.unwrap().unwrap().version;
    let deed = Deed { on: None, act: signed.clone(), version, texts: Map::new(), files: vec![] };
    let refused = applications::act(&store, 1, "2026-1", deed, &officer(Role::Signer), day(9)).await;
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("决定公开告知书（第三方）") && message.contains("公共利益衡量"), "{message}");
    does(&store, 9, Role::Signer, Act::SentBack, &[]).await;
    does(&store, 10, Role::Handler, drafted, &granted).await;
    does(&store, 10, Role::Reviewer, Act::Approved, &[]).await;
    does(&store, 10, Role::Signer, signed, &[]).await;
    let forms = [
        LetterForm::Receipt,
        LetterForm::ThirdPartyAsked,
        LetterForm::ConsultationTold,
        LetterForm::ThirdPartyAsked,
        LetterForm::ConsultationTold,
        LetterForm::Granted,
        LetterForm::ThirdPartyTold,
    ];
    held(&store, "overruled.txt", &forms).await;
}

#[tokio::test]
async fn a_case_with_reasons_delay_and_a_fee_that_is_not_paid() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 2, Role::Handler, Act::Accepted, &[]).await;
    let excess = [("excess", "您自2026年1月以来已提出申请46件，其中31件内容相同或者相似")];
    does(&store, 3, Role::Handler, Act::ReasonsAsked { reply_by: date(2026, 3, 17) }, &excess).await;
    does(&store, 5, Role::Clerk, Act::ReasonsGiven, &[("reason", "参加过多个项目")]).await;
    let judgement = [("reasons.judgement", "申请内容涉及您参加的多个项目，理由合理")];
    does(&store, 6, Role::Signer, Act::DelayFixed { until: date(2026, 6, 30) }, &judgement).await;
    let notice = FeeNotice { mode: Tariff::Pages, n: 120, after: 0, total: 1100 };
    let payment = [
        ("fee.excess", "您本次申请的资料共40页，明显超过合理范围"),
        ("fee.payment", "汇入财政专户，账号 110101199003071000，凭缴款通知办理"),
    ];
    does(&store, 9, Role::Handler, Act::FeeNotified(notice), &payment).await;
    does(&store, 60, Role::Signer, Act::FeeLapsed { letter: String::new() }, &[]).await;
    let forms = [
        LetterForm::Receipt,
        LetterForm::ReasonsAsked,
        LetterForm::Delay,
        LetterForm::FeeNotice,
        LetterForm::FeeLapsed,
    ];
    held(&store, "charged.txt", &forms).await;
}

#[tokio::test]
async fn a_step_that_lacks_a_fact_says_so_in_its_place() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 2, Role::Handler, Act::Accepted, &[]).await;
    // Nothing goes out that lacks something, and no number is taken.
    let asked = Act::SupplementAsked { reply_by: date(2026, 3, 16) };
    let deed = Deed { on: None, act: asked.clone(), version: 3, texts: Map::new(), files: vec![] };
    let refused = applications::act(&store, 1, "2026-1", deed, &officer(Role::Handler), day(4)).await;
    let message = refused.unwrap_err().to_string();
    assert!(message.contains("没有办理：补正告知书缺少必须载明的事项：需要补正的事项"), "{message}");
    assert_eq!(store.application(1, "2026-1").await.unwrap().unwrap().version, 3);
    // What is on record from before that says so in its place.
    recorded(&store, 3, asked, &[]).await;
    let file = file(&store).await;
    let composed = compose_sent(&Shelf::of(&store, 1, &file).await.unwrap(), &file, sent(&file));
    assert!(composed[0].1.is_ok());
    let message = composed[1].1.as_ref().unwrap_err().to_string();
    assert!(message.contains("补正告知书缺少必须载明的事项：需要补正的事项"), "{message}");
    let defects = [("content", "2025年度")];
    does(&store, 5, Role::Clerk, Act::SupplementReceived, &defects).await;
    let asking = [("party", "示例市乙局"), ("question", "某检查结论")];
    let kind = ConsultationKind::CoMaker;
    does(&store, 6, Role::Handler, Act::ConsultationSent { id: "1".into(), kind }, &asking).await;
    let numbers = sent(&self::file(&store).await).into_iter().filter_map(|letter| letter.number);
    assert_eq!(numbers.map(|number| number.serial).collect::<Vec<_>>(), [1, 2], "without a gap");
}

/// A step as earlier programs recorded it, on the 4th, without a number.
async fn recorded(store: &Store, expected: i64, act: Act, texts: &[(&str, &str)]) {
    let fact =
        Fact::Procedure { step: Step::new(date(2026, 3, 4), "承办人甲".into(), act), files: vec![] };
    let texts: Map<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let texts = Texts::from(Record { texts, ..Record::default() });
    let author = Author { actor: "承办人甲".into(), at: day(4) };
    let draft = Draft { agency: 1, stream: "application/1/2026-1".into(), expected, fact, texts };
    store.append(&author, [draft]).await.unwrap();
}

/// What a fee notice must say since decision 0042 does not take one back that was sent before.
#[tokio::test]
async fn a_fee_notice_that_went_out_before_it_had_to_say_why_is_composed_as_it_was() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 2, Role::Handler, Act::Accepted, &[]).await;
    let notice = Act::FeeNotified(FeeNotice { mode: Tariff::Pages, n: 120, after: 0, total: 1100 });
    let payment = [("fee.payment", "汇入财政专户")];
    let texts = payment.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let deed = Deed { on: None, act: notice.clone(), version: 3, texts, files: vec![] };
    let refused = applications::act(&store, 1, "2026-1", deed, &officer(Role::Handler), day(4)).await;
    assert!(
        refused.unwrap_err().to_string().contains("数量、频次明显超过合理范围的事实"),
        "a new one says why"
    );
    recorded(&store, 3, notice, &payment).await;
    let file = file(&store).await;
    let composed = compose_sent(&Shelf::of(&store, 1, &file).await.unwrap(), &file, sent(&file));
    let letter =
        composed.into_iter().find(|(letter, _)| letter.form == LetterForm::FeeNotice).unwrap().1.unwrap();
    let body = letter.paragraphs.join("\n");
    assert!(body.contains("\n依据《中华人民共和国政府信息公开条例》第四十二条第一款"), "{body}");
    assert!(body.contains("汇入财政专户") && body.contains("1100元"), "{body}");
}

#[tokio::test]
async fn what_went_out_before_letters_were_numbered_stays_as_it_was() {
    let Ledger { store, folder: _folder } = ledger().await;
    begun(&store).await;
    does(&store, 2, Role::Clerk, Act::Assigned { to: "承办人甲".into() }, &[]).await;
    does(&store, 3, Role::Handler, Act::Accepted, &[]).await;
    let old = |expected, act| {
        let fact =
            Fact::Procedure { step: Step::new(date(2026, 3, 4), "承办人甲".into(), act), files: vec![] };
        Draft { agency: 1, stream: "application/1/2026-1".into(), expected, fact, texts: Texts::Nothing }
    };
    let asked = |id: &str, kind| Act::ConsultationSent { id: id.into(), kind };
    let author = Author { actor: "承办人甲".into(), at: day(4) };
    let acts =
        [old(3, asked("1", ConsultationKind::OtherAgency)), old(4, asked("2", ConsultationKind::CoMaker))];
    store.append(&author, acts).await.unwrap();
    let asking = [("party", "示例市丙局"), ("question", "某检查结论")];
    does(&store, 5, Role::Handler, asked("3", ConsultationKind::OtherAgency), &asking).await;
    let letters = sent(&file(&store).await);
    let of_step = |version| {
        let of = letters.iter().filter(move |letter| letter.version == version);
        of.map(|letter| (letter.form, letter.number.as_ref().map(|number| number.serial))).collect::<Vec<_>>()
    };
    assert_eq!(of_step(4), [(LetterForm::ConsultationTold, None)], "no letter went to the agency");
    assert_eq!(of_step(5), [(LetterForm::CoMakerAsked, None), (LetterForm::ConsultationTold, None)]);
    assert_eq!(
        of_step(6),
        [(LetterForm::OtherAgencyAsked, Some(1)), (LetterForm::ConsultationTold, Some(2))]
    );
    assert!(letters.iter().any(|letter| letter.version == 4 && letter.is_first));
}
