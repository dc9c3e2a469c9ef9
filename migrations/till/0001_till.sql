-- The till's own database. It knows codes and payments and nothing of reading; the gate has another. No row that a
-- reader causes holds a time finer than a day, and rows lie in the order of their keys, which are chance. Epochs are texts such as 2026-11.

-- Tells whether the secret beside the database is the one that it was made with; also the row that is locked while keys
-- are made.
create table witness (
  id bigint not null primary key,
  value text not null
) {by_key};

-- A reader code, as a keyed hash. `months` are those that have not begun; `paid_until` is the last month paid.
create table code (
  hash text not null primary key,
  months bigint not null,
  paid_until text
) {by_key};

-- That a code has drawn an epoch's batch, and a digest of which. Forgotten when the epoch is over.
create table draw (
  code text not null,
  epoch text not null,
  batch text not null,
  primary key (code, epoch)
) {by_key};

create index draw_epoch on draw (epoch);

-- On its way to being paid, or paid and still to be refunded; forgotten after that. It paid for `granted` months
-- from `first_month` on.
create table purchase (
  id text not null primary key,
  code text not null,
  plan text not null,
  months bigint not null,
  currency text not null,
  amount bigint not null,
  provider text not null,
  state text not null,
  first_month text,
  granted bigint not null,
  day text not null
) {by_key};

create index purchase_code on purchase (code);

create table issuer_key (
  epoch text not null primary key,
  id text not null,
  spki text not null
) {by_key};

-- The private halves, sealed under the secret. A row goes when its epoch can no longer be drawn.
create table sealed_key (
  epoch text not null primary key,
  sealed text not null
) {by_key};

create table plan (
  id text not null primary key,
  position bigint not null,
  months bigint not null,
  is_on bigint not null
) {by_key};

create table plan_offer (
  plan text not null,
  language text not null,
  name text not null,
  currency text not null,
  amount bigint not null,
  primary key (plan, language)
) {by_key};

-- Weeks that a sponsor has paid for. What is left and what there ever was; not who drew.
create table pool (
  id text not null primary key,
  name text not null,
  weeks_left bigint not null,
  weeks_total bigint not null,
  is_open bigint not null
) {by_key};

create table total (
  epoch text not null,
  what text not null,
  number bigint not null,
  primary key (epoch, what)
) {by_key};
