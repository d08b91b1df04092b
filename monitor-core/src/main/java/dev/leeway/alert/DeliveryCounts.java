package dev.leeway.alert;

/**
 * What became of the alerts and evaluations for one sink: handed over = sent + failed + dropped + pending.
 *
 * @param sink its name
 * @param sent delivered
 * @param failed the sink threw
 * @param dropped the queue was full because the sink is slow or hangs
 * @param pending waiting
 */
public record DeliveryCounts(String sink, long sent, long failed, long dropped, long pending) {}
