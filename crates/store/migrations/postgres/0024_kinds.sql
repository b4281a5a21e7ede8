-- What a publication is: what citizens see of it, else its draft. A column says where it stands, not what it is.
alter table publication add column kind text not null default '';
update publication set kind =
    coalesce(data::jsonb #>> '{public,edition,card,kind}', data::jsonb #>> '{draft,card,kind}', '');
create index publication_kind on publication (agency, is_public, kind, published_at, number);
