-- Of which streams sealed records are erased, to be seen in every row of a list: nearly none are.
create index sealed_erased on sealed (stream) where wrapped_key is null;
