//! The list of letters: every outcome has one, every one its facts, and the notice on remedies follows class and date.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use statute::citation::{Citation, find, formal_list};
use statute::leaf::{Group, Leaf};
use statute::letters::{self, Fact, FactSource, LetterForm, Notice, Recourse};
use statute::readings::Readings;
use statute::remedy::Class;

#[test]
fn every_outcome_has_a_letter_and_only_granted_and_not_held_have_two() {
    for leaf in Leaf::ALL {
        let forms: Vec<_> = LetterForm::for_leaf(leaf).collect();
        let expected = if matches!(leaf, Leaf::Granted | Leaf::NotHeld) { 2 } else { 1 };
        assert_eq!(forms.len(), expected, "{leaf:?}");
        // Code and row agree: r3_4 is row 3.4.
        for form in forms {
            let row = form.code().trim_start_matches('r').trim_end_matches(['a', 'b']).replace('_', ".");
            assert_eq!(row, leaf.code(), "{form:?}");
        }
    }
    let (answers, procedural): (Vec<_>, Vec<_>) =
        LetterForm::ALL.into_iter().partition(|form| form.leaf().is_some());
    assert_eq!((procedural.len(), answers.len()), (14, 23));
}

#[test]
fn codes_names_and_placeholders_are_unique_and_found_again() {
    let codes: BTreeSet<_> = LetterForm::ALL.iter().map(|form| form.code()).collect();
    let names: BTreeSet<_> = LetterForm::ALL.iter().map(|form| form.zh()).collect();
    assert_eq!((codes.len(), names.len()), (LetterForm::ALL.len(), LetterForm::ALL.len()));
    assert!(LetterForm::ALL.iter().all(|form| LetterForm::from_code(form.code()) == Some(*form)));
    let facts: BTreeSet<_> = Fact::ALL.iter().map(|fact| fact.name()).collect();
    assert_eq!(facts.len(), Fact::ALL.len());
    assert!(Fact::ALL.iter().all(|fact| Fact::from_name(fact.name()) == Some(*fact)));
    assert!(Fact::ALL.iter().all(|fact| (fact.source() == FactSource::Choice) != fact.choices().is_empty()));
}

#[test]
fn what_a_letter_rests_on_and_must_contain_follows_the_law() {
    let has = |form: LetterForm, fact| form.must_contain().iter().any(|group| group.contains(&fact));
    for (form, basis, fact) in [
        (LetterForm::SupplementAsked, "《条例》第30条", Fact::SupplementLapse),
        (LetterForm::Extension, "《条例》第33条第2款", Fact::ExtensionUntil),
        (LetterForm::ThirdPartyAsked, "《条例》第32条", Fact::ThirdPartySilence),
        (LetterForm::CoMakerAsked, "《条例》第34条", Fact::CoMakerSilence),
        (LetterForm::OtherAgencyAsked, "《条例》第33条第3款", Fact::OtherAgencyTerm),
        (LetterForm::FeeNotice, "《条例》第42条第1款", Fact::FeeCalculation),
        (LetterForm::AlreadyPublished, "《条例》第36条第（一）项", Fact::PublishedAt),
        (LetterForm::Granted, "《条例》第36条第（二）项", Fact::Supplied),
        (LetterForm::PartlyGranted, "《条例》第36条第（二）项", Fact::Withheld),
        (LetterForm::StateSecret, "《条例》第14条", Fact::ClassifiedBy),
        (LetterForm::ThirdPartyRights, "《条例》第15条", Fact::PublicInterest),
        (LetterForm::ProcessInformation, "《条例》第16条第2款", Fact::NoRuleRequires),
        (LetterForm::AdministrativeQuery, "《条例》第36条第（七）项", Fact::GoverningLaw),
        (LetterForm::NotHeld, "《条例》第36条第（四）项", Fact::SearchLog),
        (LetterForm::OtherAgency, "《条例》第36条第（五）项", Fact::RightAgency),
        (LetterForm::NotReadyMade, "《条例》第38条", Fact::WhyNotReadyMade),
        (LetterForm::Petition, "《条例》第39条第1款", Fact::PetitionChannel),
        (LetterForm::Repeated, "《条例》第36条第（六）项", Fact::EarlierNumber),
        (LetterForm::PublishedWork, "《条例》第39条第2款", Fact::WorkSource),
        (LetterForm::Excessive, "《条例》第35条", Fact::ReasonsJudgement),
        (LetterForm::FeeLapsed, "《信息处理费管理办法》第6条", Fact::FeePayBy),
    ] {
        assert!(form.basis().iter().any(|citation| citation.to_string() == basis), "{form:?}: {basis}");
        assert!(has(form, fact), "{form:?}: {fact:?}");
    }
    for form in LetterForm::ALL {
        assert!(!form.must_contain().is_empty(), "{form:?}");
        assert_eq!(form.basis().is_empty(), form == LetterForm::OtherHandling, "{form:?}");
        // A letter to a third party or an agency says nothing of the applicant and of the application's history.
        if !form.is_to_applicant() {
            assert!(!has(form, Fact::ApplicationSubject) && !has(form, Fact::ReceivedOn), "{form:?}");
        }
        // What depends on nobody is always at hand.
        for fact in form.must_contain().iter().flat_map(|group| *group) {
            if fact.source() == FactSource::Confirmed {
                assert!(letters::law_words(*fact).is_some(), "{fact:?}");
            }
        }
    }
}

