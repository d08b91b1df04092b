/**
 * One number at a time enters, the word that its level has changed leaves: stable, warning, drift. Fixed memory, no window,
 * no baseline, no false-alarm budget. Main types: {@link dev.leeway.detector.DetectorSpec} and {@link
 * dev.leeway.detector.ChangeDetector}.
 */
@NullMarked
package dev.leeway.detector;

import org.jspecify.annotations.NullMarked;
