-- The public lists of corrections and of withdrawn stories: both are short, and must not read all stories to be so.
create index correction_at on correction (at);

create index story_killed on story (language) where state = 'killed';
