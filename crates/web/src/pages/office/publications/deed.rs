//! Doing something with a publication. 《条例》第17条

use office::applications::Upload;
use office::publications::{self, Doing, NotDone};
use serde_json::{Map, Value};
use statute::procedure::Officer;
use statute::publication::{Act, Verb};

use super::super::fields::Field;
use super::super::fields::Shown;
use super::super::frame::{self, PUBLICATIONS};
use super::super::handled::{Deeds, Handled, Undone};
use super::along::Along;
use super::edition::Looked;
use super::findings::Findings;
use super::{Opened, fields, history, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Typed;
use crate::session::Working;

/// 公开信息
pub(crate) enum Publications {}

impl Handled for Publications {
    type File = Opened;
    type Verb = Verb;
    type Act = Act;

    const LIST: (&'static str, &'static str) = ("公开信息", PUBLICATIONS);
    const CASE: &'static str = "信息";
    const OVERTAKEN: &'static str = "这条信息刚刚由他人办理过";

    fn verb(code: &str) -> Option<Verb> {
        Verb::from_code(code).filter(|verb| fields::has_form(*verb))
    }

    fn deeds(verb: Verb) -> Deeds {
        let rule = verb.rule();
        Deeds { code: verb.code(), zh: verb.zh(), roles: rule.roles, basis: rule.basis.to_string() }
    }

    async fn load(bench: &Bench, number: &str) -> Result<Opened, Error> {
        Opened::load(bench, number).await
    }

    fn version(opened: &Opened) -> i64 {
        opened.file.stored.version
    }

    fn refusal(opened: &Opened, verb: Verb, officer: &Officer) -> Option<String> {
        if let Err(refusal) = opened.file.stored.item.permit(verb, officer) {
            return Some(refusal.to_string());
        }
        if verb == Verb::Override && opened.closing().next().is_none() {
            return Some(format!("{}：没有需要放行的提示", verb.zh()));
        }
        let is_open = Self::obstacles(opened, verb).is_empty();
        (!is_open).then(|| format!("{}：还有关口没有通过", verb.zh()))
    }

    fn reads(working: &Working) -> bool {
        frame::reads_publications(working)
    }

    fn obstacles(opened: &Opened, verb: Verb) -> Vec<String> {
        let gates = opened.file.gates(verb, opened.today).into_iter().filter(|gate| !gate.is_met);
        let gates = gates.map(|gate| format!("{}——{}（{}）", gate.zh, gate.said, gate.basis));
        let found = opened.closing().filter(|_| verb == Verb::Submit);
        let found =
            found.map(|one| format!("发布前筛查——{one}；应当改正，或者由保密审查员放行（《条例》第17条）"));
        let closed = opened.closed.iter().filter(|_| verb == Verb::Submit);
        let closed = closed.map(|said| format!("发布前筛查——{said}"));
        gates.chain(found).chain(closed).collect()
    }

    fn looked_at(opened: &Opened, verb: Verb) -> Result<Option<Shown>, askama::Error> {
        let is_judged = matches!(
            verb,
            Verb::ReviewLegality
                | Verb::Submit
                | Verb::Review
                | Verb::Sign
                | Verb::Publish
                | Verb::Exempt
                | Verb::Override
        );
        if !is_judged {
            return Ok(None);
        }
        let findings = askama::Template::render(&Findings::of(opened))?;
        let looked = askama::Template::render(&Looked::of(opened))?;
        let along = askama::Template::render(&Along::of(opened))?;
        Ok(Some(Shown::new(format!("{findings}{looked}{along}"))))
    }

    fn fields(opened: &Opened, verb: Verb) -> Vec<Field> {
        fields::fields(opened, verb)
    }

    fn start(opened: &Opened, verb: Verb) -> Typed {
        let form = Typed::default();
        match verb {
            Verb::Withdraw => opened
                .file
                .explaining()
                .fold(form, |form, one| form.with(fields::ALONG, one.item.number.as_str())),
            Verb::Clean | Verb::Deliberate => {
                let day = if verb == Verb::Clean { "holds_from" } else { "held_on" };
                form.with(day, opened.today.to_string())
            }
            _ => form,
        }
    }

    fn since(opened: &Opened, version: i64) -> Vec<String> {
        history::since(opened, version)
    }

    fn act(verb: Verb, form: &mut Typed) -> Option<Act> {
        fields::act(verb, form)
    }

    async fn record(
        bench: &Bench,
        opened: &Opened,
        act: Act,
        texts: Map<String, Value>,
        _: Vec<Upload>,
        officer: &Officer,
    ) -> Result<(), Undone> {
        let desk = &bench.desk;
        let number = &opened.file.stored.item.number;
        let doing = Doing { number, version: Self::version(opened), act };
        let (store, agency, now) = (&desk.store, desk.agency, desk.clock.now());
        let along = texts.get(fields::ALONG).and_then(Value::as_str);
        let done = match along {
            Some(along) => {
                let along: Vec<_> = along.split('、').map(str::to_owned).collect();
                publications::withdraw(store, agency, doing, &along, officer, now).await
            }
            None => publications::act(store, agency, doing, officer, now).await,
        };
        done.map_err(undone)
    }
}

/// Where a form cannot be recorded: what it is shown with.
pub(super) fn undone(error: NotDone) -> Undone {
    match error {
        NotDone::Invalid(faults) => Undone::Invalid(faults),
        NotDone::NotPermitted(refusal) => Undone::NotPermitted(refusal.to_string()),
        NotDone::Conflict => Undone::Conflict,
        error @ (NotDone::Altered(_) | NotDone::Screened(_)) => Undone::NotPermitted(error.to_string()),
        NotDone::Store(store::Error::IndexNumber(missing)) => {
            Undone::NotPermitted(format!("{missing}；系统管理员在机关设置中填写统一社会信用代码后再发布"))
        }
        error => Undone::Failed(refused(error)),
    }
}
