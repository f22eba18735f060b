-- What the migration before only promised of new rows holds for all.
alter table accounts.sessions validate constraint sessions_user_id_fkey;
