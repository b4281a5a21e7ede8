//! What must be there before a publication goes on (关口): not one of them can be passed by habit.
//! 《条例》第17条; 国办发〔2016〕80号; 国办发〔2018〕37号

use jiff::civil::Date;

use super::basis::Circular;
use super::card::Attribute;
use super::commentary::Heard;
use super::item::Publication;
use super::kind::Kind;
use super::rule::{Stage, Verb};

/// A condition of going on, met or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What is asked for.
    pub zh: &'static str,
    /// What is there, or what is missing, in Chinese.
    pub said: String,
    /// Whether it is met.
    pub is_met: bool,
    /// The rule it comes from.
    pub basis: &'static str,
}

/// A publication that interprets this one, as far as the gates ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// Whether citizens see it.
    pub is_public: bool,
    /// What its card still lacks, the checklist among it.
    pub lacks: Vec<String>,
}

const POLICY: &str = Circular::Policy.number();
const NORMATIVE: &str = Circular::Normative.number();

impl Publication {
    /// The gates before a verb, in the order they are passed; none where the verb has none.
    pub fn gates(&self, verb: Verb, companions: &[Companion], today: Date) -> Vec<Gate> {
        match verb {
            Verb::Sign | Verb::Publish if self.draft.card.kind == Kind::Commentary => {
                vec![self.comments_in_time(today)]
            }
            Verb::Submit => self.before_review(companions, today),
            Verb::Sign if self.is_interpretation() => {
                let mut gates = vec![Self::follows(companions, "随所解读的文件签发", |one| {
                    one.is_public || one.stage == Stage::AwaitingPublication
                })];
                gates.extend(self.taken_down());
                gates
            }
            Verb::Publish if self.is_interpretation() => {
                vec![Self::follows(companions, "随所解读的文件发布", |one| one.is_public)]
            }
            Verb::Sign => {
                let mut gates = self.before_signature(companions);
                gates.extend(self.taken_down());
                gates
            }
            Verb::Publish => self.before_publication(companions),
            _ => Vec::new(),
        }
    }

    fn before_review(&self, companions: &[Companion], today: Date) -> Vec<Gate> {
        let card = &self.draft.card;
        let faults: Vec<_> =
            card.impossible(today).into_iter().chain(card.missing()).map(|fault| fault.message).collect();
        let mut gates = vec![Gate {
            zh: "元数据完整",
            is_met: faults.is_empty(),
            said: if faults.is_empty() { "完整".into() } else { faults.join("；") },
            basis: "《条例》第12条",
        }];
        gates.extend(self.revised());
        gates.extend(self.taken_down());
        // What another site published had been made by then: only what is made here is made by these gates.
        if card.kind.is_normative() && self.origin.is_none() {
            gates.extend(self.normative());
        }
        if self.is_to_be_interpreted() {
            gates.push(self.interpreted(companions));
        }
        gates
    }

    /// What replaces something public says what changed and what becomes of the editions before it.
    fn revised(&self) -> Option<Gate> {
        self.public.as_ref()?;
        let revision = self.draft.card.revision.as_ref().filter(|one| !one.said.trim().is_empty());
        Some(Gate {
            zh: "修改说明",
            is_met: revision.is_some(),
            said: revision.map_or_else(
                || "请在修改页写明修改了什么，以前的版本是否仍可查阅".to_owned(),
                |one| format!("{}；以前的版本{}", one.said, one.earlier.zh()),
            ),
            basis: "《条例》第26条",
        })
    }

    /// What is public does not become withheld behind everybody's back: it is taken down, with its notice.
    fn taken_down(&self) -> Option<Gate> {
        self.visible()?;
        let is_withheld = self.draft.card.attribute.is_some_and(|one| one != Attribute::Proactive);
        is_withheld.then(|| Gate {
            zh: "公开的信息先撤下",
            is_met: false,
            said: "这条信息已经公开，不再主动公开的应当撤下，并写明撤下公告".to_owned(),
            basis: "《条例》第13条",
        })
    }

    fn normative(&self) -> [Gate; 4] {
        let gate = |zh, found: Result<String, String>| Gate {
            zh,
            is_met: found.is_ok(),
            said: found.unwrap_or_else(|missing| missing),
            basis: NORMATIVE,
        };
        let comments = match &self.heard {
            None => Err("没有公开征求意见，或者结果没有公布".into()),
            Some(Heard { place, from, until, tally, shortened, .. }) => {
                let why = if shortened.is_empty() {
                    String::new()
                } else {
                    format!("；缩短期限：{shortened}")
                };
                Ok(format!("{place}，{from}至{until}：{}{why}", tally.zh()))
            }
        };
        // What was reviewed or deliberated on may have been mended since: whoever signs is told.
        let since = |body: &Option<String>| match body {
            Some(body) if *body != self.draft.body => "（此后正文有改动）",
            _ => "",
        };
        let legality = self
            .legality
            .as_ref()
            .map(|(by, on)| format!("{on}，{by}{}", since(&self.legality_body)))
            .ok_or("没有通过合法性审核");
        let deliberated = self
            .deliberation
            .as_ref()
            .map(|one| format!("{}，{}{}", one.held_on, one.meeting, since(&self.deliberation_body)))
            .ok_or("没有集体审议");
        let numbered = self.registration.clone().ok_or("没有统一登记编号");
        [
            gate("公开征求意见", comments),
            gate("合法性审核", legality.map_err(str::to_owned)),
            gate("集体审议", deliberated.map_err(str::to_owned)),
            gate("统一登记编号", numbered.map_err(str::to_owned)),
        ]
    }

