/// Accounts as staff and their owners read them.
@NullMarked
package io.packhouse.identity.query;

import org.jspecify.annotations.NullMarked;
