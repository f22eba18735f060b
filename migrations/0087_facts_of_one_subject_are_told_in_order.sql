-- Whether a worker has yet to react to it: what happened to the same thing later waits for that.
alter table facts add column reacting boolean not null default false;
create index facts_waited_for on facts (subject_id, id) where reacting;
