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

/// Whether the agency of this name makes rules.
pub fn rule_power(agency: &str) -> RulePower {
    let name = agency.trim();
    let name = ["办公厅", "办公室"].iter().find_map(|office| name.strip_suffix(office)).unwrap_or(name);
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
    let department = ["局", "委员会", "厅", "中心", "大队", "支队", "公司", "学校", "医院", "管委会"];
    if department.iter().any(|end| name.ends_with(end)) {
        return if local { RulePower::Lacks } else { RulePower::Unknown };
    }
    RulePower::Unknown
}
