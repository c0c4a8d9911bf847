/// Archive files: written completely or not at all, and checked before they are used.
@NullMarked
package io.packhouse.app.maintenance.archive;

import org.jspecify.annotations.NullMarked;
