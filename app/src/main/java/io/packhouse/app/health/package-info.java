/// Health and readiness of the engine.
@NullMarked
package io.packhouse.app.health;

import org.jspecify.annotations.NullMarked;
