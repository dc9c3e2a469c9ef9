-- What the newsroom wants to know of a pool's sponsor; readers do not see it.
alter table pool add column remark text not null default '';
