-- Looked up beside the name while somebody types: without it, every structure was read.
create index structures_by_acronym on structures (plain_text(acronym)) where state = 'listed' and acronym <> '';
