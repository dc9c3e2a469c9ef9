-- What the newsroom is told of each way to pay: the day of its last webhook, and what went wrong last. Nothing in it is
-- about a purchase.
create table provider_record (
  provider text not null primary key,
  heard text,
  trouble text,
  trouble_day text
) {by_key};
