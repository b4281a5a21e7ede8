-- Pages of lists go by number in the order of its bytes, as SQLite and the program see it.
alter table handling alter column number type text collate "C";
alter table handling alter column limit_by type text collate "C";

-- What work lists are filtered by: on whose desk an application lies, channel, kind of applicant, the day it is listed
-- under. Codes, as everywhere in this table.
alter table handling add column queue text not null default '';
alter table handling add column channel text not null default '';
alter table handling add column applicant text not null default '';
alter table handling add column listed_on text collate "C" not null default '';

update handling set
    queue = case
        when stage = 'closed' then 'nobody'
        when stage in ('awaiting_supplement', 'awaiting_payment') then 'applicant'
        when stage in ('arrived', 'received', 'awaiting_service') then 'clerk'
        when stage = 'under_review' then 'reviewer'
        when stage = 'awaiting_signature' then 'signer'
        when data::json ->> 'extension_asked' is not null then 'signer'
        when turn = 'consulted' then 'consulted'
        else 'handler'
    end,
    channel = data::json ->> 'channel',
    applicant = data::json ->> 'applicant',
    listed_on = coalesce(received_on, arrived_on);

create index handling_queue on handling (agency, queue, limit_by, number);
create index handling_listed on handling (agency, listed_on, number);
create index handling_handler_listed on handling (agency, handler, listed_on, number);

-- How many applications lie where, so that the head of a list costs the same however many there are. A projection.
create table handling_count (
    agency   bigint not null,
    handler  text    not null,
    stage    text    not null,
    queue    text    not null,
    limit_by text    not null,
    cases    bigint not null,
    primary key (agency, handler, stage, queue, limit_by)
);

insert into handling_count (agency, handler, stage, queue, limit_by, cases)
select agency, coalesce(handler, ''), stage, queue, limit_by, count(*)
from handling group by agency, coalesce(handler, ''), stage, queue, limit_by;

-- Pairs of letters of what was written, each under a keyed hash, by the event an application began with: what is looked
-- for is found without being readable. Made again at any time, by whoever holds the keys; `reached` says up to where.
create table text_index (
    agency      bigint not null,
    token       bigint not null,
    application bigint not null,
    primary key (agency, token, application)
);

create index text_index_application on text_index (application);

create table text_index_reached (
    id    bigint primary key,
    event bigint not null
);

insert into text_index_reached (id, event) values (1, 0);
