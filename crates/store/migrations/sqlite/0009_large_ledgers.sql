-- Sealed records in the order in which they came, found by an index of their hashes: kept under their hashes, each one
-- would touch a page of its own, and a commit would write all of these.
create table sealed_in_order (
    hash        blob    not null primary key,
    agency      integer not null,
    stream      text    not null,
    key_id      text    not null,
    wrapped_key blob,
    ciphertext  blob    not null
);

insert into sealed_in_order (hash, agency, stream, key_id, wrapped_key, ciphertext)
select hash, agency, stream, key_id, wrapped_key, ciphertext from sealed;

create table blind_index_of_it (
    agency integer not null,
    field  text    not null,
    token  blob    not null,
    sealed blob    not null references sealed_in_order (hash),
    primary key (agency, field, token, sealed)
) without rowid;

insert into blind_index_of_it (agency, field, token, sealed)
select agency, field, token, sealed from blind_index;

drop table blind_index;
drop table sealed;
alter table sealed_in_order rename to sealed;
alter table blind_index_of_it rename to blind_index;

-- SQLite takes any index to leave ten rows behind its first column. That first column is the agency, which may have
-- many: without being told it walks through them in the order asked for rather than look up the few and sort them.
analyze sqlite_schema;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('remedy_case', 'remedy_case', '100000 100000 1'),
    ('remedy_case', 'remedy_case_next', '100000 100000 50000 300 1'),
    ('remedy_case', 'remedy_case_serial', '100000 100000 10000 1'),
    ('remedy_case', 'remedy_case_application', '100000 100000 2 1'),
    ('limit_move', 'limit_move', '100000 100000 1000 1'),
    ('limit_move', 'limit_move_number', '100000 100000 2 1');
analyze sqlite_schema;
