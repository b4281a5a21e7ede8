//! Letters that go out with acts, and their numbers.

use statute::applicant::Applicant;
use statute::leaf::Leaf;
use statute::letters::{LetterForm, LetterNumber};
use statute::procedure::{Act, Application, Decision, Opinion, Step, Verb};
use statute::registers::{Channel, ConsultationKind};

use super::{START, act_of, registered};

#[test]
fn letters_go_out_with_their_acts() {
    let received = registered(Channel::Counter);
    let unconfirmed = registered(Channel::Internet);
    let act = Act::Registered {
        channel: Channel::Internet,
        applicant: Applicant::NaturalPerson,
        query_code: None,
        submission: None,
        split_from: None,
        happened: vec![],
    };
    let forms = |application: &Application, act: &Act| -> Vec<LetterForm> {
        application.sends(act).into_iter().map(|letter| letter.form).collect()
    };
    assert_eq!(forms(&received, &act), [LetterForm::Receipt]);
    assert_eq!(forms(&unconfirmed, &act), [], "no receipt before it is received");
    let sent = |kind| forms(&received, &Act::ConsultationSent { id: "1".into(), kind });
    assert_eq!(
        sent(ConsultationKind::ThirdParty),
        [LetterForm::ThirdPartyAsked, LetterForm::ConsultationTold]
    );
    assert_eq!(sent(ConsultationKind::CoMaker), [LetterForm::CoMakerAsked, LetterForm::ConsultationTold]);
    assert_eq!(
        sent(ConsultationKind::OtherAgency),
        [LetterForm::OtherAgencyAsked, LetterForm::ConsultationTold]
    );
    let decision = Decision { form: Some(LetterForm::OtherAgency), ..Decision::of(Leaf::NotHeld) };
    let drafted = Application { decision: Some(decision), ..registered(Channel::Counter) };
    for verb in Verb::ALL {
        let act = act_of(verb, &received, START, 0);
        let forms = forms(&drafted, &act);
        assert!(act.letter().is_none() || forms.len() == 1, "{verb:?}: what gets a number is a letter");
        if verb == Verb::Sign {
            assert_eq!(forms, [LetterForm::OtherAgency]);
        }
    }
}

#[test]
fn letters_that_go_out_bear_numbers_in_their_order() {
    let received = registered(Channel::Counter);
    for verb in Verb::ALL {
        let act = act_of(verb, &received, START, 0);
        let numbered = received.numbered(&act);
        assert!(!numbered.contains(&LetterForm::Receipt), "it bears the number of the application");
        let sent = received.sends(&act).len();
        assert_eq!(numbered.len(), if verb == Verb::Confirm { 0 } else { sent }, "{verb:?}");
    }
    let number = |serial| LetterNumber { code: "示测公开".into(), year: 2024, serial };
    let mut signed = Step::new(START, "签发甲".into(), Act::Signed { letter: String::new() });
    signed.set_numbers([(LetterForm::Granted, number(7)), (LetterForm::ThirdPartyTold, number(8))]);
    assert_eq!(signed.act.letter(), Some("示测公开〔2024〕7号"));
    assert_eq!(signed.numbers().collect::<Vec<_>>(), ["示测公开〔2024〕7号", "示测公开〔2024〕8号"]);
    let mut asked = Step::new(START, "承办甲".into(), Act::SupplementAsked { reply_by: START });
    // What was recorded before letters of the course were numbered reads and hashes as it did.
    let before = serde_json::json!({
        "on": "2024-05-06", "by": "承办甲", "act": "supplement_asked", "reply_by": "2024-05-06"
    });
    assert_eq!(serde_json::to_value(&asked).unwrap(), before);
    assert_eq!(serde_json::from_value::<Step>(before).unwrap(), asked);
    asked.set_numbers([(LetterForm::SupplementAsked, number(9))]);
    let after = serde_json::to_value(&asked).unwrap();
    assert_eq!(
        after["letters"],
        serde_json::json!([{"form": "supplement", "number": "示测公开〔2024〕9号"}])
    );
    assert_eq!(serde_json::from_value::<Step>(after).unwrap(), asked);
}

