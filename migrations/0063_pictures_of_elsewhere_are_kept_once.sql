-- Where the picture that shows here stood: read again only when it is another one.
alter table federation.objects add column picture_url text not null default '';
