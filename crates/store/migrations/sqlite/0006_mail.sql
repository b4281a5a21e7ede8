-- Letters by e-mail (电子邮件), one row for an act that causes one: what is sent is sealed. A projection.
create table mail (
    agency      integer not null,
    application text    not null,
    act         integer not null,
    stream      text    not null,
    topic       text    not null,
    message_id  text    not null,
    state       text    not null,
    code        integer,
    queued_at   text    not null,
    ended_at    text,
    sealed      blob    not null,
    version     integer not null,
    primary key (agency, application, act)
) without rowid;

create index mail_state on mail (agency, state, queued_at);

-- Attempts at sending are no events: who tries it until when, and when it is tried again (milliseconds since 1970).
create table mail_attempt (
    stream       text    primary key,
    attempts     integer not null,
    due_at       integer not null,
    leased_until integer not null,
    fault        text
) without rowid;
