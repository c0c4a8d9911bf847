/// The person aggregate: account, roles, erasure.
@NullMarked
package io.packhouse.identity.command;

import org.jspecify.annotations.NullMarked;
