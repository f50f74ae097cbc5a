-- Subscribers. A password is never stored, only what digest authentication needs of it (RFC 2617 and RFC 7616, HA1):
-- the hash of name:realm:password, once with MD5 and once with SHA-256, in lower-case hexadecimal.
create table account (
    name       varchar(64)  not null,
    realm      varchar(128) not null,
    ha1_md5    char(32)     not null,
    ha1_sha256 char(64)     not null,
    created    timestamp    default current_timestamp not null,
    untold     boolean      default false not null,
    primary key (name, realm)
);

comment on column account.untold is 'made with a random password that nobody has been told yet';

-- What a Tomcat realm asks for: every subscriber has the one role.
create view account_role (name, role) as select distinct name, 'subscriber' from account;
