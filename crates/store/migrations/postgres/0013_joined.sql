-- Which application one was joined with, to be found from there. A projection.
alter table handling add column joined_into text;

update handling set joined_into = (
    select convert_from(event.data, 'UTF8')::jsonb -> 'data' ->> 'into'
    from event where event.stream = handling.stream and event.kind = 'application.join'
) where stage = 'closed';

create index handling_joined on handling (joined_into, agency, number) where joined_into is not null;
