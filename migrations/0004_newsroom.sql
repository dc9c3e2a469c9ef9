-- The newsroom's people, how they sign in, and what they did. Times are milliseconds since 1970 UTC. Readers are in
-- none of these tables.

create table staff (
  id text not null primary key,
  name text not null,
  -- What they type to sign in, folded.
  sign_in text not null unique,
  role text not null,
  language text not null,
  byline text,
  -- An argon2 hash in PHC form, and the secret of their one-time codes; null where they sign in by passkey only.
  password text,
  totp text,
  -- The last thirty seconds whose code was used: a code is good once.
  totp_step bigint,
  since bigint not null,
  left_at bigint
);

create table passkey (
  id text not null primary key,
  staff text not null references staff (id),
  name text not null,
  credential text not null,
  since bigint not null,
  used_at bigint
);

create index passkey_staff on passkey (staff);

create table recovery_code (
  staff text not null references staff (id),
  hash text not null,
  used_at bigint,
  primary key (staff, hash)
);

-- `id` is the hash of the cookie's value.
create table desk_session (
  id text not null primary key,
  staff text not null references staff (id),
  since bigint not null,
  seen_at bigint not null,
  confirmed_at bigint not null,
  way text not null
);

create index desk_session_staff on desk_session (staff);

-- `id` is the hash of the link's secret.
create table invite (
  id text not null primary key,
  name text not null,
  role text not null,
  made_by text,
  made_at bigint not null,
  expires_at bigint not null,
  used_by text
);

-- A ceremony with a passkey that has begun: its state until the browser answers.
create table ceremony (
  id text not null primary key,
  state text not null,
  expires_at bigint not null
);

create table deed (
  id text not null primary key,
  at bigint not null,
  staff text not null,
  deed text not null,
  subject text not null,
  detail text not null
);

create index deed_staff on deed (staff, id);

-- Work on stories: who is asked to do it, who is at it now, what colleagues say of it.
create table assignment (
  story text not null references story (id),
  staff text not null references staff (id),
  made_by text not null,
  at bigint not null,
  primary key (story, staff)
);

create index assignment_staff on assignment (staff);

create table presence (
  story text not null,
  staff text not null,
  field text not null,
  seen_at bigint not null,
  primary key (story, staff)
);

create table story_note (
  id text not null primary key,
  story text not null references story (id),
  staff text not null,
  at bigint not null,
  said text not null
);

create index story_note_story on story_note (story, id);

create table mention (
  note text not null references story_note (id),
  staff text not null references staff (id),
  seen_at bigint,
  primary key (note, staff)
);

create index mention_staff on mention (staff, seen_at);

-- A kill that waits for a second pair of eyes.
create table kill_request (
  story text not null primary key references story (id),
  notice text not null,
  reason text not null,
  asked_by text not null,
  at bigint not null
);

-- What the library knows of a picture beside its file.
create table picture_card (
  picture text not null primary key,
  name text not null,
  alt text not null,
  caption text not null,
  credit text not null,
  rights text not null,
  folded text not null,
  added_by text not null,
  added_at bigint not null
);

create index picture_card_added on picture_card (added_at, picture);
