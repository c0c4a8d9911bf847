/// Values about persons, encrypted under a key a person.
@NullMarked
package io.packhouse.engine.encryption;

import org.jspecify.annotations.NullMarked;
