//! Where those begin who handle no applications: what their role is for, and what waits for them.

use office::agencies;
use statute::procedure::Role;
use statute::publication::Stage;
use store::DeskQuery;

use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Tone;
use crate::session::Working;

/// Roles without which nothing can be handled from receipt to service.
const NEEDED: [Role; 4] = [Role::Clerk, Role::Handler, Role::Reviewer, Role::Signer];

/// More than so many that wait are not counted.
const SHOWN: u32 = 100;

/// Something the officer should know, with the page where it is done.
pub(super) struct Matter {
    pub(super) class: &'static str,
    pub(super) headline: String,
    pub(super) text: String,
    /// What the link says, and where it leads.
    pub(super) link: Option<(&'static str, &'static str)>,
}

impl Matter {
    fn new(tone: Tone, headline: impl Into<String>, text: impl Into<String>) -> Self {
        Self { class: tone.notice_class(), headline: headline.into(), text: text.into(), link: None }
    }

    fn at(self, label: &'static str, address: &'static str) -> Self {
        Self { link: Some((label, address)), ..self }
    }
}

/// What is told to an officer, by their roles.
pub(super) async fn matters(bench: &Bench, working: &Working) -> Result<Vec<Matter>, Error> {
    let mut matters = Vec::new();
    let roles = &working.officer().roles;
    if roles.is_empty() {
        let text = "账户已经开立，还没有岗位。请安全管理员授予岗位后重新登录。";
        matters.push(Matter::new(Tone::Soon, "尚未授予岗位", text));
    }
    for role in roles {
        match role {
            Role::SystemAdministrator => {
                matters.extend(unset(bench).await?);
                matters.extend(unstaffed(bench).await?);
                let text = "开立、关闭账户，重置密码，填写机关设置和文书模板；不办理、不查阅申请。";
                matters.push(Matter::new(Tone::Info, "系统管理员", text).at("账户", "/office/accounts"));
            }
            Role::SecurityAdministrator => {
                matters.extend(roleless(bench).await?);
                matters.extend(unstaffed(bench).await?);
                let text = "给账户授予和收回岗位；不办理、不查阅申请。";
                matters.push(Matter::new(Tone::Info, "安全管理员", text).at("账户", "/office/accounts"));
            }
            Role::AuditAdministrator => {
                let text = "查看谁在什么时候对哪一项作了什么；不办理、不查阅申请。";
                matters.push(Matter::new(Tone::Info, "审计管理员", text).at("操作记录", "/office/audit"));
            }
            Role::SecrecyReviewer => {
                matters.push(to_review(bench).await?);
            }
            _ => {}
        }
    }
    Ok(matters)
}

/// What the agency has not said yet.
async fn unset(bench: &Bench) -> Result<Option<Matter>, Error> {
    let desk = &bench.desk;
    let settings = agencies::settings(&desk.store, desk.agency, desk.clock.today()).await?;
    let missing = agencies::missing(&settings);
    let text = format!(
        "还没有填写：{}。没有填写的，有关文书不能生成，公开指南上也没有联系方式。",
        missing.join("、")
    );
    let matter = || Matter::new(Tone::Soon, "机关设置不完整", text).at("填写机关设置", "/office/settings");
    Ok((!missing.is_empty()).then(matter))
}

/// Roles that nobody holds.
async fn unstaffed(bench: &Bench) -> Result<Option<Matter>, Error> {
    let accounts = bench.desk.store.accounts().await?;
    let own = accounts.iter().filter(|row| row.agency == bench.desk.agency && !row.account.is_closed);
    let held: Vec<Role> = own.flat_map(|row| row.account.roles.iter().copied()).collect();
    let vacant: Vec<Role> = NEEDED.into_iter().filter(|role| !held.contains(role)).collect();
    let text = format!(
        "没有人担任{}，申请不能从登记办到送达。系统管理员开立账户，安全管理员授予岗位。",
        Role::names(&vacant)
    );
    let matter = || Matter::new(Tone::Soon, "岗位空缺", text).at("账户", "/office/accounts");
    Ok((!vacant.is_empty()).then(matter))
}

/// Accounts that wait for a role.
async fn roleless(bench: &Bench) -> Result<Option<Matter>, Error> {
    let accounts = bench.desk.store.accounts().await?;
    let own = accounts.into_iter().filter(|row| row.agency == bench.desk.agency);
    let waiting = own.map(|row| row.account).filter(|account| !account.is_closed && account.roles.is_empty());
    let names: Vec<String> = waiting.map(|account| account.title).collect();
    let matter = || {
        let headline = format!("{}个账户尚未授予岗位", names.len());
        Matter::new(Tone::Soon, headline, names.join("、")).at("授予岗位", "/office/accounts")
    };
    Ok((!names.is_empty()).then(matter))
}

/// What waits for a confidentiality review.
async fn to_review(bench: &Bench) -> Result<Matter, Error> {
    let desk = &bench.desk;
    let query = DeskQuery { stage: Some(Stage::UnderReview), after: None, count: SHOWN };
    let waiting = desk.store.publication_list(desk.agency, &query).await?.len();
    let headline = match waiting {
        0 => "现在没有等待您审查的信息".to_owned(),
        n if n < SHOWN as usize => format!("{n}条信息等待保密审查"),
        n => format!("{n}条以上的信息等待保密审查"),
    };
    let text = "保密审查员审查拟公开的信息（《条例》第17条），审查绑定正文、元数据和附件的每一个字节；不查阅申请。\
                依申请公开的答复由审核人审核、签发人签发，需要您审查的，由承办人另行送审，审查意见写入案卷的说明。";
    let tone = if waiting == 0 { Tone::Info } else { Tone::Soon };
    Ok(Matter::new(tone, headline, text).at("待保密审查", "/office/publications?stage=under_review"))
}
