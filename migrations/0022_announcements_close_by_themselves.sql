-- A call with an end. After its deadline it is closed, whether or not the clock has said so yet.
create table announcements (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  type text not null,
  zone text not null,
  -- As the poster says it: `2026-12-02`, until that day is over, or `2026-12-02T17:00`. `closes_at` is derived.
  deadline text not null check (length(deadline) between 10 and 19),
  closes_at timestamptz not null,
  -- When its closing was told; null until then.
  closed_at timestamptz,
  organisation text not null default '',
  commune_code text,
  commune_name text not null default '',
  contract text,
  contact_url text,
  -- Whether its authors take messages through the platform.
  relay boolean not null default true
);
-- Open ones from now on and closed ones from now back are each one range.
create index announcements_of_territory on announcements (territory_id, closes_at, content_id);
create index announcements_of_network on announcements (closes_at, content_id);

grant select on announcements to echosciences_reader;
alter table announcements enable row level security;
create policy published on announcements for select to echosciences_reader
  using (exists (select from contents where id = content_id));
