-- The last file that was made of a dossier, in each form. It holds what the public saw in that version; the row says which.
create table dossier_exports (
  dossier_id uuid not null references dossiers on delete cascade,
  form text not null check (form in ('pdf', 'epub')),
  version text not null,
  state text not null check (state in ('waiting', 'ready', 'failed')),
  progress integer not null default 0 check (progress between 0 and 100),
  file text,
  asked_at timestamptz not null,
  check (state <> 'ready' or file is not null),
  primary key (dossier_id, form)
);
