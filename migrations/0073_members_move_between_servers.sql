-- Where the followers of somebody who moved, ours or another's, were last led, and when: once in a while only.
alter table federation.actors
  add column led_to text check (length(led_to) <= 2000),
  add column led_at timestamptz;
