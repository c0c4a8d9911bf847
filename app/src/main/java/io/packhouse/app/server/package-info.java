/// Limits below HTTP: number and duration of connections, and responses to invalid requests.
@NullMarked
package io.packhouse.app.server;

import org.jspecify.annotations.NullMarked;
