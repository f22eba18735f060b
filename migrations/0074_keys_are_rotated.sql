-- With which key it is signed, where that isn't the one of today: what tells of a new key is believed by the old one.
alter table federation.activities add column signed_with text check (length(signed_with) <= 2000);
