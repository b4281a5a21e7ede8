//! The demo's desk: an account for every role and a few invented applications around today, one at every stage.

use std::cmp::Reverse;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use office::agencies::{self, Settings};
use office::applications::{self, Deed, Intake, Person, day_of};
use office::{accounts, ledger, remedies};
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::fee::{self, Tariff};
use statute::leaf::Leaf;
use statute::letters::LetterForm;
use statute::procedure::{Act, Decision, FeeNotice, Officer, Role, Service};
use statute::registers::{Channel, ConsultationKind, RemedyKind};
use statute::remedy_case::{self, Filing, Outcome, Ruling, Track};
use store::{Author, FrozenFile, Store};
use web::{Clock, Desk};

use super::publishing::{self, Publications};
use super::texts::{self, Texts};
use super::{Rendering, sample, subordinates};

/// Account, title and roles of everybody at the demo's desk.
pub(super) const STAFF: [(&str, &str, &[Role]); 9] = [
    ("dengji", "登记甲", &[Role::Clerk]),
    ("chengban", "承办甲", &[Role::Handler]),
    ("shenhe", "审核甲", &[Role::Reviewer]),
    ("qianfa", "签发甲", &[Role::Signer]),
    ("baomi", "保密审查甲", &[Role::SecrecyReviewer]),
    ("jiandu", "监督甲", &[Role::Supervisor]),
    ("sysadmin", "系统管理员", &[Role::SystemAdministrator]),
    ("secadmin", "安全管理员", &[Role::SecurityAdministrator]),
    ("auditadmin", "审计管理员", &[Role::AuditAdministrator]),
];

/// The same for every account of a demo; it is thrown away with it.
pub(super) const PASSWORD: &str = "demo-gongkai-2023";

/// Closes the sample's year, opens the accounts and brings the applications in.
pub(super) async fn set_up(store: Store, renderings: &[Rendering]) -> anyhow::Result<Desk> {
    let clock = Clock::default();
    let now = clock.now();
    let author = Author { actor: "示范".into(), at: now };
    store.adopt_calendar(&author).await?;
    let agency = ledger::agency(&store, None).await?.id;
    let frozen = |file: &Rendering| FrozenFile {
        name: file.name.into(),
        sm3: store::file_hash(&file.bytes),
        bytes: file.bytes.len() as u64,
    };
    ledger::freeze(&store, &author, None, sample::YEAR, renderings.iter().map(frozen).collect()).await?;
    let settings = Settings {
        code: Some(publishing::CODE.into()),
        office: "办公室".into(),
        fax: "0000-0000001".into(),
        letter_code: "示范公开".into(),
        hours: "工作日9:00—12:00，13:30—17:00".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例区人民法院".into()],
        online_review: "https://fuyi.example.gov.cn".into(),
        ..Settings::default()
    };
    agencies::set(&store, &author, agency, day_of(now - DAY * 400), &settings).await?;
    for (name, title, roles) in STAFF {
        let once = accounts::open(&store, &author, agency, name, title, roles.to_vec()).await?;
        accounts::change_password(&store, name, &once, PASSWORD, now).await?;
    }
    let cases = Cases { store: &store, agency, now, prefix: "" };
    cases.bring(cases.plan()?).await?;
    let issuer = ledger::agency(&store, None).await?.agency.name;
    Publications { store: &store, agency, now, issuer: &issuer }.bring(renderings).await?;
    subordinates::set_up(&store, &author, agency).await?;
    Ok(Desk { store, agency, clock, is_secure: false })
}

/// The accounts as the demo prints them.
pub(super) fn accounts_told() -> String {
    let lines = STAFF.map(|(name, title, _)| format!("  {name:<12}{title}"));
    format!("账户（密码都是 {PASSWORD}）：\n{}", lines.join("\n"))
}

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Invented applications.
pub(super) struct Cases<'a> {
    pub(super) store: &'a Store,
    pub(super) agency: i64,
    pub(super) now: Timestamp,
    /// What the names of the agency's accounts begin with.
    pub(super) prefix: &'static str,
}

