/// What happens before a request is one: how many connections there may be, how long each may take,
/// and what is answered to bytes that are no request.
@NullMarked
package io.packhouse.app.server;

import org.jspecify.annotations.NullMarked;
