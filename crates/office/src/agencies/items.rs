//! The one list of what an agency may set: the console's form, the options of `gongkai agency set` and what both show are
//! made from it.

use statute::publication::{IndexPattern, is_agency_code};

use super::Settings;
use crate::applications::{FieldFault, is_postcode, is_readable, is_telephone};
use crate::mail::is_address;

/// The longest value, in characters.
const LONGEST: usize = 200;
/// The most workdays of a term that an agency sets.
const MOST_WORKDAYS: u32 = 250;

/// What a setting looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of words.
    Line,
    /// Several values, one a line.
    Lines,
    /// A word that letters' numbers begin with.
    Code,
    /// 统一社会信用代码 or 组织机构代码
    AgencyCode,
    /// 索引号的写法
    IndexPattern,
    /// 电话、传真
    Telephone,
    /// 邮编
    Postcode,
    /// 电子邮箱
    Email,
    /// 网址
    Site,
    /// A number of workdays.
    Workdays,
}

/// Where a setting is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the agency says of itself: letters, guide, e-mails.
    Agency,
    /// What letters tell.
    Letters,
}

impl Part {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Agency, Self::Letters];

    /// What it is called.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Agency => "机关",
            Self::Letters => "文书",
        }
    }
}

/// Where the value of a setting stands.
enum Place<'a> {
    Text(&'a mut String),
    /// `agency.toml` may say it too.
    Known(&'a mut Option<String>),
    Texts(&'a mut Vec<String>),
}

/// Something an agency may set.
pub struct Item {
    /// Its name in forms and in the ledger.
    pub code: &'static str,
    /// Its option on the command line.
    pub option: &'static str,
    /// What it is called.
    pub zh: &'static str,
    /// What to write there; may be empty.
    pub hint: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// Where it is used.
    pub part: Part,
    /// Whether it may not be empty.
    pub is_required: bool,
    place: fn(&mut Settings) -> Place<'_>,
}

macro_rules! items {
    ($($part:ident $shape:ident $need:ident $place:ident $code:ident $option:literal $zh:literal $hint:literal;)*) => {
        /// Every setting, in the order of the form.
        pub const ITEMS: &[Item] = &[$(Item {
            code: stringify!($code),
            option: $option,
            zh: $zh,
            hint: $hint,
            shape: Shape::$shape,
            part: Part::$part,
            is_required: needed::$need,
            place: |settings| Place::$place(&mut settings.$code),
        },)*];
    };
}

mod needed {
    pub(super) const REQUIRED: bool = true;
    pub(super) const OPTIONAL: bool = false;
}

items! {
    Agency Line REQUIRED Known name "name" "机关全称" "机关更名的，填新的名称和更名之日；那一日以前的文书仍用原来的名称。";
    Agency AgencyCode OPTIONAL Known code "code" "统一社会信用代码" "索引号以它开头；没有填写的，不能发布信息。";
    Agency IndexPattern OPTIONAL Text index_pattern "index-pattern" "索引号的写法" "不填的，为 {机构代码}/{年份}-{流水号5}，5为流水号的最少位数；可以用 / - _ . 连接，如 {机构代码}-{年份}-{流水号7}。已经编发的索引号不变，流水号接着编。";
    Agency Line OPTIONAL Text office "office" "政府信息公开工作机构" "如 办公室（政务公开科）。";
    Agency Line OPTIONAL Known address "address" "地址" "";
    Agency Postcode OPTIONAL Known postcode "postcode" "邮编" "";
    Agency Telephone OPTIONAL Known telephone "telephone" "电话" "";
    Agency Telephone OPTIONAL Text fax "fax" "传真" "";
    Agency Email OPTIONAL Known email "email" "电子邮箱" "";
    Agency Line OPTIONAL Text hours "hours" "办公时间" "";
    Agency Workdays OPTIONAL Text comment_workdays "comment-workdays" "征求意见的最短期限（工作日）" "规范性文件草案公开征求意见一般不少于的工作日数；不填的，为7（《市县法治政府建设示范指标体系》2021年版，来源未经核对，以当地规定为准）。";
    Letters Code REQUIRED Text letter_code "letter-code" "发文代字" "文号中年份之前的部分，如 示测公开；不含空格、数字和括号。";
    Letters Lines REQUIRED Texts review_bodies "review-body" "行政复议机关" "每行一个。地方人民政府工作部门为本级人民政府（《行政复议法》第24条）。";
    Letters Lines REQUIRED Texts courts "court" "管辖法院" "每行一个。一般为本机关所在地的法院；集中管辖的，为指定的法院（《行政诉讼法》第14条、第15条、第18条）。";
    Letters Lines OPTIONAL Texts courts_after_review "court-after-review" "复议后起诉的法院" "每行一个；与管辖法院相同的，不填。经复议的案件，也可以由复议机关所在地的法院管辖（《行政诉讼法》第18条）。";
    Letters Site OPTIONAL Text online_review "online-review" "网上申请行政复议的地址" "通过互联网送达答复的，应当告知（《行政复议法》第22条）。";
}

/// What an agency has not said yet and letters or applicants need, by what it is called.
pub fn missing(settings: &Settings) -> Vec<&'static str> {
    const NEEDED: [&str; 3] = ["address", "telephone", "hours"];
    let is_needed = |item: &&Item| item.is_required || NEEDED.contains(&item.code);
    let needed = ITEMS.iter().filter(is_needed);
    needed.filter(|item| item.get(settings).trim().is_empty()).map(|item| item.zh).collect()
}

impl Item {
    /// The setting of this name.
    pub fn of(code: &str) -> Option<&'static Self> {
        ITEMS.iter().find(|item| item.code == code)
    }

    /// What is set; several values one a line.
    pub fn get(&self, settings: &Settings) -> String {
        match (self.place)(&mut settings.clone()) {
            Place::Text(text) => text.clone(),
            Place::Known(text) => text.clone().unwrap_or_default(),
            Place::Texts(texts) => texts.join("\n"),
        }
    }

    /// Sets it.
    pub fn put(&self, settings: &mut Settings, value: &str) {
        let value = value.trim();
        match (self.place)(settings) {
            Place::Text(text) => value.clone_into(text),
            Place::Known(text) => *text = Some(value.to_owned()),
            Place::Texts(texts) => {
                let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
                *texts = lines.map(str::to_owned).collect();
            }
        }
    }

    /// What is wrong with a value; none where nothing is.
    pub fn fault(&self, value: &str) -> Option<FieldFault> {
        let (value, zh) = (value.trim(), self.zh);
        let length = value.chars().count();
        let message = if value.is_empty() {
            self.is_required.then(|| format!("请填写{zh}"))?
        } else if length > LONGEST {
            format!("{zh}最多{LONGEST}字，现有{length}字")
        } else if !is_readable(value) {
            format!("{zh}含有不能识别的字符")
        } else if self.shape != Shape::Lines && value.contains('\n') {
            format!("{zh}应为一行")
        } else {
            self.misshapen(value)?
        };
        Some(FieldFault { field: self.code, message })
    }

    fn misshapen(&self, value: &str) -> Option<String> {
        let zh = self.zh;
        let is_of_code = |c: char| c.is_alphabetic() && !matches!(c, '〔' | '〕');
        let expected = match self.shape {
            Shape::Line | Shape::Lines | Shape::Site => return None,
            Shape::AgencyCode if is_agency_code(value) => return None,
            Shape::AgencyCode => "18位统一社会信用代码或者9位组织机构代码，只有数字和大写字母",
            Shape::IndexPattern => return Some(value.parse::<IndexPattern>().err()?.to_string()),
            Shape::Workdays if value.parse::<u32>().is_ok_and(|days| (1..=MOST_WORKDAYS).contains(&days)) => {
                return None;
            }
            Shape::Workdays => return Some(format!("{zh}“{value}”应为1至{MOST_WORKDAYS}的整数")),
            Shape::Code if value.chars().all(is_of_code) => return None,
            Shape::Telephone if is_telephone(value) => return None,
            Shape::Postcode if is_postcode(value) => return None,
            Shape::Email if is_address(value) => return None,
            Shape::Code => return Some(format!("{zh}「{value}」应为不含空格、数字和括号的汉字或者字母")),
            Shape::Telephone => "7位以上的数字，可以有区号和分机号",
            Shape::Postcode => "6位数字",
            Shape::Email => "一个地址，形如 name@example.cn",
        };
        Some(format!("{zh}应为{expected}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_settings_is_in_the_list_and_comes_back_as_it_was_set() {
        let mut settings = Settings::default();
        for item in ITEMS {
            item.put(&mut settings, &format!(" {} ", item.code));
        }
        let serde_json::Value::Object(written) = serde_json::to_value(&settings).unwrap() else {
            panic!("settings are an object")
        };
        assert_eq!(written.len(), ITEMS.len());
        for item in ITEMS {
            assert_eq!(item.get(&settings), item.code);
            assert!(written.contains_key(item.code), "{}", item.code);
        }
    }

    #[test]
    fn a_value_of_the_wrong_shape_is_told_with_what_was_expected() {
        let fault = |code: &str, value: &str| Item::of(code).unwrap().fault(value).map(|fault| fault.message);
        for (code, value, said) in [
            ("name", " ", "请填写机关全称"),
            ("postcode", "25500", "邮编应为6位数字"),
            ("fax", "无", "传真应为7位以上的数字"),
            ("email", "甲", "电子邮箱应为一个地址"),
            ("code", "11370000mb", "统一社会信用代码应为18位"),
            ("index_pattern", "{机构代码}/{年份}", "索引号的写法「{机构代码}/{年份}」应依次为{机构代码}"),
            ("hours", "上午\n下午", "办公时间应为一行"),
            ("letter_code", "示测1", "发文代字「示测1」应为不含"),
        ] {
            assert!(fault(code, value).is_some_and(|message| message.starts_with(said)), "{code} {value}");
        }
        for (code, value) in [
            ("fax", ""),
            ("index_pattern", "{机构代码}-{年份}-{流水号7}"),
            ("telephone", "0000-0000000"),
            ("courts", "甲法院\n乙法院"),
        ] {
            assert_eq!(fault(code, value), None, "{code}");
        }
    }
}
