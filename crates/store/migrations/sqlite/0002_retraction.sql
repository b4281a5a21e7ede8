-- Projection: rows that were retracted. `slot` is the place an application keeps in its pack.
create table retracted (
    agency   integer not null,
    register text    not null,
    stream   text    not null,
    data     text    not null,
    sealed   blob,
    slot     integer,
    version  integer not null,
    primary key (agency, register, stream)
) without rowid;
