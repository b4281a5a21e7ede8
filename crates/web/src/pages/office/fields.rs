//! What each verb asks for, and the act it becomes: one table for every form of the procedure.

use jiff::civil::{Date, DateTime};
use office::applications::{FILE_LIMIT, Ordinal, is_readable};
use serde_json::{Map, Value};
use statute::clock::EXTENSION_WORKDAYS;
use statute::fee::{self, Tariff};
use statute::letters::{Fact, FactSource, LetterForm};
use statute::procedure::{Act, Application, Decision, FeeNotice, Inquiry, Opinion, Service, Verb};
use statute::registers::ConsultationKind;

use super::draft;
use crate::layout::Typed;

/// The longest line and the longest text, in characters.
const LINE: usize = 200;
const TEXT: usize = 5000;
/// What a file may be.
pub(super) const SCANS: &str = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx";

/// Value and label.
pub(crate) type Choice = (String, String);

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One line; sealed.
    Line,
    /// Several lines; sealed.
    Text,
    /// A number or code of the act itself.
    Code,
    /// Several lines that are no part of this application.
    Lines,
    /// A day.
    Day,
    /// A day and an hour.
    Moment,
    /// A whole number.
    Count,
    /// One of these.
    One(Vec<Choice>),
    /// Any of these.
    Many(Vec<Choice>),
    /// Each of these, ticked one by one.
    Every(Vec<Choice>),
    /// One outcome, by the five steps.
    Outcome,
    /// Files; sealed.
    Files,
    /// No field: the button that brings another block of fields.
    More,
}

/// A field of a verb's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) kind: Kind,
    pub(super) is_required: bool,
    pub(super) hint: &'static str,
    /// Whether what is typed goes sealed beside the act.
    pub(super) is_sealed: bool,
    /// The first and the last day that a day may be.
    pub(super) range: Option<(Date, Date)>,
    /// What is said where it is empty; by its label where nothing is.
    pub(super) asking: &'static str,
    /// The ground whose block it stands in, from 1; 0 where in none.
    pub(super) ground: usize,
    /// What that block is called: messages begin with it.
    pub(super) place: String,
}

pub(super) fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    let is_sealed = matches!(kind, Kind::Line | Kind::Text);
    let place = String::new();
    let range = None;
    Field { name, label, kind, is_required: false, hint: "", is_sealed, range, asking: "", ground: 0, place }
}

impl Field {
    pub(super) fn needed(mut self) -> Self {
        self.is_required = true;
        self
    }

    pub(super) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    pub(super) fn sealed(mut self) -> Self {
        self.is_sealed = true;
        self
    }

    pub(super) fn asking(mut self, sentence: &'static str) -> Self {
        self.asking = sentence;
        self
    }

    /// Adds a message at the field.
    fn refuse(&self, form: &mut Typed, message: &str) {
        let place = if self.place.is_empty() { String::new() } else { format!("{}：", self.place) };
        form.refuse(self.name, place + message);
    }

    /// What is said where it is empty.
    fn empty(&self) -> String {
        let is_choice = matches!(self.kind, Kind::One(_) | Kind::Many(_) | Kind::Every(_) | Kind::Outcome);
        match self.asking {
            "" => format!("请{}{}", if is_choice { "选择" } else { "填写" }, self.label),
            asking => asking.to_owned(),
        }
    }

