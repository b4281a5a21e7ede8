-- Applications under the procedure: one row each, with what lists are sorted and filtered by. A projection.
create table handling (
    agency      integer not null,
    number      text    not null,
    year        integer not null,
    serial      integer,
    stream      text    not null,
    stage       text    not null,
    turn        text    not null,
    is_open     integer not null,
    handler     text,
    limit_kind  text,
    limit_by    text    not null,
    arrived_on  text    not null,
    received_on text,
    query_code  text,
    submission  text,
    data        text    not null,
    version     integer not null,
    primary key (agency, number),
    constraint handling_submission unique (agency, submission)
) without rowid;

create index handling_next on handling (agency, is_open, limit_by, number);
create index handling_stage on handling (agency, stage, limit_by, number);
create index handling_handler on handling (agency, handler, is_open, limit_by, number);
create index handling_serial on handling (agency, year, serial);

-- Letters by number: signed once, no number twice. A projection.
create table letter (
    agency      integer not null,
    year        integer not null,
    serial      integer not null,
    application text    not null,
    signed_on   text    not null,
    primary key (agency, year, serial)
) without rowid;

-- Accounts of officers. A projection.
create table account (
    name    text    primary key,
    agency  integer not null,
    data    text    not null,
    stream  text    not null,
    version integer not null
) without rowid;

-- What an agency writes on letters, from a day on. A projection.
create table setting (
    agency  integer not null,
    from_on text    not null,
    data    text    not null,
    version integer not null,
    primary key (agency, from_on)
) without rowid;

-- Passwords and sign-ins are no events: they are replaced and forgotten.
create table credential (
    account    text    primary key,
    password   text    not null,
    is_once    integer not null,
    failures   integer not null,
    locked_until text,
    changed_at text    not null
) without rowid;

create table session (
    token   blob primary key,
    account text not null,
    seen_at text not null
) without rowid;

create index session_account on session (account);
