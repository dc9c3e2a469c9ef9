-- What a publication set off can be seen for a while after it is done. `subject` is the story that a letter is about,
-- empty where it is about none; `taken` is 1 while a worker is at it. A letter that is done or was laid aside has the
-- hour of that in `due_at`.
alter table job add column subject text not null default '';

alter table job add column taken bigint not null default 0;

update job set subject = content where kind = 'withdraw-pictures';

create index job_order on job (due_at, id);

create index job_subject on job (subject, due_at, id);
