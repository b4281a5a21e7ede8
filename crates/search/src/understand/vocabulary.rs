//! Words that say little about what is looked for, and when.

use super::{Form, Want};

/// Words that say nothing about what is looked for.
pub(super) const EMPTY: [&str; 67] = [
    "的",
    "了",
    "是",
    "在",
    "和",
    "与",
    "及",
    "或",
    "吗",
    "呢",
    "吧",
    "啊",
    "么",
    "呀",
    "我",
    "我们",
    "你",
    "你们",
    "您",
    "他",
    "它",
    "这",
    "那",
    "有",
    "要",
    "想",
    "想要",
    "请",
    "请问",
    "问",
    "下",
    "一下",
    "把",
    "被",
    "给",
    "对",
    "从",
    "到",
    "为",
    "等",
    "之",
    "其",
    "去",
    "能",
    "可以",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "怎么办",
    "什么",
    "什么样",
    "哪",
    "哪儿",
    "哪里",
    "哪些",
    "哪个",
    "谁",
    "多少",
    "多久",
    "几",
    "是否",
    "能否",
    "为什么",
    "关于",
    "需要",
    "应该",
];

/// Words that make a question of a search.
pub(super) const ASKING: [&str; 22] = [
    "吗",
    "呢",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "怎么办",
    "什么",
    "什么样",
    "哪",
    "哪儿",
    "哪里",
    "哪些",
    "哪个",
    "谁",
    "多少",
    "多久",
    "几",
    "是否",
    "能否",
    "为什么",
    "能不能",
];

/// Words of a question that need not stand in the answer.
const BESIDE: [&str; 44] = [
    "申请", "办理", "办", "领取", "领", "查询", "查", "缴纳", "缴费", "缴", "交", "条件", "材料", "流程",
    "手续", "规定", "政策", "地方", "时候", "时间", "钱", "享受", "获得", "拿", "拿到", "找", "提供", "带",
    "准备", "具备", "符合", "标准", "企业", "个人", "单位", "公司", "人员", "现在", "今年", "最新", "变更",
    "每个", "每月", "没有",
];

/// Words around a number that only say that it is one.
pub(super) const NAMING: [&str; 14] = [
    "文件",
    "文号",
    "文件号",
    "发文",
    "发文字号",
    "字号",
    "索引号",
    "索引",
    "编号",
    "号码",
    "号",
    "那个",
    "这个",
    "原文",
];

impl Want {
    /// Whether only this word is wanted, and it is one of those.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        matches!(self.forms.as_slice(), [Form::Word { text, .. }] if words.contains(&text.as_str()))
    }

    /// Whether it says nothing about what is looked for.
    pub(super) fn is_empty_word(&self) -> bool {
        self.is_one_of(&EMPTY) || self.is_asking()
    }

    /// Whether it makes a question of the search.
    pub(super) fn is_asking(&self) -> bool {
        self.is_one_of(&ASKING)
    }

    /// Whether it need not stand in the answer to a question.
    pub(super) fn is_beside(&self) -> bool {
        self.is_one_of(&BESIDE)
    }
}
