//! Doing something with a review or a lawsuit.

use office::applications::Upload;
use office::remedies::{self, CaseFile, Deed, NotDone};
use serde_json::{Map, Value};
use statute::procedure::Officer;
use statute::remedy_case::{Act, Verb};

use super::super::fields::Field;
use super::super::handled::{Deeds, Handled, Undone};
use super::{fields, history, refused};
use crate::desk::Bench;
use crate::error::Error;
use crate::layout::Typed;

/// 复议诉讼案件
pub(crate) enum Remedies {}

impl Handled for Remedies {
    type File = CaseFile;
    type Verb = Verb;
    type Act = Act;

    const LIST: (&'static str, &'static str) = ("复议诉讼", "/office/remedies");
    const CASE: &'static str = "案件";
    const OVERTAKEN: &'static str = "这件案件或者所涉的申请刚刚由他人办理过";

    fn verb(code: &str) -> Option<Verb> {
        Verb::from_code(code).filter(|verb| *verb != Verb::File)
    }

    fn deeds(verb: Verb) -> Deeds {
        let rule = verb.rule();
        Deeds { code: verb.code(), zh: verb.zh(), roles: rule.roles, basis: rule.basis.to_string() }
    }

    async fn load(bench: &Bench, number: &str) -> Result<CaseFile, Error> {
        let desk = &bench.desk;
        remedies::case_file(&desk.store, desk.agency, number).await.map_err(refused)
    }

    fn version(file: &CaseFile) -> i64 {
        file.stored.version
    }

    fn refusal(file: &CaseFile, verb: Verb, officer: &Officer) -> Option<String> {
        file.stored.case.permit(verb, officer).err().map(|refusal| refusal.to_string())
    }

    fn fields(file: &CaseFile, verb: Verb) -> Vec<Field> {
        fields::fields(verb, Some(&file.stored.case))
    }

    fn start(file: &CaseFile, verb: Verb) -> Typed {
        fields::start(verb, &file.stored.case)
    }

    fn since(file: &CaseFile, version: i64) -> Vec<String> {
        history::since(file, version)
    }

    fn act(verb: Verb, form: &mut Typed) -> Option<Act> {
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
        remedies::act(&desk.store, desk.agency, number, deed, officer, desk.clock.now()).await.map_err(
            |error| match error {
                NotDone::Invalid(faults) => Undone::Invalid(faults),
                NotDone::NotPermitted(refusal) => Undone::NotPermitted(refusal.to_string()),
                NotDone::Conflict => Undone::Conflict,
                error => Undone::Failed(refused(error)),
            },
        )
    }
}