    /// What is wrong with what was typed into it.
    fn fault(&self, form: &Typed) -> Option<String> {
        let (name, label) = (self.name, self.label);
        let value = form.value(name);
        let length = value.chars().count();
        let longest = |limit| (length > limit).then(|| format!("{label}最多{limit}字，现有{length}字"));
        let again = || Some(format!("请重新选择{label}"));
        match &self.kind {
            _ if !is_readable(value) => Some(format!("{label}含有不能识别的字符")),
            Kind::Line | Kind::Code => longest(LINE),
            Kind::Text | Kind::Lines => longest(TEXT),
            Kind::Day if value.parse::<Date>().is_err() => {
                Some(format!("{label}应为存在的日期，如 2026-03-02"))
            }
            Kind::Moment if value.parse::<DateTime>().is_err() => {
                Some(format!("{label}应为存在的日期和时刻，如 2026-03-02T09:00"))
            }
            Kind::Count if value.parse::<u32>().is_err() => Some(format!("{label}应为整数")),
            Kind::One(choices) | Kind::Many(choices) => {
                let known = |value: &str| choices.iter().any(|(choice, _)| choice == value);
                if form.values(name).all(known) { None } else { again() }
            }
            Kind::Every(choices) => {
                let lacks =
                    choices.iter().filter(|(choice, _)| form.values(name).all(|value| value != choice));
                let lacks: Vec<_> = lacks.map(|(_, label)| label.as_str()).collect();
                (!lacks.is_empty()).then(|| format!("{label}还缺：{}", lacks.join("、")))
            }
            Kind::Outcome if draft::outcome(value).is_none() => again(),
            Kind::Day | Kind::Moment | Kind::Count | Kind::Outcome | Kind::Files | Kind::More => None,
        }
    }
}

/// The label of a sealed field of a verb's form, for the history. A name that the form does not have is that of a fact,
/// or of a field that another form has.
pub(super) fn label(verb: Verb, name: &str) -> Option<String> {
    if let Some(label) = draft::label(name).filter(|_| verb == Verb::Draft) {
        return Some(label);
    }
    let letter = Some(LetterForm::PartlyGranted);
    let nobody = Context { application: None, handlers: &[], days: None, letter, grounds: Vec::new() };
    let others = Verb::ALL.into_iter().filter(|other| *other != verb);
    let mut fields = std::iter::once(verb).chain(others).flat_map(|verb| fields(verb, &nobody));
    let known = fields.find(|field| field.name == name && field.is_sealed).map(|field| field.label);
    let earlier = match name {
        "earlier_number" => Some(Fact::EarlierNumber.zh()),
        "earlier_on" => Some(Fact::EarlierAnsweredOn.zh()),
        _ => None,
    };
    known.or(earlier).or_else(|| Fact::from_name(name).map(Fact::zh)).map(str::to_owned)
}

/// What the choices of a form come from.
pub(super) struct Context<'a> {
    /// The application; none where only names are asked.
    pub(super) application: Option<&'a Application>,
    /// Accounts that can be assigned to, with what they are called.
    pub(super) handlers: &'a [Choice],
    /// The first day on which it can have been done, and today.
    pub(super) days: Option<(Date, Date)>,
    /// The letter a draft was begun as.
    pub(super) letter: Option<LetterForm>,
    /// Its grounds beside the outcome, block by block, as far as they are chosen.
    pub(super) grounds: Vec<Option<LetterForm>>,
}

pub(super) fn choice(value: &str, label: &str) -> Choice {
    (value.to_owned(), label.to_owned())
}

impl Context<'_> {
    /// Whether a third party objected and the letter may give what it objected to. 《条例》第32条
    pub(super) fn may_overrule(&self, letter: LetterForm) -> bool {
        let Some(leaf) = letter.leaf() else { return false };
        let decision = Decision::of(leaf);
        self.application.is_some_and(|application| application.overruled(&decision).next().is_some())
    }

    fn inquiries(&self, is: fn(&Inquiry) -> bool) -> Kind {
        let open = self.application.into_iter().flat_map(Application::open_inquiries);
        let named = |one: &Inquiry| {
            (one.id.clone(), format!("第{}次，{}，{}发出", one.id, one.kind.zh(), one.sent_on))
        };
        Kind::One(open.filter(|one| is(one)).map(named).collect())
    }
}

