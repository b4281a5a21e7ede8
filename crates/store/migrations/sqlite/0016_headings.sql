-- Which sealed record holds what was written with the registration: lists show what is asked and by whom.
alter table handling add column sealed blob;

update handling set sealed = (
    select unhex(json_extract(cast(event.data as text), '$.data.sealed'))
    from event where event.stream = handling.stream and event.version = 1
);
