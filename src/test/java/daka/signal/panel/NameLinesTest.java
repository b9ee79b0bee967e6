package daka.signal.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameLinesTest {
  private static final int LINE = 8;

  @ParameterizedTest
  @CsvSource({
    "便民服务大厅,                        便民服务大厅",
    "新时代文明实践站,                     新时代文明实践站",
    "社区老年人活动中心,                   社区老年|人活动中心",
    "社区老年人日间照料中心二楼休息,         社区老年人日间|照料中心二楼休息",
    "社区老年人日间照料中心二楼休息区域,      社区老年人日间照|料中心二楼休息…",
    "Sports Hall,                       Sports|Hall",
    "A long-named,                      A long-n|amed",
    "the long Hall,                     the long|Hall",
    "Hall and room,                     Hall|and room",
    "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀,                  𠀀𠀀𠀀𠀀|𠀀𠀀𠀀𠀀𠀀"
  })
  void a_name_is_parted_where_it_reads_best(String name, String lines) {
    assertEquals(
        List.of(lines.split("\\|")),
        NameLines.of(name, text -> text.codePointCount(0, text.length()) <= LINE));
  }
}
