//! Reviews and lawsuits in the console: every role against every verb, the course of a case, refusals, conflicts.

use axum::http::StatusCode;
use office::applications::Upload;
use office::remedies::{self, Deed, Intake};
use serde_json::Map;
use statute::procedure::{self, Role};
use statute::registers::RemedyKind;
use statute::remedy_case::{Act, Filing, Outcome, Ruling, Track, Verb};

use super::{Office, moment, office, officer, roles, stages};

const NOW: &str = "2026-03-16T01:00:00Z";

async fn filed(office: &Office, kind: RemedyKind, application: Option<&str>, received_on: &str) -> String {
    let filing = Filing {
        kind,
        track: Track::Ordinary,
        received_on: received_on.parse().expect("a date"),
        application: application.map(str::to_owned),
        submission: None,
    };
    let files = vec![Upload { name: "申请书.pdf".into(), bytes: b"%PDF-1.7 ".to_vec() }];
    let intake = Intake { filing, texts: Map::new(), files };
    let filed = remedies::file(&office.store, 1, intake, &officer(Role::Clerk), moment(NOW)).await;
    filed.expect("filed").number
}

async fn version(office: &Office, number: &str) -> i64 {
    office.store.remedy(1, number).await.expect("an answer").expect("it is there").version
}

async fn does(office: &Office, number: &str, act: Act) {
    let deed = Deed { act, version: version(office, number).await, texts: Map::new(), files: vec![] };
    let done = remedies::act(&office.store, 1, number, deed, &officer(Role::Clerk), moment(NOW)).await;
    done.expect("done");
}

/// A case at which the verb can be done.
async fn case(office: &Office, verb: Verb) -> String {
    let number = filed(office, RemedyKind::DirectSuit, None, "2026-03-13").await;
    if matches!(verb, Verb::Appeal | Verb::Correct) {
        let decided_on = "2026-03-16".parse().expect("a date");
        let outcome = Outcome { ruling: Ruling::SuitRevoked, decided_on, reopens: false, redo_by: None };
        does(office, &number, Act::Decided(outcome)).await;
    }
    number
}

/// A form that is taken, but for the version.
fn form(verb: Verb) -> Vec<(&'static str, String)> {
    let ruled = [
        ("ruling", "suit_claim_dismissed"),
        ("decided_on", "2026-03-16"),
        ("document", "（2026）示01行初1号"),
    ];
    let fields: Vec<(&str, &str)> = match verb {
        Verb::File => vec![
            ("kind", "review"),
            ("track", "simplified"),
            ("received_on", "2026-03-16"),
            ("body", "示例市人民政府"),
            ("case_number", "示政复〔2026〕7号"),
            ("claimant", "申请人甲"),
        ],
        Verb::Reply => vec![("reply", "已依法答复"), ("evidence", "答复书、送达回证")],
        Verb::Decide => ruled.to_vec(),
        Verb::Appeal => vec![("appellant", "对方当事人")],
        Verb::Correct => ruled.into_iter().chain([("correction", "录入时选错")]).collect(),
        Verb::Retract => vec![("retraction", "重复登记")],
    };
    fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
}

/// Verbs that are done on a case.
fn verbs() -> impl Iterator<Item = Verb> {
    Verb::ALL.into_iter().filter(|verb| *verb != Verb::File)
}

