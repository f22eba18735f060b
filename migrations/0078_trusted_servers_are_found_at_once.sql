-- The log-in page lists those that somebody vouched for, among thousands that are only known or blocked.
create index servers_vouched_for on federation.servers (trust, host) where trust in ('network', 'known');
