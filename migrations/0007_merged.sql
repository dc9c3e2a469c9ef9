-- A topic may have gone into another: its address leads there, and what still points to it means the other.
alter table concept add column merged_into text;

create index concept_merged on concept (kind, merged_into);
