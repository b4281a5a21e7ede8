-- Reviews and lawsuits as handled cases: one row each, with what lists are sorted and filtered by. A projection.
create table remedy_case (
    agency      integer not null,
    number      text    not null,
    year        integer not null,
    serial      integer not null,
    stream      text    not null,
    application text,
    stage       text    not null,
    is_open     integer not null,
    limit_by    text    not null,
    submission  text,
    data        text    not null,
    version     integer not null,
    primary key (agency, number),
    constraint remedy_case_submission unique (agency, submission)
) without rowid;

create index remedy_case_next on remedy_case (agency, is_open, limit_by, number);
create index remedy_case_serial on remedy_case (agency, year, serial);
create index remedy_case_application on remedy_case (agency, application, number);
