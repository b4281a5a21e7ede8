-- Which sealed record holds what was written with the registration: lists show what is asked and by whom.
alter table handling add column sealed bytea;

update handling set sealed = (
    select decode(convert_from(event.data, 'UTF8')::jsonb -> 'data' ->> 'sealed', 'hex')
    from event where event.stream = handling.stream and event.version = 1
);
