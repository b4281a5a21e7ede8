//! The index of provisions: numbers, paragraphs, items and one line of our own on what each is about.
//!
//! It holds no statutory text. Numbers of paragraphs and items follow the published texts; those of
//! `Act::FeeMeasure`, `Act::LitigationReading`, `Act::LegislationLaw`, `Act::SecrecyLaw` and
//! `Act::PersonalInformationLaw` could not be compared with one, so the program cites these acts by article only.

use super::Act;

/// One article of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provision {
    /// The act.
    pub act: Act,
    /// Number of the article (条).
    pub article: u16,
    /// Number of items (项) in each paragraph (款); as many entries as the article has paragraphs.
    pub items: &'static [u8],
    /// What it is about, in our words.
    pub summary: &'static str,
}

impl Provision {
    /// Whether the paragraph (0: any) has the item; both are counted from 1.
    pub(super) const fn has_item(&self, paragraph: u8, item: u8) -> bool {
        if paragraph > 0 {
            return paragraph as usize <= self.items.len() && item <= self.items[paragraph as usize - 1];
        }
        let mut at = 0;
        while at < self.items.len() {
            if item <= self.items[at] {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Where the index holds the article.
pub(super) const fn position(act: Act, article: u16) -> Option<usize> {
    let mut at = 0;
    while at < PROVISIONS.len() {
        if PROVISIONS[at].act as u8 == act as u8 && PROVISIONS[at].article == article {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn entry(act: Act, article: u16, items: &'static [u8], summary: &'static str) -> Provision {
    Provision { act, article, items, summary }
}

/// Every provision the program applies, by act and article.
pub const PROVISIONS: &[Provision] = &[
    entry(Act::Regulation, 1, &[0], "立法目的"),
    entry(Act::Regulation, 2, &[0], "政府信息：履行行政管理职能中制作或者获取、以一定形式记录保存的信息"),
    entry(Act::Regulation, 3, &[0, 0, 0, 0], "组织领导与各级主管部门"),
    entry(Act::Regulation, 4, &[0, 5], "政府信息公开工作机构及其职责"),
    entry(Act::Regulation, 5, &[0], "公开为常态、不公开为例外"),
    entry(Act::Regulation, 6, &[0, 0], "及时准确公开；澄清虚假或者不完整信息"),
    entry(Act::Regulation, 7, &[0], "逐步增加公开内容"),
    entry(Act::Regulation, 8, &[0], "信息资源管理与公开平台建设"),
    entry(Act::Regulation, 9, &[0], "社会监督"),
    entry(Act::Regulation, 10, &[0, 0, 0], "由谁公开：制作机关、保存机关、牵头机关"),
    entry(Act::Regulation, 11, &[0, 0], "涉及其他机关的协商确认；需要批准的经批准"),
    entry(Act::Regulation, 12, &[0, 0, 0], "公开指南和公开目录的内容与更新"),
    entry(Act::Regulation, 13, &[0, 0], "除第14条至第16条外应当公开；主动公开与依申请公开"),
    entry(Act::Regulation, 14, &[0], "不予公开：国家秘密、法律行政法规禁止、危及三安全一稳定"),
    entry(Act::Regulation, 15, &[0], "商业秘密、个人隐私等损害第三方权益的不得公开及其例外"),
    entry(Act::Regulation, 16, &[0, 0], "可以不予公开：内部事务信息；过程性信息和行政执法案卷"),
    entry(Act::Regulation, 17, &[0, 0, 0], "公开前审查"),
    entry(Act::Regulation, 18, &[0], "不予公开信息的定期评估"),
    entry(Act::Regulation, 19, &[0], "主动公开的标准"),
    entry(Act::Regulation, 20, &[15], "应当主动公开的十五类信息"),
    entry(Act::Regulation, 21, &[0], "市县乡另应主动公开的信息"),
    entry(Act::Regulation, 22, &[0], "主动公开内容的确定与增加"),
    entry(Act::Regulation, 23, &[0], "主动公开的途径"),
    entry(Act::Regulation, 24, &[0], "统一的政府信息公开平台"),
    entry(Act::Regulation, 25, &[0, 0, 0], "查阅场所"),
    entry(Act::Regulation, 26, &[0], "主动公开的期限：形成或者变更之日起20个工作日"),
    entry(Act::Regulation, 27, &[0], "谁可以申请、向谁申请"),
    entry(Act::Regulation, 28, &[0], "申请渠道"),
    entry(Act::Regulation, 29, &[0, 3], "申请的形式与应当包括的三项内容"),
    entry(Act::Regulation, 30, &[0], "补正：7个工作日内一次性告知；期限自收到补正之日重新计算；逾期视为放弃"),
    entry(Act::Regulation, 31, &[3], "收到申请之日：当面、邮寄、互联网和传真"),
    entry(Act::Regulation, 32, &[0], "征求第三方意见：15个工作日，逾期由机关决定"),
    entry(Act::Regulation, 33, &[0, 0, 0], "当场答复；20个工作日，延长最长20个工作日；征求意见时间不计"),
    entry(Act::Regulation, 34, &[0], "征求共同制作机关意见：15个工作日，逾期视为同意"),
    entry(Act::Regulation, 35, &[0], "数量、频次明显超过合理范围：说明理由、不予处理、延迟答复"),
    entry(Act::Regulation, 36, &[7], "七种答复"),
    entry(Act::Regulation, 37, &[0], "区分处理"),
    entry(Act::Regulation, 38, &[0], "只提供已有信息，不负加工分析义务"),
    entry(Act::Regulation, 39, &[0, 0], "信访投诉举报类申请；公开出版物"),
    entry(Act::Regulation, 40, &[0], "提供的形式"),
    entry(Act::Regulation, 41, &[0], "更正与自身相关的信息记录"),
    entry(Act::Regulation, 42, &[0, 0], "不收费的原则与信息处理费"),
    entry(Act::Regulation, 43, &[0], "对阅读困难和视听障碍者的帮助"),
    entry(Act::Regulation, 44, &[0, 0], "依申请公开转为主动公开"),
    entry(Act::Regulation, 45, &[0], "登记、审核、办理、答复、归档制度"),
    entry(Act::Regulation, 46, &[0], "考核、社会评议与责任追究"),
    entry(Act::Regulation, 47, &[0, 0], "主管部门的指导监督与投诉"),
    entry(Act::Regulation, 48, &[0], "定期培训"),
    entry(Act::Regulation, 49, &[0, 0], "年度报告的期限：部门1月31日，政府3月31日"),
    entry(Act::Regulation, 50, &[5, 0], "年度报告的内容与统一格式"),
    entry(Act::Regulation, 51, &[0], "投诉举报、行政复议与行政诉讼"),
    entry(Act::Regulation, 52, &[0], "未建立制度机制的责任"),
    entry(Act::Regulation, 53, &[3], "不依法履职等情形的责任"),
    entry(Act::Regulation, 54, &[0], "法律法规授权的组织"),
    entry(Act::Regulation, 55, &[0, 0], "公共企事业单位"),
    entry(Act::Regulation, 56, &[0], "施行日期：2019年5月15日"),
    entry(Act::FeeMeasure, 2, &[0], "信息处理费旨在规范申请行为"),
    entry(Act::FeeMeasure, 3, &[0], "按件或者按量，同一申请只适用一种"),
    entry(Act::FeeMeasure, 4, &[0], "按件计收：同一申请人一个自然月内累计件数，超额累进"),
    entry(Act::FeeMeasure, 5, &[0], "按量计收：每件申请单独计算页数，超额累进"),
    entry(Act::FeeMeasure, 6, &[0], "收费通知与缴费期限：收到通知次日起20个工作日，逾期视为放弃"),
    entry(
        Act::ReviewLaw,
        20,
        &[0, 0, 0],
        "复议申请期限：知道之日起60日；未告知的自知道权利之日起算，最长1年",
    ),
    entry(Act::ReviewLaw, 22, &[0, 0, 0, 0], "复议申请的方式；网上送达的应同时提供网上渠道"),
    entry(Act::ReviewLaw, 23, &[5, 0], "复议前置的五种情形；应当告知先申请复议"),
    entry(Act::ReviewLaw, 24, &[4, 0, 0, 0], "县级以上地方政府的复议管辖"),
    entry(Act::ReviewLaw, 25, &[3], "国务院部门的复议管辖"),
    entry(Act::ReviewLaw, 26, &[0], "对省级政府、国务院部门自身复议决定的救济"),
    entry(Act::ReviewLaw, 27, &[0], "垂直领导机关、税务和国家安全机关：上一级主管部门"),
    entry(Act::ReviewLaw, 28, &[0], "司法行政部门：本级政府或者上一级司法行政部门"),
    entry(Act::ReviewLaw, 29, &[0, 0], "复议与诉讼不得并行"),
    entry(Act::ReviewLaw, 30, &[7, 0, 0], "复议申请的受理条件与不予受理"),
    entry(Act::ReviewLaw, 33, &[0], "受理后发现不符合条件的，驳回申请"),
    entry(Act::ReviewLaw, 34, &[0], "前置案件复议后起诉：收到决定或者期满之日起15日"),
    entry(Act::ReviewLaw, 36, &[0, 0], "适用普通程序或者简易程序审理"),
    entry(Act::ReviewLaw, 41, &[5], "终止复议的五种情形，含申请人撤回"),
    entry(Act::ReviewLaw, 48, &[0], "普通程序：被申请人10日内答复"),
    entry(Act::ReviewLaw, 53, &[4, 0], "可以适用简易程序的案件，含政府信息公开案件"),
    entry(Act::ReviewLaw, 54, &[0, 0], "简易程序：被申请人5日内答复"),
    entry(Act::ReviewLaw, 62, &[0, 0], "复议决定的期限：普通60日、简易30日"),
    entry(Act::ReviewLaw, 63, &[3, 0], "变更"),
    entry(Act::ReviewLaw, 64, &[4, 0], "撤销或者部分撤销，可以责令限期重新作出"),
    entry(Act::ReviewLaw, 65, &[2, 3], "确认违法而不撤销"),
    entry(Act::ReviewLaw, 66, &[0], "责令限期履行"),
    entry(Act::ReviewLaw, 67, &[0], "确认无效"),
    entry(Act::ReviewLaw, 68, &[0], "维持"),
    entry(Act::ReviewLaw, 69, &[0], "没有相应职责或者已经履行的，驳回复议请求"),
    entry(Act::ReviewLaw, 70, &[0], "逾期不答复不举证视为没有证据依据"),
    entry(Act::ReviewLaw, 73, &[0, 0], "复议调解书"),
    entry(Act::ReviewLaw, 88, &[0, 0], "期间的计算：三日、五日、七日、十日为工作日，其余依民事诉讼法"),
    entry(Act::ReviewLaw2017, 9, &[0, 0], "复议申请期限：知道之日起60日"),
    entry(Act::ReviewLaw2017, 12, &[0, 0], "对政府工作部门：本级政府或者上一级主管部门，由申请人选择"),
    entry(Act::LitigationLaw, 14, &[0], "基层人民法院管辖第一审"),
    entry(Act::LitigationLaw, 15, &[4], "中级人民法院管辖：被告为县级以上地方政府等"),
    entry(Act::LitigationLaw, 18, &[0, 0], "作出行政行为的机关所在地法院；跨区域管辖"),
    entry(Act::LitigationLaw, 22, &[0], "不属于本院管辖的，移送"),
    entry(Act::LitigationLaw, 34, &[0, 0], "被告的举证责任；不提供或者逾期提供的后果"),
    entry(Act::LitigationLaw, 44, &[0, 0], "可以先复议再起诉或者直接起诉；法定前置的依其规定"),
    entry(Act::LitigationLaw, 45, &[0], "复议后起诉：收到复议决定之日起15日"),
    entry(Act::LitigationLaw, 46, &[0, 0], "直接起诉：知道之日起6个月"),
    entry(Act::LitigationLaw, 49, &[4], "起诉的条件"),
    entry(Act::LitigationLaw, 62, &[0], "撤诉由法院裁定是否准许"),
    entry(Act::LitigationLaw, 67, &[0, 0], "被告收到起诉状副本之日起15日内提交证据和答辩状"),
    entry(Act::LitigationLaw, 69, &[0], "判决驳回诉讼请求"),
    entry(Act::LitigationLaw, 70, &[6], "判决撤销或者部分撤销，可以判决重新作出"),
    entry(Act::LitigationLaw, 72, &[0], "判决限期履行"),
    entry(Act::LitigationLaw, 74, &[2, 3], "判决确认违法而不撤销"),
    entry(Act::LitigationLaw, 75, &[0], "判决确认无效"),
    entry(Act::LitigationLaw, 77, &[0, 0], "判决变更"),
    entry(Act::LitigationLaw, 82, &[3, 0, 0], "可以适用简易程序的一审案件，含政府信息公开案件"),
    entry(Act::LitigationLaw, 85, &[0], "上诉：判决15日、裁定10日内；逾期不上诉的生效"),
    entry(Act::LitigationLaw, 101, &[0], "期间、送达、终结诉讼等适用民事诉讼法"),
    entry(Act::LitigationReading, 48, &[0, 0, 0, 0], "期间的计算：开始之日不计入，届满日为节假日的顺延"),
    entry(Act::LitigationReading, 64, &[0, 0], "未告知起诉期限的，自知道之日起算，最长1年"),
    entry(Act::CivilProcedure, 85, &[0, 0, 0, 0], "期间的计算：开始之日不计入；届满之日为法定休假日的顺延"),
    entry(Act::HolidayMeasure, 2, &[7], "全体公民放假的节日"),
    entry(Act::HolidayMeasure, 6, &[0], "补假与调休"),
    entry(Act::WorkingTime, 7, &[0, 0], "国家机关、事业单位：星期六和星期日为周休息日"),
    entry(Act::LegislationLaw, 91, &[0, 0], "国务院部门的规章权限"),
    entry(Act::LegislationLaw, 93, &[0, 0, 0, 0, 0, 0], "地方政府的规章权限"),
    entry(Act::SecrecyLaw, 14, &[0], "三个密级：绝密、机密、秘密"),
    entry(Act::SecrecyLaw, 35, &[0], "公开信息前的保密审查"),
    entry(Act::PersonalInformationLaw, 25, &[0], "不得公开所处理的个人信息，取得单独同意的除外"),
    entry(Act::PersonalInformationLaw, 28, &[0], "敏感个人信息"),
    entry(Act::PersonalInformationLaw, 34, &[0], "国家机关在法定职责的范围和限度内处理个人信息"),
];
