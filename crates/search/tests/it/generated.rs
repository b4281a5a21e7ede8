//! Policy texts of invented agencies, made by rule out of word tables: the same number always makes the same item.

#![allow(dead_code, reason = "the benchmark uses other parts of it than the tests do")]

use jiff::civil::DateTime;
use search::Item;

pub(crate) const PLACES: [&str; 9] =
    ["青岚市", "北苑区", "河湾区", "松岭县", "云澜县", "东堤区", "南屏县", "石渡县", "望川区"];

/// Department, its code in document numbers, the theme of its texts.
const DEPARTMENTS: [(&str, &str, &str); 13] = [
    ("人力资源和社会保障局", "人社", "劳动、人事、监察/劳动就业"),
    ("财政局", "财", "财政、金融、审计/财政"),
    ("教育和体育局", "教体", "科技、教育/教育"),
    ("民政局", "民", "民政、扶贫、救灾/社会福利"),
    ("农业农村局", "农", "农业、林业、水利/农业、畜牧业、渔业"),
    ("住房和城乡建设局", "建", "城乡建设、环境保护/城乡建设（含住房）"),
    ("卫生健康局", "卫", "卫生、体育/卫生"),
    ("交通运输局", "交", "工业、交通/公路"),
    ("市场监督管理局", "市监", "市场监管、安全生产监管/工商"),
    ("应急管理局", "应急", "市场监管、安全生产监管/安全生产监管"),
    ("生态环境局", "环", "城乡建设、环境保护/环境监测、保护与治理"),
    ("文化和旅游局", "文旅", "文化、广电、新闻出版/文化"),
    ("医疗保障局", "医保", "劳动、人事、监察/社会保障"),
];

/// Signs of places in document numbers, in the order of `PLACES`.
const CODES: [&str; 9] = ["青", "北", "河", "松", "云", "东", "南", "石", "望"];

/// Subjects that every place has, year after year: department and subject.
pub(crate) const SUBJECTS: [(usize, &str); 52] = [
    (0, "创业担保贷款"),
    (0, "职业技能培训补贴"),
    (0, "就业见习"),
    (0, "公益性岗位开发"),
    (0, "劳动合同备案"),
    (0, "社会保险费征缴"),
    (0, "最低工资标准"),
    (0, "劳动人事争议调解"),
    (0, "就业困难人员认定"),
    (0, "养老保险待遇调整"),
    (1, "部门预算编制"),
    (1, "国有资产清查"),
    (1, "专项资金绩效评价"),
    (1, "非税收入收缴"),
    (2, "中小学招生"),
    (2, "教师资格认定"),
    (2, "学生资助"),
    (2, "学前教育普惠"),
    (2, "体育场馆开放"),
    (3, "特困人员供养"),
    (3, "养老机构等级评定"),
    (3, "社会组织年检"),
    (3, "残疾人两项补贴"),
    (4, "耕地地力保护补贴"),
    (4, "农村户用厕所改造"),
    (4, "农民合作社示范"),
    (4, "动物疫病防控"),
    (5, "老旧小区改造"),
    (5, "建筑工地扬尘治理"),
    (5, "城镇棚户区改造"),
    (5, "房屋租赁备案"),
    (6, "家庭医生签约"),
    (6, "职业病防治"),
    (6, "基层医疗机构评审"),
    (6, "献血表彰"),
    (7, "农村公路养护"),
    (7, "道路运输企业考核"),
    (7, "公交线网优化"),
    (8, "食品安全抽检"),
    (8, "企业年报公示"),
    (8, "特种设备检查"),
    (8, "质量奖评选"),
    (9, "安全生产大检查"),
    (9, "防汛值守"),
    (9, "应急预案演练"),
    (10, "污水管网排查"),
    (10, "土壤污染防治"),
    (10, "排放清单编制"),
    (11, "旅游民宿评定"),
    (11, "文物安全巡查"),
    (12, "居民医疗保险缴费"),
    (12, "药品集中采购"),
];

const GENRES: [&str; 6] = ["实施办法", "实施细则", "工作方案", "管理规定", "指导意见", "若干措施"];

const PARTICULAR: &str = include_str!("../data/particular.tsv");

/// Numbers that follow from one another.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    pub(crate) fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

/// A particular policy of `data/particular.tsv`.
struct Particular {
    department: usize,
    subject: &'static str,
    kind: &'static str,
    genre: &'static str,
    year: i16,
    says: &'static str,
    attachment: (&'static str, &'static str),
}

fn particular() -> Vec<Particular> {
    let rows = PARTICULAR.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [department, subject, kind, genre, year, says, name, text] = cells[..] else { panic!("{line}") };
        Particular {
            department: department.parse().expect("a number"),
            subject,
            kind,
            genre,
            year: year.parse().expect("a year"),
            says,
            attachment: (name, text),
        }
    })
    .collect()
}

/// What items are made from.
pub(crate) struct Generated(Vec<Particular>);

impl Generated {
    pub(crate) fn new() -> Self {
        Self(particular())
    }

    /// Item `number` of `count`. The particular policies are spread among those that every place has.
    pub(crate) fn item(&self, number: u64, count: u64) -> Item {
        let spread = (count / self.0.len() as u64).max(1);
        let row = self.0.get((number / spread) as usize).filter(|_| number % spread == spread / 2);
        item(number, row, &self.0)
    }
}

