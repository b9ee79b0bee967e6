package daka.web.settings;

import com.fasterxml.jackson.databind.JsonNode;
import daka.config.Setting;
import daka.config.text.Edit;
import daka.config.text.Place;
import daka.web.http.JsonBody;
import daka.web.http.ProblemException;
import daka.web.settings.SettingsApi.ChangeForm;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is to be changed in the config file.
///
/// @param names of the settings
record Changes(List<Edit> edits, List<String> names) {
  private static final int MOST = 200;

  /// A section of these opens a listener or closes one.
  private static final Set<String> LISTENERS = Set.of("kiosk", "lan");

  /// @throws ProblemException 400 or 422 if one is of no setting, or of one that is not changed
  ///   here
  static Changes of(List<ChangeForm> forms, List<Setting> settings) {
    if (forms.isEmpty() || forms.size() > MOST) {
      throw ProblemException.badRequest("\"changes\" has to hold 1 to " + MOST + " changes");
    }
    List<Edit> edits = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ChangeForm form : forms) {
      Setting setting = setting(form, settings);
      names.add(setting.name());
      JsonNode value = form.value();
      edits.add(
          value == null || value.isNull()
              ? new Edit.Drop(setting.place(), setting.key())
              : new Edit.Put(setting.place(), setting.key(), value(value)));
    }
    return new Changes(edits, names);
  }

  private static Setting setting(ChangeForm form, List<Setting> settings) {
    String table = JsonBody.required("changes.table", form.table());
    String key = JsonBody.required("changes.key", form.key());
    int index = form.index() == null ? Place.SINGLE : form.index();
    Setting setting =
        settings.stream()
            .filter(
                each ->
                    each.table().equals(table) && each.index() == index && each.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    ProblemException.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "there is no setting of this table, index and key; GET /api/v1/settings"
                            + " tells those there are"));
    boolean makesListener = LISTENERS.contains(table) && !setting.there();
    if (setting.kind() == Setting.Kind.ON_THE_BOX || makesListener) {
      throw ProblemException.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          setting.name()
              + " is changed on the kiosk only, in its file: it is a path, a device, a listener, or"
              + " where something is sent to");
    }
    return setting;
  }

  private static Object value(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(item -> list.add(value(item)));
      return list;
    }
    throw ProblemException.badRequest(
        "\"value\" has to be a text, a whole number, true, false, or a list of such");
  }
}
