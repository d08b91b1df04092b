package dev.leeway.examples.bike;

import dev.leeway.baseline.Lineage;
import dev.leeway.schema.Schema;

/** What the model sees and where it comes from, as {@code bike_demand.lineage.json} has it. */
final class BikeModel {

  static final String NAME = "bike-demand";

  private BikeModel() {}

  static Schema<Ride> schema() {
    return Schema.<Ride>builder()
        .numeric("temp", Ride::temp)
        .numeric("atemp", Ride::atemp)
        .numeric("hum", Ride::hum)
        .numeric("windspeed", Ride::windspeed)
        .categorical("season", Ride::season)
        .categorical("month", Ride::month)
        .categorical("hour", Ride::hour)
        .bool("holiday", Ride::holiday)
        .categorical("weekday", Ride::weekday)
        .bool("workingday", Ride::workingday)
        .categorical("weather", Ride::weather)
        .prediction("rentals")
        .numericLabel("rented")
        .eventTime(Ride::time)
        .build();
  }

  static Lineage lineage() {
    return Lineage.builder()
        .model("bike_demand", "1.0.0")
        .modelArtifact(
            "bike_demand.onnx", "fd0aec1eb3187f3e53799ce9d64fe928cbc560d2f3b8d18603dda2ae3c8741fc")
        .code(
            "train_models.py sha256:ea99a286199153ef45f5a69b22088cc8418e59c211aabc84e4ceddb71d2d38b7")
        .data("bike_hour, days of 2011")
        .dataDigest("a1692af428fd50bcbcf2a2cc0ae1151a75d1969b75521ec1141c2c7f9132f012")
        .featureLogic("columns as published, no further features")
        .hyperparameter("algorithm", "HistGradientBoostingRegressor")
        .hyperparameter("max_iter", 150)
        .hyperparameter("learning_rate", 0.08)
        .hyperparameter("max_leaf_nodes", 31)
        .hyperparameter("random_state", 7)
        .metric("reference_mae", 23.85179606889173)
        .metric("reference_rmse", 37.806588771172365)
        .metric("reference_r2", 0.9211571975467844)
        .build();
  }
}
