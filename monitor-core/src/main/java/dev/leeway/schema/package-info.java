/**
 * What is watched: the user's row type enters, an ordered list of named signals leaves. Main type: {@link
 * dev.leeway.schema.Schema}.
 */
@NullMarked
package dev.leeway.schema;

import org.jspecify.annotations.NullMarked;
