-- SQLite keeps packs as they are.
select 1;
