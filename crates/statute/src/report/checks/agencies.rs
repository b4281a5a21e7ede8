//! Which agencies can make rules (规章制定权), guessed from the name. 《立法法》第91条、第93条；《条例》第20条第（一）项

/// Whether an agency makes rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePower {
    /// A department of the State Council, or the government of a province, city with districts or autonomous prefecture.
    Has,
    /// The name plainly belongs to another body.
    Lacks,
    /// The name does not tell, as for a city that may have districts or not.
    Unknown,
}

/// The body whose office this is: 甲市人民政府 for 甲市人民政府办公室.
pub(super) fn strip_office(agency: &str) -> &str {
    let name = agency.trim();
    let body = ["办公厅", "办公室"].iter().find_map(|office| name.strip_suffix(office));
    body.filter(|body| body.ends_with("政府")).unwrap_or(name)
}

/// The last characters of names of departments, offices and other bodies below a government.
const DEPARTMENTS: [&str; 24] = [
    "局",
    "委员会",
    "厅",
    "委",
    "办公室",
    "办",
    "中心",
    "大队",
    "支队",
    "总队",
    "公司",
    "学校",
    "学院",
    "大学",
    "医院",
    "管委会",
    "所",
    "站",
    "院",
    "社",
    "会",
    "署",
    "处",
    "分行",
];

/// The month and day by which last year's report is published; none where the Regulation names no day, as for
/// townships and central departments. 《条例》第49条第1款、第2款
pub(super) fn report_due(agency: &str) -> Option<(i8, i8)> {
    const DEPARTMENT: (i8, i8) = (1, 31);
    const GOVERNMENT: (i8, i8) = (3, 31);
    let name = strip_office(agency);
    let area = name.strip_suffix("人民政府").unwrap_or(name);
    if area.ends_with(['镇', '乡']) || has_end(area, &["街道", "街道办事处"]) {
        return None;
    }
    if area.len() < name.len() || area.ends_with(['省', '市', '县', '区', '州', '旗', '盟']) {
        return Some(GOVERNMENT);
    }
    let local = ["省", "市", "县", "区", "州", "旗"].iter().any(|mark| name.contains(mark));
    (local && has_end(name, &DEPARTMENTS)).then_some(DEPARTMENT)
}

fn has_end(name: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| name.ends_with(end))
}

/// Whether the agency of this name makes rules.
pub fn rule_power(agency: &str) -> RulePower {
    let name = strip_office(agency);
    let local = ["省", "市", "县", "自治州", "自治区"].iter().any(|mark| name.contains(mark));
    let central = ["国务院", "国家", "中国人民银行", "中华人民共和国", "海关总署", "审计署"]
        .iter()
        .any(|start| name.starts_with(start));
    if !local && (central || name.ends_with('部') && name.chars().count() <= 8) {
        return RulePower::Has;
    }
    let body = name.strip_suffix("人民政府");
    let area = body.unwrap_or(name);
    if ["街道", "街道办事处", "镇", "乡"].iter().any(|end| area.ends_with(end)) {
        return RulePower::Lacks;
    }
    if ["自治区", "省", "自治州"].iter().any(|end| area.ends_with(end)) {
        return RulePower::Has;
    }
    if ["县", "旗", "林区"].iter().any(|end| area.ends_with(end)) {
        return RulePower::Lacks;
    }
    if area.ends_with('区') && !area.ends_with("新区") {
        return RulePower::Lacks;
    }
    if area.ends_with('市') {
        // 某市某市: the second is a city without districts.
        let county_level = area.matches('市').count() > 1 || area.contains("自治州");
        return if county_level { RulePower::Lacks } else { RulePower::Unknown };
    }
    if has_end(name, &DEPARTMENTS) {
        return if local { RulePower::Lacks } else { RulePower::Unknown };
    }
    RulePower::Unknown
}
