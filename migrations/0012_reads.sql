-- How often pages were read: totals of a day for a story, a section's list, a front page, and of all pages of a language.
-- A number is added to only by a crowd (statistics.release_from), so no row says that one reader was there. Hours are
-- of a whole month, for the same reason.
create table read_day (
  day text not null,
  language text not null,
  kind text not null,
  id text not null,
  reads bigint not null,
  primary key (day, language, kind, id)
);

create table read_hour (
  month text not null,
  language text not null,
  hour bigint not null,
  reads bigint not null,
  primary key (month, language, hour)
);