/// The fields of a verb, in the order of its form.
pub(super) fn fields(verb: Verb, context: &Context<'_>) -> Vec<Field> {
    use Kind::{Code, Count, Day, Files, Line, Lines, One, Text};
    let note = || field("note", "说明", Text);
    let files = |label| field("files", label, Files);
    let on = |hint| {
        let label = verb.day_zh().expect("it is asked of verbs that have a day");
        Field { range: context.days, ..field("on", label, Day).hint(hint) }
    };
    let reply_by = || {
        field("reply_by", "给申请人的期限", Day)
            .needed()
            .hint("期限的最后一日，应晚于今天，给申请人留出合理时间。")
    };
    match verb {
        Verb::Confirm => vec![
            on("与申请人确认的当日，为收到申请之日（《条例》第31条）；不填的为今天。"),
            field("late_reason", "确认日期早于今天的原因", Line)
                .hint("早于今天的必填，如：昨日下班后电话确认，今日登记；留在案卷中。"),
            note().hint("与谁、以什么方式确认。"),
        ],
        Verb::Assign => vec![field("to", "承办人", One(context.handlers.to_vec())).needed(), note()],
        Verb::Return | Verb::SendBack | Verb::RefuseExtension => vec![field("note", "理由", Text).needed()],
        Verb::AskSupplement => vec![
            field("defects", "需要补正的内容", Text)
                .needed()
                .hint("每行一项，一次写全（《条例》第30条）；写入补正告知书。"),
            field("guidance", "怎样补正", Text).needed().hint("每行一项，与上面逐项对应。"),
            reply_by(),
            note(),
        ],
        Verb::Supplement => vec![field("content", "补正的内容", Text).needed(), files("补正材料"), note()],
        Verb::SendConsultation => vec![
            field(
                "kind",
                "征求谁的意见",
                One(ConsultationKind::ALL.map(|kind| choice(kind.zh(), kind.zh())).into()),
            )
            .needed(),
            field("party", "被征求意见一方的姓名或者名称", Line).needed().hint("征求意见书的收件人。"),
            field("party_kind", "该方是", One(vec![choice("单位", "单位"), choice("个人", "个人")]))
                .sealed()
                .hint("不选的，按单位称呼。"),
            field("party_contact", "联系方式", Line),
            field("question", "征求意见的信息", Text).needed().hint("信息名称、文号和要点，不写申请人。"),
            fact_field(Fact::Interest, false)
                .expect("it is a choice")
                .hint("征求第三方意见的必选（《条例》第32条）。"),
            files("附送的材料"),
            note(),
        ],
        Verb::ServeConsultation => vec![
            field("id", "哪一次", context.inquiries(|one| one.served_on.is_none())).needed(),
            field("evidence", "送达凭证", Line),
            note(),
        ],
        Verb::CloseConsultation => vec![
            field("id", "哪一次", context.inquiries(|_| true)).needed(),
            field("opinion", "结果", One(Opinion::ALL.map(|one| choice(one.code(), one.zh())).into()))
                .needed(),
            field("reply", "答复的内容和理由", Text),
            files("书面意见"),
            note(),
        ],
        Verb::AskExtension => vec![
            field("workdays", "延长的工作日数", Count)
                .needed()
                .hint("不超过20个工作日（《条例》第33条第2款）。"),
            field("reason", "延长的理由", Text)
                .needed()
                .hint("写入延期答复告知书：因……，不能在原答复期限内作出答复。"),
        ],
        Verb::ApproveExtension => {
            vec![field("workdays", "批准延长的工作日数", Count).needed(), note()]
        }
        Verb::AskReasons => {
            let hint = "写入说明理由通知书，如：您自今年1月以来已提出申请46件，其中31件内容相同或者相似。";
            vec![
                field("excess", "数量、频次明显超过合理范围的事实", Text).needed().hint(hint),
                reply_by(),
                note(),
            ]
        }
        Verb::GiveReasons => {
            vec![field("reason", "申请人说明的理由", Text).needed(), files("书面说明"), note()]
        }
        Verb::FixDelay => vec![
            field("until", "延迟答复到哪一日", Day).needed(),
            fact_field(Fact::ReasonsJudgement, true).expect("it is in words"),
            note(),
        ],
        Verb::NotifyFee => vec![
            field("tariff", "收费方式", One(vec![choice("items", "按件计收"), choice("pages", "按量计收")]))
                .needed(),
            field("n", "本月累计件数，或者本件页数", Count)
                .needed()
                .hint("按件计收的可以不填，以登记簿为准。金额由系统按标准计算。"),
            field("after", "其中本件之前已计的件数", Count).hint("只用于按件计收；可以不填，以登记簿为准。"),
            fact_field(Fact::FeeExcess, true).expect("it is in words"),
            fact_field(Fact::FeePayment, true).expect("it is in words"),
            note(),
        ],
        Verb::PayFee => vec![field("evidence", "票据号或者缴款凭证", Line).needed(), note()],
        Verb::RecordSearch => vec![
            field("searcher", "检索人", Line).needed(),
            field("places", "检索的库、档案和科室", Text).needed(),
            field("words", "检索词", Line).needed(),
            field("searched_on", "检索日期和资料的起止时间", Line).needed(),
            field("result", "结果", Text).needed(),
        ],
        Verb::RecordTransfer => {
            vec![field("agency", "告知或者转送的机关及其联系方式", Line).needed(), note()]
        }
        Verb::Split => vec![
            field("parts", "拆分成的各件申请内容", Lines).needed().hint(
                "每行一件，至少两件，合起来是原申请的全部内容。各件分别编号、计数、答复，收到日期、期限、申请人和渠道不变；原申请随之办结，不再计数。",
            ),
            note(),
        ],
        Verb::Join => vec![field("into", "并入哪一件申请（编号）", Code).needed(), note()],
        Verb::Draft => draft::fields(context),
        Verb::Serve => {
            let way = One(Service::ALL.map(|way| choice(way.code(), way.zh())).into());
            let mut fields = vec![
                field("way", "送达方式", way).needed(),
                on(
                    "邮寄的为交邮之日（国办公开办函〔2016〕235号），当面领取的为签收之日，网上下载、电子邮件的为发出之日，公告的为发布之日；答复是否按期、救济期限都按此日计算。不填的为今天。",
                ),
            ];
            if context.application.is_none_or(|application| application.unserved.is_some()) {
                fields.push(
                    field("email", "更正后的电子邮箱", Line)
                        .hint("申请人另外提供了电子邮箱的填写；不填的，用申请表上的。"),
                );
            }
            fields.extend([
                field("evidence", "送达凭证（邮件号、签收人等）", Line).hint(
                    "电子邮件不由本系统发出的，写明何时从哪个邮箱发出，或者上传凭证；公告的，写明发布的位置。",
                ),
                files("送达凭证扫描件"),
                note(),
            ]);
            fields
        }
        Verb::FailService => vec![
            on("邮件退回或者拒收之日；不填的为今天。"),
            field("reason", "没有送到的情况和凭证", Text)
                .needed()
                .hint("如查无此人、逾期未领、邮件服务器拒收；写明退件上的记载。"),
            files("退件、退信等凭证"),
        ],
        Verb::IssueQueryCode => vec![
            field("identity_check", "怎样核对申请人身份", Text)
                .needed()
                .hint("如：当面出示居民身份证；拨打登记的联系电话核对。不写证件号码。"),
            field("reason", "换发的原因", Text)
                .needed()
                .hint("如：回执遗失。换发后原查询码立即失效，新的查询码只显示一次，不写入案卷。"),
        ],
        Verb::Withdraw => vec![field("reason", "申请人撤回的方式和理由", Text).needed(), files("书面材料")],
        // What the result of a case writes; no officer has this form.
        Verb::Reopen => vec![field("decision", "复议决定书或者判决书", Text)],
        Verb::Accept | Verb::Approve | Verb::Sign | Verb::LapseSupplement | Verb::LapseFee => vec![note()],
    }
}