fn notice(form: LetterForm, withheld: &[Leaf], signed_on: Date) -> Option<Notice> {
    Notice::of(form, withheld, signed_on, false, &Readings::default())
}

#[test]
fn refusals_go_to_review_first_from_2024_on_and_nothing_else_does() {
    let (before, after) = (date(2023, 12, 31), date(2024, 1, 1));
    for form in LetterForm::ALL {
        let Some(told) = notice(form, &[], after) else {
            assert_eq!(form.recourse(), Recourse::None, "{form:?}");
            assert!(form.leaf().is_none());
            continue;
        };
        let is_refusal = form
            .leaf()
            .is_some_and(|leaf| leaf.group() == Group::Refused && leaf != Leaf::AdministrativeQuery);
        let expected = match form {
            LetterForm::PartlyGranted => Class::Mixed,
            _ if is_refusal => Class::ReviewFirst,
            _ => Class::Either,
        };
        assert_eq!(told.class, expected, "{form:?}");
        assert_eq!(notice(form, &[], before).map(|told| told.class), Some(Class::Either), "{form:?}");
    }
    let parts = [Leaf::NotHeld, Leaf::ThirdPartyRights];
    let told = notice(LetterForm::PartlyGranted, &parts, after).unwrap();
    assert_eq!((told.class, told.review_first_parts), (Class::Mixed, vec![1]));
    let told = notice(LetterForm::PartlyGranted, &parts[1..], after).unwrap();
    assert_eq!(told.class, Class::ReviewFirst);
}

#[test]
fn an_answer_on_grounds_of_both_classes_is_told_ground_by_ground() {
    let after = date(2024, 1, 1);
    for (form, grounds, class, is_outcome_first, parts) in [
        (LetterForm::StateSecret, vec![Leaf::InternalAffairs], Class::ReviewFirst, false, vec![]),
        (LetterForm::StateSecret, vec![Leaf::InternalAffairs, Leaf::NotHeld], Class::Mixed, true, vec![0]),
        (LetterForm::NotHeld, vec![Leaf::Repeated], Class::Either, false, vec![]),
        (LetterForm::NotHeld, vec![Leaf::Repeated, Leaf::StateSecret], Class::Mixed, false, vec![1]),
    ] {
        let told = notice(form, &grounds, after).unwrap();
        assert_eq!((told.class, told.is_outcome_first), (class, is_outcome_first), "{form:?} {grounds:?}");
        assert_eq!(told.review_first_parts, parts, "{form:?} {grounds:?}");
        assert_eq!(notice(form, &grounds, date(2023, 12, 31)).map(|told| told.class), Some(Class::Either));
    }
}

#[test]
fn what_leads_to_something_else_than_the_answer_says_what_it_is_about() {
    assert!(!LetterForm::ThirdPartyRights.names_passage(LetterForm::InternalAffairs));
    assert!(LetterForm::ThirdPartyRights.names_passage(LetterForm::NotHeld));
    assert!(LetterForm::NotHeld.names_passage(LetterForm::Repeated));
    assert!(LetterForm::Repeated.names_passage(LetterForm::AdministrativeQuery));
    assert!(!LetterForm::Excessive.names_passage(LetterForm::Repeated));
    let parts = LetterForm::ALL.into_iter().filter(|form| form.ground().is_some());
    assert!(parts.into_iter().all(|form| LetterForm::PartlyGranted.names_passage(form)));
    let cited = LetterForm::ThirdPartyRights.cited(&[LetterForm::InternalAffairs, LetterForm::NotHeld], None);
    assert!(cited.contains(&Citation::regulation(16).paragraph(1)), "it leads to the same");
    assert!(!cited.contains(&Citation::regulation(36).item(4)), "it is cited where it is stated");
}

#[test]
fn the_internet_channel_is_named_where_the_answer_is_delivered_over_it() {
    let told = |signed_on, is_online| {
        Notice::of(LetterForm::NotHeld, &[], signed_on, is_online, &Readings::default()).unwrap()
    };
    assert!(told(date(2024, 1, 1), true).needs_online_channel);
    assert!(!told(date(2024, 1, 1), false).needs_online_channel);
    assert!(!told(date(2023, 12, 31), true).needs_online_channel);
}

#[test]
fn a_list_of_provisions_names_its_act_once_and_reads_back() {
    for form in LetterForm::ALL {
        let text = formal_list(form.basis());
        let read: Vec<Option<Citation>> = find(&text).into_iter().map(|written| written.citation).collect();
        assert_eq!(read, form.basis().iter().copied().map(Some).collect::<Vec<_>>(), "{text}");
    }
    assert_eq!(
        formal_list(LetterForm::Security.basis()),
        "《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项"
    );
}

#[test]
fn docs_of_letters_are_current() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/letters.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(page, letters::documentation()).unwrap();
    }
    let current = std::fs::read_to_string(page).unwrap_or_default();
    assert!(current == letters::documentation(), "UPDATE_DOCS=1 cargo test -p statute");
}
