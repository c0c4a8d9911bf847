/// The documentation as web pages.
@NullMarked
package io.packhouse.app.docs;

import org.jspecify.annotations.NullMarked;
