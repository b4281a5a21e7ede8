-- Publications that another site had published: the address they had there, and the index number that was printed there,
-- which may be of another code than this agency's. What is unique is the number as it is read.
alter table publication add column index_number text;
alter table publication add column old_address text;
update publication set index_number = data::jsonb -> 'public' ->> 'index_number';
alter table publication drop constraint publication_index;
alter table publication add constraint publication_index unique (agency, index_number);
alter table publication add constraint publication_address unique (agency, old_address);
create index publication_index_serial on publication (agency, index_year, index_serial);
