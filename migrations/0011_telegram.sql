-- Telegram channels that were ever named in the settings. `since` is when: what was public before is not posted.
-- Before `free_at` the channel gets no message more.
create table telegram_chat (
  chat text not null primary key,
  since bigint not null,
  free_at bigint not null
);

-- What stands of a story in a channel, or is to stand there; the row outlives the channel's place in the settings.
-- `state` is due, sending, unsure, posted, notice, deleted or gone. `shown` is a digest of what the message says, empty
-- while it is being changed; `photo` the picture's file, empty in a message of words. `busy_until` is later than now
-- while somebody calls on its behalf. `stamp` is how the story stood when its last letter was sent, `letter` the job
-- that lies among the dead because nobody knows whether the message went out. `place_at` and `number` are the story's
-- place in the order of publication.
create table telegram_post (
  chat text not null,
  story text not null,
  state text not null,
  message bigint,
  shown text not null,
  photo text not null,
  posted_at bigint,
  busy_until bigint not null,
  stamp text not null,
  letter text not null,
  place_at bigint not null,
  number bigint not null,
  primary key (chat, story)
);

create index telegram_post_story on telegram_post (story);

create index telegram_post_open on telegram_post (chat, place_at, number) where state in ('due', 'sending');
