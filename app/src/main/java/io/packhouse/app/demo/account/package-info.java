/// The accounts of the demo.
@NullMarked
package io.packhouse.app.demo.account;

import org.jspecify.annotations.NullMarked;
