-- A profile that its member keeps out of search engines stays readable by its address.
alter table members add column indexed boolean not null default true;
grant select (indexed) on members to echosciences_reader;
