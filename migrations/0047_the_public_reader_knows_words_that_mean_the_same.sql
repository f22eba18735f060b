-- Search through the API widens a word to those that mean the same: it reads as the public reader.
grant select (territory_id, from_tag, into_tag, made_at, undone_at) on tag_synonyms to echosciences_reader;
