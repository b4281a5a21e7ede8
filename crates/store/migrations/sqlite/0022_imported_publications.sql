-- Publications that another site had published: the address they had there, and the index number that was printed there,
-- which may be of another code than this agency's. What is unique is the number as it is read.
create table publication_with_origin (
    agency       integer not null,
    number       text    not null,
    year         integer not null,
    serial       integer not null,
    stream       text    not null,
    stage        text    not null,
    is_open      integer not null,
    is_public    integer not null,
    column_code  text    not null,
    made_on      text    not null,
    published_at text    not null,
    ends_on      text    not null,
    publish_at   text,
    index_year   integer,
    index_serial integer,
    submission   text,
    data         text    not null,
    version      integer not null,
    index_number text,
    old_address  text,
    primary key (agency, number),
    constraint publication_submission unique (agency, submission),
    constraint publication_index unique (agency, index_number),
    constraint publication_address unique (agency, old_address)
) without rowid;

insert into publication_with_origin
select agency, number, year, serial, stream, stage, is_open, is_public, column_code, made_on, published_at, ends_on,
       publish_at, index_year, index_serial, submission, data, version,
       json_extract(data, '$.public.index_number'), null
from publication;

drop table publication;
alter table publication_with_origin rename to publication;

create index publication_serial on publication (agency, year, serial);
create index publication_open on publication (agency, is_open, made_on, number);
create index publication_stage on publication (agency, stage, made_on, number);
create index publication_column on publication (agency, is_public, column_code, published_at, number);
create index publication_latest on publication (agency, is_public, published_at, number);
create index publication_ended on publication (agency, is_public, ends_on, number);
create index publication_due on publication (agency, publish_at);
create index publication_index_serial on publication (agency, index_year, index_serial);