#[tokio::test]
async fn every_role_does_exactly_what_the_table_of_verbs_permits() {
    let office = office().await;
    for verb in verbs() {
        let mut number = case(&office, verb).await;
        for role in roles() {
            let is_permitted = verb.rule().roles.contains(&role);
            let address = format!("/office/remedies/{number}/{}", verb.code());
            let mut form = form(verb);
            form.push(("version", version(&office, &number).await.to_string()));
            let shown = office.get(Some(role), &address).await;
            let expected = if is_permitted { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(shown.status, expected, "GET {verb:?} {role:?}");
            let done = office.post(role, &address, &form).await;
            let expected = if is_permitted { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
            assert_eq!(done.status, expected, "POST {verb:?} {role:?} {}", done.text);
            if is_permitted {
                number = case(&office, verb).await;
            }
        }
    }
    for role in roles() {
        let form = form(Verb::File);
        let status = office.post(role, "/office/remedies/new", &form).await.status;
        let is_permitted = Verb::File.rule().roles.contains(&role);
        let expected = if is_permitted { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN };
        assert_eq!(status, expected, "{role:?}");
    }
    let number = case(&office, Verb::Reply).await;
    for role in roles() {
        let status = office.get(Some(role), &format!("/office/remedies/{number}")).await.status;
        let expected = if role.reads_applications() { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(status, expected, "{role:?}");
        let filing = office.get(Some(role), &format!("/office/remedies/{number}/file")).await.status;
        assert_eq!(filing == StatusCode::NOT_FOUND, role.reads_applications(), "{role:?} {filing}");
    }
    for address in ["/office/remedies/R2026-99".to_owned(), format!("/office/remedies/{number}/reopen")] {
        assert_eq!(office.get(Some(Role::Clerk), &address).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn nobody_acts_on_a_case_without_signing_in_and_without_the_token() {
    let office = office().await;
    for verb in verbs() {
        let number = case(&office, verb).await;
        let address = format!("/office/remedies/{number}/{}", verb.code());
        let before = version(&office, &number).await;
        let led = office.get(None, &address).await;
        assert!(led.to.starts_with("/office/sign-in?next="), "{verb:?}");
        assert_eq!(
            office.post_without_token(None, &address, &form(verb)).await.status,
            StatusCode::SEE_OTHER
        );
        let mut forged = form(verb);
        forged.extend([("form_token", "0".repeat(64)), ("version", before.to_string())]);
        let answer = office.post_without_token(Some(Role::Clerk), &address, &forged).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{verb:?}");
        assert_eq!(version(&office, &number).await, before, "{verb:?}");
    }
}

#[tokio::test]
async fn hostile_and_overlong_input_comes_back_with_the_form() {
    let office = office().await;
    let hostile = "\"><script>alert(1)</script>";
    for verb in Verb::ALL {
        let (address, version) = if verb == Verb::File {
            ("/office/remedies/new".to_owned(), 0)
        } else {
            let number = case(&office, verb).await;
            (format!("/office/remedies/{number}/{}", verb.code()), version(&office, &number).await)
        };
        let mut names: Vec<_> = form(verb).into_iter().map(|(name, _)| name).collect();
        names.extend(["note", "application", "claim", "reason", "reasons"]);
        for text in [format!("{hostile}{}", "长".repeat(6000)), format!("{hostile}\u{0}")] {
            let mut form: Vec<_> = names.iter().map(|name| (*name, text.clone())).collect();
            form.push(("version", version.to_string()));
            let answer = office.post(Role::Clerk, &address, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{verb:?}");
            assert!(!answer.text.contains("<script>alert"), "{verb:?}");
            assert!(answer.text.contains("处需要修改"), "{verb:?}");
        }
    }
}

#[tokio::test]
async fn a_review_corrects_an_answer_which_is_given_again() {
    let office = office().await;
    let number = stages::application(&office, procedure::Verb::Reopen).await;
    let page = office.get(Some(Role::Clerk), &format!("/office/applications/{number}")).await.text;
    let address = format!("/office/remedies/new?application={number}");
    assert!(page.contains(&format!("href=\"{address}\"")) && page.contains("没有登记案件"));
    let shown = office.get(Some(Role::Clerk), &address).await.text;
    assert!(shown.contains(&format!("name=\"application\" value=\"{number}\"")));
    let mut filing = form(Verb::File);
    filing.extend([("application", number.clone()), ("submission", "a key".into())]);
    let filed = office.post(Role::Clerk, "/office/remedies/new", &filing).await;
    let again = office.post(Role::Clerk, "/office/remedies/new", &filing).await;
    assert_eq!(
        (filed.to.as_str(), &again.to),
        ("/office/remedies/R2026-1", &filed.to),
        "sent twice it is one"
    );
    let list = office.get(Some(Role::Supervisor), "/office/remedies").await.text;
    assert!(
        list.contains("R2026-1") && list.contains("2026-03-23") && list.contains("剩5个工作日"),
        "{list}"
    );
    let page = office.get(Some(Role::Handler), &filed.to).await.text;
    for words in ["示政复〔2026〕7号", "示例市人民政府", "《行政复议法》第54条第1款", "《行政复议法》第70条"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("提交答复") && !page.contains("记录结果") && !page.contains("答复已逾期"));
    let mut reply = form(Verb::Reply);
    reply.push(("version", "1".into()));
    let done = office.post(Role::Handler, "/office/remedies/R2026-1/reply", &reply).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    // Somebody who still has the page of before is told and loses nothing.
    let second = office.post(Role::Handler, "/office/remedies/R2026-1/reply", &reply).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text.contains("handler：提交答复") && second.text.contains("送达回证"));
    let decision = |redo: &str, redo_by: &str| {
        let fields = [
            ("version", "2"),
            ("ruling", "review_revoked"),
            ("decided_on", "2026-03-16"),
            ("document", "示政复决〔2026〕7号"),
            ("redo", redo),
            ("redo_by", redo_by),
        ];
        fields.map(|(name, value)| (name, value.to_owned())).to_vec()
    };
    let decide = "/office/remedies/R2026-1/decide";
    let refused = office.post(Role::Clerk, decide, &decision("", "")).await;
    assert!(refused.text.contains("请选择是否重新答复"));
    let refused = office.post(Role::Clerk, decide, &decision("not", "2026-04-30")).await;
    assert!(refused.text.contains("不填写重新答复的期限") && refused.text.contains("示政复决〔2026〕7号"));
    let done = office.post(Role::Clerk, decide, &decision("again", "2026-04-30")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = office.get(Some(Role::Clerk), &filed.to).await.text;
    for words in [
        "撤销、部分撤销",
        "行政复议，结果纠正",
        "期限 2026-04-30",
        &format!("/office/applications/{number}\""),
    ] {
        assert!(page.contains(words), "{words}");
    }
    let page = office.get(Some(Role::Handler), &format!("/office/applications/{number}")).await.text;
    assert!(page.contains("重新答复 2026-04-30") && page.contains("/office/remedies/R2026-1\""));
    assert!(page.contains("复议诉讼案件R2026-1：撤销、部分撤销"));
    // The cell of table four opens the case.
    let figure =
        "/office/report/2026/cells?figure=table4.%E5%A4%8D%E8%AE%AE.%E7%BB%93%E6%9E%9C%E7%BA%A0%E6%AD%A3";
    let report = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    assert!(report.contains(figure), "{report}");
    let cells = office.get(Some(Role::Signer), figure).await.text;
    assert!(cells.contains("<a href=\"/office/remedies/R2026-1\">R2026-1</a>"), "{cells}");
}

#[tokio::test]
async fn an_application_under_way_is_said_at_the_field() {
    let office = office().await;
    let number = stages::application(&office, procedure::Verb::Draft).await;
    let case = filed(&office, RemedyKind::Review, Some(&number), "2026-03-16").await;
    let form = [
        ("version", "1"),
        ("ruling", "review_ordered"),
        ("decided_on", "2026-03-16"),
        ("document", "示政复决〔2026〕8号"),
        ("redo", "again"),
    ];
    let form = form.map(|(name, value)| (name, value.to_owned()));
    let refused = office.post(Role::Clerk, &format!("/office/remedies/{case}/decide"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("不能重新答复") && refused.text.contains("办理中"), "{}", refused.text);
    assert_eq!(version(&office, &case).await, 1);
}

#[tokio::test]
async fn a_late_reply_is_shown_with_what_it_costs() {
    let office = office().await;
    let case = filed(&office, RemedyKind::Review, None, "2026-02-02").await;
    let page = office.get(Some(Role::Handler), &format!("/office/remedies/{case}")).await.text;
    assert!(
        page.contains("答复已逾期：最晚应在2026-02-14（含当日）提出")
            && page.contains("视为行政行为没有证据"),
        "{page}"
    );
    let list = office.get(Some(Role::Handler), "/office/remedies").await.text;
    assert!(list.contains("badge late"));
    does(&office, &case, Act::Replied).await;
    let page = office.get(Some(Role::Handler), &format!("/office/remedies/{case}")).await.text;
    assert!(page.contains("答复逾期：最晚应在2026-02-14（含当日）提出，2026-03-16提出"));
}

#[tokio::test]
async fn an_attachment_is_downloaded_through_its_case_only() {
    let office = office().await;
    let case = filed(&office, RemedyKind::Review, None, "2026-03-13").await;
    let other = filed(&office, RemedyKind::Review, None, "2026-03-13").await;
    let page = office.get(Some(Role::Clerk), &format!("/office/remedies/{case}")).await.text;
    let start = format!("/office/remedies/{case}/files/");
    let at = page.find(&start).expect("a link") + start.len();
    let hash: String = page[at..].chars().take_while(char::is_ascii_hexdigit).collect();
    let file = office.get(Some(Role::Clerk), &format!("{start}{hash}")).await;
    assert_eq!(
        (file.status, file.kind.as_str(), file.text.as_str()),
        (StatusCode::OK, "application/pdf", "%PDF-1.7 ")
    );
    let stranger = format!("/office/remedies/{other}/files/{hash}");
    assert_eq!(office.get(Some(Role::Clerk), &stranger).await.status, StatusCode::NOT_FOUND);
    let refused = office.get(Some(Role::AuditAdministrator), &format!("{start}{hash}")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_case_is_found_by_number_claimant_and_what_was_written() {
    let office = office().await;
    let filed = office.post(Role::Clerk, "/office/remedies/new", &form(Verb::File)).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text);
    let number = filed.to.rsplit('/').next().expect("a number").to_owned();
    let address = format!("/office/remedies/{number}");
    let mut reply = form(Verb::Reply);
    reply.push(("version", version(&office, &number).await.to_string()));
    assert_eq!(
        office.post(Role::Clerk, &format!("{address}/reply"), &reply).await.status,
        StatusCode::SEE_OTHER
    );
    let find = async |typed: &str| {
        office.post(Role::Reviewer, "/office/search", &[("q", typed.to_owned())]).await.text
    };
    for (typed, by) in [
        (number.to_lowercase().as_str(), "案件编号"),
        ("申请人 甲", "申请人或者原告"),
        ("示政复〔2026〕7号", "文字"),
        ("送达 回证", "文字"),
    ] {
        let page = find(typed).await;
        assert!(page.contains(&format!("<a href=\"{address}\">{number}</a>")), "{typed}: {page}");
        assert!(page.contains(&format!("<td data-label=\"符合\">{by}</td>")), "{typed}: {page}");
        assert!(page.contains("行政复议") && page.contains("申请人甲"), "{typed}: {page}");
    }
    assert!(find("送达回证").await.contains("<mark>送达回证</mark>"));
    for nothing in ["申请人", "人甲", "R2026-9"] {
        assert!(find(nothing).await.contains("没有找到"), "{nothing}");
    }
}
