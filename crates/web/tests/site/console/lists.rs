//! The work list's filters, finding, the ledger as a workbook, subordinate agencies.

use axum::http::StatusCode;
use documents::registers::read_folder;
use office::applications::{self, Deed};
use serde_json::{Map, json};
use statute::procedure::{Act, Role, Verb};
use statute::registers::{Agency, Channel};
use statute::tally::applications::part3;
use store::{Author, Draft, Fact, Texts};

use super::{Office, intake, moment, office, officer, stages};

/// Sets an agency up under another one.
pub(crate) async fn subordinate(office: &Office, id: i64, name: &str, parent: &str) {
    let agency = Agency { name: name.into(), parent: Some(parent.into()), ..Agency::default() };
    let draft = Draft {
        agency: id,
        stream: format!("agency/{id}"),
        expected: 0,
        fact: Fact::Agency { is_new: true, agency },
        texts: Texts::Nothing,
    };
    let author = Author { actor: "测试".into(), at: moment("2026-01-01T00:00:00Z") };
    drop(office.store.append(&author, [draft]).await);
}

/// Registers an application in another agency.
pub(crate) async fn registered(office: &Office, agency: i64) -> String {
    let now = moment("2026-03-13T02:00:00Z");
    let mut intake = intake(Channel::Counter, applications::day_of(now));
    intake.content = "申请人甲（电话13000000000）请求公开某项信息".into();
    let receipt = applications::register(&office.store, agency, intake, &officer(Role::Clerk), now).await;
    receipt.expect("registered").number
}

/// Numbers of the applications that a page links to.
fn linked(page: &str) -> Vec<String> {
    let start = "/office/applications/2026-";
    let links = page.split(start).skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| !link.contains('/')).map(|link| format!("2026-{link}")).collect()
}

#[tokio::test]
async fn everybody_begins_with_their_own_work() {
    let office = office().await;
    let draft = stages::application(&office, Verb::Draft).await;
    let review = stages::application(&office, Verb::Approve).await;
    let sign = stages::application(&office, Verb::Sign).await;
    let assign = stages::application(&office, Verb::Assign).await;
    let own = async |role| linked(&office.get(Some(role), "/office").await.text);
    assert_eq!(own(Role::Reviewer).await, std::slice::from_ref(&review));
    assert_eq!(own(Role::Signer).await, std::slice::from_ref(&sign));
    assert_eq!(own(Role::Clerk).await, std::slice::from_ref(&assign));
    // Whoever handles an application keeps it while it is reviewed and signed.
    let mut handled = own(Role::Handler).await;
    handled.sort();
    let mut expected = [draft, review, sign];
    expected.sort();
    assert_eq!(handled, expected);
    assert_eq!(own(Role::Supervisor).await.len(), 4, "no work of their own: everybody's");
    let page = office.get(Some(Role::Handler), "/office").await.text;
    assert!(page.contains("测试承办人") && page.contains("《条例》第33条第2款"), "titles, and why");
}

