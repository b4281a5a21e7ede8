//! Invented publications around today, one at every stage: what waits at the desk, what citizens see, what is gone.

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use office::applications::{Upload, day_of};
use office::catalogue;
use office::comments::{self, Answering, Incoming};
use office::publications::{self, Doing, Writing};
use statute::catalogue::standards;
use statute::comment::Answer;
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, Cleaning, CleaningResult, Commentary, Deliberation, Form, Genre, Kind, Least,
    Point, Tally, USUAL_WORKDAYS, Withdrawal, WithdrawalKind,
};
use statute::registers::Channel;
use store::Store;

use super::Rendering;
use super::live::{DAY, STAFF};

/// What index numbers of the demo begin with.
pub(super) const CODE: &str = "11370000000000000A";

/// For how long the demo's documents are valid, in days.
const THREE_YEARS: i64 = 3 * 365;

/// What is done, so many days ago, by an account.
type Done = (i64, &'static str, Act);

/// The desk of the demo.
pub(super) struct Publications<'a> {
    pub(super) store: &'a Store,
    pub(super) agency: i64,
    pub(super) now: Timestamp,
    pub(super) issuer: &'a str,
}

const POLICY: &str = "<p>各区县人力资源社会保障局：</p><p>为方便失业人员就近申领失业保险金，现就有关事项通知如下。</p>\
    <h2>一、申领方式</h2><p>失业人员可以在参保地街道（镇）便民服务中心当面申领，也可以在网上申领。</p>\
    <h2>二、办理时限</h2><table><caption>办理时限（示范）</caption><thead><tr><th scope=\"col\">环节</th>\
    <th scope=\"col\">时限</th></tr></thead><tbody><tr><td>受理</td><td>当日</td></tr><tr><td>审核</td><td>5个工作日</td></tr>\
    </tbody></table><p>本通知为示范，内容均为虚构。</p>";
const EXPLAINED: &str = "<h2>一、背景和依据</h2><p>为落实便民要求，制定本文件。</p><h2>二、适用对象</h2><p>本市参保的失业人员。</p>\
    <h2>三、主要内容</h2><p>申领方式由一种增加为两种，审核缩短为5个工作日。</p><h2>四、解读机关和联系方式</h2>\
    <p>示范科，电话0000-0000001。以上内容均为虚构。</p>";
const RULES: &str = "<h2>第一章　总则</h2><p>第一条　为规范就业见习补贴的申领和发放，制定本办法（示范）。</p>\
    <p>第二条　补贴发放应当公开、公平，接受监督。</p><h2>第二章　申领</h2><p>第三条　见习单位于见习结束后30日内申领。</p>";

const BUDGET: &str = "<p>本部门支出预算如下，数字均为虚构。</p><table><caption>支出预算表（单位：万元）</caption>\
     <thead><tr><th>科目编码</th><th>科目名称</th><th>预算数（万元）</th></tr></thead><tbody>\
     <tr><td>20801</td><td>人力资源和社会保障管理事务</td><td>2,310.50</td></tr>\
     <tr><td>20805</td><td>行政事业单位养老支出</td><td>486.20</td></tr><tr><td>20807</td><td>就业补助</td><td>1,250.00</td></tr>\
     <tr><td>21011</td><td>行政事业单位医疗</td><td>173.40</td></tr><tr><td>22102</td><td>住房改革支出</td><td>268.90</td></tr>\
     <tr><td></td><td>合计</td><td>4,489.00</td></tr></tbody></table>";

const fn signed() -> Act {
    Act::Signed { publish_at: None }
}

/// Comments on a draft: days ago, what was written, what became of it and why.
const COMMENTS: [(i64, &str, Answer, &str); 4] = [
    (40, "建议把申领期限从30日改为60日。", Answer::Adopted, "便于见习单位，予以采纳。"),
    (33, "建议写明由谁监督。", Answer::Adopted, "已在第二条写明。"),
    (25, "建议增加网上申领。", Answer::Partly, "先开通查询，申领待系统具备条件后开通。"),
    (15, "建议把补贴标准提高一倍。", Answer::Rejected, "标准由省统一规定。"),
];

/// What is filled in when it is recorded stays empty.
fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

/// Submitted, reviewed, signed, published, on four days.
fn course(days: [i64; 4]) -> Vec<Done> {
    let reviewed =
        Act::Reviewed { sm3: String::new(), opinion: "逐项看过，不涉密，可以公开".into() };
    let acts = [Act::Submitted, reviewed, signed(), published()];
    days.into_iter()
        .zip(["chengban", "baomi", "qianfa", "dengji"])
        .zip(acts)
        .map(|((on, who), act)| (on, who, act))
        .collect()
}

