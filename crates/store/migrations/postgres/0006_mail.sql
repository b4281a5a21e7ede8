-- Letters by e-mail (电子邮件), one row for an act that causes one: what is sent is sealed. A projection.
create table mail (
    agency      bigint not null,
    application text    not null,
    act         bigint not null,
    stream      text    not null,
    topic       text    not null,
    message_id  text    not null,
    state       text    not null,
    code        bigint,
    queued_at   text    not null,
    ended_at    text,
    sealed      bytea   not null,
    version     bigint not null,
    primary key (agency, application, act)
);

create index mail_state on mail (agency, state, queued_at);

-- Attempts at sending are no events: who tries it until when, and when it is tried again (milliseconds since 1970).
create table mail_attempt (
    stream       text    primary key,
    attempts     bigint not null,
    due_at       bigint not null,
    leased_until bigint not null,
    fault        text
);
