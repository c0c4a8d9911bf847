-- The search looks at words that were folded before they came here: without case, accents and
-- punctuation, by the same function that folds what is searched for. What is left to do is to take
-- the stem of each; none is left out for being frequent, so that "the who" can be found.
create text search dictionary read.stem (template = pg_catalog.snowball, language = english);
create text search configuration read.words (parser = pg_catalog."default");
alter text search configuration read.words
    add mapping for asciiword, word, numword, int, uint with read.stem;

alter table read.catalog_category add column words text not null default '';
alter table read.catalog_brand add column words text not null default '';
alter table read.catalog_variant add column words text not null default '';

alter table read.catalog_product drop column document;
alter table read.catalog_product drop column category_names;
alter table read.catalog_product drop column skus;
alter table read.catalog_product
    add column name_words        text not null default '',
    add column brand_words       text not null default '',
    add column category_words    text not null default '',
    add column sku_words         text not null default '',
    add column description_words text not null default '';
alter table read.catalog_product add column document tsvector not null generated always as (
    setweight(to_tsvector('read.words', name_words), 'A')
    || setweight(to_tsvector('read.words', brand_words || ' ' || sku_words), 'B')
    || setweight(to_tsvector('read.words', category_words), 'C')
    || setweight(to_tsvector('read.words', description_words), 'D')) stored;
create index catalog_product_search on read.catalog_product using gin (document, tags)
    where status = 'APPROVED';

comment on column read.catalog_category.words is 'The words of its name, folded for the search.';
comment on column read.catalog_brand.words is 'The words of its name, folded for the search.';
comment on column read.catalog_variant.words is 'The parts of its SKU, folded for the search.';
comment on column read.catalog_product.name_words is 'The words of its name, folded for the search; the other columns of words likewise.';
comment on column read.catalog_product.category_words is 'The words of the names along the path.';
comment on column read.catalog_product.sku_words is 'The parts of the SKUs of its variants.';
comment on column read.catalog_product.document is 'What the full-text search looks at: name (A), brand and SKUs (B), categories (C), description (D).';

-- The words that names are made of, for what is misspelt.
create extension if not exists pg_trgm with schema read;
create table read.catalog_word (
    word text primary key
);
create index catalog_word_similar on read.catalog_word using gin (word read.gin_trgm_ops);
comment on table read.catalog_word is 'Every word of four letters or more that a product, brand or category was ever named with.';
