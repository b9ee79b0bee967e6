package daka.web.register;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What lists call roles and languages.
final class ListWords {
  private static final Map<String, String> ROLES =
      map(
          "resident", "居民, 住户, 群众, 社区居民, 住戶, 群眾, 社區居民, residents",
          "staff", "工作人员, 职员, 员工, 社工, 工作人員, 職員, 員工, employee, worker");

  private static final Map<String, String> LANGUAGES =
      map(
          "zh-Hans", "中文, 汉语, 普通话, 国语, 简体, 简体中文, 中文（简体）, 漢語, 简, chinese, mandarin",
          "zh-Hant", "繁体, 繁体中文, 中文（繁体）, 繁體, 繁體中文, 中文（繁體）, 正體中文, 國語, 繁",
          "yue", "粤语, 广东话, 粵語, 廣東話, cantonese",
          "en", "英语, 英文, 英語, english");

  private ListWords() {}

  private static Map<String, String> map(String... wordsOfMeanings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < wordsOfMeanings.length; i += 2) {
      for (String word : wordsOfMeanings[i + 1].split(", ", -1)) {
        map.put(word, wordsOfMeanings[i]);
      }
    }
    return map;
  }

  /// The role as the API calls it, or the word itself if it is none of those known.
  static @Nullable String role(@Nullable String word) {
    return meaning(ROLES, word);
  }

  /// The tag of the language, or the word itself if it is none of those known.
  static @Nullable String language(@Nullable String word) {
    return meaning(LANGUAGES, word);
  }

  private static @Nullable String meaning(Map<String, String> meanings, @Nullable String word) {
    return word == null ? null : meanings.getOrDefault(word.strip().toLowerCase(Locale.ROOT), word);
  }
}
