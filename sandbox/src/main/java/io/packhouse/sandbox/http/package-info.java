/// The front door, the pay page, and the workshop of those who test.
@NullMarked
package io.packhouse.sandbox.http;

import org.jspecify.annotations.NullMarked;
