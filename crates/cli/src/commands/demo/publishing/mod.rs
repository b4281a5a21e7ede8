//! Invented publications around today, one at every stage: what waits at the desk, what citizens see, what is gone.

mod commenting;
mod documents;
mod waiting;
mod worked;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use office::applications::{Upload, day_of};
use office::catalogue;
use office::publications::{self, Doing, Writing};
use statute::catalogue::standards;
use statute::procedure::{Officer, Role};
use statute::publication::{Act, Attribute, Card, Form, Genre, Kind, Point};
use store::Store;

use super::Rendering;
use super::live::{DAY, STAFF};

/// What index numbers of the demo begin with.
pub(super) const CODE: &str = "11370000000000000A";

/// For how long the demo's documents are valid, in days.
const THREE_YEARS: i64 = 3 * 365;

/// What is done, so many days ago, by an account.
type Done = (i64, &'static str, Act);

/// The text of an interpretation of the demo.
const EXPLAINED: &str = "<h2>一、背景和依据</h2><p>为落实便民要求，制定本文件。</p><h2>二、适用对象</h2><p>本市参保的失业人员。</p>\
    <h2>三、主要内容</h2><p>申领方式由一种增加为两种，审核缩短为5个工作日。</p><h2>四、解读机关和联系方式</h2>\
    <p>示范科，电话0000-0000001。以上内容均为虚构。</p>";

/// The desk of the demo.
pub(super) struct Publications<'a> {
    pub(super) store: &'a Store,
    pub(super) agency: i64,
    pub(super) now: Timestamp,
    pub(super) issuer: &'a str,
}

const fn signed() -> Act {
    Act::Signed { publish_at: None }
}

/// What is filled in when it is recorded stays empty.
fn published() -> Act {
    Act::Published { at: DateTime::default(), index_number: String::new(), sm3: String::new() }
}

/// Submitted, reviewed, signed, published, on four days.
fn course(days: [i64; 4]) -> Vec<Done> {
    let reviewed =
        Act::Reviewed { sm3: String::new(), opinion: "逐项看过，不涉密，可以公开".into() };
    let acts = [Act::Submitted, reviewed, signed(), published()];
    days.into_iter()
        .zip(["chengban", "baomi", "qianfa", "dengji"])
        .zip(acts)
        .map(|((on, who), act)| (on, who, act))
        .collect()
}

impl Publications<'_> {
    /// Brings everything in, in the order of the days of publication.
    pub(super) async fn bring(&self, renderings: &[Rendering]) -> anyhow::Result<()> {
        self.repealed().await?;
        let policy = self.policy().await?;
        self.worked(&policy).await?;
        self.withdrawn().await?;
        self.guide().await?;
        self.with_files(renderings).await?;
        self.normative().await?;
        self.asking().await?;
        self.catalogue().await?;
        self.open().await
    }

    fn day(&self, days: i64) -> Date {
        day_of(self.at(days))
    }

    fn at(&self, days: i64) -> Timestamp {
        self.now - DAY * i32::try_from(days).unwrap_or_default()
    }

    fn card(&self, kind: Kind, title: &str, made: i64) -> Card {
        Card {
            issuer: self.issuer.to_owned(),
            made_on: Some(self.day(made)),
            attribute: Some(Attribute::Proactive),
            ..Card::new(kind, title)
        }
    }

    /// The card of an official document.
    fn document(&self, kind: Kind, title: &str, made: i64, serial: u32) -> Card {
        let made_on = self.day(made);
        Card {
            document_number: Some(format!("示范发〔{}〕{serial}号", made_on.year())),
            theme: Some("劳动、人事、监察/社会保障".into()),
            genre: Genre::of_title(title),
            valid_from: Some(made_on),
            valid_until: Some(self.day(made - THREE_YEARS)),
            ..self.card(kind, title, made)
        }
    }

    fn interpretation(&self, of: &str, title: &str, made: i64) -> Card {
        let points = [Point::Background, Point::Contents, Point::Scope, Point::Contact, Point::OwnWords];
        Card {
            interprets: vec![of.to_owned()],
            form: Some(Form::Text),
            points: points.to_vec(),
            ..self.card(Kind::Interpretation, title, made)
        }
    }

    async fn begin(&self, days: i64, card: Card, html: &str, files: Vec<Upload>) -> anyhow::Result<String> {
        let writing = Writing { card, html: html.to_owned(), files, kept: vec![] };
        let by = officer("chengban");
        let begun = publications::begin(self.store, self.agency, writing, None, &by, self.at(days)).await?;
        Ok(begun.number)
    }

    async fn save(&self, number: &str, days: i64, card: Card, html: &str) -> anyhow::Result<()> {
        let version = self.version(number).await?;
        let writing = Writing { card, html: html.to_owned(), files: vec![], kept: vec![] };
        let by = officer("chengban");
        Ok(publications::save(self.store, self.agency, number, version, writing, &by, self.at(days)).await?)
    }

    async fn version(&self, number: &str) -> anyhow::Result<i64> {
        let stored = self.store.publication(self.agency, number).await?;
        Ok(stored.with_context(|| format!("示范信息 {number}"))?.version)
    }

    async fn act(&self, number: &str, done: Vec<Done>) -> anyhow::Result<()> {
        for (days, who, act) in done {
            let doing = Doing { number, version: self.version(number).await?, act };
            publications::act(self.store, self.agency, doing, &officer(who), self.at(days))
                .await
                .with_context(|| format!("示范信息 {number}"))?;
        }
        Ok(())
    }

    /// The standard catalogue of employment as the agency's own.
    async fn catalogue(&self) -> anyhow::Result<()> {
        let entries = standards().first().map(|standard| standard.entries(self.issuer)).unwrap_or_default();
        let by = officer("dengji");
        Ok(catalogue::keep(self.store, self.agency, 0, entries, &by, self.at(30)).await?)
    }
}

/// One of the staff.
fn officer(account: &str) -> Officer {
    let roles: &[Role] = STAFF.iter().find(|(name, ..)| *name == account).map_or(&[], |(.., roles)| roles);
    Officer { account: account.to_owned(), roles: roles.to_vec() }
}
