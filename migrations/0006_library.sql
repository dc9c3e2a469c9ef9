-- A picture's card may lie on several shelves: the newsroom's own, named '', and that of somebody who must not see what
-- colleagues wrote about the same picture. No card was written before this.
drop table picture_card;

create table picture_card (
  picture text not null,
  shelf text not null,
  name text not null,
  alt text not null,
  caption text not null,
  credit text not null,
  rights text not null,
  folded text not null,
  added_by text not null,
  added_at bigint not null,
  primary key (picture, shelf)
);

create index picture_card_added on picture_card (shelf, added_at, picture);

-- Pictures that no card has been written for yet: those that came by import.
create table picture_gap (
  picture text not null primary key
);

insert into picture_gap (picture) select id from picture;
