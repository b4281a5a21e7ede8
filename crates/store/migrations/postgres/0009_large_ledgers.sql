-- PostgreSQL keeps rows in the order in which they come, and counts them by itself.
select 1;
