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
    REMEDY_SUM "T4-SUM" Error "四种结果之和不等于总计" "年度报告格式表四；《条例》第50条第1款第（三）项";
    COUNT "T-COUNT" Error "件数为负数或者不是整数" "件数应当是非负整数；《条例》第50条";
    FEE_AMOUNT "T2-FEE" Error "收费金额为负数" "年度报告格式表二（单位：万元）；《条例》第20条第（八）项";
    FEE_DIGITS "T2-FEE-DIGITS" Note "收费金额的小数位数多于元、角、分所需" "年度报告格式表二（单位：万元）";
    RULES "T2-RULES" Warning "不具有规章制定权的机关填报了规章" "《立法法》第91条、第93条；《条例》第20条第（一）项";
    IN_FORCE "T2-IN-FORCE" Warning "现行有效件数少于本年制发减废止" "年度报告格式表二；本年制发的文件年底应当有效";
    FORM "T2-FORM" Note "使用2019年试行格式" "国办公开办函〔2021〕30号（自2021年度报告起使用新格式）";
    RECORDS "T3-RECORDS" Note "办理结果需要台账中的记录支持" "《条例》第15条、第30条、第32条、第35条；国办函〔2020〕109号";
    NOT_MADE "T-NOT-MADE" Note "缺少数据，未作此项核对" "空白的总计不推断为0";
    UNREAD "R-UNREAD" Note "此处无法读取" "读取限制，不等于报告有误";
    TEXT_CELL "T-TEXT" Note "单元格中带有单位或者备注" "年度报告格式要求只填数字";
    EMPTY_CELLS "T-EMPTY" Note "有空白单元格，没有数据应填“0”" "国办公开办函〔2021〕30号填报要求";
    BLANK_TABLE "T-BLANK" Note "整张表没有填写" "国办公开办函〔2021〕30号填报要求";
    NO_TABLE "T-MISSING" Note "没有找到这张表" "《条例》第50条";
    AFTER_REVIEW "T4-AFTER-REVIEW" Warning "有复议后起诉案件，本年和上年都没有复议案件" "复议后起诉以复议为前提；《行政诉讼法》第44条";
    AFTER_REVIEW_ALONE "T4-AFTER-REVIEW-NOTE" Note "有复议后起诉案件，本年没有复议案件" "需对照上年度报告";
    CARRY "Y-CARRY" Error "上年结转数与上年度报告的结转下年数不一致" "年度报告格式表三第二项、第四项应逐年衔接";
    STOCK_OVER "Y-STOCK-OVER" Error "现行有效件数多于上年有效加制发减废止" "年度报告格式表二：上年有效加制发减废止";
    STOCK "Y-STOCK" Warning "现行有效件数少于上年有效加制发减废止" "年度报告格式表二；有效期届满自动失效的可以解释差额";
    UNIT "Y-UNIT" Warning "收费金额与上年相差百倍以上，可能把元和万元混用" "年度报告格式表二（单位：万元）";
    PENDING "Y-PENDING" Warning "本年案件总计少于上年尚未审结数" "上年尚未审结案件应计入本年；年度报告格式表四";
    NO_PREVIOUS "Y-NONE" Note "没有上年度报告，未作跨年核对" "跨年核对需要上年度报告";
    OTHER_NAME "Y-NAME" Note "上年度报告的机关名称不同" "机构改革、更名的，按承继关系核对";
    GROWTH "Y-GROWTH" Error "正文的增减幅度与两年表格不一致" "按两年表三重新计算，以正文所用位数为准";
    GROWTH_ALONE "Y-GROWTH-NOTE" Note "正文有增减幅度，没有上年度报告可以核对" "需对照上年度报告";
    ALIKE_YEARS "Y-ALIKE" Warning "正文与上年度报告高度相同" "国办公开办函〔2021〕30号（内容雷同）；《条例》第47条";
    PROBLEMS "Y-PROBLEMS" Warning "存在的主要问题与上年度报告相同" "国办公开办函〔2021〕30号（内容雷同）；《条例》第50条第1款第（四）项";
    ALIKE_AGENCIES "A-ALIKE" Warning "正文与其他机关的报告高度相同" "国办公开办函〔2021〕30号（内容雷同）；《条例》第47条";
    VERSIONS "A-VERSIONS" Warning "同一报告的不同文件表格不一致" "同一报告的各种格式应当一致";
    NO_TEXT "N-NONE" Note "没有正文，未核对正文" "只核对表格";
    SAID_RECEIVED "N-RECEIVED" Error "正文的申请数量与表三不一致" "正文与表三第一项应当一致；《条例》第50条第1款第（二）项";
    SAID_CARRIED "N-CARRIED" Error "正文的结转数量与表三不一致" "正文与表三第二项、第四项应当一致；《条例》第50条第1款第（二）项";
    SAID_ANSWERED "N-ANSWERED" Error "正文的答复数量与表三不一致" "正文与表三（七）总计应当一致；《条例》第50条第1款第（二）项";
    SAID_OUTCOME "N-OUTCOME" Error "正文的办理结果与表三不一致" "正文与表三第三项应当一致；《条例》第50条第1款第（二）项";
    SAID_APPLICANTS "N-APPLICANTS" Error "正文的申请人情况与表三不一致" "正文与表三申请人情况应当一致；《条例》第50条第1款第（二）项";
    SAID_REMEDY "N-REMEDY" Error "正文的复议、诉讼情况与表四不一致" "正文与表四应当一致；《条例》第50条第1款第（三）项";
    SAID_DOCUMENTS "N-DOCUMENTS" Error "正文的规范性文件数量与表二不一致" "正文与表二应当一致；《条例》第20条第（一）项、第50条第1款第（一）项";
    ADDS_UP "N-ADDS-UP" Warning "正文自身不平：收到加结转与答复加结转下年不等" "收到加上年结转等于答复加结转下年；正文自身核对";
    SPLIT "N-SPLIT" Warning "正文的分项之和与总数不一致" "正文自身核对";
    SPLIT_REST "N-SPLIT-NOTE" Note "正文的分项之和少于总数，没有说明其余" "正文自身核对";
    SHARE "N-SHARE" Warning "正文的占比与件数不一致" "按正文和表格的件数重新计算，以正文所用位数为准";
    SHARES_SUM "N-SHARES" Warning "正文的占比之和超过100%" "按正文重新计算，四舍五入的误差除外";
    LEFT_OUT "N-LEFT-OUT" Warning "正文可能漏填了数字" "量词前没有数字";
    FEE_COLLECTED "N-FEE" Warning "收取的信息处理费多于表二行政事业性收费" "国办函〔2020〕109号；年度报告格式表二";
    FEE_NOTICE "N-FEE-NOTICE" Warning "有逾期未缴费不再处理的申请，第六部分没有说明收费情况" "国办函〔2020〕109号；年度报告格式第六部分";
    SCOPE "N-SCOPE" Note "正文与表格的统计范围可能不同，未作为错误" "只在主体和期间相同时比较";
    HEADING_MISSING "P-HEADING" Note "缺少标题" "国办公开办函〔2021〕30号格式的六个部分；《条例》第50条";
    HEADING_ORDER "P-ORDER" Note "标题次序不符合格式" "国办公开办函〔2021〕30号格式的六个部分";
    HEADING_LABEL "P-LABEL" Note "标题文字不符合格式" "国办公开办函〔2021〕30号格式的六个部分";
    SUBJECTS "P-SUBJECTS" Note "总体情况没有包括五个方面" "国办公开办函〔2021〕30号：主动公开、依申请公开、政府信息管理、平台建设、监督保障";
    PART_EMPTY "P-EMPTY" Warning "第五或者第六部分没有内容" "《条例》第50条第1款第（四）项、第（五）项";
    PROBLEMS_NONE "P-NONE" Note "第五部分只写“无”" "《条例》第50条第1款第（四）项";
    FEE_SILENT "P-FEE" Note "第六部分没有说明信息处理费收取情况" "国办函〔2020〕109号";
    PUBLISHED_LATE "P-LATE" Note "发布日期晚于法定期限" "《条例》第49条";
    PERIOD "W-PERIOD" Warning "统计期限与报告年度不符" "统计期限为报告年度1月1日至12月31日";
    OLD_YEAR "W-YEAR" Warning "正文的年份与报告年度不符" "叙述的年份应当是报告年度";
    BASIS "W-BASIS" Warning "引用了已被替代的文件" "国办公开办函〔2021〕30号替代国办公开办函〔2019〕60号；国务院令第711号";
    TERM "W-TERM" Note "用语不规范" "国办函〔2020〕109号；《党政机关公文格式》GB/T 9704-2012";
    ABSENT "L-ABSENT" Note "没有提供的台账按空台账计" "《条例》第45条";
    REGISTER_CARRY "L-CARRY" Error "上年度报告的结转下年数与台账推出的上年结转数不一致" "年度报告格式表三第二项、第四项应逐年衔接";
    UNENDED "L-OUTCOME" Error "办理结果和答复日期缺一项，或者已经办结而没有办理结果" "《条例》第50条第1款第（二）项";
    UNCONFIRMED "L-CONFIRM" Warning "没有与申请人确认，还不计入新收" "《条例》第31条";
    OTHER_PREVIOUS "L-PREVIOUS" Warning "previous.json 不是本机关上年度的报告" "跨年核对需要上年度报告";
    GROUND "L-GROUND" Note "办理结果所依据的程序在台账中没有记录" "《条例》第30条、第32条、第42条";
    EXPIRED "L-EXPIRED" Note "到期自动失效是否计入本年废止件数，法律没有规定" "年度报告格式表二；由机关设置决定";
    LATE "L-LATE" Note "答复超过法定期限" "《条例》第33条";
    STANDARD_TEXT "L-STANDARD" Note "正文使用标准文字" "《条例》第50条";
    LITERAL "L-LITERAL" Warning "正文直接写了数字，没有使用指标" "正文与表格应当出自同一台账；《条例》第50条";
    NEVER_SEEN "L-NEVER-SEEN" Warning "正文使用的指标在台账中从未出现" "正文与表格应当出自同一台账；《条例》第50条";
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
