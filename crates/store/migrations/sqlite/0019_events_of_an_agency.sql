-- The latest events of one agency, without walking through those of all others.
create index event_agency on event (agency, id);
