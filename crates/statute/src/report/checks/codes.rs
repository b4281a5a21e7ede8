//! The closed list of what a check can say (核查规则): code, severity, title and basis. 《条例》第50条

use crate::report::finding::{CellPlace, Finding, Severity};

/// One kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable code.
    pub code: &'static str,
    /// How grave findings of this kind are.
    pub severity: Severity,
    /// What it is about, in Chinese.
    pub title: &'static str,
    /// The provision or convention behind it, in Chinese.
    pub basis: &'static str,
}

impl Code {
    /// A finding of this kind.
    pub fn finding(
        self,
        place: impl Into<String>,
        values: Vec<(String, String)>,
        message: impl Into<String>,
        cells: Vec<CellPlace>,
    ) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            place: place.into(),
            values,
            message: message.into(),
            basis: self.basis.into(),
            cells,
        }
    }
}

/// Defines the constants and the list of all of them from one table.
macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $title:literal $basis:literal;)*) => {
        $(
            #[doc = $title]
            pub const $name: Code = Code { code: $code, severity: Severity::$severity, title: $title, basis: $basis };
        )*
        /// Every kind of finding, in the order of the documentation.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    ITEMS "T3-ITEMS" Error "第一项加第二项之和不等于第三项加第四项之和" "年度报告格式表三注（勾稽关系）；《条例》第50条";
    OUTCOMES "T3-TOTAL" Error "（七）总计不等于各办理结果之和" "年度报告格式表三；《条例》第50条第1款第（二）项";
    ROW_SUM "T3-ROW" Error "各类申请人之和不等于本行总计" "年度报告格式表三；《条例》第50条第1款第（二）项";
    REMEDY_SUM "T4-SUM" Error "四种结果之和不等于总计" "年度报告格式表四；《条例》第50条第1款第（四）项";
    COUNT "T-COUNT" Error "件数为负数或者不是整数" "件数应当是非负整数；《条例》第50条";
    FEE_AMOUNT "T2-FEE" Error "收费金额为负数" "年度报告格式表二（单位：万元）；《条例》第20条第（八）项";
    RULES "T2-RULES" Warning "不具有规章制定权的机关填报了规章" "《立法法》第91条、第93条；《条例》第20条第（一）项";
    FORM "T2-FORM" Note "使用2019年试行格式" "国办公开办函〔2021〕30号（自2021年度报告起使用新格式）";
    NOT_MADE "T-NOT-MADE" Note "缺少数据，未作此项核对" "空白的总计不推断为0";
    UNREAD "R-UNREAD" Note "此处无法读取" "读取限制，不等于报告有误";
    TEXT_CELL "T-TEXT" Note "单元格中带有单位或者备注" "年度报告格式要求只填数字";
    EMPTY_CELLS "T-EMPTY" Note "有空白单元格，没有数据应填“0”" "国办公开办函〔2021〕30号填报要求";
    BLANK_TABLE "T-BLANK" Note "整张表没有填写" "国办公开办函〔2021〕30号填报要求";
    NO_TABLE "T-MISSING" Note "没有找到这张表" "《条例》第50条";
    AFTER_REVIEW "T4-AFTER-REVIEW" Warning "有复议后起诉案件，本年和上年都没有复议案件" "复议后起诉以复议为前提；《行政诉讼法》第44条";
    AFTER_REVIEW_ALONE "T4-AFTER-REVIEW-NOTE" Note "有复议后起诉案件，本年没有复议案件" "需对照上年度报告";
    CARRY "Y-CARRY" Error "上年结转数与上年度报告的结转下年数不一致" "年度报告格式表三第二项、第四项应逐年衔接";
    STOCK "Y-STOCK" Warning "现行有效件数与上年有效加制发减废止不一致" "年度报告格式表二；有效期届满自动失效的可以解释差额";
    UNIT "Y-UNIT" Warning "收费金额与上年相差百倍以上，可能把元和万元混用" "年度报告格式表二（单位：万元）";
    PENDING "Y-PENDING" Warning "本年案件总计少于上年尚未审结数" "上年尚未审结案件应计入本年；年度报告格式表四";
    NO_PREVIOUS "Y-NONE" Note "没有上年度报告，未作跨年核对" "跨年核对需要上年度报告";
    SAID_RECEIVED "N-RECEIVED" Error "正文的申请数量与表三不一致" "正文与表三第一项应当一致；《条例》第50条第1款第（二）项";
    SAID_OUTCOME "N-OUTCOME" Error "正文的办理结果与表三不一致" "正文与表三第三项应当一致；《条例》第50条第1款第（二）项";
    SAID_REMEDY "N-REMEDY" Error "正文的复议、诉讼情况与表四不一致" "正文与表四应当一致；《条例》第50条第1款第（四）项";
    SCOPE "N-SCOPE" Note "正文与表格的统计范围可能不同，未作为错误" "只在主体和期间相同时比较";
    FEE_SILENT "P-FEE" Note "第六部分没有说明信息处理费收取情况" "国办函〔2020〕109号";
    PERIOD "W-PERIOD" Warning "统计期限与报告年度不符" "统计期限为报告年度1月1日至12月31日";
    BASIS "W-BASIS" Warning "引用了已被替代的格式文件" "国办公开办函〔2021〕30号替代国办公开办函〔2019〕60号";
    TERM "W-TERM" Note "用语不规范" "国办函〔2020〕109号：政府信息公开信息处理费";
}

/// The documentation of all codes as Markdown: the content of `docs/checks.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# What `gongkai report check` can say\n\n\
         Generated from `statute::report::checks::codes`; a test holds it current. \
         错误 and 警告 end the command with exit code 1, 提示 alone with 0.\n\n\
         | code | severity | title | basis |\n| --- | --- | --- | --- |\n",
    );
    for code in ALL {
        let line = [code.severity.zh(), code.title, code.basis].join(" | ");
        page.push_str(&["| `", code.code, "` | ", &line, " |\n"].concat());
    }
    page
}
