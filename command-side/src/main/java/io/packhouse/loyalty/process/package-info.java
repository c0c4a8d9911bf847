/// What orders, time and redemptions do to points, and the doors that need the programme's rules.
@NullMarked
package io.packhouse.loyalty.process;

import org.jspecify.annotations.NullMarked;
