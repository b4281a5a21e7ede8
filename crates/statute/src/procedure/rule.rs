//! The one table: verb, roles, stages, conditions, where it leads (办理动作表). 《条例》第45条

use super::condition::Condition::{
    self, ConsultationIsOpen, ExtensionIsAsked, IsAssignee, IsHandler, IsNotAccepted, IsNotDrafter, IsWhole,
    MayComeBack, NoConsultationIsOpen, NoExtension, NoFeeNotified, NoReasonsAsked, NoSupplementAsked,
    PeriodIsOver, ReasonsAreAsked, ReasonsAreGiven, WasAnswered,
};
use super::role::Role::{self, Applicant, Clerk, Handler, RemedyCase, Reviewer, Signer};
use super::stage::Stage::{
    self, Arrived, AwaitingPayment, AwaitingService, AwaitingSignature, AwaitingSupplement, Closed, Handling,
    Received, UnderReview,
};
use super::verb::Verb;
use crate::citation::{Act, Citation};

/// Where a verb leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To this stage.
    Goes(Stage),
    /// The stage stays.
    Stays,
}

/// One row of the table: who may do it, at which stages, on which conditions, and where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is done.
    pub verb: Verb,
    /// Who may do it: one of these roles is enough.
    pub roles: &'static [Role],
    /// At which stages.
    pub from: &'static [Stage],
    /// Where it leads.
    pub to: To,
    /// What else must be so, all of it; conditions about officers do not bind the applicant.
    pub conditions: &'static [Condition],
    /// The provision, where one rules it.
    pub basis: Option<Citation>,
}

const fn rule(
    verb: Verb,
    roles: &'static [Role],
    from: &'static [Stage],
    to: To,
    conditions: &'static [Condition],
    basis: Option<Citation>,
) -> Rule {
    Rule { verb, roles, from, to, conditions, basis }
}

const RECEIPT: Option<Citation> = Some(Citation::regulation(31));
const SUPPLEMENT: Option<Citation> = Some(Citation::regulation(30));
const THIRD_PARTY: Option<Citation> = Some(Citation::regulation(32));
const EXTENSION: Option<Citation> = Some(Citation::regulation(33).paragraph(2));
const EXCESSIVE: Option<Citation> = Some(Citation::regulation(35));
const FEE: Option<Citation> = Some(Citation::regulation(42));
const PAYMENT: Option<Citation> = Some(Citation::of(Act::FeeMeasure, 6));
const SYSTEM: Option<Citation> = Some(Citation::regulation(45));
const ANSWER: Option<Citation> = Some(Citation::regulation(36));
const ELSEWHERE: Option<Citation> = Some(Citation::regulation(36).item(5));
const ONLY_HELD: Option<Citation> = Some(Citation::regulation(36).item(4));
const REMEDY: Option<Citation> = Some(Citation::regulation(51));

