/// API keys: credentials of programs that work for a person, in a table beside the engine's.
@NullMarked
package io.packhouse.identity.apikey;

import org.jspecify.annotations.NullMarked;
