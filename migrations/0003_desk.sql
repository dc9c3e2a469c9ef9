-- The desk: working revisions, translations, and the list that shows the day. Times are milliseconds since 1970 UTC.

-- Since there are working revisions, `revision` is what the desk works on and `published_revision` what readers see.
-- `digest` is the fingerprint of the manuscript last filed; empty once the desk has touched the story.
alter table story add column scheduled_revision bigint;

alter table story add column digest text not null default '';

-- `base` is the revision that a save began from, null for one that was filed; `aside` marks a save that clashed and is
-- kept beside the head.
alter table revision add column base bigint;

alter table revision add column aside bigint not null default 0;

-- For thinning, which looks at saves only.
create index revision_saved on revision (saved_at) where base is not null;

-- What went out with this change of state, and what it took the place of: a publication can be taken back.
alter table story_state add column revision bigint;

alter table story_state add column former_revision bigint;

alter table story_state add column former_changed_at bigint;

-- Slugs that a story has not been published under are promises to nobody.
delete from address
where exists (
  select 1
  from story s
  where s.id = address.story
    and s.slug = address.slug
    and s.published_revision is null
    and s.state in ('draft', 'in_edit', 'ready', 'scheduled')
    and not exists (select 1 from story_state t where t.story = s.id and t.state in ('published', 'killed')));

-- Which story this one is a version of, and the revision of it that it was made from or last compared with.
create table translation (
  story text not null primary key references story (id),
  original text not null references story (id),
  original_revision bigint not null
);

create index translation_original on translation (original);

-- A line of the desk's list: every story, published or not, as its newest revision has it. `folded` is what a text
-- filter looks into. `author` opened the story, `last_author` saved it last. `sort_at` moves with every change of state,
-- and with saves only now and then, so that the list stands still while people type.
create table desk_line (
  story text not null primary key references story (id),
  number bigint not null,
  translation_group text not null,
  language text not null,
  state text not null,
  headline text not null,
  folded text not null,
  slugline text not null,
  sections text not null,
  urgency bigint not null,
  author text not null,
  last_author text not null,
  changed_at bigint not null,
  sort_at bigint not null,
  published_at bigint,
  flags bigint not null
);

create index desk_line_sort on desk_line (sort_at, number);

create index desk_line_state on desk_line (state, sort_at, number);

create index desk_line_language on desk_line (language, sort_at, number);

create index desk_line_urgency on desk_line (urgency, sort_at, number);

create index desk_line_author on desk_line (author, sort_at, number);

-- The same order within each section.
create table desk_section (
  section text not null,
  sort_at bigint not null,
  number bigint not null,
  story text not null,
  primary key (section, sort_at, number)
);

create index desk_section_story on desk_section (story);

-- What a text filter reads when what it looks for is rare: number, `sort_at` and `folded` of sixteen stories a row, a line each.
-- Reading few long rows is several times faster than reading a row a story.
create table desk_text (
  block bigint not null primary key,
  lines text not null
);

-- Stories from before there was a desk: their lines are still to be written.
create table desk_gap (
  story text not null primary key
);

insert into desk_gap (story) select id from story;
