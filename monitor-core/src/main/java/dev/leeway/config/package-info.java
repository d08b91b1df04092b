/**
 * A file of settings enters, the settings of a monitor leave: for people without a framework. Main type: {@link
 * dev.leeway.config.Configuration}.
 */
@NullMarked
package dev.leeway.config;

import org.jspecify.annotations.NullMarked;
