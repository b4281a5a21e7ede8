//! Pages that only a demonstration has (示范).

pub(crate) mod clock;
