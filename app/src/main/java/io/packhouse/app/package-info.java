/// The one program: what it is made of, who may enter, how it answers when something is wrong.
@NullMarked
package io.packhouse.app;

import org.jspecify.annotations.NullMarked;
