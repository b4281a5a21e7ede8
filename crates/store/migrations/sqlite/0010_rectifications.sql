-- Requests to correct records about oneself: one row each, with what the list is sorted and filtered by. A projection.
create table rectification (
    agency      integer not null,
    number      text    not null,
    year        integer not null,
    serial      integer not null,
    stream      text    not null,
    stage       text    not null,
    is_open     integer not null,
    received_on text    not null,
    submission  text,
    data        text    not null,
    version     integer not null,
    primary key (agency, number),
    constraint rectification_submission unique (agency, submission)
) without rowid;

create index rectification_next on rectification (agency, is_open, received_on, number);
create index rectification_serial on rectification (agency, year, serial);
