-- Applications under the procedure: one row each, with what lists are sorted and filtered by. A projection.
create table handling (
    agency      bigint not null,
    number      text    not null,
    year        bigint not null,
    serial      bigint,
    stream      text    not null,
    stage       text    not null,
    turn        text    not null,
    is_open     bigint not null,
    handler     text,
    limit_kind  text,
    limit_by    text    not null,
    arrived_on  text    not null,
    received_on text,
    query_code  text,
    submission  text,
    data        text    not null,
    version     bigint not null,
    primary key (agency, number),
    constraint handling_submission unique (agency, submission)
);

create index handling_next on handling (agency, is_open, limit_by, number);
create index handling_stage on handling (agency, stage, limit_by, number);
create index handling_handler on handling (agency, handler, is_open, limit_by, number);
create index handling_serial on handling (agency, year, serial);

-- Letters by number: signed once, no number twice. A projection.
create table letter (
    agency      bigint not null,
    year        bigint not null,
    serial      bigint not null,
    application text    not null,
    signed_on   text    not null,
    primary key (agency, year, serial)
);

-- Accounts of officers. A projection.
create table account (
    name    text    primary key,
    agency  bigint not null,
    data    text    not null,
    stream  text    not null,
    version bigint not null
);

-- What an agency writes on letters, from a day on. A projection.
create table setting (
    agency  bigint not null,
    from_on text    not null,
    data    text    not null,
    version bigint not null,
    primary key (agency, from_on)
);

-- Passwords and sign-ins are no events: they are replaced and forgotten.
create table credential (
    account    text    primary key,
    password   text    not null,
    is_once    bigint not null,
    failures   bigint not null,
    locked_until text,
    changed_at text    not null
);

create table session (
    token   bytea primary key,
    account text not null,
    seen_at text not null
);

create index session_account on session (account);
