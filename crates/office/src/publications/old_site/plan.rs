//! The first time through the folder: what becomes of every file. Nothing is written.

use std::collections::{BTreeSet, HashMap, HashSet};

use documents::page::{OldSite, is_file};
use jiff::Timestamp;
use statute::publication::Card;
use statute::screening::{Severity, WordList};
use store::{AgencyRow, Entry, Store};

use super::article::{Prepared, prepare};
use super::{Coming, NotImported, Outcome, Plan, Planned, Target, Told};
use crate::agencies;
use crate::applications::day_of;
use crate::ledger::touched;
use crate::publications::screening;

/// Goes through the folder and tells of every file what becomes of it; `each` hears it as soon as it is known, and of a
/// link to a page that does not come in when all pages are known.
///
/// # Errors
/// [`NotImported`] where nothing could come in, whatever the files are.
pub async fn plan(
    store: &Store,
    agency: &AgencyRow,
    coming: &Coming,
    now: Timestamp,
    mut each: impl FnMut(Told),
) -> Result<Plan, NotImported> {
    let mut going = Going::new(store, agency, coming, now).await?;
    for file in coming.site.files() {
        match file {
            Err(fault) => {
                going.tell(Told::left(&fault.file, Outcome::LeftOut, vec![fault.message]), &mut each);
            }
            Ok(file) if OldSite::is_page(&file) => going.take(&file, &mut each).await?,
            Ok(_) => {}
        }
    }
    // Which files no page links to is known only now.
    for file in coming.site.files().flatten().filter(|file| !OldSite::is_page(file) && is_file(file)) {
        if going.files.contains(&file) && !coming.named.contains_key(&file) {
            continue;
        }
        if coming.takes_files && OldSite::is_lone(&file) {
            going.take(&file, &mut each).await?;
        } else {
            going.tell(Told::left(&file, Outcome::PassedOver, vec![unlinked(&file)]), &mut each);
        }
    }
    let mut plan = going.in_order();
    // Where pages link to that came in earlier, with another folder, or not at all.
    for (file, links) in std::mem::take(&mut going.links) {
        let mut why = Vec::new();
        for (address, href) in links {
            if plan.targets.contains_key(&address) {
                continue;
            }
            match store.publication_from(agency.id, &address).await? {
                Some(known) => {
                    let kind = known.item.card().kind;
                    plan.targets.insert(address, Target::Known(known.item.number, kind));
                }
                None => why.push(nowhere(&href)),
            }
        }
        going.lacking(&mut plan, &file, why, &mut each);
    }
    let unnumbered = plan.taken.iter().filter(|one| !one.has_index_number).count();
    if unnumbered > 0 {
        let scheme = agencies::settings(store, agency.id, day_of(now)).await?.index_scheme();
        scheme.number(day_of(now).year(), 1).map_err(|no| NotImported::NoCode(unnumbered, no))?;
    }
    Ok(plan)
}

/// What a file is that no page links to.
fn unlinked(file: &str) -> String {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase();
    let advice = if OldSite::is_lone(file) {
        "需要的请单独导入"
    } else {
        "这种文件不能单独导入，需要的请在工作台添加为附件"
    };
    format!("{ending}文件，没有导入的网页链接到它；{advice}")
}

fn nowhere(href: &str) -> String {
    format!("链接“{href}”没有对应的信息，文字保留，链接去掉")
}

/// What is known while the folder is gone through.
struct Going<'a> {
    store: &'a Store,
    agency: &'a AgencyRow,
    coming: &'a Coming,
    now: Timestamp,
    words: WordList,
    /// Years whose report is published.
    frozen: Vec<i16>,
    plan: Plan,
    /// Index numbers by the file that has them.
    numbers: HashMap<String, String>,
    /// Files that pages link to.
    files: HashSet<String>,
    /// Links of pages that come in: address on the old site, and as it is written.
    links: Vec<(String, Vec<(String, String)>)>,
    /// Pages that come in without something they had.
    incomplete: HashSet<String>,
}

impl<'a> Going<'a> {
    async fn new(
        store: &'a Store,
        agency: &'a AgencyRow,
        coming: &'a Coming,
        now: Timestamp,
    ) -> Result<Self, NotImported> {
        let reports = store.frozen_reports(agency.id).await?;
        Ok(Self {
            store,
            agency,
            coming,
            now,
            words: screening::words(store, agency.id, now).await?,
            frozen: reports.iter().map(|report| report.year).collect(),
            plan: Plan::default(),
            numbers: HashMap::new(),
            files: HashSet::new(),
            links: Vec::new(),
            incomplete: HashSet::new(),
        })
    }

    fn tell(&mut self, told: Told, each: &mut impl FnMut(Told)) {
        self.plan.summary.count(&told);
        each(told);
    }

