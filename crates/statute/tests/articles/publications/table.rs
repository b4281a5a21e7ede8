//! Who may do what with a publication at which stage. 《条例》第17条

use std::path::Path;

use statute::procedure::{Officer, Role};
use statute::publication::{Act, Publication, RULES, Stage, Verb, documentation};

use super::{begun, edition, normative, officer, published, step};

#[test]
fn every_role_stage_and_verb_of_publications_is_decided_by_the_table() {
    assert!(Verb::ALL.iter().all(|verb| RULES.iter().filter(|rule| rule.verb == *verb).count() == 1));
    for public in [false, true] {
        for role in Role::ALL {
            for stage in Stage::ALL {
                for verb in Verb::ALL {
                    let before = if public { published(normative()) } else { begun(normative()) };
                    let publication = Publication { stage, ..before };
                    let answer = publication.permit(verb, &officer("旁人", role));
                    let rule = verb.rule();
                    let fits = rule.roles.contains(&role) && rule.from.contains(&stage);
                    let expected = fits
                        && match verb {
                            Verb::CloseComments | Verb::ReviewLegality | Verb::Deliberate | Verb::Number => {
                                false
                            }
                            Verb::Withdraw | Verb::Drop => public,
                            Verb::Discard => !public,
                            _ => true,
                        };
                    assert_eq!(answer.is_ok(), expected, "{role:?} {stage:?} {verb:?} {public}: {answer:?}");
                    let is_listed = publication.menu(&officer("旁人", role)).any(|listed| listed == verb);
                    assert_eq!(is_listed, expected);
                }
            }
        }
    }
}

#[test]
fn nobody_reviews_what_they_wrote_and_a_change_voids_the_review() {
    let mut publication = begun(normative());
    publication.apply(&step("承办甲", Act::Submitted));
    let both = Officer { account: "承办甲".into(), roles: vec![Role::Handler, Role::SecrecyReviewer] };
    let refused = publication.permit(Verb::Review, &both).unwrap_err().to_string();
    assert!(refused.contains("审查人不能是起草人") && refused.contains("第17条"), "{refused}");
    publication.apply(&step("保密甲", Act::Reviewed { sm3: "1".into(), opinion: String::new() }));
    publication.apply(&step("签发甲", Act::Signed { publish_at: None }));
    assert_eq!(publication.stage, Stage::AwaitingPublication);
    publication.apply(&step("登记甲", Act::Saved { edition: edition(normative()) }));
    assert_eq!((publication.stage, &publication.review), (Stage::Drafting, &None));
    assert!(publication.signature.is_none());
    // Whoever changed something is an author too.
    publication.apply(&step("登记甲", Act::Submitted));
    assert!(publication.permit(Verb::Review, &officer("登记甲", Role::SecrecyReviewer)).is_err());
    assert!(publication.permit(Verb::Review, &officer("保密甲", Role::SecrecyReviewer)).is_ok());
}

#[test]
fn what_leads_on_from_a_stage_may_be_done_at_it() {
    for stage in Stage::ALL {
        assert_eq!(stage.onward().is_some(), stage.is_open(), "{stage:?}");
        assert!(stage.onward().is_none_or(|verb| verb.rule().from == [stage]), "{stage:?}");
    }
}

#[test]
fn docs_of_publications_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/publications.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, documentation()).unwrap();
    }
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(current == documentation(), "UPDATE_DOCS=1 cargo test -p statute --test articles docs");
}

#[test]
fn how_a_document_is_made_rests_on_the_circulars_that_its_gates_cite() {
    for verb in [Verb::RecordComments, Verb::ReviewLegality, Verb::Deliberate, Verb::Number, Verb::Clean] {
        assert_eq!(verb.rule().basis.to_string(), "国办发〔2018〕37号", "{verb:?}");
    }
    assert_eq!(Verb::Exempt.rule().basis.to_string(), "国办发〔2016〕80号");
    assert_eq!(Verb::Review.rule().basis.to_string(), "《条例》第17条");
}
