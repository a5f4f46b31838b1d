create table accounts(
	number	integer	not null,
	bank	integer	not null	default 1,
	owner	text	not null	default '-- none',
	opened	timestamp	default current_timestamp not null,
	closed	timestamp,
	balance	integer not null default 0 check(balance>=-100),
	token text default (lower('AB') || 'c'),
	primary key(bank,number desc)
) without rowid;
create table entries(id integer primary key desc, bank integer, number integer, cents integer not null default 0, text,
	foreign key(bank,number) references accounts(bank,number) match simple on delete restrict);
create index entries_account on entries(bank,number);
create index entries_sign on entries(cents>0, abs(cents)) where text is not null and text not in('a','b');
create table settings(key text primary key not null, value text, changed text default (date('2000-01-01')));
insert into settings(key, value) values('currency', 'EUR'), ('rounding', 'half;even');
replace into settings(key, value) values('locale', 'de');
create table counters as select 'none' as name, 0 as n where 0;
