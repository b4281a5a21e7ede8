//! The publication: who may do what, which gates stand before it, what citizens see. 《条例》第17条、第19条 to 第26条

mod gates;
mod kept;
mod numbers;
mod revisions;
mod table;
mod validity;
mod visible;

use jiff::civil::{Date, date};
use statute::procedure::{Officer, Role};
use statute::publication::{
    Act, Attribute, Card, Companion, Edition, Genre, Heard, Kind, Origin, Publication, Stage, Step, Tally,
};

const START: Date = Date::constant(2026, 3, 2);

fn officer(account: &str, role: Role) -> Officer {
    Officer { account: account.into(), roles: vec![role] }
}

fn step(by: &str, act: Act) -> Step {
    Step { on: START, by: by.into(), act }
}

fn edition(card: Card) -> Edition {
    Edition { card, body: "0".repeat(64), files: Vec::new() }
}

fn normative() -> Card {
    Card {
        issuer: "示例市测试局".into(),
        document_number: Some("示测发〔2026〕5号".into()),
        made_on: Some(date(2026, 2, 27)),
        theme: Some("劳动、人事、监察/社会保障".into()),
        genre: Some(Genre::Notice),
        valid_from: Some(date(2026, 4, 1)),
        valid_until: Some(date(2029, 3, 31)),
        attribute: Some(Attribute::Proactive),
        ..Card::new(Kind::Normative, "示例市测试局关于印发失业保险服务规定的通知")
    }
}

/// The public was asked elsewhere until 10 March.
fn heard() -> Heard {
    Heard {
        place: "报纸".into(),
        from: START,
        until: date(2026, 3, 10),
        tally: Tally { received: 3, adopted: 1, partly: 0, rejected: 2 },
        said: "采纳一条".into(),
        shortened: String::new(),
    }
}

fn begun(card: Card) -> Publication {
    let act = Act::Begun { edition: edition(card), submission: None };
    Publication::begin("2026-1", &step("承办甲", act)).unwrap()
}

fn companion(stage: Stage, lacks: &[&str]) -> Companion {
    let lacks = lacks.iter().map(|&lack| lack.to_owned()).collect();
    Companion {
        number: "2026-2".into(),
        title: "解读".into(),
        stage,
        is_public: stage == Stage::Published,
        lacks,
    }
}

fn published(card: Card) -> Publication {
    let mut publication = begun(card);
    for act in [
        Act::Submitted,
        Act::Reviewed { sm3: "1".repeat(64), opinion: "可以公开".into() },
        Act::Signed { publish_at: None },
        Act::Published {
            at: date(2026, 3, 2).at(9, 30, 0, 0),
            index_number: "11370000000000000A/2026-00001".into(),
            sm3: "1".repeat(64),
        },
    ] {
        publication.apply(&step("某人", act));
    }
    publication
}

fn origin() -> Origin {
    Origin {
        address: "/zcwj/t1.html".into(),
        published_at: date(2023, 5, 8).at(0, 0, 0, 0),
        index_number: "11370000000000000A/2023-00007".into(),
        sm3: "2".repeat(64),
    }
}
