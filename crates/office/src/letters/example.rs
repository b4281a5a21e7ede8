//! One invented case for every form, of an invented agency: what previews of templates and tests are made of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use statute::fee::{by_items, by_pages};
use statute::letters::{Fact, LetterForm, LetterNumber};
use statute::registers::{Channel, ConsultationKind};

use super::{
    Addressee, ApplicationFacts, ConsultationFacts, Earlier, ExtensionFacts, FeeFacts, Ground, LetterAgency,
    LetterFacts, Point, Search, SupplementFacts,
};

fn agency() -> LetterAgency {
    LetterAgency {
        name: "示例市测试局".into(),
        office: "办公室".into(),
        address: "示例市示例区测试路1号".into(),
        postcode: "000000".into(),
        telephone: "0000-0000000".into(),
        fax: "0000-0000001".into(),
        email: "gongkai@example.cn".into(),
        hours: "工作日9:00—17:00".into(),
        review_bodies: vec!["示例市人民政府".into()],
        courts: vec!["示例市示例区人民法院".into()],
        courts_after_review: vec![],
        online_review: "https://review.example.cn".into(),
    }
}

fn ground(form: LetterForm, passage: &str, reason: &str) -> Ground {
    Ground::new(form, passage, reason)
}

fn addressee(form: LetterForm) -> Addressee {
    let (name, is_person) = match form {
        LetterForm::ThirdPartyAsked | LetterForm::ThirdPartyTold => ("示例第三方公司", false),
        LetterForm::CoMakerAsked => ("示例市乙局", false),
        LetterForm::OtherAgencyAsked => ("示例市丙局", false),
        LetterForm::Excessive => ("示例研究社", false),
        _ => ("申请人甲", true),
    };
    Addressee { name: name.into(), is_person }
}

