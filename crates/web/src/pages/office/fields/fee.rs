//! The fee of an application (信息处理费): what the register counts, and the notice of it. 《条例》第42条

use jiff::civil::Date;
use office::applications::{self, CaseFile, Ordinal};
use statute::fee::{self, Tariff};
use statute::procedure::{FeeNotice, Verb};

use crate::desk::Bench;
use crate::layout::Typed;

/// The place of the application among the applicant's of the month, where a fee is to be charged.
pub(crate) async fn ordinal(bench: &Bench, file: &CaseFile, verb: Verb) -> store::Result<Option<Ordinal>> {
    if verb != Verb::NotifyFee {
        return Ok(None);
    }
    applications::ordinal(&bench.desk.store, bench.desk.agency, file).await
}

/// By items, what the register says counts; who knows better says why.
pub(crate) fn confirm_ordinal(form: &mut Typed, ordinal: &Ordinal) {
    if form.value("tariff") != "items" {
        return;
    }
    let (n, after) = (ordinal.n.to_string(), ordinal.after().to_string());
    if form.value("n").is_empty() && form.value("after").is_empty() {
        form.set("n", n);
        form.set("after", after);
    } else if (form.value("n") != n || form.value("after") != after) && form.value("note").is_empty() {
        let message = format!("登记簿上累计{n}件，其中此前{after}件；与此不同的，请在说明中写明原因");
        form.refuse("n", message);
    }
}

/// What the register says of the month's applications of this applicant, for who charges by items.
pub(crate) fn working(ordinal: &Ordinal) -> String {
    let Ordinal { month, is_by_number, received, n } = ordinal;
    let by = if *is_by_number {
        "按证件号码或者信用代码"
    } else {
        "没有证件号码，按姓名或者名称，请核对是否同一人"
    };
    let day = |(number, on): &(String, Date)| format!("{number}（{}月{}日）", on.month(), on.day());
    let numbers: Vec<_> = received.iter().map(day).collect();
    format!(
        "登记簿（{by}）：该申请人{}年{}月共提出{}件，按收到先后为{}；本件是第{n}件，此前{}件。按件计收{}。",
        month.year(),
        month.month(),
        received.len(),
        numbers.join("、"),
        ordinal.after(),
        match fee::by_items(*n, ordinal.after()) {
            Ok(fee) if fee.total > 0 => format!("，本件{}元", fee.total),
            _ => format!("，{}件以内不收费", fee::FREE_ITEMS),
        }
    )
}

/// The fee by the tariff that was chosen; an amount is never typed.
pub(super) fn notice(form: &mut Typed) -> Option<FeeNotice> {
    let count = |name: &str| form.value(name).parse::<u64>().unwrap_or_default();
    let (n, after) = (count("n"), count("after"));
    let is_by_items = form.value("tariff") == "items";
    let computed = if is_by_items { fee::by_items(n, after) } else { fee::by_pages(n) };
    match computed {
        Ok(computed) => Some(FeeNotice {
            mode: if is_by_items { Tariff::Items } else { Tariff::Pages },
            n,
            after: computed.after,
            total: computed.total,
        }),
        Err(fault) => {
            form.refuse("n", fault.to_string());
            None
        }
    }
}
