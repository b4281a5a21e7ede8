-- The arrangement of workdays that limits are reckoned by. A projection.
create table calendar (
    id          integer primary key,
    fingerprint text not null,
    version     integer not null
);

-- Limits of applications, reviews and lawsuits that moved because the arrangement of workdays changed. A projection.
create table limit_move (
    agency  integer not null,
    at      text not null,
    number  text not null,
    kind    text not null,
    from_on text not null,
    to_on   text not null,
    version integer not null,
    primary key (agency, at, number)
) without rowid;

create index limit_move_number on limit_move (agency, number, at);
