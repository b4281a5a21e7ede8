-- Which document a notice asks citizens about, and until when: what lists of running and closed ones are made from.
alter table publication add column comments_on text;
alter table publication add column comments_until text;
create index publication_comments on publication (agency, is_public, comments_until, number);
create index publication_commented on publication (agency, comments_on, made_on, number);

-- Comments of citizens on drafts: one row each. What they wrote is sealed. A projection.
create table public_comment (
    agency      integer not null,
    number      text not null,
    year        integer not null,
    serial      integer not null,
    stream      text not null,
    publication text not null,
    answer      text not null,
    submission  text,
    data        text not null,
    version     integer not null,
    primary key (agency, number),
    constraint public_comment_submission unique (agency, submission)
) without rowid;

create index public_comment_serial on public_comment (agency, year, serial);
create index public_comment_of on public_comment (agency, publication, answer, year, serial);
