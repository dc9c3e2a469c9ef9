-- The edition: its version, what was announced under each version, and the letters still to be worked off.

create table edition (
  id bigint not null primary key,
  version bigint not null
);

insert into edition (id, version) values (1, 0);

create table outbox (
  version bigint not null primary key,
  announcements text not null
);

create table job (
  id text not null primary key,
  kind text not null,
  content text not null,
  due_at bigint not null,
  attempts bigint not null,
  state text not null,
  last_error text
);

create index job_due on job (state, due_at);
