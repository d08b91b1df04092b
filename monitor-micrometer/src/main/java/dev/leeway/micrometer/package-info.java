@NullMarked
package dev.leeway.micrometer;

import org.jspecify.annotations.NullMarked;
