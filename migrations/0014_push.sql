-- Letters of a lane are worked off few at a time, by workers of their own: a client that does not answer keeps no other
-- waiting. Letters without one are worked off as ever.
alter table job add column lane text not null default '';

create index job_lane on job (lane, state, due_at);

-- What a client's machine, or somebody with a saved topic, has of a story. `target` is the destination's or the topic's id;
-- `stamp` how the story stood for the client when the last letter was sent; `version` and `shown` the version and the
-- delivery's id that went out last, 0 and empty before the first. `busy_until` is later than now while somebody calls.
create table push (
  target text not null,
  story text not null,
  client text not null,
  stamp text not null,
  version bigint not null,
  shown text not null,
  busy_until bigint not null,
  primary key (target, story)
);

create index push_story on push (story);
