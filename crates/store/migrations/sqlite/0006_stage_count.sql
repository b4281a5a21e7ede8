-- How many applications of an agency stand at each stage. A projection.
create table stage_count (
    agency       integer not null,
    stage        text    not null,
    applications integer not null,
    primary key (agency, stage)
) without rowid;

insert into stage_count (agency, stage, applications) select agency, stage, count(*) from handling group by agency, stage;
