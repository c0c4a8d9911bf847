-- Settings that administrators change while the engine runs. Filled by PlatformSettingsProjection from the event
-- store; disposable. Empty until they are changed for the first time.
create table read.platform_settings (
    settings_id       text        primary key,
    shop_name         text        not null,
    support_email     text,
    notice            text,
    registration_open boolean     not null,
    stream_version    bigint      not null,
    position          bigint      not null,
    changed_at        timestamptz not null
);

comment on table read.platform_settings is 'The current platform settings in one row; none until they are changed for the first time.';
comment on column read.platform_settings.settings_id is 'Always set_platform.';
comment on column read.platform_settings.shop_name is 'In the head and the title of each page.';
comment on column read.platform_settings.support_email is 'Where customers get help; null for none.';
comment on column read.platform_settings.notice is 'Shown at the top of each page; null for none.';
comment on column read.platform_settings.registration_open is 'Whether visitors can make accounts.';
comment on column read.platform_settings.stream_version is 'Version of the aggregate, for If-Match.';
comment on column read.platform_settings.position is 'Position of the last event in this row.';
