package dev.leeway.examples.bike;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The rows of the two files, joined by their order. Times are taken as UTC, which has no hour twice. */
final class BikeData {

  private BikeData() {}

  /** The rows of one split: {@code reference} (2011) or {@code analysis} (2012), in the order of their times. */
  static List<Ride> rides(String split) {
    List<NamedCsvRecord> hours = records("bike_hour.csv.gz");
    List<NamedCsvRecord> predictions = records("bike_demand_predictions.csv.gz");
    List<Ride> rides = new ArrayList<>();
    for (int i = 0; i < hours.size(); i++) {
      if (predictions.get(i).getField("split").equals(split)) {
        rides.add(ride(hours.get(i), predictions.get(i)));
      }
    }
    return rides;
  }

  private static Ride ride(NamedCsvRecord hour, NamedCsvRecord prediction) {
    return new Ride(
        LocalDateTime.parse(hour.getField("ts")).toInstant(ZoneOffset.UTC),
        hour.getField("season"),
        hour.getField("mnth"),
        hour.getField("hr"),
        hour.getField("holiday").equals("1"),
        hour.getField("weekday"),
        hour.getField("workingday").equals("1"),
        hour.getField("weathersit"),
        Double.parseDouble(hour.getField("temp")),
        Double.parseDouble(hour.getField("atemp")),
        Double.parseDouble(hour.getField("hum")),
        Double.parseDouble(hour.getField("windspeed")),
        Double.parseDouble(prediction.getField("y_pred")),
        Double.parseDouble(prediction.getField("y_true")));
  }

  private static List<NamedCsvRecord> records(String file) {
    try (InputStream in = open(file);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return csv.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The example's data file " + file + " cannot be read.", e);
    }
  }

  static InputStream open(String file) {
    InputStream in = BikeData.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException(
          "The example's data file " + file + " is missing from the class path.");
    }
    return in;
  }
}
