-- The ledger. `data` holds the exact canonical bytes that `hash` covers.
create table event (
    id        integer primary key,
    agency    integer not null,
    stream    text    not null,
    version   integer not null,
    at        text    not null,
    actor     text    not null,
    kind      text    not null,
    data      blob    not null,
    prev_hash blob    not null,
    hash      blob    not null,
    constraint event_stream_version unique (stream, version)
);

-- Personal data, each record under a key of its own; without `wrapped_key` it is erased.
create table sealed (
    hash        blob    primary key,
    agency      integer not null,
    stream      text    not null,
    key_id      text    not null,
    wrapped_key blob,
    ciphertext  blob    not null
) without rowid;

create table blind_index (
    agency integer not null,
    field  text    not null,
    token  blob    not null,
    sealed blob    not null references sealed (hash),
    primary key (agency, field, token, sealed)
) without rowid;

-- One row a day: the Merkle root of the hashes since the last seal, chained.
create table seal (
    number      integer primary key,
    at          text    not null,
    first_event integer not null,
    last_event  integer not null,
    root        blob    not null,
    prev_hash   blob    not null,
    hash        blob    not null
);

-- Projections: everything below can be rebuilt from `event`.
create table agency (
    id      integer primary key,
    name    text    not null,
    parent  text,
    data    text    not null,
    version integer not null,
    constraint agency_name unique (name)
);

create table application (
    agency      integer not null,
    number      text    not null,
    slot        integer not null,
    received_on text    not null,
    channel     text    not null,
    applicant   text    not null,
    leaf        text,
    answered_on text,
    rest        text,
    sealed      blob,
    stream      text    not null,
    position    integer not null,
    version     integer not null,
    primary key (agency, number)
) without rowid;

create table entry (
    agency   integer not null,
    register text    not null,
    stream   text    not null,
    data     text    not null,
    position integer not null,
    version  integer not null,
    primary key (agency, register, stream)
) without rowid;

create table text_part (
    agency  integer not null,
    part    text    not null,
    year    integer not null,
    data    text    not null,
    version integer not null,
    primary key (agency, part, year)
);

create table report (
    agency    integer not null,
    year      integer not null,
    state     text    not null,
    frozen_at text    not null,
    data      text    not null,
    version   integer not null,
    primary key (agency, year)
);

-- Counters of tables three and four; agency 0 is the sum of all.
create table tally (
    agency integer not null,
    year   integer not null,
    counts blob    not null,
    primary key (agency, year)
) without rowid;

-- Applications as packed cells of six bytes, 1,024 to a row, for full counts.
create table application_pack (
    agency integer not null,
    part   integer not null,
    cells  blob    not null,
    primary key (agency, part)
);
