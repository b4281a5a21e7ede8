//! Doing something with a request to correct records. 《条例》第41条

use office::applications::Upload;
use office::rectifications::{self, CaseFile, Deed, NotDone};
use serde_json::{Map, Value};
use statute::procedure::Officer;
use statute::rectification::{Act, Verb};

use super::super::fields::Field;
use super::super::handled::{Deeds, Handled, Undone};
use super::{case, fields, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Typed;

/// 更正申请
pub(crate) enum Rectifications {}

impl Handled for Rectifications {
    type File = CaseFile;
    type Verb = Verb;
    type Act = Act;

    const LIST: (&'static str, &'static str) = ("更正申请", "/office/rectifications");
    const CASE: &'static str = "更正申请";
    const OVERTAKEN: &'static str = "这件申请刚刚由他人办理过";

    fn verb(code: &str) -> Option<Verb> {
        Verb::from_code(code).filter(|verb| *verb != Verb::Register)
    }

    fn deeds(verb: Verb) -> Deeds {
        let rule = verb.rule();
        Deeds { code: verb.code(), zh: verb.zh(), roles: rule.roles, basis: rule.basis.to_string() }
    }

    async fn load(bench: &Bench, number: &str) -> Result<CaseFile, Error> {
        let desk = &bench.desk;
        rectifications::case_file(&desk.store, desk.agency, number).await.map_err(refused)
    }

    fn version(file: &CaseFile) -> i64 {
        file.stored.version
    }

    fn refusal(file: &CaseFile, verb: Verb, officer: &Officer) -> Option<String> {
        file.stored.case.permit(verb, officer).err().map(|refusal| refusal.to_string())
    }

    fn fields(_: &CaseFile, verb: Verb) -> Vec<Field> {
        fields::fields(verb)
    }

    fn start(file: &CaseFile, verb: Verb) -> Typed {
        fields::start(verb, file)
    }

    fn since(file: &CaseFile, version: i64) -> Vec<String> {
        case::since(file, version)
    }

    fn act(verb: Verb, form: &mut Typed) -> Option<Act> {
        fields::settle(verb, form);
        fields::act(verb, form)
    }

    async fn record(
        bench: &Bench,
        file: &CaseFile,
        act: Act,
        texts: Map<String, Value>,
        files: Vec<Upload>,
        officer: &Officer,
    ) -> Result<(), Undone> {
        let desk = &bench.desk;
        let (deed, number) =
            (Deed { act, version: Self::version(file), texts, files }, &file.stored.case.number);
        rectifications::act(&desk.store, desk.agency, number, deed, officer, desk.clock.now()).await.map_err(
            |error| match error {
                NotDone::Invalid(faults) => Undone::Invalid(faults),
                NotDone::NotPermitted(refusal) => Undone::NotPermitted(refusal.to_string()),
                NotDone::NotComposed(unwritten) => Undone::NotComposed(unwritten.to_string()),
                NotDone::Conflict => Undone::Conflict,
                error => Undone::Failed(refused(error)),
            },
        )
    }
}
