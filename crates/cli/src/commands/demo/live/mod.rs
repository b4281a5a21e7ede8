//! The demo's desk: an account for every role and a few invented applications around today, one at every stage.

mod cases;
mod plan;

pub(super) use cases::Cases;
pub(super) use plan::{Done, Plan};

use jiff::SignedDuration;
use office::agencies::{self, Settings};
use office::applications::day_of;
use office::{accounts, ledger};
use statute::procedure::Role;
use store::{Author, FrozenFile, Store};
use web::{Clock, Desk};

use super::publishing::{self, Publications};
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

/// A day of the clock.
pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);
