package dev.leeway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "jdbc:postgresql://h/d?user=u&password=geheim&ssl=true, jdbc:postgresql://h/d?user=u&password=***&ssl=true",
        "jdbc:postgresql://u:geheim@h/d, jdbc:postgresql://***@h/d",
        "jdbc:sqlserver://h;user=u;Password=geheim;x=1, jdbc:sqlserver://h;user=u;Password=***;x=1",
        "jdbc:oracle:thin:u/geheim@h:1521:d, jdbc:oracle:thin:***@h:1521:d",
        "`attach 'host=h password=geheim user=u'`, `attach 'host=h password=*** user=u'`",
        "`(SECRET 'geheim', aws_secret_access_key = 'geheim')`, `(SECRET ***, aws_secret_access_key = ***)`",
        "jdbc:duckdb:/tmp/x.db, jdbc:duckdb:/tmp/x.db"
      })
  void passwordsAreHidden(String text, String hidden) {
    assertThat(Message.hide(text, List.of())).isEqualTo(hidden);
  }

  @Test
  void aFailureIsOneLine() {
    assertThat(Message.of(new SQLException("Parser Error: x\n\nLINE 1: x\n  ^"), List.of()))
        .isEqualTo("Parser Error: x");
    assertThat(Message.of(new SQLException("x".repeat(1_000)), List.of()))
        .hasSizeLessThan(310)
        .endsWith("...");
    assertThat(Message.of(new SQLException((String) null), List.of())).isEqualTo("SQLException");
    assertThat(Message.of(new SQLException("no geheim here"), List.of("geheim")))
        .isEqualTo("no *** here");
  }

  @Test
  void aCauseThatTellsIsLeftOut() {
    SQLException telling = new SQLException("x", new SQLException("at //u:geheim@h"));
    assertThat(Message.exception("y", telling, List.of())).hasNoCause();
    assertThat(Message.exception("y", new SQLException("x"), List.of("geheim")))
        .hasCauseInstanceOf(SQLException.class);
  }
}
