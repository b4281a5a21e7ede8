//! What the demo begins with: invented applications, one at every stage.

use anyhow::Context as _;
use office::applications::day_of;
use statute::fee::{self, Tariff};
use statute::leaf::Leaf;
use statute::letters::LetterForm;
use statute::procedure::{Act, Decision, FeeNotice, Service};
use statute::registers::{Channel, ConsultationKind};
use statute::remedy_case::Ruling;

use super::DAY;
use super::cases::Cases;
use crate::commands::demo::texts::{self, Texts};

/// What is done with one, so many days ago, by an account, and what is written with it.
pub(in crate::commands::demo) type Done = (i64, &'static str, Act, Texts);

/// An invented application: how it came, how many days ago, what is asked, and what was done with it.
pub(super) struct Case {
    pub(super) channel: Channel,
    pub(super) days: i64,
    pub(super) content: &'static str,
    pub(super) done: Vec<Done>,
}

/// What the demo begins with.
#[derive(Default)]
pub(in crate::commands::demo) struct Plan {
    pub(super) cases: Vec<Case>,
    /// Reviews of answers: of which case, how many days ago, how they ended.
    pub(in crate::commands::demo) reviews: Vec<(usize, i64, Option<Ruling>)>,
}

impl Plan {
    /// Adds a case and answers its place.
    pub(in crate::commands::demo) fn case(
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

impl Cases<'_> {
    /// What came and what was done, by whom, how many days ago.
    pub(super) fn plan(&self) -> anyhow::Result<Plan> {
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
}