impl Publications<'_> {
    /// Brings everything in, in the order of the days of publication.
    pub(super) async fn bring(&self, renderings: &[Rendering]) -> anyhow::Result<()> {
        self.repealed().await?;
        self.policy().await?;
        self.withdrawn().await?;
        self.guide().await?;
        self.with_files(renderings).await?;
        self.normative().await?;
        self.asking().await?;
        self.catalogue().await?;
        self.open().await
    }

    fn day(&self, days: i64) -> Date {
        day_of(self.at(days))
    }

    fn at(&self, days: i64) -> Timestamp {
        self.now - DAY * i32::try_from(days).unwrap_or_default()
    }

    fn card(&self, kind: Kind, title: &str, made: i64) -> Card {
        Card {
            issuer: self.issuer.to_owned(),
            made_on: Some(self.day(made)),
            attribute: Some(Attribute::Proactive),
            ..Card::new(kind, title)
        }
    }

    /// The card of an official document.
    fn document(&self, kind: Kind, title: &str, made: i64, serial: u32) -> Card {
        let made_on = self.day(made);
        Card {
            document_number: Some(format!("示范发〔{}〕{serial}号", made_on.year())),
            theme: Some("劳动、人事、监察/社会保障".into()),
            genre: Genre::of_title(title),
            valid_from: Some(made_on),
            valid_until: Some(self.day(made - THREE_YEARS)),
            ..self.card(kind, title, made)
        }
    }

    fn interpretation(&self, of: &str, title: &str, made: i64) -> Card {
        let points = [Point::Background, Point::Contents, Point::Scope, Point::Contact, Point::OwnWords];
        Card {
            interprets: vec![of.to_owned()],
            form: Some(Form::Text),
            points: points.to_vec(),
            ..self.card(Kind::Interpretation, title, made)
        }
    }

    async fn begin(&self, days: i64, card: Card, html: &str, files: Vec<Upload>) -> anyhow::Result<String> {
        let writing = Writing { card, html: html.to_owned(), files, kept: vec![] };
        let by = officer("chengban");
        let begun = publications::begin(self.store, self.agency, writing, None, &by, self.at(days)).await?;
        Ok(begun.number)
    }

    async fn save(&self, number: &str, days: i64, card: Card, html: &str) -> anyhow::Result<()> {
        let version = self.version(number).await?;
        let writing = Writing { card, html: html.to_owned(), files: vec![], kept: vec![] };
        let by = officer("chengban");
        Ok(publications::save(self.store, self.agency, number, version, writing, &by, self.at(days)).await?)
    }

    async fn version(&self, number: &str) -> anyhow::Result<i64> {
        let stored = self.store.publication(self.agency, number).await?;
        Ok(stored.with_context(|| format!("示范信息 {number}"))?.version)
    }

    async fn act(&self, number: &str, done: Vec<Done>) -> anyhow::Result<()> {
        for (days, who, act) in done {
            let doing = Doing { number, version: self.version(number).await?, act };
            publications::act(self.store, self.agency, doing, &officer(who), self.at(days))
                .await
                .with_context(|| format!("示范信息 {number}"))?;
        }
        Ok(())
    }

    /// A policy of old that a clean-up has ended.
    async fn repealed(&self) -> anyhow::Result<()> {
        let card = self.document(Kind::Policy, "关于公益性岗位补贴标准的通知（示范）", 380, 1);
        let number =
            self.begin(379, card, "<p>公益性岗位补贴标准为示范数字，内容均为虚构。</p>", vec![]).await?;
        let reason = "只调整一个数字，内容浅显".to_owned();
        self.act(&number, vec![(378, "qianfa", Act::Exempted { reason })]).await?;
        self.act(&number, course([377, 376, 375, 374])).await?;
        let cleaning = Cleaning {
            result: CleaningResult::Repealed,
            holds_from: self.day(60),
            decision: "关于公布文件清理结果的决定（示范）".into(),
            valid_until: None,
        };
        self.act(&number, vec![(61, "qianfa", Act::Cleaned(cleaning))]).await
    }

    /// A policy and its interpretation, published together.
    async fn policy(&self) -> anyhow::Result<()> {
        let card = self.document(Kind::Policy, "关于优化失业保险金申领服务的通知（示范）", 58, 2);
        let number = self.begin(57, card, POLICY, vec![]).await?;
        let card = self.interpretation(&number, "《关于优化失业保险金申领服务的通知》解读（示范）", 58);
        let explained = self.begin(57, card, EXPLAINED, vec![]).await?;
        self.act(&explained, course([56, 55, 0, 0]).into_iter().take(2).collect()).await?;
        self.act(&number, course([56, 55, 54, 53])).await
    }

    /// A notice that was wrong and was taken down.
    async fn withdrawn(&self) -> anyhow::Result<()> {
        let card = self.card(Kind::Notice, "关于技能培训报名时间的通知（示范）", 33);
        let number = self.begin(33, card, "<p>报名时间为示范日期，内容均为虚构。</p>", vec![]).await?;
        self.act(&number, course([32, 31, 31, 30])).await?;
        let notice = "因报名时间有误，本通知于今日撤下，新的时间另行通知。".to_owned();
        let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice, replaced_by: None };
        self.act(&number, vec![(5, "qianfa", Act::Withdrawn(withdrawal))]).await
    }

    /// A service guide that is public and is being revised.
    async fn guide(&self) -> anyhow::Result<()> {
        let card = self.card(Kind::ServiceGuide, "失业保险金申领办事指南（示范）", 28);
        let number = self
            .begin(28, card.clone(), "<p>办理时限：10个工作日。</p><p>内容均为虚构。</p>", vec![])
            .await?;
        self.act(&number, course([27, 26, 26, 25])).await?;
        let card = Card { made_on: Some(self.day(4)), ..card };
        self.save(&number, 4, card, "<p>办理时限：5个工作日。</p><p>内容均为虚构。</p>").await
    }

    /// A notice with two attachments.
    async fn with_files(&self, renderings: &[Rendering]) -> anyhow::Result<()> {
        let files =
            renderings.iter().filter(|file| file.name.ends_with("pdf") || file.name.ends_with("xlsx"));
        let upload = |file: &Rendering| Upload { name: file.name.to_owned(), bytes: file.bytes.clone() };
        let card = self.card(Kind::Notice, "关于公布政府信息公开工作年度报告的通知（示范）", 21);
        let html = "<p>本机关政府信息公开工作年度报告已经编制完成，现予公布，附件可以下载。</p>";
        let number = self.begin(21, card, html, files.map(upload).collect()).await?;
        self.act(&number, course([20, 20, 19, 19])).await
    }

    /// A normative document with its interpretation: every gate passed, waiting for the signature of both.
    async fn normative(&self) -> anyhow::Result<()> {
        let title = "就业见习补贴管理办法（示范）";
        let early = Card { made_on: None, ..self.document(Kind::Normative, title, 10, 3) };
        let number = self.begin(45, early, RULES, vec![]).await?;
        let commented = self.commented(&number, title, (44, 14)).await?;
        for (days, text, answer, reason) in COMMENTS {
            self.comment(&commented, days, text, Some((answer, reason))).await?;
        }
        let said = "采纳两条；关于提高标准的意见没有采纳，因为标准由省统一规定；关于网上申领的意见部分采纳。";
        let closed = Act::CommentsClosed { tally: Tally::default(), said: said.into() };
        self.act(&commented, vec![(13, "qianfa", closed)]).await?;
        let opinion = "主体、权限、程序、内容合法。".to_owned();
        self.act(&number, vec![(12, "shenhe", Act::LegalityReviewed { opinion, is_refused: false })]).await?;
        let genre = Some(Genre::Notice);
        let card = Card { genre, ..self.document(Kind::Normative, title, 10, 3) };
        self.save(&number, 9, card, RULES).await?;
        let deliberation =
            Deliberation { meeting: "第4次局长办公会议".into(), held_on: self.day(10) };
        let registration = format!("SFCR-{}-0010003", self.day(10).year());
        self.act(
            &number,
            vec![
                (9, "chengban", Act::Deliberated(deliberation)),
                (9, "dengji", Act::Numbered { registration }),
            ],
        )
        .await?;
        let card = self.interpretation(&number, "《就业见习补贴管理办法》解读（示范）", 8);
        let explained = self.begin(8, card, EXPLAINED, vec![]).await?;
        for one in [&number, &explained] {
            self.act(one, course([3, 2, 0, 0]).into_iter().take(2).collect()).await?;
        }
        Ok(())
    }

    /// The notice of a draft, published and open for comments between two days.
    async fn commented(
        &self,
        document: &str,
        title: &str,
        (from, until): (i64, i64),
    ) -> anyhow::Result<String> {
        let asked = Commentary {
            document: Some(document.to_owned()),
            from: Some(self.day(from)),
            until: Some(self.day(until)),
            explanation:
                "为规范补贴的申领和发放，起草本办法。主要规定申领条件、办理时限和监督。内容均为虚构。".into(),
            ways: "信函：示例市示例路1号，邮政编码000000\n电话：0000-0000001".into(),
            // The office fills in what holds.
            ..Commentary::new(Least::Workdays(USUAL_WORKDAYS))
        };
        let card = Card {
            commentary: Some(asked),
            ..self.card(Kind::Commentary, &format!("关于《{title}》公开征求意见的公告"), from + 1)
        };
        let number = self.begin(from, card, RULES, vec![]).await?;
        self.act(&number, course([from; 4])).await?;
        Ok(number)
    }

    /// A comment of a citizen, with what became of it a day before the result.
    async fn comment(
        &self,
        draft: &str,
        days: i64,
        text: &str,
        answered: Option<(Answer, &str)>,
    ) -> anyhow::Result<()> {
        let incoming = Incoming {
            publication: draft.to_owned(),
            channel: Channel::Internet,
            received_on: self.day(days),
            name: "申请人甲".into(),
            contact: "0000-0000009".into(),
            clause: "第三条".into(),
            text: text.to_owned(),
            submission: None,
        };
        let (store, agency) = (self.store, self.agency);
        let citizen = Officer::applicant();
        let number = comments::receive(store, agency, incoming, &citizen, self.at(days)).await?.number;
        let Some((answer, reason)) = answered else { return Ok(()) };
        let version = comments::opened(store, agency, &number).await?.version;
        let answering = Answering { number: &number, version, answer, reason: reason.to_owned() };
        Ok(comments::answer(store, agency, answering, &officer("chengban"), self.at(13)).await?)
    }

    /// A draft on which comments are taken.
    async fn asking(&self) -> anyhow::Result<()> {
        let title = "公共就业服务场所管理规定（示范）";
        let early = Card { made_on: None, ..self.document(Kind::Normative, title, 10, 5) };
        let number = self.begin(6, early, RULES, vec![]).await?;
        let commented = self.commented(&number, title, (5, -25)).await?;
        self.comment(&commented, 2, "建议明确周末是否开放。", None).await?;
        self.comment(&commented, 1, "建议在入口公示服务事项。", None).await
    }

    /// The standard catalogue of employment as the agency's own.
    async fn catalogue(&self) -> anyhow::Result<()> {
        let entries = standards().first().map(|standard| standard.entries(self.issuer)).unwrap_or_default();
        let by = officer("dengji");
        Ok(catalogue::keep(self.store, self.agency, 0, entries, &by, self.at(30)).await?)
    }

    /// What else waits, and what needs nobody any more.
    async fn open(&self) -> anyhow::Result<()> {
        let card = self.card(Kind::News, "全市技能大赛在示范区举行（示范）", 40);
        self.begin(39, card, "<p>比赛设三个项目，内容均为虚构。</p>", vec![]).await?;
        let card = self.card(Kind::Statistics, "第三季度就业数据（示范）", 26);
        let number = self.begin(6, card, "<p>城镇新增就业为示范数字。</p>", vec![]).await?;
        self.act(&number, vec![(2, "chengban", Act::Submitted)]).await?;
        let card = self.card(Kind::Budget, "部门支出预算（示范）", 44);
        let number = self.begin(43, card, BUDGET, vec![]).await?;
        self.act(&number, course([42, 41, 41, 40])).await?;
        let card = self.card(Kind::Meeting, "第5次局长办公会议（示范）", 6);
        let number = self.begin(5, card, "<p>会议研究了就业见习工作，内容均为虚构。</p>", vec![]).await?;
        let at = self.day(-2).at(9, 0, 0, 0);
        let mut done: Vec<_> = course([3, 2, 0, 0]).into_iter().take(2).collect();
        done.push((1, "qianfa", Act::Signed { publish_at: Some(at) }));
        self.act(&number, done).await?;
        let reasoned = Card {
            attribute: Some(Attribute::OnApplication),
            withheld_because: "涉及特定对象，不需要公众广泛知晓（示范）".into(),
            ..self.document(Kind::Policy, "关于某次专项检查安排的通知（示范）", 15, 4)
        };
        let number = self.begin(14, reasoned, "<p>检查安排，内容均为虚构。</p>", vec![]).await?;
        self.act(&number, course([13, 12, 11, 0]).into_iter().take(3).collect()).await?;
        self.begin(1, self.card(Kind::Budget, "部门预算（示范）", 1), "", vec![]).await?;
        let number = self.begin(7, Card::new(Kind::Notice, "重复起草的通知（示范）"), "", vec![]).await?;
        self.act(&number, vec![(7, "chengban", Act::Discarded { reason: "与另一条重复".into() })]).await
    }
}

/// One of the staff.
fn officer(account: &str) -> Officer {
    let roles: &[Role] = STAFF.iter().find(|(name, ..)| *name == account).map_or(&[], |(.., roles)| roles);
    Officer { account: account.to_owned(), roles: roles.to_vec() }
}
