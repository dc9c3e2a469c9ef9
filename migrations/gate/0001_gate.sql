-- The gate's own database. It knows spent passes and nothing of codes or payments; the till has another. Rows lie in the
-- order of their keys, which are hashes, and none holds a time. Epochs are texts such as 2026-11, weeks such as 2026-11.1.

-- Tells whether the secret beside the database is the one that it was made with.
create table gate_witness (
  id bigint not null primary key,
  value text not null
) {by_key};

-- The till's public keys. The first that was learned for an epoch stays its key.
create table accepted_key (
  epoch text not null primary key,
  id text not null unique,
  spki text not null
) {by_key};

-- The keys of the weeks' cookies, sealed under the secret. A row goes when its week is over.
create table week_key (
  week text not null primary key,
  sealed text not null
) {by_key};

-- Hashes of the nonces of spent passes, in three tables by epoch modulo three, so that a table can be emptied as a whole
-- when its epoch's passes are no longer accepted.
create table spent_0 (hash text not null primary key) {by_key};
create table spent_1 (hash text not null primary key) {by_key};
create table spent_2 (hash text not null primary key) {by_key};

-- Which epoch's passes a table holds, now or next.
create table spent_epoch (
  place bigint not null primary key,
  epoch text not null
) {by_key};
