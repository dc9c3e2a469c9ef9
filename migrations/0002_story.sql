-- Stories: what they are, every revision, what the public lists show. Times are milliseconds since 1970 UTC.

-- Sections, topics and people: everything that a story points to by id and that has a name in each language.
create table concept (
  kind text not null,
  id text not null,
  position bigint not null,
  names text not null,
  role text,
  hidden bigint not null,
  primary key (kind, id)
);

-- One language version. `public_from` is when the public may first see it, null when it may not.
create table story (
  id text not null primary key,
  number bigint not null unique,
  translation_group text not null,
  language text not null,
  slug text not null,
  state text not null,
  revision bigint not null,
  published_revision bigint,
  published_at bigint,
  public_from bigint,
  changed_at bigint not null,
  updates text,
  kill_notice text
);

create index story_group on story (translation_group, language);
create index story_updates on story (updates);

-- Every slug that a story ever had; the current one is the story's own.
create table address (
  language text not null,
  slug text not null,
  story text not null references story (id),
  primary key (language, slug)
);

create index address_story on address (story);

-- What was saved, whole. `document` holds what the public may read at most; the rest is in `paid_body`.
create table revision (
  story text not null references story (id),
  number bigint not null,
  author text not null,
  saved_at bigint not null,
  document text not null,
  digest text not null,
  primary key (story, number)
);

-- The whole body of a revision that has paid parts. Public code has no way to it but the gate.
create table paid_body (
  story text not null,
  revision bigint not null,
  body text not null,
  primary key (story, revision),
  foreign key (story, revision) references revision (story, number)
);

-- A change of state is a row with an author and a time.
create table story_state (
  story text not null references story (id),
  position bigint not null,
  state text not null,
  author text not null,
  at bigint not null,
  reason text not null,
  primary key (story, position)
);

create table correction (
  story text not null references story (id),
  position bigint not null,
  at bigint not null,
  note text not null,
  primary key (story, position)
);

-- What a public list shows of a story: derived from its published revision.
create table listing (
  story text not null primary key references story (id),
  headline text not null,
  deck text not null,
  sections text not null,
  access text not null,
  urgency bigint not null,
  picture text
);

-- On which shelves it stands: 'all', 'section/politics', 'topic/…', 'person/…'.
create table shelf (
  name text not null,
  language text not null,
  public_from bigint not null,
  number bigint not null,
  story text not null references story (id),
  primary key (name, language, public_from, number)
);

create index shelf_story on shelf (story);

-- When a story's access changes: pages go stale then.
create table access_step (
  story text not null references story (id),
  at bigint not null,
  level text not null,
  primary key (story, at)
);

create index access_step_at on access_step (at);

-- Pictures in the media folder, and which stories use them.
create table picture (
  id text not null primary key,
  description text not null
);

create table picture_use (
  picture text not null,
  story text not null references story (id),
  primary key (picture, story)
);

create index picture_use_story on picture_use (story);
