/// Telling the engine what happened, until it has heard.
@NullMarked
package io.packhouse.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
