package dev.leeway.examples.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads {@code {"amount": 12000, "income": 38000, "months": 36, "region": "north"}}; other members are passed over. */
final class LoanJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private LoanJson() {}

  /**
   * Reads a loan from UTF-8 JSON.
   *
   * @throws IOException if it is not one JSON object with these members
   * @throws IllegalArgumentException if a value is one that a loan cannot have
   */
  static Loan read(byte[] body) throws IOException {
    double amount = 0;
    double income = 0;
    int months = 0;
    String region = "";
    try (JsonParser json = FACTORY.createParser(body)) {
      require(json, json.nextToken() == JsonToken.START_OBJECT, "expected an object");
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        switch (name) {
          case "amount" -> amount = json.getDoubleValue();
          case "income" -> income = json.getDoubleValue();
          case "months" -> {
            require(json, value == JsonToken.VALUE_NUMBER_INT, "months must be a whole number");
            months = json.getIntValue();
          }
          case "region" -> {
            require(json, value == JsonToken.VALUE_STRING, "region must be a text");
            region = json.getText();
          }
          default -> json.skipChildren();
        }
      }
      require(json, json.nextToken() == null, "expected nothing after the object");
    }
    return new Loan(amount, income, months, region);
  }

  private static void require(JsonParser json, boolean holds, String otherwise)
      throws JsonParseException {
    if (!holds) {
      throw new JsonParseException(json, otherwise);
    }
  }
}
