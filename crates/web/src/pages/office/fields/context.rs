//! What the choices of a form come from: the application as it is, who can be assigned to, what was chosen before.

use jiff::civil::Date;
use office::applications::CaseFile;
use statute::letters::LetterForm;
use statute::procedure::{Application, Decision, Inquiry, Role, Verb, earliest_day};

use super::super::draft;
use super::asked::fields;
use super::field::{Choice, Field, Kind};
use crate::desk::Bench;
use crate::layout::Typed;

/// What the choices of a form come from.
pub(crate) struct Context<'a> {
    /// The application; none where only names are asked.
    pub(crate) application: Option<&'a Application>,
    /// Accounts that can be assigned to, with what they are called.
    pub(crate) handlers: &'a [Choice],
    /// The first day on which it can have been done, and today.
    pub(crate) days: Option<(Date, Date)>,
    /// The letter a draft was begun as.
    pub(crate) letter: Option<LetterForm>,
    /// Its grounds beside the outcome, block by block, as far as they are chosen.
    pub(crate) grounds: Vec<Option<LetterForm>>,
}

impl Context<'_> {
    /// Whether a third party objected and the letter may give what it objected to. 《条例》第32条
    pub(crate) fn may_overrule(&self, letter: LetterForm) -> bool {
        let Some(leaf) = letter.leaf() else { return false };
        let decision = Decision::of(leaf);
        self.application.is_some_and(|application| application.overruled(&decision).next().is_some())
    }

    pub(super) fn inquiries(&self, is: fn(&Inquiry) -> bool) -> Kind {
        let open = self.application.into_iter().flat_map(Application::open_inquiries);
        let named = |one: &Inquiry| {
            (one.id.clone(), format!("第{}次，{}，{}发出", one.id, one.kind.zh(), one.sent_on))
        };
        Kind::One(open.filter(|one| is(one)).map(named).collect())
    }
}

/// What the form of a verb asks for of an application, by what was chosen in it.
pub(crate) async fn of_application(
    bench: &Bench,
    file: &CaseFile,
    verb: Verb,
    form: &Typed,
) -> store::Result<Vec<Field>> {
    let letter = draft::chosen(form).filter(|_| verb == Verb::Draft);
    let context = Context {
        application: Some(&file.stored.application),
        handlers: &handlers(bench).await?,
        days: days(bench, file),
        letter,
        grounds: letter.map(|_| draft::grounds(form)).unwrap_or_default(),
    };
    Ok(fields(verb, &context))
}

/// The first day on which what is recorded now can have been done, and today.
fn days(bench: &Bench, file: &CaseFile) -> Option<(Date, Date)> {
    let earliest = earliest_day(file.steps.iter().map(|stored| &stored.step));
    Some((earliest?, bench.desk.clock.today()))
}

/// Who can be assigned to.
async fn handlers(bench: &Bench) -> store::Result<Vec<Choice>> {
    let accounts = bench.desk.store.accounts().await?;
    let of_agency = accounts.into_iter().filter(|stored| stored.agency == bench.desk.agency);
    let open = of_agency
        .map(|stored| stored.account)
        .filter(|account| !account.is_closed && account.roles.contains(&Role::Handler));
    Ok(open.map(|account| (account.name.clone(), format!("{}（{}）", account.title, account.name))).collect())
}
