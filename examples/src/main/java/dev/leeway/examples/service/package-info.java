/**
 * A service that answers with a model and watches what it is asked, and the training that leaves it a baseline. Main type:
 * {@link dev.leeway.examples.service.LoanService}.
 */
@NullMarked
package dev.leeway.examples.service;

import org.jspecify.annotations.NullMarked;
