//! Two invented agencies under the demo's, with a few applications, so that a supervisor has something to read.

use office::accounts;
use office::agencies::{self, Settings};
use office::applications::day_of;
use statute::leaf::Leaf;
use statute::procedure::{Act, Decision, Service};
use statute::registers::{Agency, Channel};
use statute::remedy_case::Ruling;
use store::{Author, Store};

use super::live::{Cases, DAY, Done, Plan, STAFF};
use super::texts;

/// Name, code of its letters, and what the names of its accounts begin with.
const AGENCIES: [(&str, &str, &str); 2] = [
    ("示例甲区人力资源和社会保障局（虚构）", "示甲公开", "jia-"),
    ("示例乙区人力资源和社会保障局（虚构）", "示乙公开", "yi-"),
];

/// Sets them up under an agency.
pub(super) async fn set_up(store: &Store, author: &Author, above: i64) -> anyhow::Result<()> {
    let parent = store.agencies().await?.into_iter().find(|row| row.id == above).map(|row| row.agency.name);
    for (name, letter_code, prefix) in AGENCIES {
        let agency = Agency { name: name.into(), parent: parent.clone(), ..Agency::default() };
        let agency = agencies::set_up(store, author, agency).await?;
        let settings = Settings {
            letter_code: letter_code.into(),
            review_bodies: vec!["示例区人民政府".into()],
            courts: vec!["示例区人民法院".into()],
            online_review: "https://fuyi.example.gov.cn".into(),
            ..Settings::default()
        };
        agencies::set(store, author, agency, day_of(author.at - DAY * 400), &settings).await?;
        for (account, title, roles) in STAFF.iter().take(4) {
            let (account, title) = (format!("{prefix}{account}"), title.replace('甲', "乙"));
            accounts::open(store, author, agency, &account, &title, roles.to_vec()).await?;
        }
        let cases = Cases { store, agency, now: author.at, prefix };
        let plan = if prefix == AGENCIES[0].2 { first(&cases) } else { second(&cases) };
        cases.bring(plan).await?;
    }
    Ok(())
}

fn assigned(cases: &Cases<'_>, days: i64) -> Done {
    (days, "dengji", Act::Assigned { to: format!("{}chengban", cases.prefix) }, texts::NONE)
}

fn answered(cases: &Cases<'_>, days: i64, leaf: Leaf, written: texts::Texts) -> Vec<Done> {
    vec![
        assigned(cases, days),
        (days, "chengban", Act::Accepted, texts::NONE),
        (days - 5, "chengban", Act::Drafted(Decision::of(leaf)), written),
        (days - 6, "shenhe", Act::Approved, texts::NONE),
        (days - 7, "qianfa", Act::Signed { letter: String::new() }, texts::NONE),
        (days - 8, "dengji", Act::Served { way: Service::Post }, texts::SENT),
    ]
}

fn first(cases: &Cases<'_>) -> Plan {
    let mut plan = Plan::default();
    plan.case(Channel::Internet, 1, "全区公益性岗位设置情况", vec![]);
    // Nobody has answered it in its term.
    let forgotten = vec![assigned(cases, 44), (44, "chengban", Act::Accepted, texts::NONE)];
    plan.case(Channel::SignedLetter, 45, "2024年度创业担保贷款贴息名单", forgotten);
    let granted = answered(cases, 20, Leaf::Granted, texts::GRANTED);
    plan.case(Channel::Counter, 20, "职业技能培训机构目录", granted);
    let refused = answered(cases, 70, Leaf::ProcessInformation, texts::PROCESS);
    let refused = plan.case(Channel::Counter, 70, "公开招聘评分细则的讨论稿", refused);
    plan.reviews = vec![(refused, 35, Some(Ruling::ReviewUpheld))];
    plan
}

fn second(cases: &Cases<'_>) -> Plan {
    let mut plan = Plan::default();
    let handled = vec![assigned(cases, 6), (5, "chengban", Act::Accepted, texts::NONE)];
    plan.case(Channel::Counter, 6, "劳动争议仲裁案件数量统计", handled);
    let granted = answered(cases, 30, Leaf::Granted, texts::GRANTED);
    plan.case(Channel::Counter, 30, "就业见习补贴的标准和依据", granted);
    plan
}