/// What the officer states for a form.
fn stated(form: LetterForm) -> &'static [(Fact, &'static str)] {
    match form {
        LetterForm::Extension => {
            &[(Fact::ExtensionReason, "所涉信息分散在多个年度的档案中，查找和审查需要时间")]
        }
        LetterForm::ThirdPartyAsked => &[
            (Fact::ConsultationInformation, "《技能培训合作协议》（2023年6月签订）中的报价明细"),
            (Fact::Interest, "商业秘密"),
        ],
        LetterForm::ThirdPartyTold => &[
            (Fact::ConsultationInformation, "《技能培训合作协议》（2023年6月签订）中的培训人数和验收结论"),
            (Fact::ConsultationResult, "贵单位不同意公开，认为涉及经营情况"),
            (Fact::PublicInterest, "财政资金的使用情况直接关系受训人员的权益，不公开会使公众无法监督"),
        ],
        LetterForm::CoMakerAsked => {
            &[(Fact::ConsultationInformation, "《关于联合开展就业服务行动的通知》（示测发〔2023〕12号）")]
        }
        LetterForm::OtherAgencyAsked => &[(
            Fact::ConsultationInformation,
            "《关于职业技能培训机构监督检查情况的通报》（示丙发〔2023〕9号）中涉及培训学校的检查结论",
        )],
        LetterForm::ReasonsAsked => {
            &[(Fact::ReasonsFacts, "您自2024年1月以来已提出申请46件，其中31件内容相同或者相似")]
        }
        LetterForm::Delay => &[(Fact::ReasonsJudgement, "申请内容涉及您参加的多个项目，理由合理")],
        LetterForm::FeeNotice => &[
            (Fact::FeeExcess, "您2024年7月已提出申请46件，件数明显超过合理范围"),
            (Fact::FeePayment, "凭所附缴款通知向示例市财政局非税收入专户缴纳，本机关开具财政票据"),
        ],
        LetterForm::Corrected => &[
            (Fact::CorrectionRecord, "就业登记信息中的登记日期"),
            (Fact::CorrectionResult, "登记日期由2022年3月1日更正为2021年3月1日"),
        ],
        LetterForm::CorrectionRefused => &[
            (Fact::CorrectionRecord, "就业登记信息中的登记日期"),
            (Fact::CorrectionRefusal, "登记日期与您提交的原始材料一致，记录准确"),
        ],
        LetterForm::CorrectionForwarded => &[
            (Fact::CorrectionRecord, "户籍登记信息中的迁入日期"),
            (Fact::CorrectionForwardedTo, "示例市丙局，电话0000-1111111"),
        ],
        LetterForm::AlreadyPublished => &[
            (Fact::PublishedAt, "https://www.example.cn/zfxxgk/2023/12.html"),
            (
                Fact::PublishedHow,
                "本机关网站“政府信息公开”专栏—“规范性文件”，标题《示例市职业技能培训补贴办法》",
            ),
        ],
        LetterForm::Granted => &[
            (Fact::Supplied, "《示例市2023年职业技能培训补贴发放汇总表》"),
            (Fact::SuppliedForm, "纸质复印件，随本告知书邮寄"),
            (Fact::SuppliedPages, "3页"),
        ],
        LetterForm::PartlyGranted => &[
            (Fact::Supplied, "《技能培训合作协议》正文"),
            (Fact::SuppliedForm, "电子文件，发送至您指定的电子邮箱"),
            (Fact::SuppliedPages, "12页"),
        ],
        LetterForm::StateSecret => &[(Fact::SecrecyLevel, "秘密"), (Fact::ClassifiedBy, "示例市测试局")],
        LetterForm::ForbiddenByLaw => {
            &[(Fact::ForbiddingProvision, "《示例法》关于不得对外提供单个调查对象资料的规定")]
        }
        LetterForm::Security => &[
            (Fact::SecurityInterest, "公共安全"),
            (Fact::SecurityHarm, "该信息载明关键设施的位置和防护方式，公开后可能被用于破坏"),
        ],
        LetterForm::ThirdPartyRights => &[
            (Fact::Interest, "商业秘密、个人隐私"),
            (Fact::ConsultationResult, "第三方不同意公开，说明了报价方法属于其未公开的经营信息，理由合理"),
            (Fact::PublicInterest, "该信息不涉及财政资金使用的总额和结果，不公开不会对公共利益造成重大影响"),
        ],
        LetterForm::InternalAffairs => &[
            (Fact::InternalAffair, "内部工作流程"),
            (Fact::Reason, "该信息是本机关内部科室之间的交接单，不对外产生影响"),
        ],
        LetterForm::ProcessInformation => &[
            (Fact::ProcessRecord, "讨论记录、过程稿"),
            (Fact::Reason, "该信息是办法起草过程中的会议讨论记录和未定稿，办法正式文本已经公布"),
        ],
        LetterForm::EnforcementFile => &[(Fact::EnforcementCase, "示测监〔2023〕8号劳动保障监察案件")],
        LetterForm::AdministrativeQuery => &[
            (Fact::GoverningLaw, "《示例登记条例》对登记资料的查询有特别规定"),
            (Fact::QueryChannel, "示例市登记中心查询窗口，示例区测试路2号"),
        ],
        LetterForm::NotHeld => {
            &[(Fact::WhyNotHeld, "本机关没有开展过该项评估，因此没有制作评估报告，也没有从其他单位获取")]
        }
        LetterForm::OtherAgency => &[
            (Fact::WhyOtherAgency, "该文件由示例市乙局制作，本机关不是制作机关，也不是最初获取机关"),
            (Fact::RightAgency, "示例市乙局"),
            (Fact::RightAgencyContact, "示例市示例区测试路3号，0000-2222222"),
        ],
        LetterForm::NotReadyMade => {
            &[(Fact::WhyNotReadyMade, "本机关没有按年龄段统计的数据，需要逐份查阅档案、另行统计")]
        }
        LetterForm::StillUnclear => {
            &[(Fact::WhyStillUnclear, "补正后仍未写明所指的是哪一年度、哪一项目的材料")]
        }
        LetterForm::Petition => &[
            (Fact::WhyPetition, "申请内容是要求本机关查处某单位并追究责任，不是要求获取已有的政府信息"),
            (Fact::PetitionChannel, "示例市劳动保障监察机构，电话0000-3333333"),
        ],
        LetterForm::PublishedWork => {
            &[(Fact::WorkSource, "《示例市统计年鉴2023》，示例出版社出版，示例市图书馆可以借阅")]
        }
        LetterForm::Excessive => &[
            (Fact::ReasonsFacts, "贵单位自2024年1月以来已提出申请120件，其中96件内容相同或者相似"),
            (
                Fact::ReasonsJudgement,
                "贵单位仅称出于研究需要，没有说明需要反复申请相同内容的原因，理由不合理",
            ),
        ],
        LetterForm::Reissue => &[(Fact::ObtainedHow, "本机关已于2023年9月4日以书面形式向您送达该决定书")],
        LetterForm::OtherHandling => &[(Fact::ClosingFacts, "您于2024年8月1日书面撤回该申请")],
        _ => &[],
    }
}

