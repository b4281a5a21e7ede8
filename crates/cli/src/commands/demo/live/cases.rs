//! Invented applications brought into the ledger by their days, each by the account whose work it is.

use std::cmp::Reverse;

use anyhow::Context as _;
use jiff::Timestamp;
use office::applications::{self, Deed, Intake, Person, day_of};
use office::remedies;
use serde_json::{Map, json};
use statute::applicant::Applicant;
use statute::procedure::Officer;
use statute::registers::RemedyKind;
use statute::remedy_case::{self, Filing, Outcome, Ruling, Track};
use store::Store;

use super::plan::{Case, Done, Plan};
use super::{DAY, STAFF};

/// Invented applications.
pub(in crate::commands::demo) struct Cases<'a> {
    pub(in crate::commands::demo) store: &'a Store,
    pub(in crate::commands::demo) agency: i64,
    pub(in crate::commands::demo) now: Timestamp,
    /// What the names of the agency's accounts begin with.
    pub(in crate::commands::demo) prefix: &'static str,
}

/// Who applies.
const NAMES: [&str; 4] = ["申请人甲", "申请人乙", "申请人丙", "申请人丁"];

impl Cases<'_> {
    /// Brings everything in by its days, so that numbers of applications and letters follow them.
    pub(in crate::commands::demo) async fn bring(&self, Plan { cases, reviews }: Plan) -> anyhow::Result<()> {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        order.sort_by_key(|index| Reverse(cases[*index].days));
        let mut numbers = vec![String::new(); cases.len()];
        for (place, index) in order.into_iter().enumerate() {
            let name = NAMES[place % NAMES.len()];
            numbers[index] = self.registered(&cases[index], name).await?;
        }
        let mut deeds: Vec<(usize, i64, Done)> = Vec::new();
        for (index, case) in cases.into_iter().enumerate() {
            deeds.extend((1..).zip(case.done).map(|(version, done)| (index, version, done)));
        }
        deeds.sort_by_key(|(_, _, (days, ..))| Reverse(*days));
        for (index, version, done) in deeds {
            self.acted(&numbers[index], version, done).await?;
        }
        for (index, days, ruling) in reviews {
            self.review(&numbers[index], days, ruling).await?;
        }
        Ok(())
    }

    /// One of the staff, as the procedure knows them.
    fn officer(&self, account: &str) -> Officer {
        let roles = STAFF.iter().find(|(name, ..)| *name == account).map_or(&[][..], |(.., roles)| *roles);
        Officer { account: format!("{}{account}", self.prefix), roles: roles.to_vec() }
    }

    fn at(&self, days: i64) -> Timestamp {
        self.now - DAY * i32::try_from(days).unwrap_or_default()
    }

    /// A review of an answer that came so many days ago; decided, it was replied to in time.
    async fn review(&self, number: &str, days: i64, ruling: Option<Ruling>) -> anyhow::Result<()> {
        let filing = Filing {
            kind: RemedyKind::Review,
            track: Track::Simplified,
            received_on: day_of(self.at(days)),
            application: Some(number.to_owned()),
            submission: None,
        };
        let texts = [("body", "示例市人民政府"), ("case_number", "（示范）"), ("claimant", "申请人甲")];
        let texts = texts.map(|(field, text)| (field.to_owned(), json!(text)));
        let intake = remedies::Intake { filing, texts: Map::from_iter(texts), files: vec![] };
        let clerk = self.officer("dengji");
        let filed = remedies::file(self.store, self.agency, intake, &clerk, self.at(days)).await?;
        let Some(ruling) = ruling else { return Ok(()) };
        let decided_on = day_of(self.at(4));
        let outcome = Outcome { ruling, decided_on, reopens: false, redo_by: None };
        let acts = [(days - 3, remedy_case::Act::Replied), (3, remedy_case::Act::Decided(outcome))];
        for (version, (days, act)) in (1..).zip(acts) {
            let deed = remedies::Deed { act, version, texts: Map::new(), files: vec![] };
            let done = remedies::act(self.store, self.agency, &filed.number, deed, &clerk, self.at(days));
            done.await.with_context(|| format!("示范复议案件 {}", filed.number))?;
        }
        Ok(())
    }

    /// Takes an application in and answers its number.
    async fn registered(&self, case: &Case, name: &str) -> anyhow::Result<String> {
        let now = self.at(case.days);
        let intake = Intake {
            channel: case.channel,
            applicant: Applicant::NaturalPerson,
            person: Person {
                name: name.into(),
                identity_kind: "居民身份证".into(),
                identity_number: "（示范）".into(),
                telephone: "（示范）".into(),
                address: "示例市测试路1号".into(),
                ..Person::default()
            },
            content: case.content.into(),
            form: "纸质".into(),
            way: "邮寄".into(),
            purpose: String::new(),
            arrival_reason: String::new(),
            files: vec![],
            arrived_on: day_of(now),
            submission: None,
        };
        let receipt =
            applications::register(self.store, self.agency, intake, &self.officer("dengji"), now).await?;
        Ok(receipt.number)
    }

    async fn acted(&self, number: &str, version: i64, done: Done) -> anyhow::Result<()> {
        let (days, who, act, texts) = done;
        let texts = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
        let deed = Deed { on: None, act, version, texts, files: vec![] };
        applications::act(self.store, self.agency, number, deed, &self.officer(who), self.at(days))
            .await
            .with_context(|| format!("示范申请 {number}"))
    }
}