    /// Takes a page, or a file that stands for itself.
    async fn take(&mut self, file: &str, each: &mut impl FnMut(Told)) -> Result<(), NotImported> {
        let prepared = match prepare(self.coming, file, &self.agency.agency.name, self.now) {
            Ok(prepared) => prepared,
            Err(told) => {
                // The files of a page that cannot come in come with it when it is mended, not by themselves.
                if self.coming.takes_files
                    && told.outcome == Outcome::LeftOut
                    && OldSite::is_page(file)
                    && let Ok(article) = self.coming.site.article(file)
                {
                    self.files.extend(self.coming.site.linked(file, &article));
                }
                self.tell(told, each);
                return Ok(());
            }
        };
        self.files.extend(prepared.files.iter().cloned());
        let address = prepared.origin.address.clone();
        if let Some(known) = self.store.publication_from(self.agency.id, &address).await? {
            let number = known.item.number;
            let is_same = known.item.origin.is_some_and(|origin| origin.sm3 == prepared.origin.sm3);
            let changed = format!("内容与导入为{number}时不同，没有再次导入；需要的请在工作台修改");
            let told = Told {
                number: Some(number.clone()),
                ..Told::left(file, Outcome::Known, (!is_same).then_some(changed).into_iter().collect())
            };
            self.plan.targets.insert(address, Target::Known(number, known.item.draft.card.kind));
            self.tell(told, each);
            return Ok(());
        }
        let (blocking, found) = self.found(&prepared);
        let mut faults = self.faults(&prepared).await?;
        faults.extend(blocking);
        if !faults.is_empty() {
            self.tell(Told::left(file, Outcome::LeftOut, faults), each);
            return Ok(());
        }
        let mut why = prepared.notes.clone();
        why.extend(found);
        let (mut links, mut leads_nowhere) = (Vec::new(), Vec::new());
        for (leads, href) in prepared.links(self.coming) {
            match leads {
                // Where most links lead is known by then, or the page itself is meant.
                Some(known) if known == address || self.plan.targets.contains_key(&known) => {}
                Some(other) => links.push((other, href)),
                None => leads_nowhere.push(nowhere(&href)),
            }
        }
        why.extend(leads_nowhere);
        self.links.extend((!links.is_empty()).then(|| (file.to_owned(), links)));
        let Prepared { card: Card { title, kind, .. }, origin, .. } = prepared;
        if !origin.index_number.is_empty() {
            self.numbers.insert(origin.index_number.clone(), file.to_owned());
        }
        self.plan.targets.insert(address, Target::Coming(self.plan.taken.len(), kind));
        self.plan.taken.push(Planned {
            file: file.to_owned(),
            sm3: origin.sm3,
            has_index_number: !origin.index_number.is_empty(),
        });
        if !why.is_empty() {
            self.incomplete.insert(file.to_owned());
        }
        self.tell(Told { title, ..Told::left(file, Outcome::TakenIn, why) }, each);
        Ok(())
    }

    /// What keeps a page from coming in.
    async fn faults(&self, prepared: &Prepared) -> Result<Vec<String>, NotImported> {
        let mut faults = Vec::new();
        let index_number = &prepared.origin.index_number;
        if !index_number.is_empty() {
            if let Some(other) = self.numbers.get(index_number) {
                faults.push(format!("索引号 {index_number} 与 {other} 相同"));
            } else if let Some(other) = self.store.publication_indexed(self.agency.id, index_number).await? {
                faults.push(format!("索引号 {index_number} 与已有的 {other} 相同"));
            }
        }
        let row = prepared.alone("", self.now).and_then(|item| item.entry());
        if let Some(row) = row {
            let years = touched(None, Some(&Entry::Document(row.clone())), &self.frozen);
            if let Some(year) = years.first()
                && !self.store.is_document_entered(self.agency.id, &row).await?
            {
                faults.push(format!(
                    "{year}年年度报告已公布，台账中没有这件{}；请先在台账中补登，再导入网页",
                    row.kind.zh()
                ));
            }
        }
        Ok(faults)
    }

    /// What is found in it before it is public again: what keeps it from coming in, and what is to be looked at.
    fn found(&self, prepared: &Prepared) -> (Vec<String>, Vec<String>) {
        let mut found = Vec::new();
        for (place, text) in prepared.texts() {
            screening::look(&place, &text, &self.words, &BTreeSet::new(), &mut found);
        }
        let of = |severity| {
            let such = found.iter().filter(|one| one.hit.severity == severity);
            such.map(|one| format!("发布前筛查：{one}")).collect()
        };
        (of(Severity::Block), of(Severity::Confirm))
    }

    /// The plan with those first that have an index number already: what is given here does not take one of theirs.
    fn in_order(&mut self) -> Plan {
        let mut plan = std::mem::take(&mut self.plan);
        let mut order: Vec<usize> = (0..plan.taken.len()).collect();
        order.sort_by_key(|place| !plan.taken[*place].has_index_number);
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| places[*old] = new);
        for target in plan.targets.values_mut() {
            if let Target::Coming(place, _) = target {
                *place = places[*place];
            }
        }
        plan.taken.sort_by_key(|one| !one.has_index_number);
        plan
    }

    /// Tells once more of a page what its links lack.
    fn lacking(&mut self, plan: &mut Plan, file: &str, why: Vec<String>, each: &mut impl FnMut(Told)) {
        if why.is_empty() {
            return;
        }
        plan.summary.incomplete += usize::from(self.incomplete.insert(file.to_owned()));
        each(Told::left(file, Outcome::TakenIn, why));
    }
}