/// `count` items.
pub(crate) fn items(count: u64) -> Vec<Item> {
    let generated = Generated::new();
    (0..count).map(|number| generated.item(number, count)).collect()
}

fn item(number: u64, row: Option<&Particular>, all: &[Particular]) -> Item {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66);
    for _ in 0..3 {
        dice.roll(2);
    }
    let place = if row.is_some() { 0 } else { dice.roll(PLACES.len()) };
    let (department, subject) =
        row.map_or_else(|| SUBJECTS[dice.roll(SUBJECTS.len())], |row| (row.department, row.subject));
    let (office, code, theme) = DEPARTMENTS[department];
    let agency = format!("{}{office}", PLACES[place]);
    let year = row.map_or_else(|| 2016 + dice.roll(10) as i16, |row| row.year);
    let (kind, genre) = row.map_or_else(
        || (dice.one(&["normative", "notice", "interpretation", "guide", "plan"]), dice.one(&GENRES)),
        |row| (row.kind, row.genre),
    );
    let title = match (row, kind) {
        (Some(_), "guide") => format!("{subject}办事指南"),
        (Some(_), _) => format!("{agency}关于{subject}的{genre}"),
        (None, "guide") => format!("{}{subject}办事指南（{year}年版）", PLACES[place]),
        (None, "interpretation") => format!("《{}{subject}{genre}》政策解读", PLACES[place]),
        (None, "notice") => format!("{agency}关于做好{year}年{subject}工作的通知"),
        (None, _) => format!("关于印发《{}{subject}{genre}》的通知", PLACES[place]),
    };
    let serial = 1 + dice.roll(120);
    let has_number = matches!(kind, "normative" | "notice" | "plan");
    let validity =
        if kind == "normative" { dice.one(&["in_force", "in_force", "expired", "repealed"]) } else { "" };
    let mut attachments = Vec::new();
    if let Some(row) = row.filter(|row| !row.attachment.0.is_empty()) {
        attachments.push((row.attachment.0.to_owned(), row.attachment.1.to_owned()));
    } else if dice.roll(4) == 0 {
        attachments
            .push((format!("{subject}申请表.docx"), "姓名 单位 联系电话 申请事由 审核意见".to_owned()));
    }
    Item {
        id: number + 1000,
        number: format!("G{number:06}"),
        state: String::new(),
        document_number: if has_number {
            format!("{}{code}发〔{year}〕{serial}号", CODES[place])
        } else {
            String::new()
        },
        index_number: format!("1137{department:02}99MB{place:08}/{year}-{number:05}"),
        column: format!("fdzdgknr/{kind}/{department:02}"),
        kind: kind.to_owned(),
        theme: theme.to_owned(),
        genre: genre.to_owned(),
        validity: validity.to_owned(),
        published_at: DateTime::constant(year, 1 + dice.roll(12) as i8, 1 + dice.roll(28) as i8, 9, 30, 0, 0),
        summary: String::new(),
        text: body(&mut dice, &agency, subject, row, all),
        attachments,
        agency,
        title,
    }
}

/// A text: what the policy says among sentences that all have, and other policies named in passing.
fn body(
    dice: &mut Dice,
    agency: &str,
    subject: &str,
    row: Option<&Particular>,
    all: &[Particular],
) -> String {
    const WHO: [&str; 6] =
        ["各区县主管部门", "各镇人民政府、街道办事处", "局属各单位", "有关企业", "各社区", "各行业协会"];
    const HOW: [&str; 8] =
        ["提高认识", "压实责任", "明确分工", "加强督导", "规范程序", "强化宣传", "及时报送", "严肃纪律"];
    const WHAT: [&str; 10] = [
        "申请人应当如实提供材料，对真实性负责",
        "经办机构自受理之日起十五个工作日内办结",
        "符合条件的，按规定享受相应政策",
        "提供虚假材料的，依法追回资金并纳入信用记录",
        "所需资金从同级财政预算中安排",
        "工作进展情况每季度末报送",
        "申请条件、标准和流程在门户网站公开",
        "工作人员滥用职权的，依法给予处分",
        "具体名额根据上年度考核结果分配",
        "咨询电话在办公时间接听",
    ];
    let mut text =
        format!("{}：\n　　为做好{subject}工作，根据有关法律法规，现将有关事项通知如下。\n", dice.one(&WHO));
    let said_at = dice.roll(5);
    for paragraph in 0..5 + dice.roll(5) {
        text += &format!("　　{}要{}、{}。", dice.one(&WHO), dice.one(&HOW), dice.one(&HOW));
        text += &format!("{}。{}。", dice.one(&WHAT), dice.one(&WHAT));
        if let Some(row) = row.filter(|_| paragraph == said_at) {
            text += row.says;
        }
        if dice.roll(12) == 0 {
            let (_, other) = SUBJECTS[dice.roll(SUBJECTS.len())];
            text += &format!("与{other}工作一并部署。");
        }
        if dice.roll(60) == 0 {
            text += &format!("{}另行规定。", all[dice.roll(all.len())].subject);
        }
        text.push('\n');
    }
    text += &format!("　　本通知由{agency}负责解释，自印发之日起施行。\n　　（此件公开发布）\n");
    text
}
