/// Spring and Axon configuration, with the embedded event store or with Axon Server.
@NullMarked
package io.packhouse.engine.config;

import org.jspecify.annotations.NullMarked;
