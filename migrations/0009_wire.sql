-- How far what leaves the house has read the outbox: `version`, and the moment of the last look.
create table channel (
  name text not null primary key,
  version bigint not null,
  seen_at bigint not null
);

-- Keys of the Content API: what is kept of one is its hash.
create table content_key (
  id text not null primary key,
  name text not null,
  hash text not null unique,
  made_at bigint not null,
  revoked_at bigint
);
