//! What waits at the desk of the demo, and what needs nobody any more.

use statute::publication::{Act, Attribute, Card, Kind};

use super::{Publications, course};

const BUDGET: &str = "<p>本部门支出预算如下，数字均为虚构。</p><table><caption>支出预算表（单位：万元）</caption>\
     <thead><tr><th>科目编码</th><th>科目名称</th><th>预算数（万元）</th></tr></thead><tbody>\
     <tr><td>20801</td><td>人力资源和社会保障管理事务</td><td>2,310.50</td></tr>\
     <tr><td>20805</td><td>行政事业单位养老支出</td><td>486.20</td></tr><tr><td>20807</td><td>就业补助</td><td>1,250.00</td></tr>\
     <tr><td>21011</td><td>行政事业单位医疗</td><td>173.40</td></tr><tr><td>22102</td><td>住房改革支出</td><td>268.90</td></tr>\
     <tr><td></td><td>合计</td><td>4,489.00</td></tr></tbody></table>";

impl Publications<'_> {
    /// What else waits, and what needs nobody any more.
    pub(super) async fn open(&self) -> anyhow::Result<()> {
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