/// What the officer states; what is on record or the law's own words is not asked for.
pub(super) fn fact_field(fact: Fact, is_required: bool) -> Option<Field> {
    let kind = match fact.source() {
        FactSource::Words => Kind::Text,
        FactSource::Choice => Kind::Many(fact.choices().iter().map(|word| choice(word, word)).collect()),
        FactSource::Confirmed => Kind::Many(vec![choice("yes", "是")]),
        FactSource::Record | FactSource::Law => return None,
    };
    let field = Field { is_required, ..field(fact.name(), fact.zh(), kind) };
    Some(field.hint(fact.hint()).sealed())
}

/// Looks at every field of a form; what is wrong stands at its field.
pub(super) fn check(form: &mut Typed, fields: &[Field], has_files: bool) {
    form.in_order(fields.iter().map(|field| field.name));
    let is_draft = fields.iter().any(|field| field.kind == Kind::Outcome);
    if let Some(letter) = draft::chosen(form).filter(|_| is_draft) {
        draft::check_groups(form, letter);
    }
    let asks_third_party = form.value("kind") == ConsultationKind::ThirdParty.zh();
    if asks_third_party && fields.iter().any(|field| field.name == "question") {
        form.require(Fact::Interest.name(), "请选择涉及的第三方权益");
    }
    for field in fields.iter().filter(|field| field.kind != Kind::More) {
        let is_empty = if field.kind == Kind::Files { !has_files } else { form.value(field.name).is_empty() };
        let fault = if is_empty { field.is_required.then(|| field.empty()) } else { field.fault(form) };
        if let Some(fault) = fault {
            field.refuse(form, &fault);
        }
    }
}

