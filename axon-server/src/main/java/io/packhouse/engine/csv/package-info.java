/// What files for people and their spreadsheets have in common.
@NullMarked
package io.packhouse.engine.csv;

import org.jspecify.annotations.NullMarked;
