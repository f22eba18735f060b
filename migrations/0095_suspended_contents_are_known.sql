-- What the migration before only promised of new rows holds for all.
alter table contents validate constraint contents_state_check;
alter table comments validate constraint comments_state_check;
