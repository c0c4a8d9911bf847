/// The first accounts of an installation.
@NullMarked
package io.packhouse.app.account;

import org.jspecify.annotations.NullMarked;
