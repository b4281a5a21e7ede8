-- Bytes of texts and files of publications, by their SM3. Events name them; written in the transaction of the event.
create table content (
    hash  blob not null primary key,
    bytes blob
);

-- Publications: one row each, with what lists are sorted and filtered by. A projection.
create table publication (
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
    primary key (agency, number),
    constraint publication_submission unique (agency, submission),
    constraint publication_index unique (agency, index_year, index_serial)
) without rowid;

create index publication_serial on publication (agency, year, serial);
create index publication_open on publication (agency, is_open, made_on, number);
create index publication_stage on publication (agency, stage, made_on, number);
create index publication_column on publication (agency, is_public, column_code, published_at, number);
create index publication_latest on publication (agency, is_public, published_at, number);
create index publication_ended on publication (agency, is_public, ends_on, number);
create index publication_due on publication (agency, publish_at);

-- Which publication interprets which.
create table publication_link (
    agency     integer not null,
    interprets text    not null,
    number     text    not null,
    version    integer not null,
    primary key (agency, interprets, number)
) without rowid;
