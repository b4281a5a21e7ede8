//! The founding bureau's registers, carried inside the program so that the demo needs no checkout.

/// The files of `samples/zibo-hrss-2023`, by name.
pub(super) const FILES: [(&str, &str); 16] = [
    ("agency.toml", include_str!("../../../../../samples/zibo-hrss-2023/agency.toml")),
    ("applications.csv", include_str!("../../../../../samples/zibo-hrss-2023/applications.csv")),
    ("consultations.csv", include_str!("../../../../../samples/zibo-hrss-2023/consultations.csv")),
    ("documents.csv", include_str!("../../../../../samples/zibo-hrss-2023/documents.csv")),
    ("interpretations.csv", include_str!("../../../../../samples/zibo-hrss-2023/interpretations.csv")),
    ("decisions.csv", include_str!("../../../../../samples/zibo-hrss-2023/decisions.csv")),
    ("fees.csv", include_str!("../../../../../samples/zibo-hrss-2023/fees.csv")),
    ("remedies.csv", include_str!("../../../../../samples/zibo-hrss-2023/remedies.csv")),
    ("posts.csv", include_str!("../../../../../samples/zibo-hrss-2023/posts.csv")),
    ("proposals.csv", include_str!("../../../../../samples/zibo-hrss-2023/proposals.csv")),
    ("trainings.csv", include_str!("../../../../../samples/zibo-hrss-2023/trainings.csv")),
    ("tasks.csv", include_str!("../../../../../samples/zibo-hrss-2023/tasks.csv")),
    ("members.csv", include_str!("../../../../../samples/zibo-hrss-2023/members.csv")),
    ("catalogue.csv", include_str!("../../../../../samples/zibo-hrss-2023/catalogue.csv")),
    ("narrative.md", include_str!("../../../../../samples/zibo-hrss-2023/narrative.md")),
    ("previous.json", include_str!("../../../../../samples/zibo-hrss-2023/previous.json")),
];

/// The year of the sample.
pub(super) const YEAR: i16 = 2023;
