package dev.leeway.examples.bike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionParserTest {

  private static Options parse(String line) {
    return OptionParser.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void withoutOptionsItGoesAsFastAsPossibleServesNothingAndWritesAmongTemporaryFiles() {
    Options options = parse("");
    assertThat(options.directory())
        .isEqualTo(Path.of(
            System.getProperty("java.io.tmpdir"),
            "leeway-demo-" + System.getProperty("user.name")));
    assertThat(options.port()).isNull();
    assertThat(options.speed()).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--out a/b --serve 9464 --speed 86400",
        "--speed 86400 --serve 9464 --out a/b",
        "--serve 9464 --out a/b --speed 8.64e4"
      })
  void optionsComeInAnyOrder(String line) {
    assertThat(parse(line)).isEqualTo(new Options(Path.of("a/b"), 9464, 86_400));
  }

  @Test
  void eachOptionStandsAlone() {
    assertThat(parse("--out a")).isEqualTo(Options.into(Path.of("a")));
    assertThat(parse("--serve 0").port()).isZero();
    assertThat(parse("--serve 65535").port()).isEqualTo(65_535);
    assertThat(parse("--speed 0.5").speed()).isEqualTo(0.5);
    assertThat(parse("--speed 0.5").port()).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          --frobnicate        | unknown option '--frobnicate'; there are --out DIRECTORY, --serve PORT and --speed X.
          demo                | unknown option 'demo'; there are --out DIRECTORY, --serve PORT and --speed X.
          --serve=9464        | unknown option '--serve=9464'; there are --out DIRECTORY, --serve PORT and --speed X.
          --out a b           | unknown option 'b'; there are --out DIRECTORY, --serve PORT and --speed X.
          --out               | --out has no value; expected a directory.
          --out --serve 0     | --out has no value; expected a directory.
          --serve             | --serve has no value; expected a port from 0 (any free one) to 65535, such as 9464.
          --serve x           | --serve got 'x'; expected a port from 0 (any free one) to 65535, such as 9464.
          --serve -1          | --serve got '-1'; expected a port from 0 (any free one) to 65535, such as 9464.
          --serve 65536       | --serve got '65536'; expected a port from 0 (any free one) to 65535, such as 9464.
          --speed             | --speed has no value; expected a number above 0, such as 86400 for a day a second.
          --speed fast        | --speed got 'fast'; expected a number above 0, such as 86400 for a day a second.
          --speed 0           | --speed got '0'; expected a number above 0, such as 86400 for a day a second.
          --speed -5          | --speed got '-5'; expected a number above 0, such as 86400 for a day a second.
          --speed NaN         | --speed got 'NaN'; expected a number above 0, such as 86400 for a day a second.
          --speed Infinity    | --speed got 'Infinity'; expected a number above 0, such as 86400 for a day a second.
          --speed 1e999       | --speed got '1e999'; expected a number above 0, such as 86400 for a day a second.
          --speed 5f          | --speed got '5f'; expected a number above 0, such as 86400 for a day a second.
          --serve 0 --serve 1 | --serve is given twice; give it once.
          """)
  void saysWhatIsWrongAndWhatIsExpected(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anEmptyValueIsNone() {
    assertThatThrownBy(() -> OptionParser.parse("--out", ""))
        .hasMessage("--out got ''; expected a directory.");
  }

  @Test
  void helpIsAskedForAmongOtherOptionsToo() {
    assertThat(OptionParser.asksForHelp("--serve", "0", "--help")).isTrue();
    assertThat(OptionParser.asksForHelp("-h")).isTrue();
    assertThat(OptionParser.asksForHelp("--serve", "0")).isFalse();
    assertThat(OptionParser.USAGE).contains("--out", "--serve", "--speed");
  }
}
