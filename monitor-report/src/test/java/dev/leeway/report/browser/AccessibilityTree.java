package dev.leeway.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page as a screen reader is told of it. */
final class AccessibilityTree {

  private static final Set<String> NAMED = Set.of(
      "link",
      "button",
      "textbox",
      "searchbox",
      "checkbox",
      "image",
      "img",
      "region",
      "table",
      "navigation",
      "DisclosureTriangle");

  private final List<JsonNode> nodes = new ArrayList<>();
  private final Map<String, JsonNode> byId = new HashMap<>();

  AccessibilityTree(JsonNode all) {
    for (JsonNode node : all) {
      byId.put(node.path("nodeId").asText(), node);
      if (!node.path("ignored").asBoolean()) {
        nodes.add(node);
      }
    }
  }

  private static String role(JsonNode node) {
    return node.path("role").path("value").asText();
  }

  private static String name(JsonNode node) {
    return node.path("name").path("value").asText();
  }

  int count(String role) {
    return (int) nodes.stream().filter(node -> role(node).equals(role)).count();
  }

  List<String> names(String role) {
    return nodes.stream()
        .filter(node -> role(node).equals(role))
        .map(AccessibilityTree::name)
        .toList();
  }

  /** What a user is told to use or to look at without being told what it is. */
  List<String> nameless() {
    return nodes.stream()
        .filter(node -> NAMED.contains(role(node)) && name(node).isBlank())
        .map(node -> role(node) + " without a name" + place(node))
        .toList();
  }

  /** The next thing around it that has a name. */
  private String place(JsonNode node) {
    JsonNode around = byId.get(node.path("parentId").asText());
    while (around != null && name(around).isBlank()) {
      around = byId.get(around.path("parentId").asText());
    }
    return around == null ? "" : ", in " + role(around) + " '" + name(around) + "'";
  }
}