    /// The public has the time it must have, from the day it sees the draft on.
    fn comments_in_time(&self, today: Date) -> Gate {
        let commentary = self.draft.card.commentary.as_ref();
        let shown_on = self.public.as_ref().map_or(today, |public| public.first_at.date());
        let days = commentary.and_then(|one| Some((one, one.from?, one.until?)));
        let found = match days {
            None => Err("没有写明起止日期".to_owned()),
            Some((_, _, until)) if self.public.is_none() && until < today => {
                Err(format!("截止日期 {until} 已过"))
            }
            Some((one, from, until)) => match one.too_short(from.max(shown_on)) {
                Some(fault) => Err(fault),
                None => Ok(format!("{}至{until}，最短{}", from.max(shown_on), one.least.zh())),
            },
        };
        Gate {
            zh: "征求意见期限",
            is_met: found.is_ok(),
            said: found.unwrap_or_else(|fault| fault),
            basis: NORMATIVE,
        }
    }

    /// 不解读不运转，不达标不运转
    fn interpreted(&self, companions: &[Companion]) -> Gate {
        // What was given up or taken down interprets nothing.
        let companions: Vec<_> = companions.iter().filter(|one| one.stage.is_alive()).collect();
        let found = match (&self.exemption, companions.as_slice()) {
            (Some((by, reason)), _) => Ok(format!("{by}批准免于解读：{reason}")),
            (None, []) => Err("没有解读材料，也没有批准免于解读".to_owned()),
            (None, companions) => {
                let lacking: Vec<_> = companions.iter().filter(|one| !one.lacks.is_empty()).collect();
                if lacking.len() < companions.len() {
                    let done = companions.iter().filter(|one| one.lacks.is_empty());
                    Ok(done.map(|one| one.title.as_str()).collect::<Vec<_>>().join("；"))
                } else {
                    let told = lacking.iter().map(|one| format!("{}：{}", one.title, one.lacks.join("；")));
                    Err(told.collect::<Vec<_>>().join("；"))
                }
            }
        };
        Gate {
            zh: "解读材料达标",
            is_met: found.is_ok(),
            said: found.unwrap_or_else(|missing| missing),
            basis: POLICY,
        }
    }

    /// 三同步: what interprets a policy is signed together with it, so it has passed its own review by then.
    fn before_signature(&self, companions: &[Companion]) -> Vec<Gate> {
        self.together(companions, "解读材料同步审签", |stage| {
            matches!(stage, Stage::AwaitingSignature | Stage::AwaitingPublication | Stage::Published)
        })
    }

    /// 三同步: it goes out together with it.
    fn before_publication(&self, companions: &[Companion]) -> Vec<Gate> {
        self.together(companions, "解读材料同步发布", |stage| {
            matches!(stage, Stage::AwaitingPublication | Stage::Published)
        })
    }

    fn together(&self, companions: &[Companion], zh: &'static str, fits: fn(Stage) -> bool) -> Vec<Gate> {
        if !self.is_to_be_interpreted() || self.exemption.is_some() {
            return Vec::new();
        }
        let (ready, late): (Vec<_>, Vec<_>) = companions.iter().partition(|one| fits(one.stage));
        let told = |list: &[&Companion]| {
            let each = list.iter().map(|one| format!("{}：{}", one.title, one.stage.zh()));
            each.collect::<Vec<_>>().join("；")
        };
        let said = match (ready.as_slice(), late.as_slice()) {
            ([], []) => "没有解读材料".to_owned(),
            ([], late) => told(late),
            (ready, _) => told(ready),
        };
        vec![Gate { zh, is_met: !ready.is_empty(), said, basis: POLICY }]
    }

    /// An interpretation does not come before what it interprets.
    fn follows(interpreted: &[Companion], zh: &'static str, fits: fn(&Companion) -> bool) -> Gate {
        let early: Vec<_> = interpreted.iter().filter(|one| !fits(one)).collect();
        let told = early.iter().map(|one| format!("{}：{}", one.title, one.stage.zh()));
        let said = if interpreted.is_empty() {
            "没有找到所解读的文件".to_owned()
        } else if early.is_empty() {
            "所解读的文件已经先行".to_owned()
        } else {
            told.collect::<Vec<_>>().join("；")
        };
        Gate { zh, is_met: !interpreted.is_empty() && early.is_empty(), said, basis: POLICY }
    }

    /// What is kept back needs no interpretation; what another site had published went out without being asked.
    fn is_to_be_interpreted(&self) -> bool {
        let card = &self.draft.card;
        card.kind.needs_interpretation()
            && self.origin.is_none()
            && !matches!(card.attribute, Some(Attribute::OnApplication | Attribute::Withheld))
    }

    /// Whether it interprets something.
    pub fn is_interpretation(&self) -> bool {
        self.draft.card.kind == Kind::Interpretation
    }
}
