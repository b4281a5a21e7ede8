//! What is listed and kept: columns, themes, cards, steps as JSON.

use std::collections::HashSet;

use jiff::civil::date;
use statute::publication::{
    Act, Attribute, COLUMNS, Card, Cleaning, CleaningResult, Column, Deliberation, Form, Genre, Kind, POINTS,
    Step, THEMES, Theme, Verb, Withdrawal, WithdrawalKind,
};

use super::{START, edition, heard, normative, origin, step};

#[test]
fn cards_columns_themes_and_genres_are_whole() {
    assert!(normative().impossible(START).is_empty() && normative().missing().is_empty());
    let long = Card { title: "长".repeat(2000), ..normative() };
    assert!(long.impossible(START).iter().any(|fault| fault.message.contains("2000个字")));
    let bare = Card::new(Kind::Normative, "标题");
    assert_eq!(bare.missing().len(), 8, "{:?}", bare.missing());
    let interpretation = Card {
        interprets: vec!["2026-1".into()],
        form: Some(Form::Text),
        points: POINTS[1..].to_vec(),
        attribute: Some(Attribute::Proactive),
        made_on: Some(START),
        issuer: "示例市测试局".into(),
        ..Card::new(Kind::Interpretation, "解读")
    };
    assert!(interpretation.missing()[0].message.contains("还缺：背景和依据"));
    let codes: HashSet<_> = COLUMNS.iter().map(|column| column.code).collect();
    assert_eq!(codes.len(), COLUMNS.len());
    for (place, column) in COLUMNS.iter().enumerate() {
        let above = column.parent.map(|parent| COLUMNS.iter().position(|one| one.code == parent).unwrap());
        assert!(above.is_none_or(|above| above < place), "{}", column.code);
    }
    assert_eq!(Column::from_code("zcwj").unwrap().address(), "/zfxxgk/fdzdgknr/zcwj/");
    assert_eq!(Column::at("/zfxxgk/fdzdgknr/zcwj/?after=1").unwrap().code, "zcwj");
    assert_eq!(Column::at("/zfxxgk/").unwrap().code, "zfxxgk");
    assert!(Column::at("/p/P2026-1").is_none());
    assert_eq!(Column::from_code("zcwj").unwrap().keywords(), "政府信息公开,法定主动公开内容,政策文件");
    for code in ["fzsx", "fdzdgknr", "ysqgk", "zfxxgknb"] {
        let card = Card { column: Some(code.into()), ..normative() };
        assert!(card.impossible(START)[0].message.contains("应选择其他栏目"), "{code}");
    }
    for kind in Kind::ALL {
        assert!(Column::from_code(kind.column()).unwrap().takes_publications(), "{kind:?}");
        assert_eq!(Kind::from_code(kind.code()), Some(*kind));
        let json = serde_json::to_value(kind).unwrap();
        assert_eq!(json, kind.code());
    }
    assert_eq!(THEMES.iter().map(|theme| theme.parts.len()).sum::<usize>(), 121);
    assert!(Theme::all().all(|theme| Theme::is_listed(&theme)));
    assert!(!Theme::is_listed("劳动、人事、监察") && !Theme::is_listed("劳动/社会保障"));
    assert_eq!(Genre::of_title("示例市测试局关于印发××规定的通知"), Some(Genre::Notice));
    assert_eq!(Genre::of_title("关于××的意见（试行）"), Some(Genre::Opinion));
    assert_eq!(Genre::of_title("示例"), None);
    for genre in Genre::ALL {
        assert_eq!(serde_json::to_value(genre).unwrap(), genre.code());
    }
}

#[test]
fn steps_of_publications_are_kept_as_json() {
    let acts = vec![
        Act::Begun { edition: edition(normative()), submission: None },
        Act::Imported { edition: edition(normative()), origin: origin() },
        Act::Submitted,
        Act::CommentsRecorded(heard()),
        Act::CommentsClosed { tally: heard().tally, said: "采纳".into() },
        Act::LegalityReviewed { opinion: "合法".into(), is_refused: false },
        Act::Deliberated(Deliberation { meeting: "会议".into(), held_on: START }),
        Act::Numbered { registration: "SLCR-2026-1".into() },
        Act::Exempted { reason: "理由".into() },
        Act::Overridden { hits: vec!["1".into()], reason: "理由".into(), found: Vec::new() },
        Act::Reviewed { sm3: "1".into(), opinion: "可以公开".into() },
        Act::SentBack { reason: "理由".into() },
        Act::Signed { publish_at: Some(date(2026, 3, 9).at(9, 0, 0, 0)) },
        Act::Published { at: date(2026, 3, 9).at(9, 0, 0, 0), index_number: "1".into(), sm3: "1".into() },
        Act::Withdrawn(Withdrawal {
            kind: WithdrawalKind::Error,
            notice: "有误".into(),
            replaced_by: Some("P2026-2".into()),
        }),
        Act::Cleaned(Cleaning {
            result: CleaningResult::Kept,
            holds_from: START,
            decision: "决定".into(),
            valid_until: Some(START),
        }),
        Act::Dropped,
        Act::Discarded { reason: "理由".into() },
    ];
    let told: HashSet<_> = acts.iter().map(|act| act.verb().code()).collect();
    assert_eq!(told.len() + 1, Verb::ALL.len(), "all but saving, which is as beginning");
    for act in acts {
        let json = serde_json::to_value(step("承办甲", act.clone())).unwrap();
        assert_eq!(serde_json::from_value::<Step>(json).unwrap(), step("承办甲", act));
    }
}
