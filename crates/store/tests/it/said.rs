//! What agencies say of themselves is kept in memory, and what another program adds to it is seen all the same.

use std::sync::Arc;

use jiff::civil::date;
use serde_json::json;
use store::{AgencyWord, Draft, Fact, Texts};

use crate::databases::story;
use crate::rows::{agency, author};

fn draft(stream: &str, expected: i64, fact: Fact) -> Draft {
    Draft { agency: 1, stream: stream.into(), expected, fact, texts: Texts::Nothing }
}

story! {
    async fn what_another_program_adds_is_seen_the_next_time(database) {
        let (serving, command) = (database.open().await, database.open().await);
        assert!(serving.said(1).await.unwrap().agency.is_empty(), "nobody said anything");
        command.append(&author(), [agency(1, "某某局"), agency(2, "某某委")]).await.unwrap();
        let said = serving.said(1).await.unwrap();
        assert_eq!((said.agency.len(), said.templates.len()), (1, 0));
        assert!(Arc::ptr_eq(&said, &serving.said(1).await.unwrap()), "it is read once");
        let settings = Fact::Settings { from: date(2026, 3, 1), settings: json!({"office": "办公室"}) };
        serving.look_for_publications().await.unwrap();
        let changed = command.publications_changed();
        command.append(&author(), [draft("agency/1", 1, settings.clone())]).await.unwrap();
        assert!(command.publications_changed() > changed, "public pages tell where the office is found");
        assert!(serving.look_for_publications().await.unwrap(), "and know it of others");
        let said = serving.said(1).await.unwrap();
        let last = said.agency.last().map(|change| change.what.clone());
        assert_eq!(last, Some(AgencyWord::Settings(date(2026, 3, 1), json!({"office": "办公室"}))));
        let template = Fact::Template { code: "r1a".into(), text: Some("某某".into()) };
        let changed = command.publications_changed();
        command.append(&author(), [draft("template/1", 0, template)]).await.unwrap();
        assert_eq!(command.publications_changed(), changed, "no public page shows it");
        assert!(!serving.look_for_publications().await.unwrap());
        let said = serving.said(1).await.unwrap();
        assert_eq!((said.agency.len(), said.templates.len()), (2, 1));
        // Its own as well; and of every agency apart.
        serving.append(&author(), [draft("agency/1", 2, settings)]).await.unwrap();
        assert_eq!(serving.said(1).await.unwrap().agency.len(), 3);
        assert_eq!(serving.said(2).await.unwrap().agency.len(), 1);
    }
}
