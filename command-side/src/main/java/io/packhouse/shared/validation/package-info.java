/// Validation rules shared by the requests of several contexts.
@NullMarked
package io.packhouse.shared.validation;

import org.jspecify.annotations.NullMarked;
