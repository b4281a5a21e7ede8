-- How many applications of an agency stand at each stage. A projection.
create table stage_count (
    agency       bigint not null,
    stage        text    not null,
    applications bigint not null,
    primary key (agency, stage)
);

insert into stage_count (agency, stage, applications) select agency, stage, count(*) from handling group by agency, stage;
