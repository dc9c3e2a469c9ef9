-- Clients: firms that take the wire by contract, their people, their programs, what each took and what it was told. They are
-- named here because they signed a contract; readers are in none of these tables. Times are milliseconds since 1970 UTC.

-- `state` is active, paused or ended. `languages` and `sections` are lists in JSON, empty for all; `networks` are the
-- addresses from which its programs may ask, in CIDR notation with a space between, empty for any.
create table client (
  id text not null primary key,
  name text not null,
  contact text not null,
  state text not null,
  begins_at bigint not null,
  ends_at bigint,
  languages text not null,
  sections text not null,
  early bigint not null,
  plus bigint not null,
  networks text not null,
  made_at bigint not null
);

-- A person of a client. `password` is an argon2 hash in PHC form, null until the invitation is accepted; `invite` the hash
-- of an invitation's secret.
create table seat (
  id text not null primary key,
  client text not null references client (id),
  name text not null,
  email text not null unique,
  language text not null,
  password text,
  invite text unique,
  invite_until bigint,
  made_at bigint not null,
  closed_at bigint
);

create index seat_client on seat (client, name);

-- `id` is the hash of the cookie's value.
create table client_session (
  id text not null primary key,
  seat text not null references seat (id),
  since bigint not null,
  seen_at bigint not null
);

create index client_session_seat on client_session (seat);

-- Keys of a client's programs. What is kept of one is its hash; `scopes` are names with a space between. `used_at` is to the
-- hour.
create table client_token (
  id text not null primary key,
  client text not null references client (id),
  name text not null,
  hash text not null unique,
  scopes text not null,
  made_by text not null,
  made_at bigint not null,
  ends_at bigint,
  revoked_at bigint,
  used_at bigint
);

create index client_token_client on client_token (client, made_at);

-- A topic that somebody of a client has saved. Nothing in `words`, `section` or `language` leaves them open. `way` is none,
-- mail or webhook, `address` where to; `sealed` the key that a webhook is signed with, sealed by the secret beside the
-- database.
create table interest (
  id text not null primary key,
  seat text not null references seat (id),
  name text not null,
  words text not null,
  section text not null,
  language text not null,
  way text not null,
  address text not null,
  sealed text not null,
  made_at bigint not null
);

create index interest_seat on interest (seat, name);

-- Where stories are pushed to. `kind` is http, sftp or s3; `account` the user of SFTP or the key id of S3; `mark` the
-- SFTP server's own key or the region of S3; `sealed` what is signed with or signed in with.
create table destination (
  id text not null primary key,
  client text not null references client (id),
  name text not null,
  kind text not null,
  address text not null,
  account text not null,
  mark text not null,
  format text not null,
  sealed text not null,
  made_at bigint not null,
  paused_at bigint
);

create index destination_client on destination (client, name);

-- What a client has of a story, once for each version and way. `version` is when that version came to be; `how` is pulled,
-- pushed, downloaded, alerted or seen; `who` the token, destination, seat or interest.
create table taken (
  client text not null references client (id),
  story text not null,
  version bigint not null,
  how text not null,
  format text not null,
  who text not null,
  at bigint not null,
  primary key (client, story, version, how)
);

create index taken_story on taken (story, client);

create index taken_at on taken (client, at);

-- What a client is told of a story that it has: `kind` is correction or kill, `at` when that happened, so that each is
-- told once.
create table notice (
  id text not null primary key,
  client text not null references client (id),
  story text not null,
  kind text not null,
  at bigint not null,
  said text not null,
  made_at bigint not null,
  confirmed_by text,
  confirmed_at bigint,
  unique (client, story, kind, at)
);

create index notice_story on notice (story);

-- By which ways a notice has gone out: `mail`, or `push` and a destination's id.
create table notice_sent (
  notice text not null references notice (id),
  way text not null,
  at bigint not null,
  primary key (notice, way)
);

-- What is held for clients is found without reading all stories, and so is what has changed.
create index story_held on story (public_from) where state = 'published';

create index story_clients_only on story (published_at, number) where state = 'published' and public_from is null;

create index story_changed on story (changed_at, number) where state = 'published';

create index story_state_killed on story_state (at) where state = 'killed';
