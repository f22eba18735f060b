-- A territory leaves for another server, with all that is its own: see decision 28.
alter table territories
  -- Since when it stands still here: its archive is made, nobody acts in it any more and nothing is said in its name.
  add column leaving_at timestamptz,
  -- Since when it lives elsewhere. Its row stays, to tell whoever still comes by its hosts.
  add column left_at timestamptz;

-- The accounts of members who arrived with their territory under a mail address that has an account here already. They open once
-- whoever runs the server gives them another address: nobody becomes somebody else by a mail address alone.
create table accounts.arrivals (
  member_id uuid primary key references members on delete cascade,
  email text not null,
  password text,
  at timestamptz not null
);
