//! Publications, from the draft to what citizens see of it at each moment. 《条例》第17条、第19条至第26条

mod clean_ups;
mod files;
mod gates;
