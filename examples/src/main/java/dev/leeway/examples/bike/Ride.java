package dev.leeway.examples.bike;

import java.time.Instant;

/** One hour of rentals: what the model saw, what it predicted, and what came. */
record Ride(
    Instant time,
    String season,
    String month,
    String hour,
    boolean holiday,
    String weekday,
    boolean workingday,
    String weather,
    double temp,
    double atemp,
    double hum,
    double windspeed,
    double predicted,
    double rented) {}