/// What was written, by field, to be sealed beside the act.
pub(super) fn texts(form: &Typed, fields: &[Field]) -> Map<String, Value> {
    let written = fields.iter().filter(|field| field.is_sealed && !form.value(field.name).is_empty());
    let value = |field: &Field| match field.kind {
        Kind::Many(_) => form.values(field.name).collect::<Vec<_>>().join("、"),
        _ => form.value(field.name).to_owned(),
    };
    written.map(|field| (field.name.to_owned(), value(field).into())).collect()
}

/// The act of a form that was checked; none where something is wrong, which then stands at its field. Splitting is no
/// single act, and reopening is the result of a case.
pub(super) fn act(verb: Verb, form: &mut Typed, application: &Application) -> Option<Act> {
    let day = |name: &str| form.value(name).parse::<Date>().ok();
    let count = |name: &str| form.value(name).parse::<u32>().ok();
    let id = || form.value("id").to_owned();
    Some(match verb {
        Verb::Confirm => Act::Confirmed,
        Verb::Assign => Act::Assigned { to: form.value("to").to_owned() },
        Verb::Accept => Act::Accepted,
        Verb::Return => Act::Returned,
        Verb::AskSupplement => Act::SupplementAsked { reply_by: day("reply_by")? },
        Verb::Supplement => Act::SupplementReceived,
        Verb::LapseSupplement => Act::SupplementLapsed { letter: String::new() },
        Verb::SendConsultation => {
            let kind = ConsultationKind::ALL.into_iter().find(|kind| kind.zh() == form.value("kind"))?;
            Act::ConsultationSent { id: (application.inquiries.len() + 1).to_string(), kind }
        }
        Verb::ServeConsultation => Act::ConsultationServed { id: id() },
        Verb::CloseConsultation => {
            let opinion = Opinion::ALL.into_iter().find(|one| one.code() == form.value("opinion"))?;
            Act::ConsultationClosed { id: id(), opinion }
        }
        Verb::AskExtension => Act::ExtensionAsked { workdays: count("workdays")? },
        Verb::ApproveExtension => Act::ExtensionApproved { workdays: count("workdays")? },
        Verb::RefuseExtension => Act::ExtensionRefused,
        Verb::AskReasons => Act::ReasonsAsked { reply_by: day("reply_by")? },
        Verb::GiveReasons => Act::ReasonsGiven,
        Verb::FixDelay => Act::DelayFixed { until: day("until")? },
        Verb::NotifyFee => Act::FeeNotified(fee_notice(form)?),
        Verb::PayFee => Act::FeePaid,
        Verb::LapseFee => Act::FeeLapsed { letter: String::new() },
        Verb::RecordSearch => Act::Searched,
        Verb::RecordTransfer => Act::Transferred,
        Verb::Split | Verb::Reopen => return None,
        Verb::Join => Act::Joined { into: form.value("into").to_owned() },
        Verb::Draft => Act::Drafted(draft::decision(form)?),
        Verb::Approve => Act::Approved,
        Verb::SendBack => Act::SentBack,
        Verb::Sign => Act::Signed { letter: String::new() },
        Verb::Serve => {
            Act::Served { way: Service::ALL.into_iter().find(|way| way.code() == form.value("way"))? }
        }
        Verb::FailService => Act::ServiceFailed,
        Verb::IssueQueryCode => Act::QueryCodeIssued { query_code: String::new() },
        Verb::Withdraw => Act::Withdrawn,
    })
}

