-- What was said to one person alone: its words are emptied once it has arrived, and it is never sent to anybody else again.
alter table federation.activities add column private boolean not null default false;
create index activities_private on federation.activities (at) where private and body <> '';

-- `not valid` was for the tables in use: what stands there was always right.
alter table report_subjects validate constraint report_subjects_one;
alter table report_subjects validate constraint report_subjects_message_id_fkey;