/// Every verb with its rule, in the order of the documentation. The signer is the head of the disclosure office.
pub const RULES: [Rule; 32] = [
    rule(Verb::Confirm, &[Clerk], &[Arrived], To::Goes(Received), &[], RECEIPT),
    rule(Verb::Assign, &[Clerk], &[Received, Handling], To::Goes(Handling), &[], SYSTEM),
    rule(Verb::Accept, &[Handler], &[Handling], To::Stays, &[IsAssignee, IsNotAccepted], SYSTEM),
    rule(Verb::Return, &[Handler], &[Handling], To::Goes(Received), &[IsAssignee], SYSTEM),
    rule(
        Verb::AskSupplement,
        &[Handler],
        &[Handling],
        To::Goes(AwaitingSupplement),
        &[IsHandler, NoSupplementAsked, NoConsultationIsOpen],
        SUPPLEMENT,
    ),
    rule(Verb::Supplement, &[Clerk, Applicant], &[AwaitingSupplement], To::Goes(Handling), &[], SUPPLEMENT),
    rule(
        Verb::LapseSupplement,
        &[Signer],
        &[AwaitingSupplement],
        To::Goes(AwaitingService),
        &[PeriodIsOver],
        SUPPLEMENT,
    ),
    rule(Verb::SendConsultation, &[Handler], &[Handling], To::Stays, &[IsHandler], THIRD_PARTY),
    rule(
        Verb::ServeConsultation,
        &[Clerk, Handler],
        &[Handling],
        To::Stays,
        &[ConsultationIsOpen],
        THIRD_PARTY,
    ),
    rule(
        Verb::CloseConsultation,
        &[Clerk, Handler],
        &[Handling],
        To::Stays,
        &[ConsultationIsOpen],
        THIRD_PARTY,
    ),
    rule(Verb::AskExtension, &[Handler], &[Handling], To::Stays, &[IsHandler, NoExtension], EXTENSION),
    rule(Verb::ApproveExtension, &[Signer], &[Handling], To::Stays, &[ExtensionIsAsked], EXTENSION),
    rule(Verb::RefuseExtension, &[Signer], &[Handling], To::Stays, &[ExtensionIsAsked], EXTENSION),
    rule(Verb::AskReasons, &[Handler], &[Handling], To::Stays, &[IsHandler, NoReasonsAsked], EXCESSIVE),
    rule(Verb::GiveReasons, &[Clerk, Applicant], &[Handling], To::Stays, &[ReasonsAreAsked], EXCESSIVE),
    rule(Verb::FixDelay, &[Signer], &[Handling], To::Stays, &[ReasonsAreGiven], EXCESSIVE),
    rule(
        Verb::NotifyFee,
        &[Handler],
        &[Handling],
        To::Goes(AwaitingPayment),
        &[IsHandler, NoFeeNotified, NoConsultationIsOpen],
        FEE,
    ),
    rule(Verb::PayFee, &[Clerk], &[AwaitingPayment], To::Goes(Handling), &[], PAYMENT),
    rule(Verb::LapseFee, &[Signer], &[AwaitingPayment], To::Goes(AwaitingService), &[PeriodIsOver], PAYMENT),
    rule(Verb::RecordSearch, &[Handler], &[Handling], To::Stays, &[IsHandler], ONLY_HELD),
    rule(Verb::RecordTransfer, &[Handler], &[Handling], To::Stays, &[IsHandler], ELSEWHERE),
    rule(Verb::Split, &[Clerk], &[Received, Handling], To::Goes(Closed), &[IsWhole], SYSTEM),
    rule(Verb::Join, &[Clerk], &[Received, Handling], To::Goes(Closed), &[NoConsultationIsOpen], SYSTEM),
    rule(
        Verb::Draft,
        &[Handler],
        &[Handling],
        To::Goes(UnderReview),
        &[IsHandler, NoConsultationIsOpen],
        ANSWER,
    ),
    rule(Verb::Approve, &[Reviewer], &[UnderReview], To::Goes(AwaitingSignature), &[IsNotDrafter], SYSTEM),
    rule(
        Verb::SendBack,
        &[Reviewer, Signer],
        &[UnderReview, AwaitingSignature],
        To::Goes(Handling),
        &[],
        SYSTEM,
    ),
    rule(Verb::Sign, &[Signer], &[AwaitingSignature], To::Goes(AwaitingService), &[], ANSWER),
    rule(Verb::Serve, &[Clerk, Handler, Applicant], &[AwaitingService], To::Goes(Closed), &[], ANSWER),
    rule(Verb::FailService, &[Clerk, Handler], &[Closed], To::Goes(AwaitingService), &[MayComeBack], ANSWER),
    rule(Verb::IssueQueryCode, &[Clerk], &Stage::ALL, To::Stays, &[], SYSTEM),
    rule(Verb::Withdraw, &[Clerk, Applicant], &Stage::OPEN, To::Goes(Closed), &[], SYSTEM),
    rule(Verb::Reopen, &[RemedyCase], &[Closed], To::Goes(Handling), &[WasAnswered], REMEDY),
];
