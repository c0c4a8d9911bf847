/// The contents of packs: uploaded files are validated, imported by a durable task and recorded.
@NullMarked
package io.packhouse.catalog.command.manifest;

import org.jspecify.annotations.NullMarked;
