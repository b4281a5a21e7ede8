//! The table of all columns of all registers.

use statute::registers::Register;

use super::choices::{
    APPLICANTS, CHANNELS, CONSULTATIONS, DECISIONS, DOCUMENTS, PROPOSALS, REMEDIES, RESULTS, SATISFACTION,
};
use super::{Column, Kind, Need};

const fn column(name: &'static str, need: Need, kind: Kind, about: &'static str) -> Column {
    Column { name, need, kind, about }
}

const REMARK: Column = column("备注", Need::Remark, Kind::Text, "自用，不读入");
const DAY: Column = column("日期", Need::Period, Kind::Date, "与「月份」填一个");
const MONTH: Column = column("月份", Need::Period, Kind::Month, "只有当月合计时填写");

/// The columns of a register, in the order of the template.
pub fn columns(register: Register) -> &'static [Column] {
    use Kind::{Amount, Choice, Count, Date, Outcome, Text};
    use Need::{Filled, Optional, Present};
    match register {
        Register::Applications => {
            const {
                &[
                    column("申请编号", Filled, Text, "本机关内不重复"),
                    column("收到日期", Filled, Date, "《条例》第31条的收到申请之日；决定计入哪一年的新收"),
                    column(
                        "申请渠道",
                        Filled,
                        Choice(CHANNELS),
                        "挂号信函为签收的邮寄，含特快专递；信函、信件按挂号信函",
                    ),
                    column("申请人类型", Filled, Choice(APPLICANTS), ""),
                    column("办理结果", Present, Outcome, "代码或者表三的行名；空白为尚未办结"),
                    column("答复日期", Present, Date, "与办理结果同时填写；决定计入哪一年的办理结果"),
                    column("主题", Optional, Text, "如 社保、就业"),
                    column("申请内容", Optional, Text, "含个人信息，不进入年报"),
                    column("原因", Optional, Text, "作出该办理结果的理由"),
                    column("补正通知日期", Optional, Date, "《条例》第30条"),
                    column("补正收到日期", Optional, Date, "《条例》第30条"),
                    column("延长工作日", Optional, Count, "《条例》第33条第2款"),
                    column(
                        "延迟答复期限",
                        Optional,
                        Date,
                        "《条例》第35条；告知申请人的最后一日，代替答复期限",
                    ),
                    column("收费通知日期", Optional, Date, "《条例》第42条"),
                    column("缴费日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Consultations => {
            const {
                &[
                    column("申请编号", Filled, Text, "依申请公开台账中的编号"),
                    column("类型", Filled, Choice(CONSULTATIONS), "《条例》第32条、第34条"),
                    column("发出日期", Filled, Date, ""),
                    column("送达日期", Optional, Date, ""),
                    column("收回日期", Optional, Date, "空白为尚未收回"),
                    REMARK,
                ]
            }
        }
        Register::Documents => {
            const {
                &[
                    column("类型", Filled, Choice(DOCUMENTS), "政策文件不等于行政规范性文件"),
                    column("标题", Filled, Text, ""),
                    column("发文字号", Optional, Text, ""),
                    column(
                        "成文日期",
                        Optional,
                        Date,
                        "决定计入哪一年的制发；规章和规范性文件须有成文日期或者有效期起",
                    ),
                    column("公开日期", Optional, Date, "决定计入哪一年的公开；空白为未公开"),
                    column("有效期起", Optional, Date, "空白时按成文日期"),
                    column("有效期止", Optional, Date, "有效的最后一天"),
                    column("废止日期", Optional, Date, "不再有效的第一天"),
                    REMARK,
                ]
            }
        }
        Register::Interpretations => {
            const {
                &[
                    column("标题", Filled, Text, ""),
                    column("形式", Filled, Text, "如 文字、图表、新闻发布会"),
                    column("日期", Filled, Date, ""),
                    column("解读文件", Optional, Text, "被解读文件的标题或者文号"),
                    REMARK,
                ]
            }
        }
        Register::Decisions => {
            const {
                &[
                    column("类别", Filled, Choice(DECISIONS), ""),
                    DAY,
                    MONTH,
                    column("件数", Filled, Count, "本日或者本月作出的决定数量"),
                    REMARK,
                ]
            }
        }
        Register::Fees => {
            const {
                &[DAY, MONTH, column("金额万元", Filled, Amount, "行政事业性收费，单位：万元"), REMARK]
            }
        }
        Register::Remedies => {
            const {
                &[
                    column("类别", Filled, Choice(REMEDIES), "表四的三栏"),
                    column("收到日期", Filled, Date, ""),
                    column("结果", Present, Choice(RESULTS), "空白为尚未审结"),
                    column("结果日期", Present, Date, "与结果同时填写"),
                    REMARK,
                ]
            }
        }
        Register::Posts => {
            const {
                &[
                    column("渠道", Filled, Text, "如 微信公众号、官网工作动态"),
                    DAY,
                    MONTH,
                    column("条数", Filled, Count, ""),
                    REMARK,
                ]
            }
        }
        Register::Proposals => {
            const {
                &[
                    column("编号", Filled, Text, "同一类别同一年内不重复"),
                    column("类别", Filled, Choice(PROPOSALS), ""),
                    column("主题", Optional, Text, ""),
                    column("交办日期", Filled, Date, "决定计入哪一年"),
                    column("答复日期", Optional, Date, ""),
                    column("满意度", Optional, Choice(SATISFACTION), ""),
                    REMARK,
                ]
            }
        }
        Register::Trainings => {
            const {
                &[
                    column("日期", Filled, Date, ""),
                    column("主题", Filled, Text, ""),
                    column("形式", Optional, Text, "如 日常培训、集中培训、会议培训"),
                    column("人数", Optional, Count, ""),
                    REMARK,
                ]
            }
        }
        Register::Tasks => {
            const {
                &[
                    column("编号", Filled, Text, "同一年内不重复"),
                    column("任务", Filled, Text, ""),
                    column("来源", Optional, Text, "文件和条目"),
                    column("责任科室", Optional, Text, ""),
                    column("完成时限", Optional, Date, "决定计入哪一年；空白时按完成日期"),
                    column("完成日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Members => {
            const {
                &[
                    column("职务", Filled, Text, "只填职务，不填姓名"),
                    column("任职日期", Filled, Date, ""),
                    column("离任日期", Optional, Date, ""),
                    REMARK,
                ]
            }
        }
        Register::Catalogue => {
            const {
                &[
                    column("日期", Filled, Date, ""),
                    column("对象", Filled, Text, "如 主动公开基本目录、政府信息公开指南"),
                    column("说明", Optional, Text, ""),
                    REMARK,
                ]
            }
        }
    }
}
