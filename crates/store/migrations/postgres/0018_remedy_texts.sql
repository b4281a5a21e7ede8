-- Texts of reviews and lawsuits are searched too: the index is made again from the first event, beside what it has.
update text_index_reached set event = 0 where id = 1;
