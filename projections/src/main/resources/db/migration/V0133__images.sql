-- Images of products and packs, as history names them; the bytes lie in the image store.
alter table read.pack add column images jsonb not null default '[]';
comment on column read.pack.images is 'What shows it, in order: imageId, mediaType, width, height, bytes, alt. Empty for an offer that shows its product''s.';

alter table read.catalog_product add column images jsonb not null default '[]';
comment on column read.catalog_product.images is 'What shows it, in order, the first standing for it: imageId, mediaType, width, height, bytes, alt.';
