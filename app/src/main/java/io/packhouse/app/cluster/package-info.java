/// Several engines on one PostgreSQL on this machine: started in order, kept alive, ended in order.
@NullMarked
package io.packhouse.app.cluster;

import org.jspecify.annotations.NullMarked;
