package dev.leeway.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a page did that nobody sees: what it asked the network for, what it complained of, what it asked the user. It hears all
 * targets of the browser, so that a frame, a worker or a window of the page's own is heard too.
 */
final class PageLog implements Consumer<Connection.Event> {

  /** Called by a page when its policy refused something. */
  static final String REFUSED = "reportPolicyViolation";

  private final Connection connection;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> dialogs = new CopyOnWriteArrayList<>();

  PageLog(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void accept(Connection.Event event) {
    JsonNode about = event.parameters();
    switch (event.method()) {
      case "Network.requestWillBeSent" ->
        requests.add(about.path("request").path("url").asText());
      case "Network.webSocketCreated", "Network.webTransportCreated" ->
        requests.add(about.path("url").asText());
      case "Runtime.consoleAPICalled" -> complaints.add("console: " + about.path("args"));
      case "Runtime.exceptionThrown" ->
        complaints.add("exception: " + about.path("exceptionDetails"));
      case "Log.entryAdded" ->
        complaints.add("log: " + about.path("entry").path("text").asText());
      case "Page.windowOpen" -> complaints.add("window: " + about.path("url").asText());
      case "Runtime.bindingCalled" -> {
        if (about.path("name").asText().equals(REFUSED)) {
          complaints.add("policy: " + about.path("payload").asText());
        }
      }
      case "Page.javascriptDialogOpening" -> {
        dialogs.add(about.path("message").asText());
        // an open dialog would hold up the page and every command to it
        connection.send(event.session(), "Page.handleJavaScriptDialog", Map.of("accept", false));
      }
      default -> {}
    }
  }

  /** The addresses, in the order in which they were asked for. */
  List<String> requests() {
    return requests;
  }

  /** Console messages, exceptions, the browser's own entries, windows opened and refusals of the policy. */
  List<String> complaints() {
    return complaints;
  }

  List<String> dialogs() {
    return dialogs;
  }
}
