//! One policy of the demo in plain words, with an example worked out (看得懂算得清). How long the benefit is paid is law;
//! its amount is the demo's own. 《社会保险法》, the chapter on unemployment

use statute::publication::{Card, Kind, Worked};

use super::{Publications, THREE_YEARS, course};

impl Publications<'_> {
    /// A card on the policy of the demo.
    pub(super) async fn worked(&self, policy: &str) -> anyhow::Result<()> {
        let worked = Worked {
            question: "失业保险金每月能领多少，能领几个月？".into(),
            answer: "失业前累计缴费满1年、不是本人自愿离职、已经办理失业登记并且有求职要求的，可以申领。\n\
                每月按最低工资标准的90%发放。\n\
                累计缴费满1年不足5年的，最长领12个月；满5年不足10年的，最长领18个月；10年以上的，最长领24个月。"
                .into(),
            audience: "失业前累计缴费满1年的失业人员".into(),
            conditions: "不是因本人意愿中断就业\n已经办理失业登记，并且有求职要求".into(),
            standard: "每月按最低工资标准的90%发放，最长24个月".into(),
            materials: "居民身份证或者社会保障卡".into(),
            places: "区县失业保险经办窗口\n网上办事大厅".into(),
            term: "自受理之日起10个工作日内（示范）".into(),
            telephone: "12333".into(),
            given: "申请人甲累计缴费6年，最低工资标准每月2000元。金额为示范数字。\n\n\
                申请人乙累计缴费12年，最低工资标准每月2000元。金额为示范数字。".into(),
            steps: "每月：2000元×90%=1800元\n\
                期限：累计缴费6年，满5年不足10年，最长18个月\n\
                领满18个月：1800元×18个月=32400元\n\n\
                每月：2000元×90%=1800元\n\
                期限：累计缴费12年，10年以上，最长24个月\n\
                领满24个月：1800元×24个月=43200元"
                .into(),
            result: "每月1800元，最长18个月，合计最多32400元。\n\n每月1800元，最长24个月，合计最多43200元。".into(),
            policy: Some(policy.to_owned()),
            basis: "《关于优化失业保险金申领服务的通知（示范）》“三、发放标准”\n\
                《中华人民共和国社会保险法》“失业保险”一章"
                .into(),
        };
        let card = Card {
            summary: "失业保险金的标准和期限，用一个例子算清。".into(),
            keywords: vec!["失业保险金".into()],
            valid_from: Some(self.day(58)),
            valid_until: Some(self.day(58 - THREE_YEARS)),
            worked: Some(worked),
            ..self.card(Kind::Worked, "失业保险金看得懂、算得清（示范）", 52)
        };
        let number = self.begin(52, card, "", vec![]).await?;
        self.act(&number, course([52, 51, 51, 50])).await
    }
}
