-- Which manifest versions of a pack were ordered: asked whenever somebody reads those of a withdrawn pack.
create index order_line_manifest on read.order_line (pack_id, manifest_version);
