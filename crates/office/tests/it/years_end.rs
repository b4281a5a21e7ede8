//! A published year and what touches it, register by register.

use jiff::civil::date;
use statute::registers::{
    DocumentEntry, DocumentKind, MemberEntry, Period, PostEntry, ProposalEntry, ProposalKind, Register,
    TaskEntry,
};

use crate::importing::{Office, handed};

/// Whether a change made to a folder after 2023 was published touches 2023.
async fn touches(change: impl Fn(&mut statute::registers::Registers)) -> bool {
    let office = Office::new().await;
    let mut folder = handed();
    folder.registers.absent = Register::ALL[..0].iter().copied().collect();
    folder.registers.documents.push(DocumentEntry {
        kind: DocumentKind::Normative,
        title: "某某办法".into(),
        number: Some("某发〔2020〕1号".into()),
        made_on: Some(date(2020, 1, 6)),
        published_on: Some(date(2020, 1, 8)),
        valid_from: None,
        valid_until: None,
        repealed_on: None,
    });
    folder.registers.posts.push(PostEntry {
        channel: "微信公众号".into(),
        period: Period::Month(date(2023, 2, 1)),
        count: 5,
    });
    folder.registers.members.push(MemberEntry { role: "组长".into(), from: date(2022, 1, 1), until: None });
    folder.registers.proposals.push(ProposalEntry {
        number: "12".into(),
        kind: ProposalKind::Deputies,
        topic: None,
        assigned_on: date(2023, 3, 1),
        answered_on: Some(date(2023, 6, 1)),
        satisfaction: None,
    });
    folder.registers.tasks.push(TaskEntry {
        number: "1".into(),
        title: "公开清单".into(),
        source: None,
        section: None,
        due_on: Some(date(2023, 9, 1)),
        done_on: None,
    });
    office.import(&folder).await;
    office.freeze(2023).await;
    change(&mut folder.registers);
    let import = office.import(&folder).await;
    assert!(!import.is_unchanged, "there is a change");
    !import.refused.is_empty()
}

#[tokio::test]
async fn later_events_leave_a_published_year_alone() {
    assert!(!touches(|r| r.documents[0].repealed_on = Some(date(2024, 2, 1))).await);
    assert!(!touches(|r| r.members[0].until = Some(date(2024, 2, 1))).await);
    assert!(!touches(|r| r.tasks[0].done_on = Some(date(2024, 1, 5))).await);
    assert!(!touches(|r| r.remedies[0].decided_on = Some(date(2024, 1, 5))).await);
    assert!(
        !touches(|r| {
            let mut post = r.posts[0].clone();
            post.period = Period::Month(date(2024, 2, 1));
            r.posts.push(post);
        })
        .await
    );
}

#[tokio::test]
async fn what_belongs_to_a_published_year_touches_it() {
    assert!(touches(|r| r.documents[0].repealed_on = Some(date(2023, 12, 31))).await);
    assert!(touches(|r| r.posts[0].count = 6).await);
    assert!(touches(|r| r.members[0].until = Some(date(2023, 2, 1))).await);
    assert!(touches(|r| r.proposals[0].satisfaction = Some("满意".into())).await);
    assert!(touches(|r| r.tasks[0].done_on = Some(date(2023, 8, 5))).await);
    assert!(touches(|r| r.applications[0].channel = statute::registers::Channel::Fax).await);
}
