-- Who is to animate a territory once they have an account under this address: invited when it was opened.
create table accounts.animator_invitations (
  email text not null check (email = lower(email)),
  territory_id uuid not null references territories on delete cascade,
  at timestamptz not null,
  primary key (email, territory_id)
);
create index animator_invitations_of_territory on accounts.animator_invitations (territory_id);
