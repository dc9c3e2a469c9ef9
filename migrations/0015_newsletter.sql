-- Who gets newsletters. The address, and the token that takes it off the list again, are sealed to a key whose private half
-- is not on this machine; `key` says to which. Of tokens only hashes are here, of the address not even that. The id is chance,
-- and rows lie in the order of ids, so that nothing tells who came when. `day` is the day of the sign-up while nobody has
-- confirmed it, after that it is empty; `confirm_hash` goes with it.
create table subscription (
  id text not null primary key,
  language text not null,
  daily bigint not null,
  weekly bigint not null,
  breaking bigint not null,
  key text not null,
  sealed text not null,
  leave_hash text not null unique,
  confirm_hash text unique,
  day text not null,
  bounces bigint not null
) {by_key};

create index subscription_language on subscription (language, id);

-- A newsletter to one list: `kind` is daily, weekly, breaking or withdrawal, `list` the first three only. `period` names what
-- it is about, so that a digest is drafted once: a day, a week, a story. `state` is draft, sending, sent or discarded. `sender`
-- is the run that sends; another one that takes over ends it. `place` is the last subscription that was taken in hand. `stopped`
-- is the word for why it stands still.
create table newsletter_issue (
  id text not null primary key,
  language text not null,
  kind text not null,
  list text not null,
  period text not null,
  from_at bigint not null,
  until_at bigint not null,
  subject text not null,
  intro text not null,
  state text not null,
  made_at bigint not null,
  started_at bigint,
  ended_at bigint,
  sender text not null,
  place text not null,
  stopped text not null,
  total bigint not null,
  sent bigint not null,
  refused bigint not null,
  unsure bigint not null,
  doubles bigint not null,
  unique (language, kind, list, period)
);

create index newsletter_issue_made on newsletter_issue (made_at);

-- The stories of an issue, in their order.
create table newsletter_item (
  issue text not null,
  story text not null,
  position bigint not null,
  primary key (issue, story)
);

create index newsletter_item_story on newsletter_item (story);

-- Whom a send has in hand, or has to go back to: `state` is hand or due. Written before a copy is handed over; what is still in
-- hand when another run begins was perhaps sent and is not sent again. Empty between sends.
create table newsletter_hand (
  issue text not null,
  subscription text not null,
  state text not null,
  primary key (issue, subscription)
) {by_key};