#[tokio::test]
async fn filters_stand_in_the_address_and_wrong_ones_come_back_with_a_message() {
    let office = office().await;
    for _ in 0..60 {
        office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await;
    }
    office.register(Channel::Fax, moment("2026-03-12T02:00:00Z")).await;
    let address = "/office?whose=all&view=all&channel=counter&from=2026-03-13&until=2026-03-13";
    let page = office.get(Some(Role::Clerk), address).await.text;
    assert_eq!(linked(&page).len(), 50);
    let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let next = next.expect("a next page").replace("&#38;", "&");
    assert!(next.contains("channel=counter") && next.contains("from=2026-03-13"), "{next}");
    let page = office.get(Some(Role::Clerk), &next).await.text;
    assert_eq!(linked(&page).len(), 10);
    assert!(page.contains("rel=\"prev\"") && page.contains("回到第一页"));
    let long = format!("handler={}", "%E9%95%BF".repeat(3000));
    for query in [
        "from=2026-02-30",
        "until=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "channel=pigeon",
        "stage=%27+or+%271%27%3D%271",
        "applicant=x",
        "from=2026-03-14&until=2026-03-13",
        &long,
    ] {
        let answer = office.get(Some(Role::Clerk), &format!("/office?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(answer.text.contains("有1处需要修改") && !answer.text.contains("<script>alert"), "{query}");
    }
    let odd = office.get(Some(Role::Clerk), "/office?whose=all&after=x&view=nothing").await;
    assert_eq!((odd.status, linked(&odd.text).len()), (StatusCode::OK, 50));
    let beyond = office.get(Some(Role::Clerk), "/office?whose=all&after=9999-12-31,z").await;
    assert!(beyond.text.contains("没有申请") && beyond.text.contains("回到第一页"));
}

#[tokio::test]
async fn one_box_finds_by_number_letter_name_and_text() {
    let office = office().await;
    let number = stages::application(&office, Verb::Reopen).await;
    let other = office.register(Channel::Fax, moment("2026-03-12T02:00:00Z")).await;
    let note = Deed {
        on: None,
        act: Act::Confirmed,
        version: office.version(&other).await,
        texts: Map::from_iter([("note".to_owned(), json!("电话确认，补充 ＡＢＣ 公司的材料"))]),
        files: vec![],
    };
    let now = moment("2026-03-13T02:00:00Z");
    applications::act(&office.store, 1, &other, note, &officer(Role::Clerk), now).await.unwrap();
    let find =
        async |typed: &str| office.post(Role::Reviewer, "/office/search", &[("q", typed.to_owned())]).await;
    for (typed, by, expected) in [
        (number.as_str(), "申请编号", vec![number.clone()]),
        ("2026-", "申请编号", vec![number.clone(), other.clone()]),
        ("２０２６－", "申请编号", vec![number.clone(), other.clone()]),
        ("示测公开〔2026〕1号", "文号", vec![number.clone()]),
        ("示测公开(2026)1号", "文号", vec![number.clone()]),
        (" 申请人　甲 ", "申请人", vec![number.clone(), other.clone()]),
        ("abc公司", "文字", vec![other.clone()]),
        ("技能培训 补贴", "文字", vec![number.clone(), other.clone()]),
    ] {
        let answer = find(typed).await;
        assert_eq!(answer.status, StatusCode::OK, "{typed}");
        let mut found = linked(&answer.text);
        found.sort();
        assert_eq!(found, expected, "{typed}");
        assert!(answer.text.contains(&format!("<td data-label=\"符合\">{by}</td>")), "{typed}");
    }
    assert!(find("abc公司").await.text.contains("<mark>ＡＢＣ 公司</mark>"));
    for nothing in ["培训技能", "申请人", "甲", "110101199003070000", "13000000000", "2025-", "%", "_"]
    {
        let answer = find(nothing).await;
        assert!(answer.text.contains("没有找到") && linked(&answer.text).is_empty(), "{nothing}");
    }
    for (typed, message) in [("", "请填写"), (" \u{200B} ", "请填写"), (&*"长".repeat(101), "最多100字")]
    {
        let answer = find(typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(message));
    }
    let hostile = find("\"><script>alert(1)</script>").await;
    assert!(!hostile.text.contains("<script>alert") && hostile.text.contains("没有找到"));
}

#[tokio::test]
async fn the_ledger_comes_back_in_with_the_same_table_three() {
    let office = office().await;
    for verb in Verb::ALL {
        stages::application(&office, verb).await;
    }
    let mut hostile = intake(Channel::Counter, "2026-03-13".parse().unwrap());
    hostile.content = "=HYPERLINK(\"http://example.cn\")".into();
    hostile.person.name = "+1+1".into();
    let now = moment("2026-03-13T02:00:00Z");
    applications::register(&office.store, 1, hostile, &officer(Role::Clerk), now).await.expect("registered");
    let file = office.get(Some(Role::Clerk), "/office/applications.xlsx?whose=all&view=all").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.disposition.contains(".xlsx"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("agency.toml"), "name = \"示例市测试局\"\n").unwrap();
    std::fs::write(folder.path().join("applications.xlsx"), &file.bytes).unwrap();
    let read = read_folder(folder.path()).unwrap_or_else(|bad| panic!("{bad:?}"));
    let row = office.store.agencies().await.unwrap().remove(0);
    let held = office::ledger::registers(&office.store, &row).await.unwrap();
    assert!(!held.applications.is_empty() && !held.consultations.is_empty());
    assert_eq!(part3(&read.registers.applications, 2026), part3(&held.applications, 2026));
    assert_eq!(read.registers.applications.len(), held.applications.len());
    assert_eq!(read.registers.consultations.len(), held.consultations.len());
    for known in &held.applications {
        let same =
            read.registers.applications.iter().find(|row| row.number == known.number).expect("it is there");
        let mut same = same.clone();
        same.content = None;
        assert_eq!(same, *known);
    }
    let contents: Vec<_> =
        read.registers.applications.iter().filter_map(|row| row.content.as_deref()).collect();
    assert!(contents.contains(&"=HYPERLINK(\"http://example.cn\")"), "a text stays a text");
    let names = |bytes: &[u8]| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        let mut texts = String::new();
        for index in 0..archive.len() {
            std::io::Read::read_to_string(&mut archive.by_index(index).unwrap(), &mut texts)
                .unwrap_or_default();
        }
        assert!(!texts.contains("<f>"), "no formula");
        texts.contains("申请人甲")
    };
    assert!(names(&file.bytes));
    let without = office.get(Some(Role::Supervisor), "/office/applications.xlsx?whose=all&view=all").await;
    assert!(!names(&without.bytes), "no names for whoever only supervises");
    let narrowed = office.get(Some(Role::Clerk), "/office/applications.xlsx?whose=all&channel=fax").await;
    assert!(narrowed.bytes.len() < file.bytes.len());
    let wrong = office.get(Some(Role::Clerk), "/office/applications.xlsx?from=x").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_supervisor_reads_what_is_below_and_nothing_else() {
    let office = office().await;
    subordinate(&office, 2, "示例区测试局", "示例市测试局").await;
    subordinate(&office, 3, "示例镇测试所", "示例区测试局").await;
    subordinate(&office, 4, "别处测试局", "别处人民政府").await;
    let own = office.register(Channel::Counter, moment("2026-03-13T02:00:00Z")).await;
    for agency in [2, 3, 3, 4] {
        registered(&office, agency).await;
    }
    let supervisor = Some(Role::Supervisor);
    let page = office.get(supervisor, "/office/subordinates").await.text;
    assert!(page.contains("示例区测试局") && page.contains("示例镇测试所") && !page.contains("别处测试局"));
    let sum = page.split("<tfoot>").nth(1).expect("a sum");
    let sums: Vec<&str> =
        sum.split("class=\"figure\">").skip(1).filter_map(|rest| rest.split('<').next()).take(4).collect();
    assert_eq!(
        sums,
        ["0", "3", "0", "3"],
        "overdue, open, to be confirmed, to be assigned: 2 and 3, not 1 and 4"
    );
    for agency in ["2", "3"] {
        let list = office.get(supervisor, &format!("/office/subordinates/{agency}")).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.text.contains(&format!("/office/subordinates/{agency}/applications/2026-1\"")));
        let case =
            office.get(supervisor, &format!("/office/subordinates/{agency}/applications/2026-1")).await;
        assert_eq!(case.status, StatusCode::OK);
        assert!(case.text.contains("请求公开某项信息") && case.text.contains("待分办"));
        for personal in
            ["申请人甲", "13000000000", "1101011990", "/files/", "<form method=\"post\" action=\"/office/app"]
        {
            assert!(!case.text.contains(personal), "{personal}");
        }
    }
    for address in
        ["4", "1", "99", "x", "-2", "4/applications/2026-1", "1/applications/2026-1", "2/applications/2026-2"]
    {
        let answer = office.get(supervisor, &format!("/office/subordinates/{address}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(own, "2026-1");
    let later = office.get(supervisor, "/office/subordinates/3?view=closed").await.text;
    assert!(later.contains("没有申请"));
    // What is changed is changed in the own agency only: the same number there is another application.
    let own_case = office.get(supervisor, "/office/applications/2026-2").await;
    assert_eq!(own_case.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_running_year_tells_what_blocks_its_report() {
    let office = office().await;
    office.register(Channel::OrdinaryLetter, moment("2026-03-11T02:00:00Z")).await;
    office.register(Channel::Counter, moment("2026-01-05T02:00:00Z")).await;
    let page = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    assert!(page.contains("没有与申请人确认") && page.contains("2026-1"), "{page}");
    assert!(page.contains("3月16日已超过法定期限尚未答复"), "{page}");
    assert!(!page.contains("12月31日已超过"));
    // 《条例》第35条: page and report know the same term.
    let begun = moment("2026-01-06T02:00:00Z");
    let delayed = office.register(Channel::Counter, begun).await;
    for (role, act) in stages::path(Verb::FixDelay) {
        office.does(&delayed, role, act, begun).await;
    }
    let page = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    assert!(page.contains(&format!("{delayed}（期限")), "it is overdue before: {page}");
    let until = "2026-06-30".parse().expect("a day");
    office.does(&delayed, Role::Signer, Act::DelayFixed { until }, moment("2026-01-07T02:00:00Z")).await;
    let page = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    assert!(!page.contains(&format!("{delayed}（期限")), "{page}");
    let case = office.get(Some(Role::Signer), &format!("/office/applications/{delayed}")).await.text;
    assert!(case.contains("2026-06-30"), "{case}");
    let number = stages::application(&office, Verb::CloseConsultation).await;
    let page = office.get(Some(Role::Signer), "/office/report/2026").await.text;
    assert!(!page.contains(&format!("{number}（期限")), "a consultation holds the term");
}

/// Whoever reads applications sees in the list what is asked and by whom; a superior sees neither.
#[tokio::test]
async fn the_list_tells_what_is_asked_and_by_whom() {
    let office = office().await;
    let now = moment("2026-03-13T02:00:00Z");
    let mut asked = intake(Channel::Counter, applications::day_of(now));
    asked.content = format!("申请公开\n{}，证件号码110101199003070000", "某项目批复文件".repeat(6));
    applications::register(&office.store, 1, asked, &officer(Role::Clerk), now).await.expect("registered");
    let page = office.get(Some(Role::Clerk), "/office?whose=all").await;
    let subject = format!("申请公开 {}…", "某项目批复文件".repeat(5));
    assert!(page.text.contains(&subject) && page.text.contains("申请人甲，自然人"), "{}", page.text);
    assert!(!page.text.contains("1101011990"), "no identity number");
    assert_eq!(page.caching, "no-store");
    let found = office.post(Role::Reviewer, "/office/search", &[("q", "2026-1".to_owned())]).await.text;
    assert!(found.contains(&subject) && found.contains("申请人甲"), "{found}");
    for role in [Role::SystemAdministrator, Role::AuditAdministrator, Role::SecrecyReviewer] {
        let page = office.get(Some(role), "/office?whose=all").await.text;
        assert!(!page.contains("某项目") && !page.contains("申请人甲"), "{role:?}");
    }
    subordinate(&office, 2, "示例区测试局", "示例市测试局").await;
    registered(&office, 2).await;
    let page = office.get(Some(Role::Supervisor), "/office/subordinates/2").await.text;
    assert_eq!(page.matches("<tr><th scope=\"row\" data-label=\"编号\">").count(), 1, "{page}");
    assert!(!page.contains("申请人甲") && !page.contains("某项信息") && page.contains("自然人"), "{page}");
}
