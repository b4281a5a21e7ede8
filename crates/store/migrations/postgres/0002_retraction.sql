-- Projection: rows that were retracted. `slot` is the place an application keeps in its pack.
create table retracted (
    agency   bigint not null,
    register text    not null,
    stream   text    not null,
    data     text    not null,
    sealed   bytea,
    slot     bigint,
    version  bigint not null,
    primary key (agency, register, stream)
);