/// By items, what the register says counts; who knows better says why.
pub(super) fn confirm_ordinal(form: &mut Typed, ordinal: &Ordinal) {
    if form.value("tariff") != "items" {
        return;
    }
    let (n, after) = (ordinal.n.to_string(), ordinal.after().to_string());
    if form.value("n").is_empty() && form.value("after").is_empty() {
        form.set("n", n);
        form.set("after", after);
    } else if (form.value("n") != n || form.value("after") != after) && form.value("note").is_empty() {
        let message = format!("登记簿上累计{n}件，其中此前{after}件；与此不同的，请在说明中写明原因");
        form.refuse("n", message);
    }
}

/// What the register says of the month's applications of this applicant, for who charges by items.
pub(super) fn working(ordinal: &Ordinal) -> String {
    let Ordinal { month, is_by_number, received, n } = ordinal;
    let by = if *is_by_number {
        "按证件号码或者信用代码"
    } else {
        "没有证件号码，按姓名或者名称，请核对是否同一人"
    };
    let day = |(number, on): &(String, Date)| format!("{number}（{}月{}日）", on.month(), on.day());
    let numbers: Vec<_> = received.iter().map(day).collect();
    format!(
        "登记簿（{by}）：该申请人{}年{}月共提出{}件，按收到先后为{}；本件是第{n}件，此前{}件。按件计收{}。",
        month.year(),
        month.month(),
        received.len(),
        numbers.join("、"),
        ordinal.after(),
        match fee::by_items(*n, ordinal.after()) {
            Ok(fee) if fee.total > 0 => format!("，本件{}元", fee.total),
            _ => format!("，{}件以内不收费", fee::FREE_ITEMS),
        }
    )
}

/// The fee by the tariff that was chosen; an amount is never typed.
fn fee_notice(form: &mut Typed) -> Option<FeeNotice> {
    let count = |name: &str| form.value(name).parse::<u64>().unwrap_or_default();
    let (n, after) = (count("n"), count("after"));
    let is_by_items = form.value("tariff") == "items";
    let computed = if is_by_items { fee::by_items(n, after) } else { fee::by_pages(n) };
    match computed {
        Ok(computed) => Some(FeeNotice {
            mode: if is_by_items { Tariff::Items } else { Tariff::Pages },
            n,
            after: computed.after,
            total: computed.total,
        }),
        Err(fault) => {
            form.refuse("n", fault.to_string());
            None
        }
    }
}

/// What a form starts with.
pub(super) fn start(verb: Verb, application: &Application, today: Date) -> Typed {
    let form = Typed::default();
    match verb {
        verb if verb.day_zh().is_some() => form.with("on", today.to_string()),
        Verb::ApproveExtension => {
            let asked = application.extension_asked.unwrap_or(EXTENSION_WORKDAYS);
            form.with("workdays", asked.to_string())
        }
        Verb::NotifyFee => form.with("tariff", "pages"),
        _ => form,
    }
}

/// The largest file, in bytes.
pub(super) const LARGEST: u64 = FILE_LIMIT as u64;
