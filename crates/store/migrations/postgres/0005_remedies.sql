-- Reviews and lawsuits as handled cases: one row each, with what lists are sorted and filtered by. A projection.
create table remedy_case (
    agency      bigint  not null,
    number      text    not null,
    year        bigint  not null,
    serial      bigint  not null,
    stream      text    not null,
    application text,
    stage       text    not null,
    is_open     bigint  not null,
    limit_by    text    not null,
    submission  text,
    data        text    not null,
    version     bigint  not null,
    primary key (agency, number),
    constraint remedy_case_submission unique (agency, submission)
);

create index remedy_case_next on remedy_case (agency, is_open, limit_by, number);
create index remedy_case_serial on remedy_case (agency, year, serial);
create index remedy_case_application on remedy_case (agency, application, number);
