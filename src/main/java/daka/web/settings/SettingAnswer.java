package daka.web.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import daka.config.Setting;
import daka.config.text.Place;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A key of the config file, as the API tells it.
///
/// @param index which of the tables of this name; null if there is one
/// @param line 0 if it does not stand in the file
/// @param otherwise what counts if it does not stand there
/// @param there whether its table stands in the file
/// @param changeable whether it can be changed here
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingAnswer(
    String table,
    @Nullable Integer index,
    String key,
    int line,
    @Nullable Object value,
    @JsonProperty("default") @Nullable Object otherwise,
    boolean required,
    String expected,
    String kind,
    List<String> choices,
    boolean there,
    boolean changeable) {

  static SettingAnswer of(Setting setting) {
    return new SettingAnswer(
        setting.table(),
        setting.index() == Place.SINGLE ? null : setting.index(),
        setting.key(),
        setting.line(),
        setting.value(),
        setting.otherwise(),
        setting.required(),
        setting.expected(),
        setting.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        setting.choices(),
        setting.there(),
        setting.kind() != Setting.Kind.ON_THE_BOX);
  }
}
