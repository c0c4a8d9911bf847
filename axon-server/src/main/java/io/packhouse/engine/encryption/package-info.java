/// Encryption of personal data with one key per person.
@NullMarked
package io.packhouse.engine.encryption;

import org.jspecify.annotations.NullMarked;
