package daka.demo;

import daka.checkin.CardKind;
import daka.checkin.Role;
import daka.store.register.Consent;
import daka.store.register.NewCard;
import daka.store.register.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Somebody in the sample centre.
///
/// @param payload what the person's QR code says
/// @param others further cards of the person
/// @param consent of a guardian, for a child
record SamplePerson(
    Person person, String payload, List<NewCard> others, @Nullable Consent consent) {

  private static final List<String> FAMILY =
      List.of(
          "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭",
          "马", "罗");
  private static final List<String> GIVEN =
      List.of(
          "秀英", "桂兰", "建国", "玉珍", "志强", "淑芬", "国华", "丽华", "德明", "桂芳", "文斌", "春梅", "永福", "小燕", "明轩",
          "雅静", "子涵", "家豪", "美玲", "振华");
  private static final int STAFF = 4;

  /// The sample people: the same ones each time, most of them old, the last few members of staff.
  static List<SamplePerson> all(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> of(i, i >= count - STAFF ? Role.STAFF : Role.RESIDENT))
        .toList();
  }

  private static SamplePerson of(int i, Role role) {
    String name = FAMILY.get(i * 7 % FAMILY.size()) + GIVEN.get(i * 11 % GIVEN.size());
    boolean isChild = role == Role.RESIDENT && i % 6 == 5;
    int born = role == Role.STAFF ? 1985 + i % 10 : isChild ? 2015 + i % 4 : 1936 + i * 13 % 30;
    Person person = new Person(name, role, null, Integer.toString(born), null, null);
    return new SamplePerson(
        person,
        "DAKA-%04d-%04d".formatted(i + 1, (i + 1) * 7919 % 10_000),
        i == 0 ? everyKind() : List.of(),
        isChild ? consent(name) : null);
  }

  /// A grandparent of the same family agreed that the birth is kept.
  private static Consent consent(String child) {
    return new Consent(
        "sample",
        child.substring(0, 1) + GIVEN.getFirst(),
        "奶奶",
        Set.of(Consent.Scope.BORN),
        LocalDate.of(2026, 9, 1),
        null);
  }

  /// One card that was lost, one that is good no more, and a phone number to be typed.
  private static List<NewCard> everyKind() {
    return List.of(
        new NewCard.Read(CardKind.QR, SampleCentre.BLOCKED, true, null),
        new NewCard.Read(CardKind.QR, SampleCentre.EXPIRED, false, LocalDate.of(2025, 12, 31)),
        new NewCard.Read(CardKind.PHONE, SampleCentre.PHONE, false, null));
  }

  List<NewCard> cards() {
    List<NewCard> cards = new ArrayList<>();
    cards.add(new NewCard.Read(CardKind.QR, payload, false, null));
    cards.addAll(others);
    return cards;
  }
}
