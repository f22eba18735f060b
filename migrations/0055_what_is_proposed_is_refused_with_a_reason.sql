-- Why an animator sent a content back to its authors, or a structure to who recorded it: until it is sent again.
alter table contents add column refusal text check (length(refusal) between 1 and 2000);
alter table structures add column refusal text check (refusal is null or (length(refusal) between 1 and 2000 and state = 'hidden'));

-- Its only owner left the network: its territory's animators are told, once.
alter table structures add column left_at timestamptz;
