package dev.leeway.batch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL of its own, started once for all tests. */
public final class Postgres implements BeforeAllCallback {

  private static @Nullable EmbeddedPostgres server;

  private static final class Running implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (server == null) {
      System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "warn");
      server = EmbeddedPostgres.start();
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Postgres.class))
          .put("server", new Running());
    }
  }

  static DataSource database() {
    return Objects.requireNonNull(server).getPostgresDatabase();
  }

  static String url() {
    return "jdbc:postgresql://localhost:" + Objects.requireNonNull(server).getPort() + "/postgres";
  }
}
