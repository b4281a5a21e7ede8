//! What a service guide must tell (办事指南要素). 国办秘函〔2019〕19号, names and numbers UNVERIFIED

/// An element with the words it is known by.
type Element = (&'static str, &'static [&'static str]);

/// The elements; the name of the matter, 事项名称, is the title of the guide.
const ELEMENTS: [Element; 7] = [
    ("设定依据", &["设定依据", "法律依据", "办理依据", "实施依据", "政策依据", "法定依据"]),
    ("申请条件", &["申请条件", "受理条件", "办理条件", "申领条件", "申报条件", "享受条件"]),
    ("办理材料", &["办理材料", "申请材料", "申报材料", "所需材料", "提交材料", "材料清单"]),
    ("办理地点", &["办理地点", "受理地点", "办公地址", "办理地址", "办公地点", "受理地址"]),
    ("办理时间", &["办理时间", "受理时间", "办公时间", "工作时间"]),
    ("联系电话", &["联系电话", "咨询电话", "办公电话", "联系方式", "咨询方式"]),
    ("办理流程", &["办理流程", "办理程序", "办事流程", "申请流程", "办理步骤", "工作流程"]),
];

/// The elements that a guide says nothing of, by its text; blanks between their signs do not matter.
pub fn missing_elements(text: &str) -> Vec<&'static str> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lacks = |(_, words): &&Element| !words.iter().any(|word| text.contains(word));
    ELEMENTS.iter().filter(lacks).map(|(name, _)| *name).collect()
}