/// What is done with one, so many days ago, by an account, and what is written with it.
pub(super) type Done = (i64, &'static str, Act, Texts);

/// An invented application: how it came, how many days ago, what is asked, and what was done with it.
struct Case {
    channel: Channel,
    days: i64,
    content: &'static str,
    done: Vec<Done>,
}

/// What the demo begins with.
#[derive(Default)]
pub(super) struct Plan {
    cases: Vec<Case>,
    /// Reviews of answers: of which case, how many days ago, how they ended.
    pub(super) reviews: Vec<(usize, i64, Option<Ruling>)>,
}

impl Plan {
    /// Adds a case and answers its place.
    pub(super) fn case(
        &mut self,
        channel: Channel,
        days: i64,
        content: &'static str,
        done: Vec<Done>,
    ) -> usize {
        self.cases.push(Case { channel, days, content, done });
        self.cases.len() - 1
    }
}

/// Who applies.
const NAMES: [&str; 4] = ["申请人甲", "申请人乙", "申请人丙", "申请人丁"];

impl Cases<'_> {
    /// What came and what was done, by whom, how many days ago.
    fn plan(&self) -> anyhow::Result<Plan> {
        let mut plan = Plan::default();
        let assigned = |days| (days, "dengji", Act::Assigned { to: "chengban".into() }, texts::NONE);
        let accepted = |days| (days, "chengban", Act::Accepted, texts::NONE);
        let drafted = |days, leaf, texts| (days, "chengban", Act::Drafted(Decision::of(leaf)), texts);
        let pages = fee::by_pages(120).context("120页在收费范围内")?;
        let notice = FeeNotice { mode: Tariff::Pages, n: pages.n, after: pages.after, total: pages.total };
        let soon = day_of(self.now + DAY * 9);
        let confirmed = |days| (days, "dengji", Act::Confirmed, texts::CONFIRMED);
        plan.case(Channel::Internet, 0, "本市技能人才评价机构名单", vec![]);
        plan.case(Channel::Counter, 1, "2025年度公益性岗位安置人数", vec![]);
        let workdays = 10;
        plan.case(
            Channel::Internet,
            12,
            "失业保险金申领办理指南的制定依据",
            vec![
                confirmed(12),
                assigned(11),
                accepted(11),
                (3, "chengban", Act::ExtensionAsked { workdays }, texts::EXTENSION),
                (2, "qianfa", Act::ExtensionApproved { workdays }, texts::NONE),
            ],
        );
        let asked = Act::ConsultationSent { id: "1".into(), kind: ConsultationKind::ThirdParty };
        let served = Act::ConsultationServed { id: "1".into() };
        plan.case(
            Channel::SignedLetter,
            9,
            "某培训机构的补贴申报材料",
            vec![
                assigned(9),
                accepted(8),
                (7, "chengban", asked, texts::CONSULTATION),
                (5, "dengji", served, texts::SENT),
            ],
        );
        let supplement = Act::SupplementAsked { reply_by: soon };
        plan.case(
            Channel::Internet,
            6,
            "有关社保的全部文件",
            vec![confirmed(6), assigned(5), accepted(5), (3, "chengban", supplement, texts::SUPPLEMENT)],
        );
        let charged = (2, "chengban", Act::FeeNotified(notice), texts::FEE);
        plan.case(Channel::Counter, 8, "近三年培训补贴发放台账", vec![assigned(8), accepted(7), charged]);
        plan.case(
            Channel::Fax,
            10,
            "劳动保障监察办案流程",
            vec![confirmed(10), assigned(9), accepted(9), drafted(2, Leaf::Granted, texts::GRANTED)],
        );
        let approved = |days| (days, "shenhe", Act::Approved, texts::NONE);
        plan.case(
            Channel::Counter,
            11,
            "事业单位公开招聘评分细则",
            vec![
                assigned(11),
                accepted(10),
                drafted(4, Leaf::ProcessInformation, texts::PROCESS),
                approved(3),
            ],
        );
        let signed = |days| (days, "qianfa", Act::Signed { letter: String::new() }, texts::NONE);
        plan.case(
            Channel::SignedLetter,
            14,
            "就业见习基地认定文件",
            vec![
                assigned(14),
                accepted(13),
                drafted(6, Leaf::Granted, texts::GRANTED),
                approved(5),
                signed(1),
            ],
        );
        let posted = |days| (days, "dengji", Act::Served { way: Service::Post }, texts::SENT);
        let answered = plan.case(
            Channel::Counter,
            20,
            "工伤认定申请的办理期限",
            vec![
                assigned(20),
                accepted(19),
                drafted(9, Leaf::Granted, texts::GRANTED),
                approved(8),
                signed(4),
                posted(2),
            ],
        );
        let further = vec![LetterForm::InternalAffairs];
        let on_two_grounds = Decision { further, ..Decision::of(Leaf::ProcessInformation) };
        let refused = plan.case(
            Channel::Counter,
            70,
            "某次职称评审的讨论记录",
            vec![
                assigned(70),
                accepted(69),
                (60, "chengban", Act::Drafted(on_two_grounds), texts::MINUTES),
                approved(59),
                signed(58),
                posted(57),
            ],
        );
        let withdrawn = (6, "dengji", Act::Withdrawn, texts::WITHDRAWN);
        plan.case(Channel::Internet, 7, "最低工资标准", vec![confirmed(7), withdrawn]);
        plan.case(
            Channel::OrdinaryLetter,
            45,
            "2019年的一份会议纪要",
            vec![
                confirmed(44),
                assigned(43),
                accepted(43),
                (42, "chengban", Act::Searched, texts::SEARCH),
                (41, "chengban", Act::ReasonsAsked { reply_by: day_of(self.now - DAY * 30) }, texts::EXCESS),
                (36, "dengji", Act::ReasonsGiven, texts::REASONS),
                (35, "qianfa", Act::DelayFixed { until: day_of(self.now - DAY * 2) }, texts::JUDGEMENT),
            ],
        );
        plan.reviews = vec![(refused, 35, Some(Ruling::ReviewUpheld)), (answered, 1, None)];
        Ok(plan)
    }

    /// Brings everything in by its days, so that numbers of applications and letters follow them.
    pub(super) async fn bring(&self, Plan { cases, reviews }: Plan) -> anyhow::Result<()> {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        order.sort_by_key(|index| Reverse(cases[*index].days));
        let mut numbers = vec![String::new(); cases.len()];
        for (place, index) in order.into_iter().enumerate() {
            let name = NAMES[place % NAMES.len()];
            numbers[index] = self.registered(&cases[index], name).await?;
        }
        let mut deeds: Vec<(usize, i64, Done)> = Vec::new();
        for (index, case) in cases.into_iter().enumerate() {
            deeds.extend((1..).zip(case.done).map(|(version, done)| (index, version, done)));
        }
        deeds.sort_by_key(|(_, _, (days, ..))| Reverse(*days));
        for (index, version, done) in deeds {
            self.acted(&numbers[index], version, done).await?;
        }
        for (index, days, ruling) in reviews {
            self.review(&numbers[index], days, ruling).await?;
        }
        Ok(())
    }

    /// One of the staff, as the procedure knows them.
    fn officer(&self, account: &str) -> Officer {
        let roles = STAFF.iter().find(|(name, ..)| *name == account).map_or(&[][..], |(.., roles)| *roles);
        Officer { account: format!("{}{account}", self.prefix), roles: roles.to_vec() }
    }

    fn at(&self, days: i64) -> Timestamp {
        self.now - DAY * i32::try_from(days).unwrap_or_default()
    }

    /// A review of an answer that came so many days ago; decided, it was replied to in time.
    async fn review(&self, number: &str, days: i64, ruling: Option<Ruling>) -> anyhow::Result<()> {
        let filing = Filing {
            kind: RemedyKind::Review,
            track: Track::Simplified,
            received_on: day_of(self.at(days)),
            application: Some(number.to_owned()),
            submission: None,
        };
        let texts = [("body", "示例市人民政府"), ("case_number", "（示范）"), ("claimant", "申请人甲")];
        let texts = texts.map(|(field, text)| (field.to_owned(), json!(text)));
        let intake = remedies::Intake { filing, texts: Map::from_iter(texts), files: vec![] };
        let clerk = self.officer("dengji");
        let filed = remedies::file(self.store, self.agency, intake, &clerk, self.at(days)).await?;
        let Some(ruling) = ruling else { return Ok(()) };
        let decided_on = day_of(self.at(4));
        let outcome = Outcome { ruling, decided_on, reopens: false, redo_by: None };
        let acts = [(days - 3, remedy_case::Act::Replied), (3, remedy_case::Act::Decided(outcome))];
        for (version, (days, act)) in (1..).zip(acts) {
            let deed = remedies::Deed { act, version, texts: Map::new(), files: vec![] };
            let done = remedies::act(self.store, self.agency, &filed.number, deed, &clerk, self.at(days));
            done.await.with_context(|| format!("示范复议案件 {}", filed.number))?;
        }
        Ok(())
    }

    /// Takes an application in and answers its number.
    async fn registered(&self, case: &Case, name: &str) -> anyhow::Result<String> {
        let now = self.at(case.days);
        let intake = Intake {
            channel: case.channel,
            applicant: Applicant::NaturalPerson,
            person: Person {
                name: name.into(),
                identity_kind: "居民身份证".into(),
                identity_number: "（示范）".into(),
                telephone: "（示范）".into(),
                address: "示例市测试路1号".into(),
                ..Person::default()
            },
            content: case.content.into(),
            form: "纸质".into(),
            way: "邮寄".into(),
            purpose: String::new(),
            arrival_reason: String::new(),
            files: vec![],
            arrived_on: day_of(now),
            submission: None,
        };
        let receipt =
            applications::register(self.store, self.agency, intake, &self.officer("dengji"), now).await?;
        Ok(receipt.number)
    }

    async fn acted(&self, number: &str, version: i64, done: Done) -> anyhow::Result<()> {
        let (days, who, act, texts) = done;
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
        let deed = Deed { on: None, act, version, texts, files: vec![] };
        applications::act(self.store, self.agency, number, deed, &self.officer(who), self.at(days))
            .await
            .with_context(|| format!("示范申请 {number}"))
    }
}
