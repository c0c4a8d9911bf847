/// Queries of manifests: lines, comparisons, pages and files, with the costs only for those who may see them.
@NullMarked
package io.packhouse.catalog.query.manifest;

import org.jspecify.annotations.NullMarked;
