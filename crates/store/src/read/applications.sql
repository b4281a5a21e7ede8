select a.number, a.slot, a.received_on, a.channel, a.applicant, a.leaf, a.answered_on, a.rest,
       a.stream, a.version, s.hash, s.key_id, s.wrapped_key, s.ciphertext
from application a
left join sealed s on s.hash = a.sealed
where a.agency = $1
order by a.position
