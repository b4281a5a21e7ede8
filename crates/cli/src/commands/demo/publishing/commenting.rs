//! A document on its way through every gate, and drafts that citizens comment on.

use office::comments::{self, Answering, Incoming};
use statute::comment::Answer;
use statute::procedure::Officer;
use statute::publication::{
    Act, Card, Commentary, Deliberation, Genre, Kind, Least, Tally, USUAL_WORKDAYS, titled,
};
use statute::registers::Channel;

use super::{EXPLAINED, Publications, course, officer};

const RULES: &str = "<h2>第一章　总则</h2><p>第一条　为规范就业见习补贴的申领和发放，制定本办法（示范）。</p>\
    <p>第二条　补贴发放应当公开、公平，接受监督。</p><h2>第二章　申领</h2><p>第三条　见习单位于见习结束后30日内申领。</p>";

const PLACES: &str = "<h2>第一章　总则</h2><p>第一条　为规范公共就业服务场所的设置和管理，制定本规定（示范）。</p>\
    <p>第二条　公共就业服务场所免费向公众开放。</p><h2>第二章　开放</h2><p>第三条　服务场所应当在入口公示开放时间和服务事项。</p>";

/// A draft that citizens are asked about: title, text and why it is made.
struct Draft {
    title: &'static str,
    text: &'static str,
    explanation: &'static str,
}

const SUBSIDIES: Draft = Draft {
    title: "就业见习补贴管理办法（示范）",
    text: RULES,
    explanation: "为规范补贴的申领和发放，起草本办法。主要规定申领条件、办理时限和监督。内容均为虚构。",
};

const SERVICES: Draft = Draft {
    title: "公共就业服务场所管理规定（示范）",
    text: PLACES,
    explanation: "为规范公共就业服务场所的设置和管理，起草本规定。主要规定开放时间和服务事项的公示。内容均为虚构。",
};

/// Comments on a draft: days ago, what was written, what became of it and why.
const COMMENTS: [(i64, &str, Answer, &str); 4] = [
    (40, "建议把申领期限从30日改为60日。", Answer::Adopted, "便于见习单位，予以采纳。"),
    (33, "建议写明由谁监督。", Answer::Adopted, "已在第二条写明。"),
    (25, "建议增加网上申领。", Answer::Partly, "先开通查询，申领待系统具备条件后开通。"),
    (15, "建议把补贴标准提高一倍。", Answer::Rejected, "标准由省统一规定。"),
];

impl Publications<'_> {
    /// A normative document with its interpretation: every gate passed, waiting for the signature of both.
    pub(super) async fn normative(&self) -> anyhow::Result<()> {
        let title = SUBSIDIES.title;
        let early = Card { made_on: None, ..self.document(Kind::Normative, title, 10, 3) };
        let number = self.begin(45, early, RULES, vec![]).await?;
        let commented = self.commented(&number, &SUBSIDIES, (44, 14)).await?;
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
        draft: &Draft,
        (from, until): (i64, i64),
    ) -> anyhow::Result<String> {
        let asked = Commentary {
            document: Some(document.to_owned()),
            from: Some(self.day(from)),
            until: Some(self.day(until)),
            explanation: draft.explanation.into(),
            ways: "信函：示例市示例路1号，邮政编码000000\n电话：0000-0000001".into(),
            // The office fills in what holds.
            ..Commentary::new(Least::Workdays(USUAL_WORKDAYS))
        };
        let card = Card {
            commentary: Some(asked),
            ..self.card(Kind::Commentary, &format!("关于{}公开征求意见的公告", titled(draft.title)), from + 1)
        };
        let number = self.begin(from, card, draft.text, vec![]).await?;
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
    pub(super) async fn asking(&self) -> anyhow::Result<()> {
        let title = SERVICES.title;
        let early = Card { made_on: None, ..self.document(Kind::Normative, title, 10, 5) };
        let number = self.begin(6, early, SERVICES.text, vec![]).await?;
        let commented = self.commented(&number, &SERVICES, (5, -25)).await?;
        self.comment(&commented, 2, "建议明确周末是否开放。", None).await?;
        self.comment(&commented, 1, "建议在入口公示服务事项。", None).await
    }
}