#[test]
fn a_number_stays_with_its_letter_whatever_later_programs_send_with_the_act() {
    let (receipt, asked) = (LetterForm::Receipt, LetterForm::OtherAgencyAsked);
    let (granted, overruled, told) =
        (LetterForm::Granted, LetterForm::ThirdPartyTold, LetterForm::ConsultationTold);
    let step = |act: &str, letters: serde_json::Value| -> Step {
        let mut step: serde_json::Value = serde_json::from_str(act).unwrap();
        (step["on"], step["by"], step["letters"]) = ("2024-05-06".into(), "承办甲".into(), letters);
        serde_json::from_value(step).unwrap()
    };
    let sent = r#"{"act":"consultation_sent","id":"1","kind":"其他机关"}"#
        .replace("\"其他机关\"", &serde_json::to_string(&ConsultationKind::OtherAgency).unwrap());
    let alone =
        step(&sent, serde_json::json!([{"form": "consultation_told", "number": "示测公开〔2024〕7号"}]));
    assert!(alone.names_letters());
    assert_eq!(alone.numbers_of(&[asked, told]), [None, Some("示测公开〔2024〕7号")], "no other takes it");
    // As steps were recorded before, numbers go in the order of the letters.
    let before = step(&sent, serde_json::json!(["示测公开〔2024〕7号", "示测公开〔2024〕8号"]));
    assert!(!before.names_letters());
    assert_eq!(
        before.numbers_of(&[receipt, asked, told])[1..],
        [Some("示测公开〔2024〕7号"), Some("示测公开〔2024〕8号")]
    );
    assert_eq!(
        serde_json::to_value(&before).unwrap()["letters"][0],
        "示测公开〔2024〕7号",
        "it hashes as it did"
    );
    let mut signed = Step::new(START, "签发甲".into(), Act::Signed { letter: String::new() });
    let number = |serial| LetterNumber { code: "示测公开".into(), year: 2024, serial };
    signed.set_numbers([(granted, number(1)), (overruled, number(2)), (overruled, number(3))]);
    let numbers = signed.numbers_of(&[granted, overruled, overruled]);
    assert_eq!(numbers, ["示测公开〔2024〕1号", "示测公开〔2024〕2号", "示测公开〔2024〕3号"].map(Some));
}

#[test]
fn a_third_party_whose_objection_does_not_hold_is_told() {
    let mut application = registered(Channel::Counter);
    let mut apply = |act| application.apply(&Step::new(START, "承办甲".into(), act));
    for (id, kind, opinion) in [
        ("1", ConsultationKind::ThirdParty, Opinion::Agrees),
        ("2", ConsultationKind::ThirdParty, Opinion::Objects),
        ("3", ConsultationKind::CoMaker, Opinion::Objects),
        ("4", ConsultationKind::ThirdParty, Opinion::Objects),
    ] {
        apply(Act::ConsultationSent { id: id.into(), kind });
        apply(Act::ConsultationClosed { id: id.into(), opinion });
    }
    let told = |leaf, withheld: &[LetterForm]| {
        let decision = Decision { withheld: withheld.to_vec(), ..Decision::of(leaf) };
        let decided = Application { decision: Some(decision), ..application.clone() };
        let sent = decided.sends(&Act::Signed { letter: String::new() });
        let told = sent.into_iter().filter(|letter| letter.form == LetterForm::ThirdPartyTold);
        told.filter_map(|letter| letter.inquiry).collect::<Vec<_>>()
    };
    assert_eq!(told(Leaf::Granted, &[]), [1, 3]);
    assert_eq!(told(Leaf::PartlyGranted, &[LetterForm::ProcessInformation]), [1, 3]);
    assert!(told(Leaf::PartlyGranted, &[LetterForm::ThirdPartyRights]).is_empty(), "the objection holds");
    assert!(told(Leaf::ThirdPartyRights, &[]).is_empty());
}
