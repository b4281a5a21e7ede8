-- The ledger. `data` holds the exact canonical bytes that `hash` covers.
create table event (
    id        bigint primary key,
    agency    bigint not null,
    stream    text    not null,
    version   bigint not null,
    at        text    not null,
    actor     text    not null,
    kind      text    not null,
    data      bytea    not null,
    prev_hash bytea    not null,
    hash      bytea    not null,
    constraint event_stream_version unique (stream, version)
);

-- Personal data, each record under a key of its own; without `wrapped_key` it is erased.
create table sealed (
    hash        bytea    primary key,
    agency      bigint not null,
    stream      text    not null,
    key_id      text    not null,
    wrapped_key bytea,
    ciphertext  bytea    not null
);

create table blind_index (
    agency bigint not null,
    field  text    not null,
    token  bytea    not null,
    sealed bytea    not null references sealed (hash),
    primary key (agency, field, token, sealed)
);

-- One row a day: the Merkle root of the hashes since the last seal, chained.
create table seal (
    number      bigint primary key,
    at          text    not null,
    first_event bigint not null,
    last_event  bigint not null,
    root        bytea    not null,
    prev_hash   bytea    not null,
    hash        bytea    not null
);

-- Projections: everything below can be rebuilt from `event`.
create table agency (
    id      bigint primary key,
    name    text    not null,
    parent  text,
    data    text    not null,
    version bigint not null,
    constraint agency_name unique (name)
);

create table application (
    agency      bigint not null,
    number      text    not null,
    slot        bigint not null,
    received_on text    not null,
    channel     text    not null,
    applicant   text    not null,
    leaf        text,
    answered_on text,
    rest        text,
    sealed      bytea,
    stream      text    not null,
    position    bigint not null,
    version     bigint not null,
    primary key (agency, number)
);

create table entry (
    agency   bigint not null,
    register text    not null,
    stream   text    not null,
    data     text    not null,
    position bigint not null,
    version  bigint not null,
    primary key (agency, register, stream)
);

create table text_part (
    agency  bigint not null,
    part    text    not null,
    year    bigint not null,
    data    text    not null,
    version bigint not null,
    primary key (agency, part, year)
);

create table report (
    agency    bigint not null,
    year      bigint not null,
    state     text    not null,
    frozen_at text    not null,
    data      text    not null,
    version   bigint not null,
    primary key (agency, year)
);

-- Counters of tables three and four; agency 0 is the sum of all.
create table tally (
    agency bigint not null,
    year   bigint not null,
    counts bytea    not null,
    primary key (agency, year)
);

-- Applications as packed cells of six bytes, 1,024 to a row, for full counts.
create table application_pack (
    agency bigint not null,
    part   bigint not null,
    cells  bytea    not null,
    primary key (agency, part)
);
