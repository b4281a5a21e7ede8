//! 《条例》第45条: the procedure, exhaustively by role, stage and verb, and by random walks.

mod answers;
mod periods;
mod sent;
mod table;
mod walks;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use statute::applicant::Applicant;
use statute::fee::Tariff;
use statute::leaf::Leaf;
use statute::letters::LetterForm;
use statute::procedure::{
    Act, Application, Decision, FeeNotice, Officer, Opinion, Role, Service, Stage, Step, Verb,
};
use statute::readings::Readings;
use statute::registers::{Channel, ConsultationKind};

const START: Date = date(2024, 5, 6);

fn officer(account: &str, roles: &[Role]) -> Officer {
    Officer { account: account.into(), roles: roles.to_vec() }
}

/// Everybody who could act, so that a walk finds somebody for every verb.
fn staff() -> Vec<Officer> {
    vec![
        officer("登记甲", &[Role::Clerk]),
        officer("承办甲", &[Role::Handler]),
        officer("承办乙", &[Role::Handler, Role::Reviewer]),
        officer("审核甲", &[Role::Reviewer]),
        officer("签发甲", &[Role::Signer]),
        officer("监督甲", &[Role::Supervisor]),
        Officer::applicant(),
        Officer::of_remedy_case("登记甲"),
    ]
}

fn registered(channel: Channel) -> Application {
    let act = Act::Registered {
        channel,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let step = Step::new(START, "登记甲".into(), act);
    Application::begin("2024-1", &step, &Readings::default()).unwrap()
}

/// An act of a verb that fits the application, as an officer would fill the form in.
fn act_of(verb: Verb, application: &Application, today: Date, pick: usize) -> Act {
    let later = today.saturating_add(10.days());
    let id = application.open_inquiries().nth(pick % 2).or(application.open_inquiries().next());
    let id = id.map_or_else(|| "a".to_owned(), |inquiry| inquiry.id.clone());
    match verb {
        Verb::Confirm => Act::Confirmed,
        Verb::Assign => Act::Assigned { to: ["承办甲", "承办乙"][pick % 2].into() },
        Verb::Accept => Act::Accepted,
        Verb::Return => Act::Returned,
        Verb::AskSupplement => Act::SupplementAsked { reply_by: later },
        Verb::Supplement => Act::SupplementReceived,
        Verb::LapseSupplement => Act::SupplementLapsed { letter: "示测公开〔2024〕1号".into() },
        Verb::SendConsultation => Act::ConsultationSent {
            id: format!("c{}", application.inquiries.len()),
            kind: ConsultationKind::ALL[pick % 3],
        },
        Verb::ServeConsultation => Act::ConsultationServed { id },
        Verb::CloseConsultation => Act::ConsultationClosed { id, opinion: Opinion::ALL[pick % 4] },
        Verb::AskExtension => Act::ExtensionAsked { workdays: 20 },
        Verb::ApproveExtension => Act::ExtensionApproved { workdays: 20 },
        Verb::RefuseExtension => Act::ExtensionRefused,
        Verb::AskReasons => Act::ReasonsAsked { reply_by: later },
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::FixDelay => Act::DelayFixed { until: later },
        Verb::NotifyFee => Act::FeeNotified(FeeNotice { mode: Tariff::Pages, n: 50, after: 0, total: 200 }),
        Verb::PayFee => Act::FeePaid,
        Verb::LapseFee => Act::FeeLapsed { letter: "示测公开〔2024〕2号".into() },
        Verb::RecordSearch => Act::Searched,
        Verb::RecordTransfer => Act::Transferred,
        Verb::Split => Act::Split { into: vec!["2024-1-1".into(), "2024-1-2".into()], closes: true },
        Verb::Join => Act::Joined { into: "2024-2".into() },
        Verb::Draft => {
            let leaf = Leaf::ALL[pick % Leaf::ALL.len()];
            let withheld =
                if leaf == Leaf::PartlyGranted { vec![LetterForm::ThirdPartyRights] } else { vec![] };
            Act::Drafted(Decision { withheld, ..Decision::of(leaf) })
        }
        Verb::Approve => Act::Approved,
        Verb::SendBack => Act::SentBack,
        Verb::Sign => Act::Signed { letter: "示测公开〔2024〕3号".into() },
        Verb::Serve => Act::Served { way: Service::ALL[pick % 5] },
        Verb::FailService => Act::ServiceFailed,
        Verb::IssueQueryCode => Act::QueryCodeIssued { query_code: "0".into() },
        Verb::Withdraw => Act::Withdrawn,
        Verb::Reopen => Act::Reopened { redo_by: Some(later) },
    }
}

/// An application at the stage, otherwise untouched.
fn at(stage: Stage) -> Application {
    Application { stage, ..registered(Channel::Counter) }
}
