//! What of a card is missing before it may go to the confidentiality review.

use super::{Attribute, Card, CardFault};
use crate::publication::genre::Genre;
use crate::publication::interpretation::POINTS;
use crate::publication::kind::Kind;

impl Card {
    /// Rules carry the number of the order that made them, public notices often none.
    fn lacks_number(&self) -> bool {
        let may_lack = matches!(self.kind, Kind::Rule | Kind::DisclosureRule)
            || matches!(self.genre, Some(Genre::Proclamation | Genre::PublicNotice));
        self.document_number.is_none() && !may_lack
    }

    /// What is missing before it may go to the confidentiality review, beside what is impossible anyway.
    pub fn missing(&self) -> Vec<CardFault> {
        let mut faults = Vec::new();
        let mut need = |field, is_missing: bool, message: &str| {
            if is_missing {
                faults.push(CardFault { field, message: message.to_owned() });
            }
        };
        need("made_on", self.made_on.is_none(), "请填写成文日期（信息形成或者变更之日），公开期限自该日起算");
        need("issuer", self.issuer.trim().is_empty(), "请填写发布机构");
        need("attribute", self.attribute.is_none(), "请确定公开属性");
        let is_withheld = self.attribute.is_some_and(|one| one != Attribute::Proactive);
        let is_unreasoned = is_withheld && self.withheld_because.trim().is_empty();
        need("withheld_because", is_unreasoned, "不主动公开的，请写明依据和理由");
        if self.kind.is_document() {
            need("document_number", self.lacks_number(), "请填写发文字号");
            need("theme", self.theme.is_none(), "请选择主题分类");
            need("genre", self.genre.is_none(), "请选择体裁");
        }
        if self.kind.is_normative() {
            need("valid_from", self.valid_from.is_none(), "请按文件载明的日期填写施行日期");
            need("valid_until", self.valid_until.is_none(), "请按文件载明的日期填写有效期止");
        }
        if self.kind == Kind::Commentary {
            need("attribute", is_withheld, "征求意见应当主动公开");
            let asked = self.commentary.as_ref();
            let days = asked.and_then(|one| Some((one, one.from?, one.until?)));
            need("comments_from", asked.is_none_or(|one| one.from.is_none()), "请填写征求意见开始日期");
            need("comments_until", asked.is_none_or(|one| one.until.is_none()), "请填写征求意见截止日期");
            let is_unexplained = asked.is_none_or(|one| one.explanation.trim().is_empty());
            need("explanation", is_unexplained, "请填写起草说明，随草案公布");
            let short = days.and_then(|(one, from, _)| one.too_short(from)).unwrap_or_default();
            need("comments_until", !short.is_empty(), &short);
        }
        if self.kind == Kind::Worked {
            let worked = self.worked.clone().unwrap_or_default();
            need("question", worked.question.trim().is_empty(), "请填写问题");
            need("answer", worked.answer.trim().is_empty(), "请填写通俗解答");
            need("steps", worked.steps.trim().is_empty(), "请填写算例的步骤，一行一步");
            need("result", worked.result.trim().is_empty(), "请填写算例的结果");
            need("basis", worked.basis.trim().is_empty(), "请填写依据的文件和条款");
            need("valid_from", self.valid_from.is_none(), "请填写适用期限的开始日期（有效期起）");
            for (field, message) in worked.undivided() {
                need(field, true, &message);
            }
            let wrong = worked.wrong();
            need("steps", !wrong.is_empty(), &format!("算例的步骤计算不符：{}", wrong.join("；")));
        }
        if self.kind == Kind::Interpretation {
            need("interprets", self.interprets.is_empty(), "请选择所解读的文件");
            need("form", self.form.is_none(), "请选择解读形式");
            let absent: Vec<_> =
                POINTS.iter().filter(|point| !self.points.contains(point)).map(|point| point.zh()).collect();
            let message = format!("解读材料不达标，还缺：{}", absent.join("、"));
            need("points", !absent.is_empty(), &message);
        }
        faults
    }
}
