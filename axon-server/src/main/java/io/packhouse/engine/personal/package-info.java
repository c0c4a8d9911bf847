/// Values about persons, encrypted under a key a person.
@NullMarked
package io.packhouse.engine.personal;

import org.jspecify.annotations.NullMarked;
