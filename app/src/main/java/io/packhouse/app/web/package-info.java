/// How a request enters: its ids, its body read once, its caller.
@NullMarked
package io.packhouse.app.web;

import org.jspecify.annotations.NullMarked;
