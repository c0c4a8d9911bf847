/// One address before several nodes. It knows which role serves which route and which node is
/// ready, and nothing of what is asked.
@NullMarked
package io.packhouse.gateway;

import org.jspecify.annotations.NullMarked;
