//! What citizens see in the demo: documents, notices, a guide, and what was taken down.

use office::applications::Upload;
use statute::publication::{Act, Card, Cleaning, CleaningResult, Kind, Withdrawal, WithdrawalKind};

use super::super::Rendering;
use super::{EXPLAINED, Publications, course};

const POLICY: &str = "<p>各区县人力资源社会保障局：</p><p>为方便失业人员就近申领失业保险金，现就有关事项通知如下。</p>\
    <h2>一、申领方式</h2><p>失业人员可以在参保地街道（镇）便民服务中心当面申领，也可以在网上申领。</p>\
    <h2>二、办理时限</h2><table><caption>办理时限（示范）</caption><thead><tr><th scope=\"col\">环节</th>\
    <th scope=\"col\">时限</th></tr></thead><tbody><tr><td>受理</td><td>当日</td></tr><tr><td>审核</td><td>5个工作日</td></tr>\
    </tbody></table><h2>三、发放标准</h2><p>失业保险金按最低工资标准的90%按月发放；最低工资标准为每月2000元（示范数字）。</p><p>本通知为示范，内容均为虚构。</p>";

impl Publications<'_> {
    /// A policy of old that a clean-up has ended.
    pub(super) async fn repealed(&self) -> anyhow::Result<()> {
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

    /// A policy and its interpretation, published together: the number of the policy.
    pub(super) async fn policy(&self) -> anyhow::Result<String> {
        let card = self.document(Kind::Policy, "关于优化失业保险金申领服务的通知（示范）", 58, 2);
        let number = self.begin(57, card, POLICY, vec![]).await?;
        let card = self.interpretation(&number, "《关于优化失业保险金申领服务的通知》解读（示范）", 58);
        let explained = self.begin(57, card, EXPLAINED, vec![]).await?;
        self.act(&explained, course([56, 55, 0, 0]).into_iter().take(2).collect()).await?;
        self.act(&number, course([56, 55, 54, 53])).await?;
        Ok(number)
    }

    /// A notice that was wrong and was taken down.
    pub(super) async fn withdrawn(&self) -> anyhow::Result<()> {
        let card = self.card(Kind::Notice, "关于技能培训报名时间的通知（示范）", 33);
        let number = self.begin(33, card, "<p>报名时间为示范日期，内容均为虚构。</p>", vec![]).await?;
        self.act(&number, course([32, 31, 31, 30])).await?;
        let notice = "因报名时间有误，本通知于今日撤下，新的时间另行通知。".to_owned();
        let withdrawal = Withdrawal { kind: WithdrawalKind::Error, notice, replaced_by: None };
        self.act(&number, vec![(5, "qianfa", Act::Withdrawn(withdrawal))]).await
    }

    /// A service guide that is public and is being revised.
    pub(super) async fn guide(&self) -> anyhow::Result<()> {
        let card = self.card(Kind::ServiceGuide, "失业保险金申领办事指南（示范）", 28);
        let number = self
            .begin(28, card.clone(), "<p>办理时限：10个工作日。</p><p>内容均为虚构。</p>", vec![])
            .await?;
        self.act(&number, course([27, 26, 26, 25])).await?;
        let card = Card { made_on: Some(self.day(4)), ..card };
        self.save(&number, 4, card, "<p>办理时限：5个工作日。</p><p>内容均为虚构。</p>").await
    }

    /// A notice with two attachments.
    pub(super) async fn with_files(&self, renderings: &[Rendering]) -> anyhow::Result<()> {
        let files =
            renderings.iter().filter(|file| file.name.ends_with("pdf") || file.name.ends_with("xlsx"));
        let upload = |file: &Rendering| Upload { name: file.name.to_owned(), bytes: file.bytes.clone() };
        let card = self.card(Kind::Notice, "关于公布政府信息公开工作年度报告的通知（示范）", 21);
        let html = "<p>本机关政府信息公开工作年度报告已经编制完成，现予公布，附件可以下载。</p>";
        let number = self.begin(21, card, html, files.map(upload).collect()).await?;
        self.act(&number, course([20, 20, 19, 19])).await
    }
}
