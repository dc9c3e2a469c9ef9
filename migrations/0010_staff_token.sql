-- Keys by which programs act for a member of the staff. What is kept of one is its hash; `rights` are names of rights with a
-- space between, of which those count that the member's role has as well. `used_at` is to the hour.
create table staff_token (
  id text not null primary key,
  staff text not null references staff (id),
  name text not null,
  hash text not null unique,
  rights text not null,
  made_at bigint not null,
  ends_at bigint not null,
  used_at bigint
);

create index staff_token_staff on staff_token (staff, made_at);
