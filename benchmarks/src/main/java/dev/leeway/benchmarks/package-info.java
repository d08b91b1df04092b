@NullMarked
package dev.leeway.benchmarks;

import org.jspecify.annotations.NullMarked;