/// A complete invented case for the form, answered on a day of 2024.
pub fn example(form: LetterForm) -> LetterFacts {
    let answered_on = date(2024, 8, 7);
    let mut facts = LetterFacts {
        agency: agency(),
        addressee: addressee(form),
        stated: stated(form)
            .iter()
            .map(|(fact, text)| (*fact, (*text).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        number: Some(LetterNumber { code: "示测公开".into(), year: 2024, serial: 5 }),
        signed_on: answered_on,
        ..LetterFacts::default()
    };
    let is_correction = matches!(
        form,
        LetterForm::Corrected | LetterForm::CorrectionRefused | LetterForm::CorrectionForwarded
    );
    if form.is_to_applicant() && !is_correction {
        facts.application = Some(ApplicationFacts {
            number: "2024-0012".into(),
            subject: "2023年职业技能培训补贴的发放情况".into(),
            channel: Channel::Internet,
            received_on: date(2024, 7, 15),
            due: Some(date(2024, 8, 12)),
        });
    }
    let supplement = |asked_on: Option<Date>, received_on| SupplementFacts {
        points: vec![
            Point {
                defect: "没有写明所需信息的年度".into(), guidance: "请写明起止年度".into()
            },
            Point {
                defect: "没有写明补贴项目".into(),
                guidance: "请写明项目名称或者文号，可以参考本机关网站的补贴目录".into(),
            },
        ],
        by: date(2024, 8, 1),
        asked_on,
        received_on,
    };
    match form {
        LetterForm::SupplementAsked => {
            facts.supplement = Some(supplement(None, None));
            facts.signed_on = date(2024, 7, 18);
        }
        LetterForm::SupplementLapsed => facts.supplement = Some(supplement(Some(date(2024, 7, 18)), None)),
        LetterForm::StillUnclear => {
            facts.supplement = Some(supplement(Some(date(2024, 7, 18)), Some(date(2024, 7, 26))));
        }
        LetterForm::Extension => {
            facts.extension = Some(ExtensionFacts { approved_on: answered_on, until: date(2024, 9, 9) });
        }
        LetterForm::ConsultationTold | LetterForm::ThirdPartyRights => {
            let sent_on = date(2024, 7, 22);
            facts.consultations = vec![ConsultationFacts { kind: ConsultationKind::ThirdParty, sent_on }];
        }
        LetterForm::ReasonsAsked => facts.reasons_by = Some(date(2024, 8, 21)),
        LetterForm::Excessive => facts.reasons_asked_on = Some(date(2024, 7, 22)),
        LetterForm::Delay => facts.delay_until = Some(date(2024, 12, 31)),
        LetterForm::FeeNotice => {
            let fee = by_items(46, 40).expect("it is within the tariff");
            facts.fee = Some(FeeFacts { fee, month: None, noticed_on: None, pay_by: None, paid_on: None });
        }
        LetterForm::FeeLapsed => {
            facts.fee = Some(FeeFacts {
                fee: by_pages(120).expect("it is within the tariff"),
                month: None,
                noticed_on: Some(date(2024, 7, 17)),
                pay_by: Some(date(2024, 8, 14)),
                paid_on: None,
            });
            facts.signed_on = date(2024, 8, 15);
        }
        LetterForm::PartlyGranted => {
            facts.withheld = vec![
                ground(
                    LetterForm::ThirdPartyRights,
                    "附件一《报价明细》",
                    "第三方不同意公开，其报价方法属于商业秘密",
                ),
                ground(
                    LetterForm::NotHeld,
                    "附件二《学员名册》",
                    "该协议签订时没有附学员名册，本机关也没有另行制作",
                ),
            ];
            let stated = [
                (Fact::Interest, "商业秘密"),
                (Fact::ConsultationResult, "第三方书面表示不同意公开"),
                (Fact::PublicInterest, "不公开报价方法不会对公共利益造成重大影响"),
            ];
            facts.withheld[0].stated = stated.map(|(fact, words)| (fact, words.to_owned())).into();
            facts.searches = vec![Search {
                by: "培训科".into(),
                place: "业务档案室纸质目录".into(),
                words: "技能培训 学员名册".into(),
                on: date(2024, 7, 24),
            }];
            facts.attachments = vec!["《技能培训合作协议》正文".into()];
        }
        LetterForm::ProcessInformation => {
            let mut more =
                ground(LetterForm::InternalAffairs, "", "其中的科室交接单只用于内部交接，不对外产生影响");
            more.stated = [(Fact::InternalAffair, "内部工作流程".to_owned())].into();
            facts.further_grounds = vec![more];
        }
        LetterForm::NotHeld => {
            if let Some(application) = &mut facts.application {
                application.subject = "2023年职业技能培训效果评估报告".into();
            }
            let search = |by: &str, place: &str| Search {
                by: by.into(),
                place: place.into(),
                words: "职业技能培训 评估报告".into(),
                on: date(2024, 7, 24),
            };
            facts.searches = vec![search("综合科", "公文管理系统"), search("培训科", "业务档案室纸质目录")];
        }
        LetterForm::Repeated => {
            facts.earlier = Some(Earlier {
                number: "示测公开〔2023〕31号".into(),
                answered_on: date(2023, 11, 6),
            });
        }
        LetterForm::Receipt => facts.number = None,
        _ => {}
    }
    match form {
        LetterForm::ProcessInformation | LetterForm::EnforcementFile => {
            facts.confirmed = BTreeSet::from([Fact::NoRuleRequires]);
        }
        LetterForm::CorrectionForwarded => {
            facts.confirmed = BTreeSet::from([Fact::CorrectionTransferred]);
        }
        _ => {}
    }
    facts
}
