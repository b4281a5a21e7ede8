-- Requests to correct records about oneself: one row each, with what the list is sorted and filtered by. A projection.
create table rectification (
    agency      bigint  not null,
    number      text    not null,
    year        bigint  not null,
    serial      bigint  not null,
    stream      text    not null,
    stage       text    not null,
    is_open     bigint  not null,
    received_on text    not null,
    submission  text,
    data        text    not null,
    version     bigint  not null,
    primary key (agency, number),
    constraint rectification_submission unique (agency, submission)
);

create index rectification_next on rectification (agency, is_open, received_on, number);
create index rectification_serial on rectification (agency, year, serial);
