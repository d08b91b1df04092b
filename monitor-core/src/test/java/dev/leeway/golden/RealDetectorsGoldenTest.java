package dev.leeway.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.detector.Adwin;
import dev.leeway.detector.ChangeDetector;
import dev.leeway.detector.ChangeState;
import dev.leeway.detector.Ddm;
import dev.leeway.detector.DetectorSpec;
import dev.leeway.detector.Eddm;
import dev.leeway.detector.HddmA;
import dev.leeway.detector.PageHinkley;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows at which detectors of River 0.26.1 raise an alarm on the errors of models on real data. */
class RealDetectorsGoldenTest {

  private static final Map<String, DetectorSpec> RIVER = Map.of(
      "ADWIN", Adwin.standard(),
      "PageHinkley", PageHinkley.standard(),
      "DDM", Ddm.standard(),
      "EDDM", Eddm.standard(),
      "HDDM_A", HddmA.standard());

  private static List<Integer> alarms(DetectorSpec spec, double[] values) {
    ChangeDetector detector = spec.start();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      if (detector.update(values[row]) == ChangeState.DRIFT) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Integer> rows(JsonNode positions) {
    return StreamSupport.stream(positions.spliterator(), false)
        .map(JsonNode::asInt)
        .toList();
  }

  /** Absolute errors, of reference and analysis. */
  private static double[] errors(RealData data, String set) throws IOException {
    Table[] sides = data.sides(set);
    return DoubleStream.concat(errors(sides[0]), errors(sides[1])).toArray();
  }

  private static DoubleStream errors(Table table) {
    double[] predicted = table.numbers("y_pred");
    double[] truth = table.numbers("y_true");
    double[] errors = new double[truth.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = Math.abs(predicted[i] - truth[i]);
    }
    return DoubleStream.of(errors);
  }

  static Stream<Arguments> bike() {
    return Stream.of(arguments("ADWIN", 17), arguments("PageHinkley", 383));
  }

  @ParameterizedTest
  @MethodSource("bike")
  void errorsOfBikeDemandAlarmWhereRiverSays(String detector, int alarms) throws IOException {
    check(RealData.shipped(), "bike", detector, alarms);
  }

  static Stream<Arguments> electricity() {
    return Stream.of(
        arguments("ADWIN", 40),
        arguments("PageHinkley", 24),
        arguments("DDM", 49),
        arguments("EDDM", 162),
        arguments("HDDM_A", 106));
  }

  @ParameterizedTest
  @MethodSource("electricity")
  void errorsOfElectricityPricesAlarmWhereRiverSays(String detector, int alarms)
      throws IOException {
    check(folder(), "elec2", detector, alarms);
  }

  private static void check(RealData data, String set, String detector, int alarms)
      throws IOException {
    List<Integer> expected =
        rows(data.peer(set, "river").get("detectors").get(detector).get("positions"));
    assertThat(expected).hasSize(alarms);
    assertThat(alarms(RIVER.get(detector), errors(data, set))).isEqualTo(expected);
  }

  /** All 45,312 rows of a column at a time. */
  @Test
  void columnsOfElectricityPricesAlarmWhereRiverSays() throws IOException {
    RealData data = folder();
    Table table = data.table("elec2.csv.gz");
    JsonNode columns = data.peer("elec2", "river").get("adwin_on_features");
    assertThat(columns).hasSize(4);
    columns
        .properties()
        .forEach(column -> assertThat(alarms(Adwin.standard(), table.numbers(column.getKey())))
            .as(column.getKey())
            .isEqualTo(rows(column.getValue())));
  }

  private static RealData folder() {
    Optional<RealData> folder = RealData.ofFolder();
    assumeTrue(
        folder.isPresent(),
        "Not run: the electricity data may not be shipped, and there is no folder with it beside the"
            + " checkout, and none is named by -Dleeway.golden=...; the bike data was checked.");
    return folder.get();
  }
}
